"""Contract: each verb over the API answers under each role as the admin does; nothing is published that it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from tests.rows import cite, make_editor, make_event, make_public_event, make_type, make_user
from timeline import review
from timeline.api.writing.verbs import VERBS
from timeline.models import Event

pytestmark = pytest.mark.django_db
STATES = ("draft", "in_review", "published", "retracted", "merged")
ROLES = ("anonymous", "reader", "staff without a role", "analyst", "editor", "admin")


def user_of(role: str) -> User | None:
    make = {
        "anonymous": lambda: None,
        "reader": lambda: User.objects.create_user("reader", password="a long pass phrase"),
        "staff without a role": lambda: make_user("staff", group=""),
        "analyst": lambda: make_user("ann"),
        "editor": lambda: make_editor("eddy"),
        "admin": lambda: User.objects.create_superuser("root", password="a long pass phrase"),
    }
    return make[role]()


def event_in(state: str) -> Event:
    """Brought there by the verbs themselves."""
    if state == "published":
        return make_public_event("An event")
    event, editor = make_event("An event"), make_editor("brought-it-there")
    cite(event)
    if state == "in_review":
        event = review.submit(event, by=editor)
    if state == "retracted":
        event = review.retract(review.publish(event, by=editor), by=editor, comment="Withdrawn")
    if state == "merged":
        review.merge(event, into=make_public_event("Stays"), by=editor)
    return Event.objects.get(pk=event.pk)


def say(client: Client, event: Event, verb: str, *, version: int | None = None, **values: str):
    return client.post(
        f"/api/v1/events/{event.public_id}/{verb}/",
        json.dumps({"comment": "For a reason"} | values),
        content_type="application/json",
        headers={"If-Match": f'"{version or event.version}"'},
    )


def say_in_the_admin(client: Client, event: Event, verb: str, into: Event):
    url = f"/admin/timeline/event/{event.pk}/"
    url += "merge/" if verb == "merge" else f"verb/{verb.replace('-', '_')}/"
    return client.post(url, {"comment": "For a reason", "version": event.version, "into": into.pk})


@contextmanager
def undone() -> Iterator[None]:
    here = transaction.savepoint()
    yield
    transaction.savepoint_rollback(here)


def stored(event: Event) -> tuple[str, int, str]:
    now = Event.objects.get(pk=event.pk)
    last = now.revisions.order_by("-version").first()
    return now.review_state, now.version, last.by.username if last and last.by else ""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_each_verb_does_what_it_does_in_the_admin(client: Client, role: str, state: str):
    user = user_of(role)
    event, into = event_in(state), make_public_event("Another that stays")
    if user:
        client.force_login(user)
    before = stored(event)
    for verb in VERBS:
        with undone():
            say_in_the_admin(client, event, verb, into)
            by_admin = stored(event)
        with undone():
            answer = say(client, event, verb, **({"into": into.public_id} if verb == "merge" else {}))
            by_api = stored(event)

        assert by_api == by_admin, verb
        assert (answer.status_code == 200) == (by_api != before), (verb, answer.content)
        assert answer.status_code in (200, 401, 403, 404, 409), verb


ALLOWED = {
    "analyst": {("submit", "draft")},
    "editor": {
        *(("submit", "draft"), ("publish", "draft"), ("publish", "in_review"), ("send-back", "in_review")),
        *(("retract", "published"), ("restore", "retracted")),
        *(("merge", state) for state in ("draft", "in_review", "published")),
    },
}


@pytest.mark.parametrize("role", ["analyst", "editor"])
def test_the_roles_may_just_this(client: Client, role: str):
    client.force_login(user_of(role))
    into, done = make_public_event("Another that stays"), set()
    for state in STATES:
        for verb in VERBS:
            with undone():
                event = event_in(state)
                if say(client, event, verb, **({"into": into.public_id} if verb == "merge" else {})).status_code == 200:
                    done.add((verb, state))
    assert done == ALLOWED[role]


@pytest.mark.parametrize("role", ["anonymous", "reader"])
@pytest.mark.parametrize("method", ["post", "patch"])
def test_who_is_no_staff_writes_nothing_and_learns_nothing(client: Client, role: str, method: str):
    if user := user_of(role):
        client.force_login(user)
    draft = make_event("ZQDRAFT")
    doors = {
        "post": ("events/", "articles/", f"events/{draft.public_id}/submit/", "events/nothing/submit/"),
        "patch": (f"events/{draft.public_id}/", "events/nothing/", "articles/nothing/"),
    }
    answers = [
        getattr(client, method)(f"/api/v1/{door}", "{}", content_type="application/json") for door in doors[method]
    ]
    assert {answer.status_code for answer in answers} == {403 if user else 401}
    assert len({answer.content for answer in answers}) == 1


def test_what_publication_needs_is_asked_over_the_api_too(client: Client):
    make_type()
    client.force_login(make_editor())
    event = make_event()
    answer = say(client, event, "publish")
    assert (answer.status_code, answer.json()["code"]) == (409, "incomplete")
    assert "citation" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("state", "verb"), [("in_review", "send-back"), ("published", "retract"), ("retracted", "restore")]
)
def test_a_verb_that_needs_a_reason_asks_for_it_by_field(client: Client, state: str, verb: str):
    client.force_login(make_editor())
    answer = say(client, event_in(state), verb, comment=" ")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["comment"])


def test_a_verb_answers_the_event_as_it_is_then(client: Client):
    client.force_login(make_editor())
    event = event_in("in_review")
    answer = say(client, event, "publish")
    assert (answer.json()["state"], answer["ETag"]) == ("published", f'"{event.version + 1}"')


def test_a_merge_answers_the_event_that_stays(client: Client):
    client.force_login(make_editor())
    event, into = event_in("published"), make_public_event("Stays")
    assert say(client, event, "merge", into=into.public_id).json()["id"] == into.public_id


@pytest.mark.parametrize(
    ("verb", "values", "status", "field"),
    [
        ("approve", {}, 404, None),
        ("merge", {}, 400, "into"),
        ("merge", {"into": "nothing"}, 400, "into"),
        ("submit", {"into": "nothing"}, 400, "into"),
        ("submit", {"reason": "x"}, 400, "reason"),
        ("submit", {"comment": "a\x00"}, 400, "comment"),
    ],
)
def test_what_does_not_belong_to_a_verb_is_refused(client: Client, verb: str, values, status: int, field: str | None):
    client.force_login(make_editor())
    answer = say(client, event_in("draft"), verb, **values)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert list(answer.json().get("errors", {})) == ([field] if field else [])


def test_a_verb_needs_the_version_that_was_read(client: Client):
    client.force_login(make_user())
    event = event_in("draft")
    stale = say(client, event, "submit", version=7)
    assert (stale.status_code, stale.json()["version"], stale["ETag"]) == (412, 1, '"1"')
    address = f"/api/v1/events/{event.public_id}/submit/"
    assert client.post(address, "{}", content_type="application/json").status_code == 428
    assert stored(event)[0] == "draft"
