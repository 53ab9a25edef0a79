"""Whatever changes an event, its index follows, in the same transaction."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_editor,
    make_event,
    make_place,
    make_public_event,
    take_part,
    take_place,
)
from timeline import review
from timeline.models import Actor, ActorAlias, Citation, Event, EventPlace, Participation, Place, SearchDocument
from timeline.models.search import refresh, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """Every word of it begins with “old”."""
    event = make_event("Oldtitle", summary="Oldsummary")
    actor = make_actor("Oldactor")
    actor.aliases.create(name="Oldalias")
    take_part(event, actor)
    take_place(event, make_place("Oldplace", parent=make_place("Oldcity", "locality")))
    cite(event, make_article(text=""), "Oldquote")
    return event


def saved(row, **values) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def edited(event: Event) -> None:
    with review.editing(event, by=make_editor(), version=event.version) as changed:
        saved(changed, title="Newtitle")
        take_part(changed, make_actor("Newactor"))


# what happens → a word that finds the event afterwards, one that does not any more
CHANGES: dict[str, tuple[Callable[[Event], object], str, str]] = {
    "a new title": (lambda e: saved(e, title="Newtitle"), "newtitle", "oldtitle"),
    "a new summary": (lambda e: saved(e, summary="Newsummary"), "newsummary", "oldsummary"),
    "an actor renamed": (lambda e: saved(Actor.objects.get(), name="Newactor"), "newactor", "oldactor"),
    "an alias added": (lambda e: Actor.objects.get().aliases.create(name="Newalias"), "newalias", ""),
    "an alias changed": (lambda e: saved(ActorAlias.objects.get(), name="Newalias"), "newalias", "oldalias"),
    "an alias moved": (lambda e: saved(ActorAlias.objects.get(), actor=make_actor("Other")), "", "oldalias"),
    "an alias deleted": (lambda e: ActorAlias.objects.get().delete(), "", "oldalias"),
    "aliases deleted at once": (lambda e: ActorAlias.objects.all().delete(), "", "oldalias"),
    "a party added": (lambda e: take_part(e, make_actor("Newactor")), "newactor", ""),
    "a party exchanged": (
        lambda e: saved(Participation.objects.get(), actor=make_actor("Newactor")),
        "newactor",
        "oldactor",
    ),
    "a party deleted": (lambda e: Participation.objects.get().delete(), "", "oldactor"),
    "parties deleted at once": (lambda e: e.participations.all().delete(), "", "oldalias"),
    "a place renamed": (lambda e: saved(Place.objects.get(name="Oldplace"), name="Newplace"), "newplace", "oldplace"),
    "the place above renamed": (
        lambda e: saved(Place.objects.get(name="Oldcity"), name="Newcity"),
        "newcity",
        "oldcity",
    ),
    "a place moved": (
        lambda e: saved(Place.objects.get(name="Oldplace"), parent=make_place("Newcity")),
        "newcity",
        "oldcity",
    ),
    "the place above moved": (
        lambda e: saved(Place.objects.get(name="Oldcity"), parent=make_place("Newland")),
        "newland",
        "",
    ),
    "another place": (lambda e: take_place(e, make_place("Newplace")), "newplace", ""),
    "a place taken away": (lambda e: EventPlace.objects.get().delete(), "", "oldcity"),
    "a quote added": (lambda e: cite(e, make_article(text=""), "Newquote"), "newquote", ""),
    "a quote changed": (lambda e: saved(Citation.objects.get(), exact="Newquote"), "newquote", "oldquote"),
    "a quote moved": (lambda e: saved(Citation.objects.get(), event=make_event()), "", "oldquote"),
    "a quote deleted": (lambda e: Citation.objects.get().delete(), "", "oldquote"),
    "quotes deleted at once": (lambda e: Citation.objects.all().delete(), "", "oldquote"),
    "an edit under review": (edited, "newactor newtitle", "oldtitle"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_index_follows(event: Event, name: str):
    change, new, old = CHANGES[name]
    found = Event.objects.mentioning
    assert event in found("oldtitle oldsummary oldactor oldalias oldplace oldcity oldquote")
    change(event)
    assert not new or event in found(new)
    assert not old or event not in found(old)
    assert refresh(Event.objects.values_list("pk", flat=True)) == 0


def test_what_moves_to_another_event_is_found_there(event: Event):
    other = make_event("Other")
    saved(Citation.objects.get(), event=other)
    assert list(Event.objects.mentioning("oldquote")) == [other]


def test_a_merged_event_is_found_under_the_one_that_stays(event: Event):
    target = make_event("Target")
    review.merge(event, into=target, by=make_editor())
    assert list(Event.objects.mentioning("oldquote oldactor")) == [target]
    assert list(Event.objects.mentioning("oldtitle")) == [event]
    assert refresh(Event.objects.values_list("pk", flat=True)) == 0


def test_events_of_a_merged_actor_are_found_by_both_names(event: Event):
    into = make_actor("Newactor")
    review.merge_actors(Actor.objects.get(name="Oldactor"), into=into, by=make_editor())
    for name in ("newactor", "oldactor", "oldalias"):
        assert list(Event.objects.mentioning(name)) == [event]
    assert refresh(Event.objects.values_list("pk", flat=True)) == 0


@pytest.mark.parametrize("delete", [lambda e: e.delete(), lambda e: Event.objects.all().delete()])
def test_a_deleted_event_leaves_nothing(event: Event, delete: Callable[[Event], object]):
    delete(event)
    assert not SearchDocument.objects.exists()
    make_event("Another", pk=event.pk)
    assert not Event.objects.mentioning("oldtitle").exists()
    assert not Event.objects.mentioning("oldquote").exists()


def test_what_is_rolled_back_is_not_found(event: Event):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        saved(event, title="Newtitle")
        raise ZeroDivisionError
    assert event in Event.objects.mentioning("oldtitle")
    assert not Event.objects.mentioning("newtitle").exists()


def test_an_edit_that_is_refused_is_not_found(event: Event):
    stored = make_public_event("Public")
    with (
        pytest.raises(review.Refused),
        review.editing(stored, by=make_editor(), version=1) as changed,  # says no comment
    ):
        saved(changed, title="Newtitle")
    assert not Event.objects.mentioning("newtitle").exists()
    assert event in Event.objects.mentioning("oldtitle")


def test_changes_that_belong_together_are_indexed_once():
    event, actors = make_event(), [make_actor(f"Actor {number}") for number in range(5)]
    with CaptureQueriesContext(connection) as queries, together():
        take_part(event, *actors)
    written = [query for query in queries if "searchdocument" in query["sql"] and "INSERT" in query["sql"]]
    assert len(written) == 1
    assert event in Event.objects.mentioning('"Actor 3"')


def test_saving_without_a_change_of_words_asks_once_more_and_writes_nothing(event: Event, django_assert_num_queries):
    event.importance = 5
    with django_assert_num_queries(2):
        event.save()


@pytest.mark.django_db(transaction=True)
def test_two_who_change_one_event_at_once_are_both_found():
    event, actor = make_event("Oldtitle"), make_actor("Oldactor")
    take_part(event, actor)

    def rename() -> None:
        with contextlib.closing(connection):
            saved(Actor.objects.get(pk=actor.pk), name="Newactor")

    other = threading.Thread(target=rename)
    with transaction.atomic():
        saved(event, title="Newtitle")
        other.start()
        other.join(0.3)
    other.join()
    assert list(Event.objects.mentioning("newtitle newactor")) == [event]
