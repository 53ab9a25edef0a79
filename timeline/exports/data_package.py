"""A Data Package: a zip of CSV tables with `datapackage.json`, which names types, keys and where they lead."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Any

from timeline.models import Event

from .comma_separated import harmless
from .files import Sink, about, read_out
from .formats import Provenance
from .package_rows import Values
from .package_tables import NAMED, TABLES, Table
from .records import Record, record

FIRST = "events"  # the table that is sent while it is read


class _Writer:
    """One table as CSV, written into `file`."""

    def __init__(self, table: Table, file: IO[bytes], *, raw: bool) -> None:
        self.table, self.raw, self.file = table, raw, file
        self.text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
        self.out = csv.writer(self.text)
        self.out.writerow(table.columns)

    def add(self, rows: Iterable[Values]) -> None:
        self.out.writerows(rows if self.raw else map(self._safe, rows))

    def _safe(self, values: Values) -> list[Any]:
        """Numbers written as text, like an amount of “-5”, stay numbers."""
        kinds = self.table.columns.values()
        return [harmless(value) if kind == "string" else value for value, kind in zip(values, kinds, strict=True)]

    def leave(self) -> None:
        """Written in full; the file stays open."""
        self.text.flush()
        self.text.detach()


def data_package(events: Iterable[Event], provenance: Provenance) -> Iterator[bytes]:
    """The first table leaves while it is read. The others grow beside it in temporary files: a zip holds one after the
    other."""
    sink = Sink()
    named: dict[str, dict[str, None]] = {name: {} for name in NAMED}
    with ExitStack() as stack, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("datapackage.json", json.dumps(descriptor(provenance), ensure_ascii=False, indent=1))
        yield sink.take()
        files = {name: stack.enter_context(tempfile.TemporaryFile()) for name in TABLES if name != FIRST}
        writers = {name: _Writer(TABLES[name], file, raw=provenance.raw) for name, file in files.items()}
        with package.open(f"{FIRST}.csv", "w", force_zip64=True) as member:
            writers[FIRST] = _Writer(TABLES[FIRST], member, raw=provenance.raw)
            for event in events:
                _add(writers, named, record(event, provenance.site))
                yield sink.take()
            writers.pop(FIRST).leave()
        yield sink.take()
        for name, writer in writers.items():
            if writer.table.shared:
                writer.add(writer.table.shared(named[writer.table.of].keys()))
            writer.leave()
            with package.open(f"{name}.csv", "w", force_zip64=True) as member:
                for piece in read_out(files[name]):
                    member.write(piece)
                    yield sink.take()
    yield sink.take()


def _add(writers: dict[str, _Writer], named: dict[str, dict[str, None]], row: Record) -> None:
    for name, found in NAMED.items():
        named[name].update(dict.fromkeys(found(row)))
    for writer in writers.values():
        if writer.table.rows:
            writer.add(writer.table.rows(row))


def descriptor(provenance: Provenance) -> Record:
    said = about(provenance) | {"raw": "yes" if provenance.raw else "no"}
    licences = [{"path": provenance.licence_address, "title": provenance.licence}]
    return {
        "profile": "tabular-data-package",
        "name": "demarche-events",
        "title": provenance.citation,
        "created": said["generated"],
        "homepage": provenance.address,
        "version": provenance.version,
        **({"licenses": licences} if provenance.licence_address else {}),
        "x_demarche": said,
        "resources": [_resource(name, table) for name, table in TABLES.items()],
    }


def _field(table: Table, column: str, kind: str) -> Record:
    found: Record = {"name": column, "type": kind}
    if kind == "boolean":
        found |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints: Record = {"required": True} if column in table.key else {}
    if column in table.lists:
        constraints["enum"] = table.lists[column]
    return found | ({"constraints": constraints} if constraints else {})


def _resource(name: str, table: Table) -> Record:
    keys = []
    for column, target in table.links.items():
        resource, _, there = target.partition(".")
        keys.append({"fields": [column], "reference": {"resource": resource, "fields": [there]}})
    schema: Record = {
        "fields": [_field(table, column, kind) for column, kind in table.columns.items()],
        "primaryKey": list(table.key),
    }
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
