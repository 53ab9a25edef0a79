"""An event as it was publicly at a past time; nothing that was not public then or is not now."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_editor,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_public_event,
    make_state,
    take_part,
    take_place,
)
from timeline import review
from timeline.api.serializers import EventSerializer
from timeline.models import Actor, Event

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 12, tzinfo=UTC)


@pytest.fixture
def told() -> Event:
    """Drafted on the 1st, published on the 2nd, corrected on the 4th, retracted on the 6th, restored on the 8th."""
    editor = make_editor()
    israel, bennett = make_state(), make_actor()
    with time_machine.travel(day(1), tick=False):
        event = make_event("Draft title", "2022-03")
        office = make_office(bennett, israel, "Prime Minister of Israel")
        take_part(event, bennett, office=office, role="visitor")
        take_place(event, make_place("Kremlin", latitude="55.752", longitude="37.617"))
        event.quantities.create(what="children", amount=90, unit="people")
        cite(event, make_article(outlet=make_outlet("Wire")), speaker=bennett, supports=["date"], note="ZQ internal")
        review.begin_history(event, by=editor)
    with time_machine.travel(day(2), tick=False):
        review.publish(event, by=editor)
    corrected = review.editing(event, by=editor, version=2, comment="The day is known")
    with time_machine.travel(day(4), tick=False), corrected as changed:
        changed.title, changed.edtf = "Meets Putin", "2022-03-05"
        changed.save()
    with time_machine.travel(day(6), tick=False):
        review.retract(event, by=editor, comment="Withdrawn by the agency")
    with time_machine.travel(day(8), tick=False):
        review.restore(event, by=editor, comment="Confirmed after all")
    return Event.objects.get(pk=event.pk)


def at(client: Client, event: Event, instant: str, more: str = ""):
    response = client.get(f"/api/v1/events/{event.public_id}/?as_of={instant}{more}")
    return response.status_code, json.loads(response.content)


@pytest.mark.parametrize(
    ("instant", "status", "expected"),
    [
        ("2026-03-01", 404, None),
        ("2026-03-02T11:59:59Z", 404, None),
        ("2026-03-02T12:00:00Z", 200, ("Draft title", "2022-03", 2)),
        ("2026-03-04T13:59%2B02:00", 200, ("Draft title", "2022-03", 2)),
        ("2026-03-04T12:00Z", 200, ("Meets Putin", "2022-03-05", 3)),
        ("2026-03-07", 410, None),
        ("2026-03-09", 200, ("Meets Putin", "2022-03-05", 5)),
    ],
)
def test_an_event_is_told_as_it_was_then(client: Client, told: Event, instant: str, status: int, expected):
    found_status, body = at(client, told, instant)
    assert (status == 404) == (body.get("detail") == "It was not public at this time.")
    assert found_status == status
    if expected:
        assert (body["title"], body["date"]["edtf"], body["version"]) == expected
    if status == 410:
        assert (body["detail"], body["retracted_at"][:10]) == ("Withdrawn by the agency", "2026-03-06")
        assert "Putin" not in json.dumps(body)


def test_what_it_held_is_told_with_the_names_of_then(client: Client, told: Event):
    Actor.objects.filter(slug="naftali-bennett").update(name="Renamed")
    _status, body = at(client, told, "2026-03-05")
    party = body["parties"][0]
    assert (party["actor"]["name"], party["actor"]["kind"], party["role"]) == ("Naftali Bennett", "person", "visitor")
    assert (party["office"], party["office_in"]["name"], party["acts_for"]["slug"]) == (
        "Prime Minister of Israel",
        "Israel",
        "israel",
    )
    assert (body["places"][0]["name"], body["places"][0]["latitude"]) == ("Kremlin", 55.752)
    assert body["quantities"][0]["wording"] == "90 people children"
    assert body["citations"][0]["selector"][0]["exact"] == "flew to Moscow on Saturday"
    assert body["citations"][0]["speaker"]["name"] == "Naftali Bennett"
    assert body["sources"][0]["outlet"]["name"] == "Wire"
    assert body["date"]["wording"] == "5 March 2022"
    history = body["history"]
    assert (history["since"][:10], history["until"][:10]) == ("2026-03-04", "2026-03-06")
    assert history["from_today"]
    assert history["not_kept"]
    assert "ZQ" not in json.dumps(body)


def test_it_has_the_fields_of_today_and_says_where_it_is_from(client: Client, told: Event):
    _status, body = at(client, told, "2026-03-05")
    assert list(body) == [*EventSerializer().fields, "history"]
    _status, body = at(client, told, "2026-03-05", "&fields=title")
    assert list(body) == ["title", "history"]


def test_a_part_that_was_not_changed_since_is_told_as_today(client: Client, told: Event):
    """All that a snapshot keeps: beside it only what is said to be from today or not kept."""
    today = client.get(f"/api/v1/events/{told.public_id}/").json()
    _status, then = at(client, told, "2026-03-09")
    differing = {name for name in today if today[name] != then[name]}
    assert differing <= {"citations", "quantities", "source_count", "updated_at"}


def test_a_link_to_what_is_not_public_now_is_not_told(client: Client, told: Event):
    editor = make_editor("second")
    other = make_public_event("Other")
    with review.editing(told, by=editor, version=told.version, comment="Linked") as changed:
        changed.links.create(kind="follows", other=other)
    now = datetime.now(tz=UTC).isoformat().replace("+00:00", "Z")
    assert [link["event"] for link in at(client, told, now)[1]["links"]] == [other.public_id]
    review.retract(other, by=editor, comment="Wrong")
    assert at(client, told, now)[1]["links"] == []


def test_what_is_withdrawn_now_is_told_at_no_time(client: Client, told: Event):
    review.retract(told, by=make_editor("second"), comment="Wrong after all")
    status, body = at(client, told, "2026-03-05")
    assert (status, body["detail"]) == (410, "Wrong after all")


def test_a_draft_has_no_past_and_what_came_without_history_stands_as_it_is(client: Client):
    assert at(client, make_event("Draft"), "2026-03-05")[0] == 404
    with time_machine.travel(day(2), tick=False):
        event = make_public_event("Brought in")
    assert at(client, event, "2026-03-01")[0] == 404
    assert at(client, event, "2026-03-03")[1]["title"] == "Brought in"


@pytest.mark.parametrize("instant", ["yesterday", "2026-02-30", "2026-03-05T12:00", "2999-01-01"])
def test_an_instant_that_is_none_or_to_come_is_refused(client: Client, told: Event, instant: str):
    status, body = at(client, told, instant)
    assert (status, list(body["errors"])) == (400, ["as_of"])


def test_what_was_not_public_is_not_answered_as_unchanged(told: Event, client: Client):
    address = f"/api/v1/events/{told.public_id}/?as_of=2026-03-0"
    answers = [client.get(f"{address}{number}", headers={"if-none-match": "*"}) for number in (1, 3, 7)]
    assert [answer.status_code for answer in answers] == [404, 304, 410]
    assert [answer.has_header("ETag") for answer in answers] == [False, True, False]
