"""Whatever a text field holds stays text in every format: it runs nowhere, breaks no file, and is as long as it was."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.exports import leaves
from tests.exports.nasty import FIELDS, MARK, NASTY, make_nasty_event, mark, marked
from timeline.exports import FORMATS
from timeline.exports.told import printable
from timeline.models.text import normalise_text

pytestmark = pytest.mark.django_db

# What each format has no place for; whatever else is a field of text is in it.
OF_PASSAGES = "article author publisher before after speaker speaker_in_words instead"
LACKS = {
    "csv": f"{OF_PASSAGES} note body state alias description type",
    "jsonl": "alias description",
    "zip": "type",
    "jsonld": "adjudication body author publisher alias description type",
    "plover.jsonl": "phrase adjudication note body state what unit author publisher before after instead alias"
    " description type",
    "geojson": f"{OF_PASSAGES} phrase adjudication note body what unit outlet alias description type",
    "ics": "phrase note body author publisher before after instead alias description type",
    "atom": "phrase note body author publisher before after instead alias description",
    "feed.json": "before after instead alias description",
    "timeline.json": "note body author publisher before after instead alias description type",
}
LACKS |= dict.fromkeys(("xlsx", "parquet"), LACKS["csv"])
SHOWN = ("ics", "atom", "feed.json", "timeline.json", "xlsx")  # with other line ends, and a sign for what is none
OF_ALL = ("state", "type")  # which several events share, so that only one of the texts stands there
FORMULA = re.compile("[ \u00a0]*[-=+@\t\r\n|%＝＋－＠]")


def exported(client: Client, name: str, query: str = "") -> leaves.Leaves:
    return leaves.of(name, b"".join(client.get(f"/api/v1/events.{name}?{query}").streaming_content))


def test_every_format_is_looked_at():
    assert set(leaves.READERS) == set(LACKS) == set(FORMATS)


@pytest.fixture
def nasty_events() -> None:
    for text in NASTY.values():
        make_nasty_event(text)


@pytest.mark.usefixtures("nasty_events")
@pytest.mark.parametrize("name", FORMATS)
def test_every_text_field_comes_out_as_it_was(client: Client, name: str):
    count, found = exported(client, name)
    assert count == len(NASTY)
    whole = "\n".join(found)
    for field in FIELDS:
        lacks = field.replace(" ", "_") in LACKS[name].split()
        assert (f"{MARK}{field} " in whole) != lacks, field
        for text in NASTY.values() if not lacks and field not in OF_ALL else ():
            value = marked(field, text)
            value = normalise_text(value).strip() if field == "quote" else value
            there = [leaf for leaf in found if mark(field, text) in leaf]
            assert any(same(name, value, leaf) for leaf in there), (field, value, there)


def same(name: str, value: str, text: str) -> bool:
    """A cell may hold several values, and a sentence may stand around one."""
    return squashed(value) in squashed(text) if name in SHOWN else value in text


def squashed(text: str) -> str:
    return "".join(re.sub("[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff\ufffd]", "", printable(text)).split())


@pytest.mark.usefixtures("nasty_events")
@pytest.mark.parametrize("name", ["csv", "zip"])
def test_no_cell_begins_as_a_formula_unless_it_is_asked_for(client: Client, name: str):
    within = {marked("instead", text) for text in NASTY.values()}  # stand inside of a cell, as JSON
    assert [cell for cell in exported(client, name)[1] if FORMULA.match(cell) and cell not in within] == []
    raw = exported(client, name, "raw=yes")[1]
    assert {marked(field, text) for field in ("title", "summary") for text in NASTY.values()} <= {*raw}
