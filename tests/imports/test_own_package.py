"""Our own Data Package, read back: joined whatever the order of its rows, held to its keys, safe to open."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from tests.exports.everything import make_full_event
from timeline.exports.package_tables import TABLES
from timeline.imports.candidates import BadRow, Candidate
from timeline.imports.data_package import read
from timeline.imports.package_columns import EVENTS, OF_ACTORS, OF_EVENTS, SHARED

Files = dict[str, bytes]


def exported(client: Client, query: str = "") -> Files:
    body = b"".join(client.get(f"/api/v1/events.zip?{query}").streaming_content)
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: Files, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as package:
        for name, body in files.items():
            package.writestr(name, body)
    return file.getvalue()


def found(files: Files) -> list[Candidate | BadRow]:
    return list(read(io.BytesIO(packed(files))))


def cells(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def as_csv(rows: list[dict[str, str]]) -> bytes:
    file = io.StringIO(newline="")
    out = csv.DictWriter(file, list(rows[0]))
    out.writeheader()
    out.writerows(rows)
    return file.getvalue().encode()


def test_every_table_and_column_that_is_written_is_known():
    known = {"events": EVENTS} | SHARED | OF_ACTORS | OF_EVENTS
    assert known == {name: list(table.columns) for name, table in TABLES.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("raw", ["yes", "no"])
def test_everything_of_an_event_is_read_back(client: Client, raw: str):
    make_full_event()
    _call, event = found(exported(client, f"raw={raw}"))
    assert isinstance(event, Candidate)
    bennett, russia = event.parties
    assert bennett.identifiers == (("wikidata", "Q43723"),)
    assert bennett.aliases == (("נפתלי בנט", "he", "official"),)
    assert (bennett.description, bennett.office_held) == ("A politician.", "2021-06-13/2022-06-30")
    (kremlin,) = event.places
    assert kremlin.parent
    assert kremlin.parent.parent
    assert (kremlin.parent.name, kremlin.parent.parent.country) == ("Moscow", "RU")
    original, copy = event.reports
    assert copy.copy_of == original.url
    assert copy.publisher["wire"] == "example-agency"


@pytest.mark.django_db
def test_the_order_of_the_rows_does_not_matter(client: Client):
    make_full_event()
    files = exported(client)
    for name in [*SHARED, *OF_ACTORS, *OF_EVENTS]:
        rows = cells(files[f"{name}.csv"])
        random.Random(5).shuffle(rows)
        shuffled = files | {f"{name}.csv": as_csv(rows)}
        assert [row.fields for row in found(shuffled)] == [row.fields for row in found(files)]
        assert [row.parties for row in found(shuffled)] == [row.parties for row in found(files)]


@pytest.mark.django_db
def test_a_package_in_a_folder_and_without_what_it_may_lack_is_read(client: Client):
    make_full_event()
    files = {f"events/{name}": body for name, body in exported(client).items() if name in ("events.csv", "links.csv")}
    assert [type(row) for row in found(files | {"__MACOSX/events/._events.csv": b"x"})] == [Candidate, Candidate]


def changed(table: str, column: str, value: str) -> Callable[[Files], Files]:
    """In the last row, which is the full event's."""

    def change(files: Files) -> Files:
        rows = cells(files[f"{table}.csv"])
        rows[-1][column] = value
        return files | {f"{table}.csv": as_csv(rows)}

    return change


FAULTS: list[tuple[str, str, str, str]] = [
    ("events", "id", "", "events.csv: id"),
    ("events", "date", "soon", "events.csv: date"),
    ("events", "time_start", "late", "events.csv: time_start"),
    ("events", "title_given", "perhaps", "events.csv: title_given"),
    ("events", "own_cameo_code", "x", "events.csv: own_cameo_code"),
    ("events", "type", "no slug!", "events.csv: type"),
    ("participations", "role", "boss", "participations.csv: role"),
    ("participations", "actor", "nobody", "participations.csv: actor"),
    ("participations", "actor", "", "participations.csv: actor"),
    ("participations", "acts_for", "nowhere", "participations.csv: acts_for"),
    ("participations", "office_in", "nowhere", "participations.csv: office_in"),
    ("actors", "kind", "king", "actors.csv: kind"),
    ("event_places", "place", "nowhere", "event_places.csv: place"),
    ("event_places", "role", "near", "event_places.csv: role"),
    ("places", "parent", "nowhere", "places.csv: parent"),
    ("citations", "source", "nowhere", "citations.csv: source"),
    ("citations", "exact", "", "citations.csv: exact"),
    ("citations", "supports", "this; that", "citations.csv: supports"),
    ("citations", "reported", "{", "citations.csv: reported"),
    ("citations", "speaker", "nobody", "citations.csv: speaker"),
    ("sources", "url", "here", "sources.csv: url"),
    ("sources", "outlet_slug", "nowhere", "sources.csv: outlet_slug"),
    ("sources", "copy_of", "nowhere", "sources.csv: copy_of"),
    ("outlets", "reliability", "G", "outlets.csv: reliability"),
    ("quantities", "amount", "many", "quantities.csv: amount"),
    ("links", "kind", "precedes", "links.csv: kind"),
    ("links", "event_id", "nowhere", "links.csv: event_id"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "column", "value", "place"), FAULTS, ids=[f"{f[0]}-{f[1]}-{f[2]}" for f in FAULTS])
