"""What is exported here and brought in elsewhere is the same event there."""

import io
import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.imports.made import numbers
from timeline.imports import READERS, Source, store
from timeline.models import Actor, Article, Event, Outlet, Place

pytestmark = pytest.mark.django_db
# What is each place's own: when it was written, and how often it was changed.
OWN = {"version", "updated_at", "published_at", "origin"}
OF_A_TEXT = {"selector", "anchor", "rendition", "text_version"}


def exported() -> list[dict]:
    response = Client().get("/api/v1/events.jsonl")
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


def comparable(row: dict) -> dict:
    """Articles have an id of their own in each place, and no text comes along to find the quotes in."""
    text = json.dumps(row)
    for number, source in enumerate(row["sources"]):
        text = text.replace(source["article"], f"article {number}")
    return without_own(json.loads(text))


def without_own(row):
    if isinstance(row, dict):
        left_out = OWN | (OF_A_TEXT if "selector" in row else set())
        found = {name: without_own(part) for name, part in row.items() if name not in left_out}
        return found | ({"quote": row["selector"][0]["exact"]} if "selector" in row else {})
    return [without_own(part) for part in row] if isinstance(row, list) else row


def publish_all():
    Event.objects.filter(citation_count__gte=1).update(review_state="published", published_at=timezone.now())


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    call_command("load_demo", with_fiction=True, verbosity=0)


def bring_in_all(rows):
    content = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    return store(READERS["jsonl"].read(io.BytesIO(content)), READERS["jsonl"], Source("events.jsonl", "1" * 64))


def test_where_the_events_were_made_nothing_is_changed(demonstration):
    before = exported()
    assert numbers(bring_in_all(before)) == {"kept": len(before)}
    assert exported() == before


def test_elsewhere_they_are_the_same_events(demonstration):
    before = exported()
    Event.objects.filter(merged_into__isnull=False).delete()
    for model in (Event, Article, Outlet):
        for row in model.objects.all():
            if model is Event:
                row.revisions.model.objects.filter(event=row)._raw_delete("default")
            row.delete()
    for _round in range(3):
        for place in Place.objects.filter(children=None):
            place.delete()
    Actor.objects.filter(kind="person").delete()
    Actor.objects.all().delete()

    outcome = bring_in_all(before)
    assert outcome.refused == []
    assert numbers(outcome) == {"added": len(before)}
    publish_all()
    after = {row["id"]: comparable(row) for row in exported()}
    for row in before:
        then, now = comparable(row), after[row["id"]]
        for name in then:
            assert now[name] == then[name], name
