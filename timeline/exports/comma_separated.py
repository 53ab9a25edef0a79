"""CSV (RFC 4180): a row an event; what an event has several of stands in one cell, parted by “; ”."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from timeline.models import Event

from .formats import Provenance
from .records import Record, record

BETWEEN = "; "
# What spreadsheets take for the beginning of a formula, also in its full-width form (OWASP, CSV injection). Text that
# begins with an apostrophe of its own before it gets another, so that a reader can take away what we put there.
FORMULA = re.compile("'*[ \u00a0]*[-=+@\t\r\n|%＝＋－＠]")


def _parties(row: Record) -> str:
    return BETWEEN.join(
        f"{p['actor']['name']} ({', '.join(filter(None, [p['role'], p['office']]))})" for p in row["parties"]
    )


def _states(row: Record) -> str:
    return BETWEEN.join(dict.fromkeys(p["acts_for"]["slug"] for p in row["parties"] if p["acts_for"]))


def _places(row: Record) -> str:
    return BETWEEN.join(f"{p['name']} ({p['role']})" for p in row["places"])


def _outlets(row: Record) -> str:
    return BETWEEN.join(dict.fromkeys(s["outlet"]["name"] for s in row["sources"] if s["outlet"]))


def _own_codes(row: Record) -> str:
    return BETWEEN.join(f"{name}={code}" for name, code in row["own_codes"].items() if code)


def _yes(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _of(part: str, name: str) -> Callable[[Record], Any]:
    return lambda row: (row[part] or {}).get(name)


def _said(name: str) -> Callable[[Record], Any]:
    """What the text says of the date, whether or not a day could be made of it."""
    return lambda row: (row["date"] or row["undated_phrase"] or {}).get(name)


def _first_place(name: str) -> Callable[[Record], Any]:
    return lambda row: row["places"][0][name] if row["places"] else None


# The order is part of the format: new columns go to the end.
COLUMNS: dict[str, Callable[[Record], Any]] = {
    "id": lambda row: row["id"],
    "url": lambda row: row["url"],
    "date": _of("date", "edtf"),
    "earliest": _of("date", "earliest"),
    "latest": _of("date", "latest"),
    "date_wording": _of("date", "wording"),
    "precision": _of("date", "precision"),
    "time_start": _of("date", "time_start"),
    "time_end": _of("date", "time_end"),
    "time_zone": _of("date", "time_zone"),
    "date_phrase": _said("phrase"),
    "title": lambda row: row["title"],
    "summary": lambda row: row["summary"],
    "type": _of("type", "slug"),
    "family": _of("type", "family"),
    "cameo_code": _of("type", "cameo_code"),
    "plover_event": _of("type", "plover_event"),
    "plover_mode": _of("type", "plover_mode"),
    "medium": lambda row: row["medium"],
    "realisation": lambda row: row["realisation"],
    "duration": lambda row: row["duration"],
    "occurrences": lambda row: row["occurrences"],
    "importance": lambda row: row["importance"],
    "parties": _parties,
    "actors": lambda row: BETWEEN.join(p["actor"]["slug"] for p in row["parties"]),
    "states": _states,
    "places": _places,
    "country": _first_place("country"),
    "latitude": _first_place("latitude"),
    "longitude": _first_place("longitude"),
    "quantities": lambda row: BETWEEN.join(q["wording"] for q in row["quantities"]),
    "source_count": lambda row: row["source_count"],
    "disputed": lambda row: "yes" if row["disputed"] else "no",
    "outlets": _outlets,
    "source_urls": lambda row: BETWEEN.join(s["url"] for s in row["sources"]),
    "quotes": lambda row: BETWEEN.join(c["selector"][0]["exact"] for c in row["citations"]),
    "version": lambda row: row["version"],
    "updated_at": lambda row: row["updated_at"],
    "lasted": lambda row: _yes((row["date"] or {}).get("lasted")),
    "resolved_against": _said("resolved_against"),
    "date_rule": _said("rule"),
    "date_basis": _said("basis"),
    "adjudication": lambda row: row["adjudication"],
    "own_codes": _own_codes,
    "title_given": lambda row: _yes(row["title_given"]),
    "actor_kinds": lambda row: BETWEEN.join(p["actor"]["kind"] for p in row["parties"]),
    "place_slugs": lambda row: BETWEEN.join(p["slug"] for p in row["places"]),
}


class _Line:
    """A file of one line: csv.writer writes, we take."""

    def write(self, line: str) -> str:
        return line


def csv_lines(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    """Header first. Cells that a spreadsheet would run as a formula begin with an apostrophe, unless `raw`."""
    writer = csv.writer(_Line())
    cell = _plain if provenance.raw else harmless
    yield writer.writerow(COLUMNS)
    for event in events:
        row = record(event, provenance.site)
        yield writer.writerow([cell(column(row)) for column in COLUMNS.values()])


def _plain(value: Any) -> Any:
    return "" if value is None else value


def harmless(value: Any) -> Any:
    """Numbers stay numbers; text that begins like a formula is preceded by an apostrophe."""
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return _plain(value)
