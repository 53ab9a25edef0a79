"""Whatever changes what is told of an event is noted, by whichever way it came about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command

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
    publish_now,
    take_part,
    take_place,
)
from timeline import review
from timeline.models import (
    Actor,
    ActorAlias,
    Article,
    Event,
    EventChange,
    EventType,
    Office,
    Outlet,
    Participation,
    Place,
    settled,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Event:
    """A published event with one of everything, linked to another."""
    israel = make_state()
    bennett = make_actor()
    event = make_event("Visit")
    take_part(event, bennett, office=make_office(bennett, israel, "Prime Minister of Israel"))
    take_place(event, make_place("Kremlin", parent=make_place("Moscow", "locality")))
    event.quantities.create(what="children", amount=90)
    cite(event, make_article(outlet=make_outlet("Wire")), speaker=israel)
    event.links.create(kind="follows", other=make_public_event("Before"))
    return publish_now(event)


def at(event: Event) -> int:
    return EventChange.objects.get(event=event).at


CHANGES: dict[str, Callable[[Event], object]] = {
    "its own words": lambda event: Event.objects.filter(pk=event.pk).update(summary="At length"),
    "a party": lambda event: take_part(event, make_actor("Another")),
    "a party less": lambda event: event.participations.all().delete(),
    "for whom a party acts": lambda event: event.participations.update(acts_for=None),
    "a place less": lambda event: event.event_places.all().delete(),
    "a quantity": lambda event: event.quantities.update(amount=91),
    "a citation": lambda event: cite(event, exact="sat with the Russian president"),
    "what a citation says": lambda event: event.citations.update(stance="disputes"),
    "a link less": lambda event: event.links.all().delete(),
    "the name of a party": lambda _event: Actor.objects.filter(slug="naftali-bennett").update(name="N. Bennett"),
    "the name of a state": lambda _event: Actor.objects.filter(slug="israel").update(name="State of Israel"),
    "the name of the body of an office": lambda _event: Actor.objects.filter(slug="israel").update(country=None),
    "the language of an outlet": lambda _event: Outlet.objects.update(language="he"),
    "the author of an article": lambda _event: Article.objects.update(author="A. Reporter"),
    "an office": lambda _event: Office.objects.update(title="Premier"),
    "another name of a party": lambda _event: ActorAlias.objects.create(
        actor=Actor.objects.get(slug="naftali-bennett"), name="Naphtali"
    ),
    "the point of a place": lambda _event: Place.objects.filter(name="Kremlin").update(latitude=55, longitude=37),
    "the name of a place above": lambda _event: rename_moscow(),
    "the address of an article": lambda event: Article.objects.update(archive_url="https://archive.example/1"),
    "the reliability of an outlet": lambda _event: Outlet.objects.update(reliability="C"),
    "the label of its type": lambda _event: EventType.objects.filter(slug="meeting").update(label="Encounter"),
    "a link to what is retracted": lambda _event: review.retract(
        Event.objects.get(title="Before"), by=make_editor(), comment="Wrong"
    ),
}


def rename_moscow() -> None:
    moscow = Place.objects.get(name="Moscow")
    moscow.name = "Moskva"
    moscow.save()


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_noted(visit: Event, what: str):
    before = at(visit)
    CHANGES[what](visit)
    assert at(visit) > before


def test_a_change_of_something_else_is_not(visit: Event):
    before = at(visit)
    make_actor("Nobody").save()
    Actor.objects.filter(slug="israel").update(description="A country", name="Israel")
    Article.objects.update(coding_state="coded")
    make_public_event("Another")
    assert at(visit) == before


def test_what_was_never_public_is_not_noted_and_what_is_deleted_leaves_nothing(visit: Event):
    draft = make_event("Draft")
    take_part(draft, Actor.objects.first())
    assert not EventChange.objects.filter(event=draft).exists()
    Participation.objects.filter(event=visit).delete()
    visit.delete()
    assert set(EventChange.objects.values_list("event__title", flat=True)) == {"Before"}


def test_every_change_comes_after_what_was_settled_before_it(visit: Event):
    for change in ("its own words", "the label of its type", "a quantity"):
        until = settled()
        assert at(visit) < until
        CHANGES[change](visit)
        assert at(visit) >= until


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_migration_leaves_the_triggers_in_place():
    call_command("migrate", "timeline", "0009", verbosity=0)
    made = make_public_event("Old")
    call_command("migrate", "timeline", verbosity=0)
    before = at(made)
    Event.objects.update(summary="New")
    assert at(made) > before
