"""The Data Package as frictionless judges it, foreign keys and all."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import frictionless
import pytest
from django.test import Client

from tests.exports.everything import make_full_event
from tests.exports.nasty import NASTY, make_nasty_event
from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_event,
    make_outlet,
    make_public_event,
    publish_now,
    take_part,
)
from timeline.exports.package_tables import TABLES

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def unpacked(client: Client, folder: Path, query: str = "") -> Path:
    body = b"".join(client.get(f"/api/v1/events.zip?{query}").streaming_content)
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        package.extractall(folder)
    return folder / "datapackage.json"


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def errors(descriptor: Path) -> list[str]:
    return [error[0] for error in frictionless.validate(str(descriptor)).flatten(["type"])]


@pytest.mark.parametrize("edtf", ["2022-03-05", "2022-03", "../2022-03-07", ""])
def test_the_package_is_valid_and_the_date_as_uncertain_as_it_was(client: Client, tmp_path: Path, edtf: str):
    make_public_event("Meets", edtf)
    assert errors(unpacked(client, tmp_path)) == []
    assert [row["date"] for row in rows(tmp_path, "events")] == [edtf]


def test_an_actor_of_two_events_stands_once(client: Client, tmp_path: Path):
    actor = make_actor("Guest")
    for number in range(2):
        event = make_event(f"Event {number}", "2022-03-05")
        take_part(event, actor)
        publish_now(event)
    descriptor = unpacked(client, tmp_path)
    assert errors(descriptor) == []
    assert [len(rows(tmp_path, table)) for table in ("events", "actors", "participations")] == [2, 1, 2]
    assert json.loads(descriptor.read_text())["x_demarche"]["events"] == "2"


def test_a_key_that_leads_nowhere_is_found(client: Client, tmp_path: Path):
    make_full_event()
    descriptor = unpacked(client, tmp_path)
    (tmp_path / "actors.csv").write_text("slug,name,kind,country,description\r\nsomebody-else,Somebody,person,,\r\n")
    assert "foreign-key" in errors(descriptor)


def test_an_event_with_every_field_fills_every_table_and_column(client: Client, tmp_path: Path):
    make_full_event()
    assert errors(unpacked(client, tmp_path)) == []
    for name, table in TABLES.items():
        found = rows(tmp_path, name)
        empty = [column for column in table.columns if not any(row[column] for row in found)]
        assert empty == [], name


def closed_lists() -> list[tuple[str, str]]:
    return [(name, column) for name, table in TABLES.items() for column in table.lists]


@pytest.mark.parametrize(("name", "column"), closed_lists())
def test_a_value_outside_a_closed_list_is_found(client: Client, tmp_path: Path, name: str, column: str):
    make_full_event()
    descriptor = unpacked(client, tmp_path)
    found = rows(tmp_path, name)
    found[0][column] = "nonsense"
    write(tmp_path, name, found)
    assert errors(descriptor) == ["constraint-error"]


@pytest.mark.parametrize(("name", "column"), [(name, column) for name, table in TABLES.items() for column in table.key])
def test_a_row_without_its_key_is_found(client: Client, tmp_path: Path, name: str, column: str):
    make_full_event()
    descriptor = unpacked(client, tmp_path)
    found = rows(tmp_path, name)
    found[0][column] = ""
    write(tmp_path, name, found)
    assert set(errors(descriptor)) & {"primary-key", "constraint-error"}


def keys() -> list[tuple[str, str]]:
    return [(name, column) for name, table in TABLES.items() for column in table.links]


@pytest.mark.parametrize(("name", "column"), keys())
def test_each_key_that_leads_nowhere_is_found(client: Client, tmp_path: Path, name: str, column: str):
    make_full_event()
    descriptor = unpacked(client, tmp_path)
    found = rows(tmp_path, name)
    found[0][column] = "nowhere"
    write(tmp_path, name, found)
    assert errors(descriptor)[:1] == ["foreign-key"]


def write(folder: Path, table: str, found: list[dict[str, str]]) -> None:
    with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(TABLES[table].columns))
        out.writeheader()
        out.writerows(found)


def test_what_is_not_public_stays_out_of_the_shared_tables(client: Client, tmp_path: Path):
    """An article that no published event cites, of which a cited one is a copy; an outlet that is only a wire."""
    event = make_event("Meets", "2022-03-05")
    secret = make_article("ZQ title", outlet=make_outlet("ZQ agency"))
    carrier = make_outlet("Carrier", wire=secret.outlet, parent=secret.outlet)
    cite(event, make_article("Talks in Moscow", outlet=carrier, copy_of=secret))
    publish_now(event)
    assert errors(unpacked(client, tmp_path)) == []
    assert [row["copy_of"] for row in rows(tmp_path, "sources")] == [""]
    assert [(row["wire"], row["parent"]) for row in rows(tmp_path, "outlets")] == [("", "")]


@pytest.mark.parametrize("raw", ["yes", "no"])
def test_nasty_text_breaks_no_table(client: Client, tmp_path: Path, raw: str):
    for text in NASTY.values():
        make_nasty_event(text)
    assert errors(unpacked(client, tmp_path, f"raw={raw}")) == []
    assert len(rows(tmp_path, "events")) == len(NASTY)
