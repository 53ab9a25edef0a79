"""A request with an Idempotency-Key takes effect once, however often and from wherever at once it is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.rows import cite, make_event, make_type, make_user
from timeline.api.writing.meeting import Met, undisturbed
from timeline.models import Actor, Event, IdempotencyKey, Place

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/events/"


def post(client: Client, key: str, title: str = "Calls Zelensky", address: str = EVENTS, **headers: str):
    sent = json.dumps({"title": title} if address == EVENTS else {})
    headers = {"Idempotency-Key": key} | headers
    return client.post(address, sent, content_type="application/json", headers=headers)


def test_the_same_request_gets_the_same_answer(analyst: Client):
    first, again = post(analyst, "k1"), post(analyst, "k1")
    assert (again.status_code, again.json()) == (first.status_code, first.json()) == (201, first.json())
    assert (again["Location"], again["ETag"]) == (first["Location"], first["ETag"])
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert Event.objects.count() == 1
    assert post(analyst, "k2").json()["id"] != first.json()["id"]


def test_another_request_with_the_key_is_refused(analyst: Client):
    post(analyst, "k1")
    answer = post(analyst, "k1", title="Another")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert Event.objects.count() == 1


def test_keys_of_others_are_no_matter(analyst: Client, client: Client):
    first = post(analyst, "k1").json()
    other = Client()
    other.force_login(make_user("other"))
    assert post(other, "k1").json()["id"] != first["id"]


def test_a_verb_is_said_once(analyst: Client):
    event = make_event()
    cite(event)
    address = f"{EVENTS}{event.public_id}/submit/"
    answers = [post(analyst, "k1", address=address, **{"If-Match": '"1"'}) for _again in "ab"]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert Event.objects.get().version == 2


def test_what_was_refused_may_be_corrected_under_the_same_key(analyst: Client):
    assert post(analyst, "k1", title="").status_code == 400
    assert not IdempotencyKey.objects.exists()
    assert post(analyst, "k1").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 201, "caf\u00e9", "a\tb"])
def test_a_strange_key_is_refused(analyst: Client, key: str):
    answer = post(analyst, key)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["Idempotency-Key"])
    assert not Event.objects.exists()


def test_a_key_is_kept_for_a_day(analyst: Client):
    first = post(analyst, "k1").json()
    post(analyst, "k2")
    IdempotencyKey.objects.filter(key="k1").update(created_at=timezone.now() - timedelta(hours=25))
    assert post(analyst, "k1").json()["id"] != first["id"]
    assert set(IdempotencyKey.objects.values_list("key", flat=True)) == {"k1", "k2"}


def at_once(ask: Callable[[Client, int], HttpResponse], number: int = 6) -> list[tuple[int, str]]:
    """Status and id of the answers to as many requests of the analyst, who begins them together."""
    make_user()
    together = Barrier(number)

    def send(at: int) -> tuple[int, str]:
        client = Client()
        client.force_login(User.objects.get(username="analyst"))
        together.wait(timeout=30)
        try:
            answer = ask(client, at)
            return answer.status_code, answer.json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(send, range(number)))


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_takes_effect():
    make_type()
    answers = at_once(lambda client, _at: post(client, "k1"))
    assert len(set(answers)) == 1
    assert answers[0][0] == 201
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_that_name_the_same_make_it_once():
    def code(client: Client, at: int) -> HttpResponse:
        names = ["Vladimir Putin", "Naftali Bennett"][:: 1 if at % 2 else -1]  # in either order, as deadlocks need it
        sent = {
            "title": f"Report {at}",
            "parties": [{"actor": {"name": name, "kind": "person"}} for name in names],
            "places": [{"name": "Kremlin", "kind": "building"}],
        }
        return client.post(EVENTS, json.dumps(sent), content_type="application/json")

    answers = at_once(code)

    assert [status for status, _id in answers] == [201] * 6
    assert sorted(Actor.objects.values_list("name", flat=True)) == ["Naftali Bennett", "Vladimir Putin"]
    assert (Place.objects.count(), Event.objects.count()) == (1, 6)


class UniqueViolationError(Exception):
    sqlstate = "23505"


def met(times: int, cause: Exception) -> Callable[[], str]:
    """What fails so many times before it answers."""
    left = iter(range(times))

    def act() -> str:
        if next(left, None) is not None:
            raise IntegrityError from cause
        return "done"

    return act


def test_what_meets_another_is_done_again_and_not_for_ever():
    assert undisturbed(met(2, UniqueViolationError())) == "done"
    with pytest.raises(Met):
        undisturbed(met(100, UniqueViolationError()))
    with pytest.raises(IntegrityError):
        undisturbed(met(1, ValueError()))
