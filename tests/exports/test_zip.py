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

from tests.exports.nasty import CELLS, event_with
from tests.rows import make_actor, make_event, make_public_event, publish_now, take_part

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
    event_with("Meets")
    descriptor = unpacked(client, tmp_path)
    (tmp_path / "actors.csv").write_text("slug,name\r\nsomebody-else,Somebody\r\n")
    assert "foreign-key" in errors(descriptor)


@pytest.mark.parametrize("text", CELLS)
@pytest.mark.parametrize("raw", ["yes", "no"])
def test_nasty_text_breaks_no_table(client: Client, tmp_path: Path, text: str, raw: str):
    event_with(text)
    assert errors(unpacked(client, tmp_path, f"raw={raw}")) == []
    (row,) = rows(tmp_path, "events")
    assert row["title"] == (f"'{text}" if raw == "no" and text[0] in "=+-@" else text)
