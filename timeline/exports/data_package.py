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
from .package_tables import TABLES, Table, Values
from .records import Record, record


class _Writer:
    """One table in a temporary file of its own: the tables grow side by side, a zip holds them one after the other."""

    def __init__(self, table: Table, stack: ExitStack, raw: bool) -> None:
        self.table, self.raw = table, raw
        self.file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        self.text = io.TextIOWrapper(self.file, encoding="utf-8", newline="", write_through=False)
        self.out = csv.writer(self.text)
        self.out.writerow(table.columns)
        self.seen: set[Any] = set()

    def add(self, row: Record) -> None:
        for values in self.table.rows(row):
            if self.table.once:
                if values[0] in self.seen:
                    continue
                self.seen.add(values[0])
            self.out.writerow(values if self.raw else self._safe(values))

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
    with ExitStack() as stack:
        writers = {name: _Writer(table, stack, provenance.raw) for name, table in TABLES.items()}
        for event in events:
            row = record(event, provenance.site)
            for writer in writers.values():
                writer.add(row)
        whole = stack.enter_context(tempfile.TemporaryFile())
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("datapackage.json", json.dumps(descriptor(provenance), ensure_ascii=False, indent=1))
            for name, writer in writers.items():
                writer.into(package, f"{name}.csv")
        yield from read_out(whole)


def descriptor(provenance: Provenance) -> Record:
    said = about(provenance)
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


def _resource(name: str, table: Table) -> Record:
    keys = []
    for column, target in table.links.items():
        resource, _, there = target.partition(".")
        keys.append({"fields": [column], "reference": {"resource": resource, "fields": [there]}})
    schema: Record = {
        "fields": [{"name": column, "type": kind} for column, kind in table.columns.items()],
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
