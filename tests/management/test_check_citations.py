"""`check_citations`: says which quotes do not stand where they should, and changes nothing."""

from __future__ import annotations

import json
import tracemalloc
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from tests.rows import REPORT, cite, make_article, make_event
from timeline import review
from timeline.models import ArticleText, Citation
from timeline.models.text import sha256_of

pytestmark = pytest.mark.django_db


def check(*, status: int = 0, **options) -> str:
    out = StringIO()
    try:
        call_command("check_citations", stdout=out, **options)
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == status, out.getvalue()
    return out.getvalue()


def cited(text: str = REPORT, **values) -> Citation:
    return cite(make_event(), make_article(text=text), **values)


def followed_by(citation: Citation, text: str) -> Citation:
    review.reanchor(citation.article.add_text(text), user=None)
    citation.refresh_from_db()
    return citation


def make_wrong() -> Citation:
    """Somebody wrote to the table."""
    citation = cited()
    Citation.objects.filter(pk=citation.pk).update(start=citation.start + 1, end=citation.end + 1)
    return citation


def make_overwritten() -> Citation:
    citation = cited()
    changed = REPORT.replace("📰", "")
    QuerySet(ArticleText).filter(pk=citation.text_id).update(text=changed, sha256=sha256_of(changed))
    return citation


def make_older() -> Citation:
    citation = cited()
    citation.article.add_text("Corrected. " + REPORT)
    return citation


STATES = [
    ("moved", 0, lambda: followed_by(cited(), "שלום 📰 " + REPORT)),
    ("lost", 1, lambda: followed_by(cited(), "Something else.")),
    ("ambiguous", 1, lambda: followed_by(cited(), "He flew to Moscow on Saturday. She flew to Moscow on Saturday.")),
    ("unchecked", 1, lambda: cited(text="", exact="Anything")),
    ("wrong", 1, make_wrong),
    ("wrong", 1, make_overwritten),
    ("older", 1, make_older),
]


def test_quotes_that_stand_where_they_stood_are_counted_alone():
    cited()
    followed_by(cited(), REPORT + " More later.")
    assert check().split(maxsplit=3) == ["2", "citations", "2", "stand where they stood (anchored)\n"]


@pytest.mark.parametrize(("state", "status", "make"), STATES)
def test_whatever_else_has_its_row_and_its_count(state: str, status: int, make):
    cited()
    citation = make()
    header, row, *counts = check(status=status).splitlines()
    assert header.split() == ["state", "event", "article", "version", "offsets", "quote"]
    assert row.split()[:3] == [state, citation.event.public_id, str(citation.article_id)]
    assert [line.split()[0] for line in counts] == ["2", "1", "1"]
    assert counts[2].endswith(f"({state})")


@pytest.mark.parametrize(("state", "status", "make"), STATES)
def test_as_json_every_line_can_be_read_by_itself(state: str, status: int, make):
    citation = make()
    found, counts = [json.loads(line) for line in check(status=status, json=True).splitlines()]
    assert (found["state"], found["citation"], found["exact"]) == (state, citation.pk, citation.exact)
    assert (counts["citations"], counts["states"][state]) == (1, 1)


def test_a_quote_of_a_translation_is_not_behind_the_original():
    citation = cited()
    citation.article.add_text("Der Premier flog nach Moskau.", rendition="translation")
    check()


def test_a_quote_of_several_lines_takes_one_row():
    citation = followed_by(cited("First line.\nSecond line.", exact="line.\nSecond"), "Something else.")
    assert check(status=1).splitlines()[1].endswith("line. Second")
    assert citation.exact == "line.\nSecond"


def test_one_article_is_checked_by_itself():
    make_wrong()
    right = cited()
    assert check(article=right.article_id).split()[0] == "1"
    with pytest.raises(CommandError, match="no article 0"):
        check(article=0)


def test_it_changes_nothing():
    for _state, _status, make in STATES:
        make()
    before = list(Citation.objects.order_by("pk").values()), list(ArticleText.objects.order_by("pk").values())
    check(status=1)
    assert (list(Citation.objects.order_by("pk").values()), list(ArticleText.objects.order_by("pk").values())) == before


def test_one_query_for_each_text_and_one_text_in_memory(django_assert_num_queries):
    for n in range(8):
        article = make_article(text=f"Report {n}. {REPORT} " + "x" * 900_000)
        for quote in ("flew to Moscow on Saturday", "three hours", "no details"):
            cite(make_event(), article, quote)
    tracemalloc.start()
    with django_assert_num_queries(9):
        check()
    _now, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 9_000_000  # all eight texts are 29 MB: with an emoji in it a string takes 4 bytes a character
