"""The command writes what the API writes, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.exports.readers import readable
from tests.rows import make_public_event, make_unpublished_events
from timeline.exports import FORMATS

pytestmark = pytest.mark.django_db


def written(path: Path, **options: object) -> bytes:
    call_command("export_events", output=path, stderr=io.StringIO(), **options)
    return path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_holds_nothing_unpublished(tmp_path: Path, name: str):
    make_public_event("Held")
    make_unpublished_events()
    text = readable(name, written(tmp_path / "out", format=name))
    assert "Held" in text
    assert "ZQ" not in text


def test_the_query_selects_as_on_the_page(tmp_path: Path, client: Client):
    make_public_event("Before", "2021")
    make_public_event("Held", "2022-03-05")
    rows = list(
        csv.DictReader(io.StringIO(written(tmp_path / "a.csv", query="?from=2022", site="https://t.example/").decode()))
    )
    assert [row["title"] for row in rows] == ["Held"]
    assert rows[0]["url"].startswith("https://t.example/")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"query": "from=soon"}, "from"),
        ({"query": "colour=red"}, "colour"),
        ({"format": "doc"}, "known are csv"),
        ({"site": "timeline.example.org"}, "https://timeline.example.org"),
        ({"site": ""}, "an address is expected"),
    ],
)
def test_a_mistake_leaves_no_file(tmp_path: Path, options: dict[str, str], said: str):
    with pytest.raises(CommandError, match=said):
        written(tmp_path / "a.csv", **options)
    assert list(tmp_path.iterdir()) == []


def test_what_a_format_cannot_hold_is_counted(tmp_path: Path):
    make_public_event("Somewhen", "")
    err = io.StringIO()
    call_command("export_events", output=tmp_path / "a.ics", format="ics", stderr=err)
    assert "0 events, 1 undated left out" in err.getvalue()


def test_a_file_that_cannot_be_written_says_why(tmp_path: Path):
    make_public_event("Held")
    for output in (tmp_path / "no folder" / "a.csv", tmp_path):
        with pytest.raises(CommandError, match="cannot be written"):
            call_command("export_events", output=output)
    assert list(tmp_path.parent.glob("*.part")) == []


@pytest.mark.parametrize(
    ("hosts", "site"),
    [
        (["t.example"], "http://t.example"),
        ([".t.example", "x"], "http://t.example"),
        (["*"], "http://localhost"),
        ([], "http://localhost"),
    ],
)
def test_without_a_site_addresses_and_identifiers_are_those_of_the_settings(tmp_path: Path, settings, hosts, site):
    settings.ALLOWED_HOSTS = hosts
    event = make_public_event("Held")
    calendar = written(tmp_path / "a.ics", format="ics").decode()
    assert f"UID:{event.public_id}@{site.partition('//')[2]}" in calendar
    assert f"URL:{site}/events/{event.public_id}/" in calendar
    assert f"<id>{site}/events/{event.public_id}/</id>" in written(tmp_path / "a.atom", format="atom").decode()


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_has_no_room_for_what_it_is_has_it_beside(tmp_path: Path, name: str):
    make_public_event("Held", "2022-03-05")
    make_public_event("Somewhen", "")
    text = readable(name, written(tmp_path / "out", format=name, query="q=held"))
    beside = tmp_path / "out.about.json"
    said = json.loads(beside.read_text()) if beside.exists() else {}
    assert beside.exists() == (name in ("csv", "jsonl", "plover.jsonl"))
    assert said.get("query", "q=held") == "q=held"
    assert said.get("events", 1) == 1
    for fact in ("Cite as|citation|creditText", "[Ll]icen[cs]e|rights", "[Vv]ersion", "q=held"):
        assert re.search(fact, text + json.dumps(said)), fact
    assert not list(tmp_path.glob("*.part"))
