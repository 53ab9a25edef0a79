"""Our own JSON Lines, read back: what is in them, and what is said of a line that cannot come in."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client

from tests.exports.everything import make_full_event
from timeline.imports.candidates import BadRow, Candidate
from timeline.imports.json_lines import read

ROW: dict[str, Any] = {"id": "a1", "title": "Meets Putin", "date": {"edtf": "2022-03-05"}}


def rows(*lines: Any) -> list[Candidate | BadRow]:
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(read(io.BytesIO(b"\n".join(written))))


@pytest.mark.django_db
def test_everything_of_an_event_is_read_back(client: Client):
    make_full_event()
    _call, found = read(io.BytesIO(b"".join(client.get("/api/v1/events.jsonl").streaming_content)))
    assert isinstance(found, Candidate)
    assert found.type == "meeting"
    assert found.fields["importance"] == 5
    assert found.parties[0].office_in
    assert found.parties[0].office_in.country == "IL"
    assert found.reports[1].more["reported"] == {"duration": "“two” hours; or more"}
    assert found.links


def test_a_backslash_that_is_no_escape_is_text():
    assert [row.fields["title"] for row in rows(ROW | {"title": r"a\u0000 📰"})] == [r"a\u0000 📰"]


def test_a_byte_order_mark_and_empty_lines_are_no_events():
    assert [row.line for row in rows(b"\xef\xbb\xbf" + json.dumps(ROW).encode(), b"", b" ", ROW | {"id": "a2"})] == [
        1,
        4,
    ]


def with_date(**values: Any) -> dict[str, Any]:
    return ROW | {"date": ROW["date"] | values}


FAULTS: list[tuple[Any, str, str]] = [
    (b"{", "", "Not JSON"),
    (b"[1]", "", "An object"),
    (b'{"id": NaN}', "", "NaN is no JSON number"),
    (b"\xff\xfe{", "", "not UTF-8"),
    (b"[" * 100_000, "", "too deep"),
    (b'{"id":"' + b"x" * 10_000_000 + b'"}', "", "longer than 5,000,000 bytes"),
    (ROW | {"url": "\0"}, "", "U+0000"),
    (ROW | {"url": "\ud800"}, "", "U+D800"),
    (ROW | {"id": "a\nb"}, "id", "A name for the row"),
    ({"title": "No id"}, "id", "A name for the row"),
    (ROW | {"id": 5}, "id", "A name for the row"),
    (ROW | {"title": ""}, "title", "a title or a type"),
    (ROW | {"title": "x" * 201}, "title", "201 characters are too many; at most 200"),
    (ROW | {"title": "a\x07b"}, "title", "control character U+0007"),
    (ROW | {"title": "a\nb"}, "title", "single line"),
    (ROW | {"title": ["a"]}, "title", "Text is expected"),
    (with_date(edtf="05.03.2022"), "date.edtf", "05.03.2022"),
    (with_date(edtf="2022-02-30"), "date.edtf", "2022-02-30"),
    (ROW | {"date": "2022-03-05"}, "date", "An object"),
    (with_date(time_start="25:00"), "date.time_start", "as in 15:30"),
    (with_date(time_start="15:00"), "date.time_zone", "needs its time zone"),
    (with_date(edtf="2022-03", time_start="15:00", time_zone="Europe/Moscow"), "date.time_start", "a single day"),
    (with_date(resolved_against="last week"), "date.resolved_against", "as in 2022-03-05"),
    (ROW | {"duration": "3 hours"}, "duration", "3 hours"),
    (ROW | {"importance": 6}, "importance", "from 1 to 5"),
    (ROW | {"importance": True}, "importance", "from 1 to 5"),
    (ROW | {"occurrences": 0}, "occurrences", "from 1"),
    (ROW | {"medium": "smoke"}, "medium", "accepted are broadcast, in_person"),
    (ROW | {"realisation": ""} | {"title_given": "maybe"}, "title_given", "yes or no"),
    (ROW | {"own_codes": {"cameo_code": "x"}}, "own_codes.cameo_code", "CAMEO code"),
    (ROW | {"parties": {}}, "parties", "A list"),
    (ROW | {"parties": [{}]}, "parties[0].actor", "missing"),
    (ROW | {"parties": [{"actor": {"name": ""}}]}, "parties[0].actor.name", "has to stand"),
    (ROW | {"parties": [{"actor": {"name": "A"}, "role": "boss"}]}, "parties[0].role", "accepted are addressee"),
    (ROW | {"parties": [{"actor": {"name": "A", "country": "Israel"}}]}, "parties[0].actor.country", "as in “IL”"),
    (ROW | {"parties": [{}] * 201}, "parties", "201 are too many"),
    (ROW | {"places": [{"name": "K", "latitude": 91}]}, "places[0].latitude", "between −90 and 90"),
    (ROW | {"places": [{"name": "K", "latitude": 9}]}, "places[0].latitude", "both latitude and longitude"),
    (ROW | {"places": [{"name": "K", "latitude": True}]}, "places[0].latitude", "no number"),
    (ROW | {"quantities": [{"amount": "many"}]}, "quantities[0].amount", "no number"),
    (ROW | {"quantities": [{"amount": "-1"}]}, "quantities[0].amount", "from 0"),
    (ROW | {"quantities": [{"amount": "1e999999999"}]}, "quantities[0].amount", "from 0"),
    (ROW | {"quantities": [{"amount": "3", "amount_max": "2"}]}, "quantities[0].amount_max", "below the lower"),
    (ROW | {"quantities": [{"amount": 1, "currency": "euro"}]}, "quantities[0].currency", "at most 3"),
    (ROW | {"links": [{"kind": "follows"}]}, "links[0].event", "A name"),
    (ROW | {"sources": [{"article": "x", "url": "ftp://x"}]}, "sources[0].url", "URL"),
    (ROW | {"citations": [{"article": "x"}]}, "citations[0].article", "not among the sources"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "reason"), FAULTS, ids=[f"{n}-{fault[1]}" for n, fault in enumerate(FAULTS)])
def test_what_is_wrong_is_said_with_its_place_and_the_rest_comes_in(row: Any, column: str, reason: str):
    before, bad, after = rows(ROW | {"id": "before"}, row, ROW | {"id": "after"})
    assert isinstance(before, Candidate)
    assert isinstance(after, Candidate)
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (2, column)
    assert reason in bad.reason
    assert len(bad.raw) <= 2_000


def test_an_id_that_stands_twice_is_named_with_its_first_line():
    first, second = rows(ROW, ROW)
    assert isinstance(first, Candidate)
    assert second == BadRow(2, "id", "“a1” stands on line 1 already; each event has its own.")
