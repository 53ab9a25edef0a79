"""Our own Data Package: the tables joined to events again, held to their keys, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from .candidates import BadRow, Candidate, Reader, Rows
from .cells import table, without_apostrophe
from .joining import Cells, Tables
from .own_records import DATASET, candidate
from .package_columns import EVENTS, OF_ACTORS, OF_EVENTS, SHARED
from .package_events import BETWEEN, PackedEvent
from .packages import Package, opened
from .values import RowError

MOST_KEPT = 2_000


def read(file: IO[bytes]) -> Rows:
    try:
        with opened(file, "events.csv") as package, Tables() as tables:
            said = package.described().get("x_demarche")
            raw = isinstance(said, dict) and said.get("raw") == "yes"
            yield from _unknown_files(package)
            yield from _load(package, tables, raw=raw)
            yield from _events(package, tables, raw=raw)
            for name, line, owner in tables.orphans(OF_EVENTS):
                yield BadRow(line, f"{name}.csv: event_id", f"“{owner}” is not in events.csv.")
    except RowError as error:
        yield BadRow(1, error.column, error.reason)


def _unknown_files(package: Package) -> Iterator[BadRow]:
    known = {"events", *SHARED, *OF_ACTORS, *OF_EVENTS}
    for name in package.names:
        if name.endswith(".csv") and name.removesuffix(".csv") not in known and "/" not in name:
            yield BadRow(1, name, "This table is not known here and is not read.")


def _rows(package: Package, name: str, columns: list[str], *, raw: bool) -> Iterator[tuple[int, Cells] | BadRow]:
    """The rows of one table, as they were before they were made harmless; what cannot be read as a bad row."""
    file_name = f"{name}.csv"
    if file_name not in package.names:
        return
    with package.open(file_name) as file:
        found = table(file, columns)
        yield from (
            BadRow(1, f"{file_name}: {column}", "This column is not known here and is not read.")
            for column in found.columns
            if column not in columns
        )
        if columns[0] not in found.columns:
            raise RowError(f"{file_name}: {columns[0]}", "This column is missing.")
        for line, row in found.rows:
            if isinstance(row, RowError):
                yield BadRow(line, f"{file_name}: {row.column}".removesuffix(": "), row.reason)
            else:
                yield line, row if raw else {column: without_apostrophe(cell) for column, cell in row.items()}


def _load(package: Package, tables: Tables, *, raw: bool) -> Iterator[BadRow]:
    faults: list[BadRow] = []

    def good(name: str, columns: list[str]) -> Iterator[tuple[int, Cells]]:
        for row in _rows(package, name, columns, raw=raw):
            if isinstance(row, BadRow):
                faults.append(row)
            else:
                yield row

    for name, columns in SHARED.items():
        key = columns[0]
        for twice, line, before in tables.share(name, ((row[key], at, row) for at, row in good(name, columns))):
            faults.append(BadRow(line, f"{name}.csv: {key}", f"“{twice}” stands on line {before} already."))
        yield from faults
        faults.clear()
    for name, columns in (OF_ACTORS | OF_EVENTS).items():
        key = columns[0]
        tables.own(name, ((row[key], _number(row, at), at, row) for at, row in good(name, columns)))
        yield from faults
        faults.clear()
    tables.ready()


def _number(row: Cells, line: int) -> int:
    """The order within the event; where it is none, that of the file."""
    given = row.get("number", "")
    return int(given) if re.fullmatch(r"[0-9]{1,9}", given) else line


def _events(package: Package, tables: Tables, *, raw: bool) -> Rows:
    for found in _rows(package, "events", EVENTS, raw=raw):
        if isinstance(found, BadRow):
            yield found
            continue
        line, cells = found
        if before := tables.line_of_event(cells["id"], line):
            yield BadRow(line, "events.csv: id", f"“{cells['id']}” stands on line {before} already.")
            continue
        yield _candidate(PackedEvent(cells, line, tables))


def _candidate(event: PackedEvent) -> Candidate | BadRow:
    try:
        return candidate(event.record(), event.line)
    except RowError as error:
        line, column = event.place_of(error.column)
        return BadRow(line, column, error.reason, BETWEEN.join(filter(None, event.cells.values()))[:MOST_KEPT])


READER = Reader("zip", "Data Package, as exported here", DATASET, read, (".zip",), own=True)
