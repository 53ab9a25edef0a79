"""Candidates for tests of the engine, and a reader of a format so small that a test can write it."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import IO, Any

from timeline.imports import BadRow, Candidate, Reader, Source, store
from timeline.imports import Report as Outcome
from timeline.imports.candidates import Amount, Party, Report, Rows, Spot

BENNETT = Party("Naftali Bennett", role="visitor", kind="person", country="IL")
PUTIN = Party("Vladimir Putin", role="host", kind="person", country="RU")
KREMLIN = Spot("Kremlin", kind="building", country="RU", latitude=55.752, longitude=37.6175, exactness="building")
REPORT = Report(
    url="https://news.example/talks", title="Talks in Moscow", outlet="Example Wire", published_on=date(2022, 3, 7)
)
QUOTED = Report(
    url="https://news.example/quoted",
    title="Talks in Moscow",
    outlet="Example Wire",
    published_on=date(2022, 3, 7),
    exact="flew to Moscow on Saturday",
    more={"supports": ["date", "place"]},
)


def read(file: IO[bytes]) -> Rows:
    """One JSON object a line: `id` and the fields of an event, `at` for the host of its report; or not, and is bad."""
    for number, line in enumerate(file, start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            yield BadRow(number, "", str(error), line.decode("utf-8", "replace"))
            continue
        fields = {name: value for name, value in row.items() if name not in ("id", "by")}
        party = (Party(row["by"], kind="person"),) if "by" in row else ()
        yield Candidate(line=number, external_id=row["id"], raw=row, type="meeting", fields=fields, parties=party)


def read_with_faults(file: IO[bytes]) -> Rows:
    """The same, but a row with one of two ids ends the reading."""
    for row in read(file):
        if row.external_id == "raise":
            raise ValueError("the reader has a fault")
        if row.external_id == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        yield row


READER = Reader(name="tiny", label="Tiny", dataset="Tiny events", read=read, extensions=("tiny",))
FAULTY = replace(READER, read=read_with_faults)
OWN = Reader(name="tiny-own", label="Tiny, ours", dataset="Demarche", read=read, own=True)


def candidate(external_id: str = "1", *, line: int = 1, title: str = "Meets Putin", **values: Any) -> Candidate:
    fields = {"title": title, "edtf": "2022-03-05"} | values.pop("fields", {})
    given = {"type": "meeting", "raw": {"id": external_id, "title": title}} | values
    return Candidate(line=line, external_id=external_id, fields=fields, **given)


def whole(external_id: str = "1", **values: Any) -> Candidate:
    """With one of everything."""
    given = {
        "parties": (BENNETT, PUTIN),
        "places": (KREMLIN,),
        "quantities": (Amount("hours", "3", unit="hours"),),
        "reports": (QUOTED, REPORT),
    }
    return candidate(external_id, **given | values)


def bring_in(
    *rows: Any, reader: Reader = READER, file: str = "rows.tiny", version: str = "", **options: Any
) -> Outcome:
    return store(iter(rows), reader, Source(name=file, sha256=f"{file:0>64}"[:64], version=version), **options)


def plain(value: Any) -> Any:
    """A candidate with all its parts as dicts."""
    if isinstance(value, Mapping) or hasattr(value, "_asdict"):
        named = value if isinstance(value, Mapping) else value._asdict()
        return {name: plain(inner) for name, inner in named.items()}
    return type(value)(map(plain, value)) if isinstance(value, list | tuple) else value


def numbers(outcome: Outcome) -> dict[str, int]:
    return {name: count for name, count in outcome.counts.items() if count}


def lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()
