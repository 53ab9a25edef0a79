"""What one site exports another takes in: exported there again, it is the same but for what the reference names."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.exports.everything import make_full_event
from tests.imports.any_event import Drawing
from timeline.imports import Source, comma_separated, data_package, json_lines, store
from timeline.imports.candidates import Reader
from timeline.models import Actor, Article, Citation, Event, EventPlace, Office, Outlet, Participation, Place

pytestmark = pytest.mark.django_db

WHOLE = {"jsonl": json_lines.READER, "zip": data_package.READER}
# As docs/reference/imports-own.md says: rows' keys, review, times, and where in a text a quote stands.
OF_EVENT = {"version", "state", "origin", "published_at", "updated_at"}
OF_CITATION = {"article", "source", "rendition", "text_version", "anchor"}
OF_SOURCE = {"article", "page"}


def exported(client: Client, name: str, query: str = "") -> bytes:
    return b"".join(client.get(f"/api/v1/events.{name}?{query}").streaming_content)


def content(client: Client, name: str) -> list[dict[str, Any]]:
    """JSON Lines do not say which wire an outlet carries, so there sources are counted otherwise."""
    aside = OF_EVENT | ({"source_count"} if name == "jsonl" else set())
    lines = exported(client, "jsonl").splitlines()
    return sorted((same(json.loads(line), aside) for line in lines), key=lambda row: row["id"])


def same(row: dict[str, Any], aside: set[str]) -> dict[str, Any]:
    """Without what may differ; articles go by their address."""
    found = without(row, aside)
    found["sources"] = [without(source, OF_SOURCE) for source in row["sources"]]
    address = {source["article"]: source["url"] for source in row["sources"]}
    found["citations"] = [
        without(citation, OF_CITATION) | {"selector": citation["selector"][:1], "of": address[citation["article"]]}
        for citation in row["citations"]
    ]
    return found


def differences(here: Any, there: Any, at: str = "") -> list[tuple[str, Any, Any]]:
    """Where two records differ: a way into them, and both values."""
    if isinstance(here, dict) and isinstance(there, dict):
        pairs = [(f"{at}.{name}", here.get(name), there.get(name)) for name in {**here, **there}]
    elif isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        pairs = [(f"{at}[{number}]", *both) for number, both in enumerate(zip(here, there, strict=True))]
    else:
        return [] if here == there else [(at, here, there)]
    return [found for way, one, other in pairs for found in differences(one, other, way)]


def without(values: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def become_another_site() -> None:
    """Countries and types are there, nothing else."""
    Place.objects.update(parent=None)
    Outlet.objects.update(parent=None, wire=None)
    Article.objects.update(copy_of=None)
    for model in (Citation, Participation, EventPlace, Event, Article, Outlet, Place, Office, Actor):
        model.objects.all().delete()


def brought_in(reader: Reader, body: bytes) -> dict[str, int]:
    report = store(reader.read(io.BytesIO(body)), reader, Source("events", "0" * 64))
    assert report.refused == []
    return dict(report.counts)


def publish_all() -> None:
    Event.objects.update(review_state="published", published_at=timezone.now())


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_comes_in_again_changes_nothing(client: Client, name: str):
    make_full_event()
    body = exported(client, name)
    become_another_site()
    assert brought_in(WHOLE[name], body) == {"added": 2}
    assert brought_in(WHOLE[name], body) == {"unchanged": 2}


@pytest.mark.parametrize("name", WHOLE)
def test_the_full_event_is_the_same_on_another_site(client: Client, name: str):
    make_full_event()
    before, body = content(client, name), exported(client, name)
    become_another_site()
    assert brought_in(WHOLE[name], body) == {"added": 2}
    publish_all()
    assert differences(before, content(client, name)) == []


@pytest.mark.parametrize("name", WHOLE)
@settings(
    max_examples=5, phases=[Phase.generate], deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_any_event_is_the_same_on_another_site(name: str, data: st.DataObject):
    client = Client()
    with transaction.atomic():
        drawing = Drawing(data, distinct=True)
        drawing.link(drawing.event(), drawing.event())
        before, body = content(client, name), exported(client, name)
        become_another_site()
        assert brought_in(WHOLE[name], body) == {"added": 2}
        publish_all()
        assert differences(before, content(client, name)) == []
        transaction.set_rollback(True)


def test_the_shared_tables_of_a_package_are_the_same_on_another_site(client: Client):
    make_full_event()
    body = exported(client, "zip")
    before = tables(body)
    become_another_site()
    brought_in(data_package.READER, body)
    publish_all()
    assert tables(exported(client, "zip")) == before


def tables(body: bytes) -> dict[str, list[str]]:
    names = ("actors", "actor_names", "actor_identifiers", "places", "outlets")
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return {name: sorted(package.read(f"{name}.csv").decode().splitlines()) for name in names}


def test_csv_brings_in_what_a_row_holds(client: Client):
    make_full_event()
    body = exported(client, "csv")
    become_another_site()
    assert brought_in(comma_separated.READER, body) == {"added": 2}
    event = Event.objects.get(title="Meets Putin at the Kremlin")
    assert event.edtf == "2022-03-05"
    assert [part.actor.slug for part in event.participations.all()] == ["naftali-bennett", "russia"]
