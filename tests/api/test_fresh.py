"""What has not changed is not told again, by tag and by time, at every door that reads; and never where it has."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db.models import F
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from tests.rows import cite, make_actor, make_article, make_editor, make_event, make_office, publish_now, take_part
from tests.strip.test_version import WRITES, unfinished
from timeline.exports import FORMATS
from timeline.models import Event, EventChange

pytestmark = pytest.mark.django_db
DOORS = (
    *(
        "events/",
        "events/?from=2022&include=citations",
        "events/{event}/",
        "events/{event}/?as_of={then}",
        "events/facets/",
        "actors/",
        "actors/israel/",
    ),
    *("articles/", "articles/{article}/", "types/", *(f"events.{name}?from=2022" for name in FORMATS)),
)


@pytest.fixture
def told() -> Event:
    event = make_event("Held")
    take_part(event, make_actor("Israel", slug="israel"))
    cite(event, make_article())
    publish_now(event)
    return event


def ask(door: str, *, later: timedelta = timedelta(hours=1), client: Client | None = None, **headers: str):
    event = Event.objects.earliest("pk")
    article, then = event.citations.get().article, event.published_at + timedelta(minutes=1)
    address = door.format(event=event.public_id, article=article.public_id, then=f"{then:%Y-%m-%dT%H:%M:%SZ}")
    with time_machine.travel(timezone.now() + later, tick=False):
        return (client or Client()).get(f"/api/v1/{address}", headers=headers)


def is_unchanged(response: HttpResponseBase) -> bool:
    assert response.status_code in (200, 304), response.status_code
    assert response.status_code == 200 or (response["ETag"] and not response.content)
    return response.status_code == 304


@pytest.mark.parametrize("door", DOORS)
def test_an_answer_is_given_once_until_something_changes(told: Event, door: str):
    first = ask(door)
    by_tag, by_time = {"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}
    compressed = {"if-none-match": f"W/{first['ETag'].removeprefix('W/')}", "accept-encoding": "gzip"}
    assert all(is_unchanged(ask(door, **headers)) for headers in (by_tag, by_time, compressed))
    assert not is_unchanged(ask(door, **{"if-none-match": '"another"', **by_time})), "the tag says more than the time"

    make_office(told.participations.get().actor, make_actor("Council", "organisation"), "Presidency")
    EventChange.objects.update(at=F("at") + 60_000_000)
    assert not any(is_unchanged(ask(door, **headers)) for headers in (by_tag, by_time, compressed))


@pytest.mark.parametrize("door", DOORS)
def test_staff_are_answered_anew_and_no_copy_is_kept(told: Event, door: str):
    editor = Client()
    editor.force_login(make_editor())
    headers = {"if-none-match": ask(door)["ETag"], "if-modified-since": ask(door)["Last-Modified"]}
    response = ask(door, client=editor, **headers)
    assert not is_unchanged(response)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("door", ["events/", "events/{event}/", "actors/", "events.csv"])
@pytest.mark.parametrize("held", [{"if-match": '"another"'}, {"if-unmodified-since": "Sat, 05 Mar 2022 12:00:00 GMT"}])
def test_who_asks_for_what_was_is_told_that_it_is_not(door: str, held: dict[str, str]):
    response = ask(door, **held)
    assert (response.status_code, response["Content-Type"]) == (412, "application/problem+json")
    assert response.json()["status"] == 412


@pytest.mark.usefixtures("told")
def test_in_the_second_of_a_change_no_time_is_told():
    assert "Last-Modified" not in ask("events/", later=timedelta(0))
    assert "Last-Modified" in ask("events/", later=timedelta(seconds=5))


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("door", ["events/?updated_since=2020-01-01", "events/?order=change"])
def test_what_follows_changes_is_always_read_anew(door: str):
    assert "ETag" not in ask(door)
    assert not is_unchanged(ask(door, **{"if-none-match": "*"}))


@pytest.mark.postgres
@pytest.mark.usefixtures("told")
def test_no_time_is_told_while_somebody_writes():
    with unfinished(WRITES):
        assert "Last-Modified" not in ask("events/")
    assert "Last-Modified" in ask("events/")
