"""Reference data from our own tables: inserts the rows that are missing and never changes one that is there.

A migration may call this: the model classes are arguments, so nothing here imports them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
COUNTRY_FIELDS = ("code", "alpha3", "numeric", "fips", "name", "official_name", "weekend")
NAME_COLUMNS = {"aliases": "alias", "adjectives": "adjective", "capitals": "capital"}

Row = dict[str, Any]


@dataclass
class Report:
    """What was inserted, and what stands differently here than in the files, one plain sentence each."""

    inserted: int = 0
    differing: list[str] = field(default_factory=list)


def country_rows() -> list[Row]:
    return [{name: row[name] for name in COUNTRY_FIELDS} for row in _table("countries.csv")]


def country_name_rows() -> list[Row]:
    """Aliases, adjectives and capitals; no word belongs to two countries (a test enforces it)."""
    return [
        {"country_id": row["code"], "name": name, "kind": kind}
        for row in _table("countries.csv")
        for column, kind in NAME_COLUMNS.items()
        for name in _split(row[column])
    ]


def event_type_rows() -> list[Row]:
    return [_typed(row) for row in _table("event_types.csv")]


def load_countries(country_model: Any, name_model: Any, *, add_names: bool = False) -> Report:
    """Insert missing countries with their other names.

    A name that a present country lacks may have been removed on purpose: it is reported, and inserted only with
    `add_names`. A name that another country has here is left with that country.
    """
    report = Report()
    new = _insert_missing(country_model, country_rows(), key="code", unique=("alpha3", "name"), report=report)
    present = set(country_model.objects.values_list("pk", flat=True))
    owners = {(n.name, n.kind): n.country_id for n in name_model.objects.all()}
    missing = []
    for row in country_name_rows():
        owner = owners.get((row["name"], row["kind"]))
        if owner == row["country_id"] or row["country_id"] not in present:
            continue
        said = f"{row['country_id']}: the {row['kind']} “{row['name']}”"
        if owner:
            report.differing.append(f"{said} belongs to {owner} here.")
        elif row["country_id"] in new or add_names:
            missing.append(name_model(**row))
        else:
            report.differing.append(f"{said} is not here.")
    name_model.objects.bulk_create(missing)
    report.inserted += len(missing)
    return report


def load_event_types(type_model: Any) -> Report:
    report = Report()
    _insert_missing(type_model, event_type_rows(), key="slug", unique=("label",), report=report)
    return report


def _insert_missing(model: Any, rows: list[Row], *, key: str, unique: tuple[str, ...], report: Report) -> set[str]:
    """The keys inserted. Saves one by one, so that a model with history records each."""
    present = {getattr(found, key): found for found in model.objects.all()}
    taken = {(name, getattr(found, name)) for found in present.values() for name in unique}
    inserted = set()
    for row in rows:
        if row[key] in present:
            report.differing += _differences(present[row[key]], row, row[key])
        elif clash := next((name for name in unique if (name, row[name]) in taken), None):
            report.differing.append(f"{row[key]}: not inserted, another row has the {clash} “{row[clash]}”.")
        else:
            model.objects.create(**row)
            inserted.add(row[key])
    report.inserted += len(inserted)
    return inserted


def _differences(found: Any, row: Row, key: str) -> Iterator[str]:
    for name, expected in row.items():
        if getattr(found, name) != expected:
            yield f"{key}: {name} is {getattr(found, name)!r} here, {expected!r} in the file."


def _typed(row: dict[str, str]) -> Row:
    return row | {
        "symmetric": row["symmetric"] == "true",
        "roles": _split(row["roles"]),
        "goldstein": Decimal(row["goldstein"]) if row["goldstein"] else None,
        "rank": int(row["rank"]),
    }


def _table(name: str) -> Iterable[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _split(value: str) -> list[str]:
    return [part for part in value.split("|") if part]
