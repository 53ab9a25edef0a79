"""The actors that rows name: those that are here, by slug, identifier or exact name, never by likeness; or new ones.

All names are read once and kept; what the admin changes meanwhile is noticed between two chunks (`known.Watch`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q

from timeline import dates
from timeline.models import Actor, ActorAlias, ActorIdentifier, Country, Office

from .candidates import Party
from .unfit import Unfit, check_fields

NO_CODE = "A state without an ISO code where it came from."  # our exports do not always describe it
MOST_REMEMBERED = 10_000  # new actors that were found sound

# Kinds whose name alone says who is meant, where the row gives no country; “Police” alone does not.
PROPER = {Actor.Kind.PERSON, Actor.Kind.STATE, Actor.Kind.IGO}
UNKNOWN = Actor.Kind.OTHER  # what a row says that does not know the kind


class KnownActor(NamedTuple):
    pk: int
    slug: str
    name: str
    kind: str
    country: str


class KnownOffice(NamedTuple):
    pk: int
    title: str


@dataclass
class Names:
    """Where to look; each entry is the actor that was named and the one that stands for it after merges."""

    slugs: dict[str, KnownActor] = field(default_factory=dict)
    identifiers: dict[tuple[str, str], KnownActor] = field(default_factory=dict)
    states: dict[str, KnownActor] = field(default_factory=dict)
    names: dict[str, list[tuple[str, str, KnownActor]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, kind: str, country: str, actor: KnownActor) -> None:
        entry = (kind, country, actor)
        entries = self.names[folded(name)]
        if entry not in entries:
            entries.append(entry)


def folded(name: str) -> str:
    return " ".join(name.split()).casefold()


class Actors:
    def __init__(self, *, own: bool) -> None:
        self._own = own
        self.forget()

    def forget(self) -> None:
        """Read everything anew when next asked."""
        self._names: Names | None = None
        self._countries: set[str] | None = None
        self._checked: set[Hashable] = set()
        self._acts_for = lru_cache(maxsize=50_000)(_acts_for)
        self._offices_of = lru_cache(maxsize=5_000)(_offices_of)

    def check(self, party: Party, *, at: str) -> None:
        """That the actor is known or could be made; nothing is made. Raises `Unfit`."""
        for name, other in (("office_in", party.office_in), ("acts_for", party.state)):
            if other:
                self.check(other, at=f"{at}.{name}")
        key = _identity(party)
        if self.find(party, at=at) or key in self._checked:
            return
        actor = self._new(party, at=at)
        left_out = ["country", *(["slug"] if not actor.slug else [])]
        check_fields(actor, leave_out=left_out, at=at)
        for part in (*_aliases(party, actor), *_identifiers(party, actor)):
            check_fields(part, leave_out=["actor"], at=at)
        if len(self._checked) < MOST_REMEMBERED:
            self._checked.add(key)

    def find(self, party: Party, *, at: str = "") -> KnownActor | None:
        """Raises `Unfit` where two actors answer to the name."""
        known = self._read()
        if party.slug and (found := known.slugs.get(party.slug)):
            return found
        for identifier in party.identifiers:
            if found := known.identifiers.get(identifier):
                return found
        if party.kind == Actor.Kind.STATE and party.country:
            return known.states.get(party.country)
        entries = known.names.get(folded(party.name), ())
        return _the_one(party, entries, at=at) if entries else None

    def find_or_make(self, party: Party) -> KnownActor:
        """After `check`. A new actor is shown to nobody until an event with it is published."""
        return self.find(party) or self._make(party)

    def office(self, party: Party, actor: KnownActor, held_on: tuple[date | None, date | None]) -> KnownOffice | None:
        """The office that the row names, rather one held then; where it names none, the only one held then."""
        if actor.kind != Actor.Kind.PERSON:
            return None
        offices = self._offices_of(actor.pk)
        held = [o for o in offices if dates.overlaps(o.earliest, o.latest, *held_on)]
        if party.office:
            named = [o for o in (*held, *offices) if folded(o.title) == folded(party.office)]
            if party.office_in and (organisation := self.find(party.office_in)):
                named = [o for o in named if o.organisation_id == organisation.pk]
            if named:
                return KnownOffice(named[0].pk, named[0].title)
            return self._make_office(party, actor)
        if self._own or len(held) != 1 or held_on == (None, None):
            return None
        return KnownOffice(held[0].pk, held[0].title)

    def acts_for(self, actor: KnownActor, office: KnownOffice | None) -> KnownActor | None:
        """As Participation.save() finds it."""
        return self._acts_for(actor.pk, office.pk if office else None)

    def _make(self, party: Party) -> KnownActor:
        actor = self._new(party, at="parties")
        if actor.slug and Actor.objects.filter(slug=actor.slug).exists():
            actor.slug = ""
        actor.save()
        aliases, identifiers = _aliases(party, actor), _identifiers(party, actor)
        for part in (*aliases, *identifiers):
            part.save()
        known, found = self._read(), _known(actor)
        known.slugs[actor.slug] = found
        for name in (actor.name, *(alias.name for alias in aliases)):
            known.add(name, actor.kind, found.country, found)
        for identifier in identifiers:
            known.identifiers[identifier.scheme, identifier.value] = found
        if actor.kind == Actor.Kind.STATE:
            known.states[found.country] = found
            self._acts_for.cache_clear()
        return found

    def _make_office(self, party: Party, actor: KnownActor) -> KnownOffice | None:
        """Only for somebody whom readers cannot see: an import changes nothing that is public."""
        organisation = self.find_or_make(party.office_in or party.state) if party.office_in or party.state else None
        if organisation is None or Actor.objects.public().filter(pk=actor.pk).exists():
            return None
        office = Office(person_id=actor.pk, organisation_id=organisation.pk, title=party.office, edtf=party.office_held)
        try:
            office.full_clean()
        except ValidationError:
            return None  # the row is kept as it was, with the words for the office
        office.save()
        self._offices_of.cache_clear()
        return KnownOffice(office.pk, office.title)

    def _new(self, party: Party, *, at: str) -> Actor:
        if self._countries is None:
            self._countries = set(Country.objects.values_list("pk", flat=True))
        if party.country and party.country not in self._countries:
            raise Unfit(f"{at}.country", f"“{party.country}” is no country here; ISO 3166-1 alpha-2 is expected.")
        is_state = party.kind == Actor.Kind.STATE
        return Actor(
            name=" ".join(party.name.split()) if party.name.isprintable() else party.name,
            slug=party.slug,
            kind=party.kind,
            country_id=party.country or None,
            description=party.description or (NO_CODE if self._own and is_state and not party.country else ""),
        )

    def _read(self) -> Names:
        if self._names is None:
            self._names = _read_names()
        return self._names


def _identity(party: Party) -> Hashable:
    """What makes it the same actor, without what it did."""
    own = (party.name, party.slug, party.kind, party.country, party.description)
    return (*own, party.identifiers, party.aliases)


def _the_one(party: Party, entries: Iterable[tuple[str, str, KnownActor]], *, at: str) -> KnownActor | None:
    """The actor of this very name; its country may be missing where the name says enough."""
    fitting = [e for e in entries if party.kind in (e[0], UNKNOWN) or e[0] == UNKNOWN]
    same = {e[2] for e in fitting if e[1] == party.country}
    if not same:
        same = {e[2] for e in fitting if e[0] in PROPER and not (e[1] and party.country)}
    if len(same) > 1:
        slugs = ", ".join(sorted(actor.slug for actor in same))
        raise Unfit(f"{at}.name", f"“{party.name}” is the name of {len(same)} actors ({slugs}); give the slug.")
    return same.pop() if same else None


def _read_names() -> Names:
    known = Names()
    rows = {
        pk: (KnownActor(pk, slug, name, kind, country or ""), target)
        for pk, slug, name, kind, country, target in Actor.objects.order_by("pk").values_list(
            "pk", "slug", "name", "kind", "country", "merged_into"
        )
    }

    def standing(pk: int) -> KnownActor:
        actor, target = rows[pk]
        return standing(target) if target else actor

    for pk, (actor, _target) in rows.items():
        stands = standing(pk)
        known.slugs[actor.slug] = stands
        known.add(actor.name, actor.kind, actor.country, stands)
        if stands is actor and actor.kind == Actor.Kind.STATE and actor.country:
            known.states[actor.country] = actor
    for pk, name in ActorAlias.objects.order_by("pk").values_list("actor", "name"):
        known.add(name, rows[pk][0].kind, rows[pk][0].country, standing(pk))
    for pk, scheme, value in ActorIdentifier.objects.order_by("pk").values_list("actor", "scheme", "value"):
        known.identifiers[scheme, value] = standing(pk)
    return known


def _known(actor: Actor) -> KnownActor:
    return KnownActor(actor.pk, actor.slug, actor.name, actor.kind, actor.country_id or "")


def _aliases(party: Party, actor: Actor) -> list[ActorAlias]:
    return [ActorAlias(actor=actor, name=name, language=tongue, kind=kind) for name, tongue, kind in party.aliases]


def _identifiers(party: Party, actor: Actor) -> list[ActorIdentifier]:
    return [ActorIdentifier(actor=actor, scheme=scheme, value=value) for scheme, value in party.identifiers]


def _acts_for(actor: int, office: int | None) -> KnownActor | None:
    held = Office.objects.select_related("organisation").get(pk=office) if office else None
    state = Actor.objects.get(pk=actor).represents(held)
    return _known(state) if state else None


def _offices_of(person: int) -> list[Office]:
    return list(Office.objects.filter(Q(person=person)).order_by("pk"))
