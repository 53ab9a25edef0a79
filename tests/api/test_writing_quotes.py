"""The passage that a citation selects, and what it supports."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.api.writing import QUOTE, body, cited, new_article, patch, post
from tests.rows import REPORT, make_article
from timeline.models import Citation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("selector", "start"),
    [
        ({"exact": QUOTE}, REPORT.index(QUOTE)),
        ({"start": REPORT.index(QUOTE), "end": REPORT.index(QUOTE) + len(QUOTE)}, REPORT.index(QUOTE)),
        ({"exact": "The", "suffix": " office gave"}, REPORT.index("The office gave")),
        (
            {"exact": "office", "start": REPORT.rindex("office"), "end": REPORT.rindex("office") + 6},
            REPORT.rindex("office"),
        ),
        ({"exact": f" {QUOTE}\n"}, REPORT.index(QUOTE)),
        (
            [
                {"type": "TextPositionSelector", "start": REPORT.rindex("office"), "end": REPORT.rindex("office") + 6},
                {"type": "TextQuoteSelector", "exact": "office"},
            ],
            REPORT.rindex("office"),
        ),
    ],
)
def test_a_quote_stands_where_its_selector_says(analyst: Client, selector: Any, start: int):
    article = make_article()
    answer = post(analyst, body(citations=[{"article": article.public_id, "selector": selector}]))
    assert answer.status_code == 201, answer.json()
    citation = Citation.objects.get()
    assert (citation.start, citation.holds) == (start, True)


def test_selectors_are_taken_back_as_they_were_told(analyst: Client):
    told = post(analyst, body(citations=[cited(make_article().public_id)])).json()
    before, again = Citation.objects.get(), told["citations"][0]
    sent = {"article": again["article"], "selector": again["selector"], "supports": ["date"]}
    answer = patch(analyst, told["id"], {"citations": [sent]})
    assert answer.status_code == 200, answer.json()
    assert answer.json()["citations"][0]["selector"] == again["selector"]
    assert (Citation.objects.get().pk, Citation.objects.get().start) == (before.pk, before.start)


QUOTED = {"type": "TextQuoteSelector", "exact": QUOTE}


@pytest.mark.parametrize(
    ("selector", "path"),
    [
        ([], "exact"),
        (["flew"], "0"),
        ([{"exact": QUOTE}], "0"),
        ([QUOTED, {"type": "SvgSelector", "value": "<svg/>"}], "1"),
        ([QUOTED, QUOTED], "1"),
        ([QUOTED | {"start": 19}], "0"),
        ([{"type": ["TextQuoteSelector"], "exact": QUOTE}], "0"),
        ([{"type": "TextPositionSelector", "start": 19}], "end"),
        ([{"type": "TextQuoteSelector", "prefix": "The"}], "exact"),
    ],
)
def test_a_list_that_is_no_pair_of_selectors_is_refused_at_its_place(analyst: Client, selector: list[Any], path: str):
    answer = post(analyst, body(citations=[{"article": make_article().public_id, "selector": selector}]))
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [f"citations.0.selector.{path}"]


def test_a_field_that_is_named_twice_is_supported_once(analyst: Client):
    told = post(analyst, body(citations=[{**cited(new_article()), "supports": ["date", "parties", "date"]}])).json()
    assert told["citations"][0]["supports"] == ["date", "parties"]