def test_what_is_wrong_is_said_with_its_table_line_and_column(
    client: Client, table: str, column: str, value: str, place: str
):
    make_full_event()
    files = changed(table, column, value)(exported(client))
    bad = [row for row in found(files) if isinstance(row, BadRow)]
    assert [row.column for row in bad][:1] == [place]
    rows = cells(files[f"{table}.csv"])
    if table != "events":
        assert bad[0].line == len(rows) + 1


@pytest.mark.django_db
def test_rows_whose_key_stands_twice_are_named(client: Client):
    make_full_event()
    files = exported(client)
    for name in ("events", "actors", "sources"):
        rows = cells(files[f"{name}.csv"])
        again = as_csv([*rows, rows[0]])
        bad = [row for row in found(files | {f"{name}.csv": again}) if isinstance(row, BadRow)]
        assert [(row.line, row.column.partition(":")[0]) for row in bad] == [(again.count(b"\n"), f"{name}.csv")]


EVENT = b"id,title,date\r\na1,Meets Putin,2022-03-05\r\n"


def test_places_that_lie_in_each_other_are_refused():
    files = {
        "events.csv": EVENT,
        "event_places.csv": b"event_id,number,place,role\r\na1,1,a,venue\r\n",
        "places.csv": b"slug,name,kind,parent\r\na,A,region,b\r\nb,B,region,a\r\n",
    }
    (bad,) = found(files)
    assert isinstance(bad, BadRow)
    assert "lies in itself" in bad.reason


def test_an_unknown_table_and_an_unknown_column_are_named_once():
    first, second, event = found({"colours.csv": b"a,b\r\n", "events.csv": EVENT.replace(b"date", b"day")})
    assert [first.column, second.column] == ["colours.csv", "events.csv: day"]  # type: ignore[union-attr]
    assert isinstance(event, Candidate)


def test_a_broken_row_of_a_table_does_not_stop_the_rest():
    quantities = b"event_id,number,what,amount\r\na1,1,children\r\na1,2,hours,3\r\n"
    bad, event = found({"events.csv": EVENT, "quantities.csv": quantities})
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (2, "quantities.csv")
    assert isinstance(event, Candidate)
    assert [amount.what for amount in event.quantities] == ["hours"]


def encrypted(body: bytes) -> bytes:
    """The flag alone, in the directory at the end."""
    at = body.rindex(b"PK\x01\x02")
    return body[: at + 8] + bytes([body[at + 8] | 1]) + body[at + 9 :]


def twice() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("events.csv", EVENT)
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("events.csv", EVENT)
    return file.getvalue()


def damaged() -> bytes:
    body = bytearray(packed({"events.csv": EVENT * 50}))
    body[60:64] = b"\xff\xff\xff\xff"
    return bytes(body)


ZIPS: list[tuple[Callable[[], bytes], str]] = [
    (lambda: b"", "Not a zip"),
    (lambda: b"PK\x03\x04 and nothing", "Not a zip"),
    (lambda: packed({"other.csv": b"a"}), "no events.csv"),
    (lambda: packed({f"{n}.txt": b"" for n in range(101)}), "101 files"),
    (lambda: packed({"events.csv": b"id,title\r\n" + b"x" * 50_000_000}), "200 times larger"),
    (lambda: packed({"../events.csv": EVENT}), "leads out"),
    (lambda: packed({"events.csv": EVENT}, zipfile.ZIP_BZIP2), "deflate"),
    (lambda: encrypted(packed({"events.csv": EVENT})), "encrypted"),
    (twice, "Two files"),
    (damaged, "damaged"),
    (lambda: packed({"events.csv": EVENT, "datapackage.json": b"{"}), "Not JSON"),
    (lambda: packed({"events.csv": EVENT, "datapackage.json": b"[]"}), "An object"),
    (lambda: packed({"events.csv": b"when,what\r\n"}), "No column is known"),
    (lambda: packed({"events.csv": b"title,date\r\n"}), "missing"),
]


@pytest.mark.parametrize(("body", "reason"), ZIPS, ids=[reason for _body, reason in ZIPS])
def test_a_zip_that_is_none_of_ours_is_refused_with_the_reason(body: Callable[[], bytes], reason: str):
    (bad,) = read(io.BytesIO(body()))
    assert isinstance(bad, BadRow)
    assert reason in bad.reason


def test_what_would_unpack_to_more_than_may_be_is_not_opened(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("timeline.imports.packages.MOST_BYTES", 10)
    (bad,) = found({"events.csv": EVENT})
    assert isinstance(bad, BadRow)
    assert "larger than 10 bytes" in bad.reason
