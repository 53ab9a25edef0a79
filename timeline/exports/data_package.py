"""A Data Package: a zip of CSV tables with `datapackage.json`, which names types, keys and where they lead."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any

from timeline.models import Event

from .comma_separated import harmless
from .files import about, read_out
from .formats import Provenance
from .package_rows import Values
from .package_tables import NAMED, TABLES, Table
from .records import Record, record


class _Writer:
    """One table in a temporary file of its own: the tables grow side by side, a zip holds them one after the other."""

    def __init__(self, table: Table, stack: ExitStack, raw: bool) -> None:
        self.table, self.raw = table, raw
        self.file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        self.text = io.TextIOWrapper(self.file, encoding="utf-8", newline="", write_through=False)
        self.out = csv.writer(self.text)
        self.out.writerow(table.columns)

    def add(self, rows: Iterable[Values]) -> None:
        self.out.writerows(rows if self.raw else map(self._safe, rows))

    def _safe(self, values: Values) -> list[Any]:
        """Numbers written as text, like an amount of “-5”, stay numbers."""
        kinds = self.table.columns.values()
        return [harmless(value) if kind == "string" else value for value, kind in zip(values, kinds, strict=True)]

    def into(self, package: zipfile.ZipFile, name: str) -> None:
        self.text.flush()
        with package.open(name, "w", force_zip64=True) as member:
            for piece in read_out(self.file):
                member.write(piece)


def data_package(events: Iterable[Event], provenance: Provenance) -> Iterator[bytes]:
    named: dict[str, dict[str, None]] = {name: {} for name in NAMED}
    with ExitStack() as stack:
        writers = {name: _Writer(table, stack, provenance.raw) for name, table in TABLES.items()}
        for event in events:
            row = record(event, provenance.site)
            for name, found in NAMED.items():
                named[name].update(dict.fromkeys(found(row)))
            for writer in writers.values():
                if writer.table.rows:
                    writer.add(writer.table.rows(row))
        for writer in writers.values():
            if writer.table.shared:
                writer.add(writer.table.shared(named[writer.table.of].keys()))
        whole = stack.enter_context(tempfile.TemporaryFile())
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("datapackage.json", json.dumps(descriptor(provenance), ensure_ascii=False, indent=1))
            for name, writer in writers.items():
                writer.into(package, f"{name}.csv")
        yield from read_out(whole)


def descriptor(provenance: Provenance) -> Record:
    said = about(provenance) | {"raw": "yes" if provenance.raw else "no"}
    return {
        "profile": "tabular-data-package",
        "name": "demarche-events",
        "title": provenance.citation,
        "created": said["generated"],
        "homepage": provenance.address,
        "version": provenance.version,
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
