"""The cast in the database: found or made, so that a second run finds what the first one made."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from timeline.models import Actor, Office, Outlet, Place

from . import cast as people

OFFICE_EDTF = "2014-01-01/.."  # begins before the first made-up event
DESCRIPTION = "Made up by make_events."


@dataclass(frozen=True)
class Stage:
    """Primary keys by index into the cast; `offices` by the index of the person."""

    actors: list[int]
    offices: dict[int, int]
    places: list[int]
    outlets: list[int]


@transaction.atomic
def set_stage(cast: people.Cast) -> Stage:
    actors = [_actor(row) for row in cast.actors]
    offices = {
        number: _office(actors[number], actors[row.body], row.office)
        for number, row in enumerate(cast.actors)
        if row.body is not None
    }
    return Stage([actor.pk for actor in actors], offices, _places(cast), _outlets(cast))


def _actor(row: people.Actor) -> Actor:
    """A state is real and may be here already; it keeps its own address and is never removed."""
    if row.kind == Actor.Kind.STATE:
        return Actor.objects.state_of(row.country) or Actor.objects.create(
            name=row.name, kind=row.kind, country_id=row.country
        )
    values = {"name": row.name, "kind": row.kind, "country_id": row.country or None, "description": DESCRIPTION}
    return Actor.objects.get_or_create(slug=row.slug, defaults=values)[0]


def _office(person: Actor, body: Actor, title: str) -> int:
    return Office.objects.get_or_create(person=person, organisation=body, title=title, edtf=OFFICE_EDTF)[0].pk


def _places(cast: people.Cast) -> list[int]:
    places: list[Place] = []
    for row in cast.places:
        places.append(_place(row, places[row.parent] if row.parent is not None else None))
    return [place.pk for place in places]


def _place(row: people.Place, parent: Place | None) -> Place:
    """Countries and capitals are real, as states are."""
    values = {
        "name": row.name,
        "kind": row.kind,
        "country_id": row.country,
        "parent": parent,
        "latitude": f"{row.latitude}",
        "longitude": f"{row.longitude}",
        "exactness": "country" if row.kind == Place.Kind.COUNTRY else "locality",
    }
    if row.slug:
        return Place.objects.get_or_create(slug=row.slug, defaults=values)[0]
    present = Place.objects.filter(kind=row.kind, country=row.country)
    if row.kind == Place.Kind.LOCALITY:
        present = present.filter(name=row.name)
    return present.first() or Place.objects.create(**values)


def _outlets(cast: people.Cast) -> list[int]:
    outlets: list[Outlet] = []
    for row in cast.outlets:
        values = {
            "name": row.name,
            "domain": row.domain,
            "country_id": row.country,
            "language": "en",
            "reliability": row.reliability,
            "wire": outlets[row.wire] if row.wire is not None else None,
        }
        outlets.append(Outlet.objects.get_or_create(slug=row.slug, defaults=values)[0])
    return [outlet.pk for outlet in outlets]
