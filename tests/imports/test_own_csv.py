"""Our own CSV, read back: the columns, the cells that hold several things, and files that other programs saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from tests.exports.everything import make_full_event
from tests.exports.nasty import NASTY
from timeline.exports import COLUMNS as WRITTEN
from timeline.exports.comma_separated import harmless
from timeline.imports.candidates import BadRow, Candidate
from timeline.imports.cells import without_apostrophe
from timeline.imports.comma_separated import COLUMNS, read

ROW = {"id": "a1", "title": "Meets Putin", "date": "2022-03-05"}


def found(body: bytes) -> list[Candidate | BadRow]:
    return list(read(io.BytesIO(body)))


def written(*rows: dict[str, Any], delimiter: str = ",", columns: Iterable[str] = ()) -> bytes:
    file = io.StringIO(newline="")
    out = csv.DictWriter(file, list(columns) or list(dict.fromkeys(name for row in rows for name in row)))
    out.writer = csv.writer(file, delimiter=delimiter)
    out.writeheader()
    out.writerows(rows)
    return file.getvalue().encode()


def one(**cells: Any) -> Candidate | BadRow:
    (row,) = found(written(ROW | cells))
    return row


def read_back(**cells: Any) -> Candidate:
    row = one(**cells)
    assert isinstance(row, Candidate), row
    return row


def test_every_column_that_is_written_is_known_in_its_order():
    assert list(COLUMNS) == list(WRITTEN)


@pytest.mark.django_db
def test_an_exported_event_comes_back_with_what_a_row_can_hold(client: Client):
    make_full_event()
    _call, row = found(b"".join(client.get("/api/v1/events.csv").streaming_content))
    assert isinstance(row, Candidate)
    assert (row.type, row.fields["title"]) == ("meeting", "Meets Putin at the Kremlin")
    assert row.fields["time_start"] == time(15, 30)
    assert row.fields["date_anchor"] == date(2022, 3, 7)
    assert {name: row.fields[name] for name in ("cameo_code", "plover_event", "plover_mode")} == {
        "cameo_code": "041",
        "plover_event": "CONSULT",
        "plover_mode": "visit",
    }
    assert [(p.name, p.slug, p.kind, p.role, p.office) for p in row.parties] == [
        ("Naftali Bennett", "naftali-bennett", "person", "visitor", "Prime Minister of Israel"),
        ("Russia", "russia", "state", "host", ""),
    ]
    assert [(s.name, s.slug, s.country, s.latitude) for s in row.places] == [("Kremlin", "kremlin", "RU", 55.752)]
    assert [(a.amount, a.amount_max, a.qualifier, a.currency, a.what) for a in row.quantities] == [
        ("2.5", "3", "about", "", "hours hours"),
        ("1000000", None, "exactly", "EUR", "aid"),
    ]
    assert len(row.reports) == 2


PARTIES = [
    ("Naftali Bennett", "", [("Naftali Bennett", "participant", "")]),
    ("Bennett; Putin", "", [("Bennett", "participant", ""), ("Putin", "participant", "")]),
    ("A (host); B (visitor, Aide, or so)", "a; b", [("A", "host", ""), ("B", "visitor", "Aide, or so")]),
    ("A; B (host); C (visitor)", "a-b; c", [("A; B", "host", ""), ("C", "visitor", "")]),
    ("A (host); B (host); C (target)", "a; b-host-c", [("A", "host", ""), ("B (host); C", "target", "")]),
    ("A (host); B (host); C (target)", "a-host-b; c", [("A (host); B", "host", ""), ("C", "target", "")]),
    ("A (host); B (visitor)", "a-host-b", [("A (host); B", "visitor", "")]),
    ("Group (armed) (target)", "group", [("Group (armed)", "target", "")]),
    ("A (visitor, Envoy (special))", "a", [("A", "visitor", "Envoy (special)")]),
    ("A (boss)", "a", [("A (boss)", "participant", "")]),
    ("A\nB (host)", "a", None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "slugs", "expected"), PARTIES)
def test_parties_are_read_out_of_their_cell(cell: str, slugs: str, expected: list[tuple[str, str, str]] | None):
    row = one(parties=cell, actors=slugs)
    if expected is None:
        assert isinstance(row, BadRow)
        assert row.column == "parties"
    else:
        assert isinstance(row, Candidate)
        assert [(party.name, party.role, party.office) for party in row.parties] == expected


def test_a_quantity_goes_on_until_the_next_amount():
    row = read_back(quantities="about 90 children; b (host); c; 5 EUR aid")
    assert [(a.amount, a.currency, a.what) for a in row.quantities] == [
        ("90", "", "children; b (host); c"),
        ("5", "EUR", "aid"),
    ]


def test_a_state_is_known_by_its_column_and_a_person_by_an_office():
    row = read_back(parties="A (host); B (visitor, Envoy); C (target)", actors="a; b; c", states="a")
    assert [party.kind for party in row.parties] == ["state", "person", "other"]


def test_codes_without_the_column_of_own_codes_are_the_event_s():
    assert read_back(cameo_code="041").fields["cameo_code"] == "041"
    assert "cameo_code" not in read_back(cameo_code="041", own_codes="").fields


def test_a_title_that_was_the_label_of_the_type_is_none():
    assert "title" not in read_back(title="Meeting", type="meeting", title_given="no").fields


def test_the_phrase_of_an_unknown_date_stays():
    row = read_back(date="", date_phrase="at some point", date_basis="stated")
    assert row.fields["date_text"] == "at some point"
    assert "edtf" not in row.fields


PASSAGES = [
    ("https://a.example/1", "three calls", [("https://a.example/1", "three calls")]),
    ("https://a.example/1", "three; calls", [("https://a.example/1", "")]),
    ("https://a.example/1; https://a.example/2", "x; y", [("https://a.example/1", ""), ("https://a.example/2", "")]),
]


@pytest.mark.parametrize(("sources", "quotes", "expected"), PASSAGES)
def test_a_passage_is_read_where_it_is_clear_whose_it_is(sources: str, quotes: str, expected: list[tuple[str, str]]):
    row = read_back(source_urls=sources, quotes=quotes)
    assert [(report.url, report.exact) for report in row.reports] == expected


@pytest.mark.parametrize("text", [*NASTY.values(), "''=1", "'", "' =1", " =1", "\u00a0@x", "-", "＝1", "plain"])
def test_what_was_made_harmless_comes_back_as_it_was(text: str):
    assert without_apostrophe(harmless(text)) == text


FILES = [
    written(ROW),
    b"\xef\xbb\xbf" + written(ROW),
    written(ROW, delimiter=";"),
    written(ROW, delimiter="\t"),
    b"sep=;\r\n" + written(ROW, delimiter=";"),
    written(ROW).replace(b"\r\n", b"\n").rstrip(b"\n"),
    b"ID, Title ,Date\r\na1,Meets Putin,2022-03-05\r\n,,\r\n",
]


@pytest.mark.parametrize("body", FILES)
def test_a_file_is_read_whatever_program_saved_it(body: bytes):
    (row,) = found(body)
    assert isinstance(row, Candidate)
    assert row.fields["title"] == "Meets Putin"
    assert row.fields["edtf"] == "2022-03-05"


HEADS = [
    (b"", "", "No column is known"),
    (b"name,when\r\nA,B\r\n", "", "No column is known"),
    (written(ROW).decode().encode("utf-16"), "", "UTF-16"),
    (b"id,title,title\r\n", "title", "twice"),
    (b"title,date\r\nA,2022\r\n", "id", "missing"),
    (b"id,date\r\n1,2022\r\n", "title", "“title” or “type” is missing"),
]


@pytest.mark.parametrize(("body", "column", "reason"), HEADS)
def test_a_file_that_cannot_be_read_says_why_once(body: bytes, column: str, reason: str):
    (row,) = found(body)
    assert isinstance(row, BadRow)
    assert (row.line, row.column) == (1, column)
    assert reason in row.reason


def test_an_unknown_column_is_named_once_and_its_cells_are_kept():
    bad, first, second = found(written(ROW | {"colour": "red"}, ROW | {"id": "a2", "colour": ""}))
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (1, "colour")
    assert isinstance(first, Candidate)
    assert isinstance(second, Candidate)
    assert first.raw["colour"] == "red"


FAULTS = [
    ({"id": ""}, "id", "A name for the row"),
    ({"title": ""}, "title", "a title or a type"),
    ({"date": "3/5/2022"}, "date", "3/5/2022"),
    ({"date": "", "earliest": "2022-03-05"}, "date", "Bounds alone are no date"),
    ({"date": "", "latest": "2022-03-05"}, "date", "2022-03-05/2022-03-06"),
    ({"time_start": "15:00"}, "time_zone", "needs its time zone"),
    ({"lasted": "maybe"}, "lasted", "yes or no"),
    ({"importance": "9"}, "importance", "from 1 to 5"),
    ({"medium": "smoke"}, "medium", "accepted are"),
    ({"resolved_against": "March"}, "resolved_against", "as in 2022-03-05"),
    ({"type": "no slug!"}, "type", "slug"),
    ({"own_codes": "041"}, "own_codes", "cameo_code=041"),
    ({"own_codes": "cameo_code=x"}, "own_codes", "CAMEO"),
    ({"parties": "A (host)", "actors": "a; b"}, "actors", "one each"),
    ({"parties": "A (host)", "actor_kinds": "person; state"}, "actor_kinds", "one each"),
    ({"parties": "A (host)", "actor_countries": "none; IL"}, "actor_countries", "one each"),
    ({"parties": "A (host)", "actor_countries": "Israel"}, "parties", "as in “IL”"),
    ({"parties": "A (host)", "actor_kinds": "king"}, "parties", "accepted are"),
    ({"places": "K (venue)", "place_slugs": "k; l"}, "place_slugs", "one each"),
    ({"places": "K (venue)", "country": "Russia"}, "country", "as in “IL”"),
    ({"places": "K (venue)", "latitude": "north", "longitude": "1"}, "latitude", "no number"),
    ({"quantities": "many children"}, "quantities", "an amount comes first"),
    ({"source_urls": "news.example"}, "source_urls", "URL"),
    ({"summary": "a\x07"}, "summary", "U+0007"),
    ({"summary": "a\0"}, "summary", "U+0000"),
    ({"summary": "x" * 5001}, "summary", "at most 5,000"),
]


@pytest.mark.parametrize(("cells", "column", "reason"), FAULTS, ids=[f"{n}-{f[1]}" for n, f in enumerate(FAULTS)])
def test_what_is_wrong_is_said_with_its_column_and_the_rest_comes_in(cells: dict[str, str], column: str, reason: str):
    columns = dict.fromkeys((*ROW, *cells), "")
    rows = [columns | ROW | {"id": "before"}, columns | ROW | cells, columns | ROW | {"id": "after"}]
    before, bad, after = found(written(*rows))
    assert isinstance(before, Candidate)
    assert isinstance(after, Candidate)
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (3, column)
    assert reason in bad.reason


BROKEN = [
    (b"b,B\r\n", "2 cells where the first line names 3"),
    (b"b,B,2022,x\r\n", "4 cells"),
    (b'b,"B" x,2022\r\n', "Not CSV"),
    (b"b,M\xfcnchen,2022\r\n", "Byte 0xfc is not UTF-8"),
    (b'b,"' + b"x" * 10_000_000 + b'",2022\r\n', "larger than 5,000,000 bytes"),
]


@pytest.mark.parametrize(("line", "reason"), BROKEN)
def test_a_broken_row_does_not_stop_the_rest(line: bytes, reason: str):
    before, bad, after = found(b"id,title,date\r\na,A,2022\r\n" + line + b"c,C,2022\r\n")
    assert isinstance(before, Candidate)
    assert isinstance(after, Candidate)
    assert isinstance(bad, BadRow)
    assert reason in bad.reason
    assert bad.line == 3


def test_a_quotation_mark_that_does_not_close_takes_no_more_than_a_row_may_have():
    body = b'id,title,date\r\na,"A,2022\r\n' + b"".join(b"b%d,B,2022\r\n" % n for n in range(500_000))
    first, *rest = found(body)
    assert isinstance(first, BadRow)
    assert first.line == 2
    assert "quotation mark" in first.reason
    assert isinstance(rest[-1], Candidate)


def test_lines_are_counted_as_an_editor_counts_them():
    body = written(ROW | {"summary": "One\nTwo\r\nThree"}, ROW | {"id": "a2"}, ROW | {"id": "a2"})
    first, second, third = found(body)
    assert isinstance(first, Candidate)
    assert isinstance(second, Candidate)
    assert (first.line, second.line) == (2, 5)
    assert first.fields["summary"] == "One\nTwo\r\nThree"
    assert isinstance(third, BadRow)
    assert third.reason.startswith("“a2” stands on line 5")


class Watched(io.BytesIO):
    """Takes down what the csv module's limit is whenever a line is asked for."""

    limits: set[int] = set()

    def readline(self, *size: Any) -> bytes:
        self.limits.add(csv.field_size_limit())
        return super().readline(*size)


def test_a_large_cell_has_room_and_the_limit_of_all_threads_stays_where_it_is():
    large = "x" * 1_000_000
    rows = list(read(Watched(written(*[ROW | {"id": name, "version": large} for name in "ab"]))))
    assert [row.raw["version"] for row in rows if isinstance(row, Candidate)] == [large, large]
    assert Watched.limits == {csv.field_size_limit()}
