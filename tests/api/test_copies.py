"""A program that keeps a copy up to date with `updated_since` ends with what a full export holds."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_editor,
    make_event,
    make_outlet,
    make_place,
    make_public_event,
    make_state,
    make_unpublished_events,
    take_part,
    take_place,
)
from timeline import review
from timeline.models import Actor, Article, Event, EventType, Outlet, Place

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/events/"
START = "2020-01-01"


class Copy:
    """What a program would do: follow `next` while there is one, else come back later to `resume`."""

    def __init__(self, client: Client, query: str = "", page_size: int = 3) -> None:
        self.client, self.held = client, {}
        self.path = f"{EVENTS}?updated_since={START}&include=citations&page_size={page_size}&{query}"
        self.told: list[str] = []

    def step(self) -> bool:
        """One page; whether there is more at once."""
        body = self.client.get(self.path).json()
        for record in body["results"]:
            self.held[record["id"]] = record
        for gone in body["tombstones"]:
            self.held.pop(gone["id"], None)
        self.told += [found["id"] for found in (*body["results"], *body["tombstones"])]
        self.path = body["resume"]
        return body["next"] is not None

    def catch_up(self) -> dict[str, Any]:
        while self.step():
            pass
        return self.held


def exported(client: Client, query: str = "") -> dict[str, Any]:
    lines = b"".join(client.get(f"/api/v1/events.jsonl?{query}").streaming_content).splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


# -- a replay of edits -----------------------------------------------------------------------------------------------


def one_of(rng: random.Random, rows: Any) -> Any:
    found = list(rows.order_by("pk"))
    return rng.choice(found) if found else None


def create(rng: random.Random, editor: User) -> None:
    event = make_event(f"Event {rng.random():.6f}", rng.choice(["2022-03-05", "2022-03", ""]))
    take_part(event, *rng.sample(list(Actor.objects.current()), 2))
    take_place(event, one_of(rng, Place.objects))
    cite(event, one_of(rng, Article.objects), "flew to Moscow on Saturday")
    review.begin_history(event, by=editor)
    if rng.random() < 0.8:
        review.publish(event, by=editor)


def edit(rng: random.Random, editor: User) -> None:
    event = one_of(rng, Event.objects.filter(review_state__in=["draft", "published"]))
    if event is None:
        return
    with review.editing(event, by=editor, version=event.version, comment="Corrected") as changed:
        changed.summary = f"{rng.random():.6f}"
        changed.edtf = rng.choice(["2022-03-05", "2022-04", "2021"])
        changed.save()
        if rng.random() < 0.3:
            changed.participations.first() and changed.participations.first().delete()
        if rng.random() < 0.3:
            changed.quantities.create(what="children", amount=rng.randint(1, 90))


def publish(rng: random.Random, editor: User) -> None:
    if event := one_of(rng, Event.objects.filter(review_state="draft", citation_count__gte=1)):
        review.publish(event, by=editor)


def retract(rng: random.Random, editor: User) -> None:
    if event := one_of(rng, Event.objects.filter(review_state="published")):
        review.retract(event, by=editor, comment="Withdrawn")


def restore(rng: random.Random, editor: User) -> None:
    if event := one_of(rng, Event.objects.filter(review_state="retracted")):
        review.restore(event, by=editor, comment="It was right")


def merge(rng: random.Random, editor: User) -> None:
    public = list(Event.objects.filter(review_state="published").order_by("pk"))
    if len(public) > 4:
        gone, kept = rng.sample(public, 2)
        review.merge(gone, into=kept, by=editor)


def link(rng: random.Random, _editor: User) -> None:
    found = list(Event.objects.filter(review_state__in=["published", "draft"]).order_by("pk"))
    if len(found) > 1:
        event, other = rng.sample(found, 2)
        event.links.get_or_create(kind="follows", other=other)


def rename(rng: random.Random, _editor: User) -> None:
    model, field = rng.choice([(Actor, "name"), (Place, "name"), (Outlet, "name"), (Article, "title")])
    row = one_of(rng, model.objects)
    setattr(row, field, f"{field} {rng.random():.6f}")
    row.save()


def rate(rng: random.Random, _editor: User) -> None:
    Outlet.objects.filter(pk=one_of(rng, Outlet.objects).pk).update(reliability=rng.choice("ABCDEF"))


def relabel(rng: random.Random, _editor: User) -> None:
    EventType.objects.filter(slug="meeting").update(label=f"Meeting {rng.random():.6f}")


def merge_actors(rng: random.Random, editor: User) -> None:
    people = list(Actor.objects.current().filter(kind="person").order_by("pk"))
    if len(people) > 3:
        gone, kept = rng.sample(people, 2)
        review.merge_actors(gone, into=kept, by=editor)
    make_actor(f"Person {rng.random():.6f}")


EDITS: tuple[Callable[[random.Random, User], None], ...] = (
    *(create, create, edit, edit, publish, retract, restore, merge, link),
    *(rename, rate, relabel, merge_actors),
)


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_that_is_kept_while_others_edit_ends_as_the_export(client: Client, seed: int):
    rng = random.Random(seed)
    editor = make_editor()
    wire = make_outlet("Wire")
    make_state()
    for number in range(4):
        make_actor(f"Person {number}")
        make_place(f"Place {number}", latitude=10 * number, longitude=10 * number)
        make_article(outlet=wire if number % 2 else make_outlet(f"Paper {number}"))
    narrow = "from=2022-03&to=2022-03&bbox=5,5,40,40"
    copies = {query: Copy(client, query, page_size=rng.randint(1, 4)) for query in ("", narrow, "reliability=C")}
    for _turn in range(40):
        rng.choice(EDITS)(rng, editor)
        for copy in copies.values():
            if rng.random() < 0.4:
                copy.step()
    for query, copy in copies.items():
        assert copy.catch_up() == exported(client, query)
    assert copies[""].held


def test_nothing_is_told_twice_that_did_not_change(client: Client):
    made = [make_public_event(f"Event {number}").public_id for number in range(5)]
    copy = Copy(client, page_size=2)
    copy.catch_up()
    assert sorted(copy.told) == sorted(made)
    copy.catch_up()
    assert len(copy.told) == 5
    Event.objects.filter(public_id=made[2]).update(summary="More")
    copy.catch_up()
    assert copy.told[5:] == [made[2]]


def test_events_that_one_statement_changed_are_each_told_once(client: Client):
    """They may share their instant: the order is then that of their keys, as the mark has it, and not that of time."""
    for number in range(7):
        make_public_event(f"Event {number}", f"2022-03-{20 - number}")
    copy = Copy(client, page_size=2)
    copy.catch_up()
    Event.objects.update(summary="More")
    assert {found["summary"] for found in copy.catch_up().values()} == {"More"}
    assert len(copy.told) == 14


def test_a_copy_may_begin_with_any_file_and_its_resume_header(client: Client):
    kept, gone = make_public_event("Kept"), make_public_event("Gone")
    response = client.get("/api/v1/events.csv")
    since = response["X-Demarche-Resume"]
    assert client.get(EVENTS, {"updated_since": since}).json()["results"] == []
    review.retract(gone, by=make_editor(), comment="Withdrawn")
    Event.objects.filter(pk=kept.pk).update(summary="More")
    body = client.get(EVENTS, {"updated_since": since}).json()
    assert [found["title"] for found in body["results"]] == ["Kept"]
    assert [found["id"] for found in body["tombstones"]] == [gone.public_id]


# -- tombstones ------------------------------------------------------------------------------------------------------


def test_tombstones_say_no_more_than_the_event_s_address(client: Client):
    editor = make_editor()
    kept = make_public_event("Kept")
    retracted = review.retract(make_public_event("ZQ one"), by=editor, comment="The agency withdrew it.")
    merged = make_public_event("ZQ two")
    review.merge(merged, into=kept, by=editor)
    other = make_public_event("ZQ three", "2021-01-01")
    body = client.get(f"{EVENTS}?updated_since={START}&from=2022").json()
    found = {gone["id"]: {**gone, "at": gone["at"][:4]} for gone in body["tombstones"]}
    year = str(timezone.now().year)
    assert found == {
        retracted.public_id: {
            "id": retracted.public_id,
            "gone": "retracted",
            "at": year,
            "reason": "The agency withdrew it.",
        },
        merged.public_id: {"id": merged.public_id, "gone": "merged", "at": year, "into": kept.public_id},
        other.public_id: {"id": other.public_id, "gone": "unselected", "at": year},
    }
    assert "ZQ" not in json.dumps(body)


def test_what_was_never_public_leaves_nothing(client: Client):
    make_unpublished_events()
    draft = make_event("ZQ never")
    draft.save()
    target = make_public_event("Target")
    review.begin_history(draft, by=make_editor())
    Event.objects.filter(pk=draft.pk).update(review_state="merged", merged_into=target)
    text = client.get(f"{EVENTS}?updated_since={START}&include=citations").content.decode()
    assert "ZQ" not in text
    for event in Event.objects.filter(published_at=None):
        assert event.public_id not in text


def test_json_lines_end_with_tombstones_where_they_are_asked_for(client: Client):
    make_public_event("Kept")
    gone = review.retract(make_public_event("ZQ gone"), by=make_editor(), comment="Wrong")
    path = f"/api/v1/events.jsonl?updated_since={START}"
    plain, buried = (b"".join(client.get(path + more).streaming_content) for more in ("", "&tombstones=yes"))
    assert buried.startswith(plain)
    line = json.loads(buried.removeprefix(plain))
    assert (line["id"], line["gone"], line["reason"]) == (gone.public_id, "retracted", "Wrong")
    assert client.get(path)["ETag"] != client.get(f"{path}&tombstones=yes")["ETag"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (f"{EVENTS}?updated_since=2022&page_size=2", "updated_since"),
        (f"{EVENTS}?updated_since={START}&after=x", "after"),
        (f"{EVENTS}?updated_since={START}&before=1-1", "before"),
        (f"{EVENTS}?updated_since={START}&page_size=0", "page_size"),
        (f"{EVENTS}?order=change&order=time", "order"),
        (f"/api/v1/events.jsonl?updated_since={START}&tombstones=perhaps", "tombstones"),
        ("/api/v1/events.jsonl?tombstones=yes", "tombstones"),
        (f"/api/v1/events.csv?updated_since={START}&tombstones=yes", "tombstones"),
    ],
)
def test_what_cannot_be_is_refused(client: Client, path: str, field: str):
    response = client.get(path)
    assert (response.status_code, list(response.json()["errors"])) == (400, [field])


def test_the_order_of_time_stays_for_those_who_name_it(client: Client):
    make_public_event("Second", "2022-03-06")
    make_public_event("First", "2022-03-05")
    body = client.get(f"{EVENTS}?updated_since={START}&order=time").json()
    assert [found["title"] for found in body["results"]] == ["First", "Second"]
    assert "tombstones" not in body
    body = client.get(f"{EVENTS}?order=change").json()
    assert [found["title"] for found in body["results"]] == ["Second", "First"]


# -- transactions that commit late -----------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_another_transaction_still_writes_holds_back_what_came_after_it(client: Client):
    """The slow one wrote first and commits last: a page in between must not pass it by."""
    slow, quick = make_public_event("Slow"), make_public_event("Quick")
    copy = Copy(client)
    copy.catch_up()
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE timeline_event SET summary = 'slow' WHERE id = %s", [slow.pk])
        Event.objects.filter(pk=quick.pk).update(summary="quick")
        between = copy.catch_up()
        assert between[slow.public_id]["summary"] == ""
        other.commit()
    finally:
        other.close()
    assert {found["summary"] for found in copy.catch_up().values()} == {"slow", "quick"}
