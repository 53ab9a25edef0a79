"""What a selection holds: how many of its events each type, family, actor, country and outlet has.

Every facet is counted as if its own parameter had not been given and with all others as they are: a reader sees what
choosing another value would leave. Where actors have to take part together, the chosen ones stay: the next narrows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from timeline.models import (
    Actor,
    Citation,
    Country,
    EventPlace,
    EventQuerySet,
    EventType,
    Family,
    Outlet,
    Participation,
    Realisation,
)

from .events import EventFilterSet
from .selection import Selection

MOST_VALUES = 25  # of one facet; chosen ones come on top

Key = int | str
Counted = dict[Key, int]
Names = dict[Key, tuple[str, str]]  # key → the word in a query string, the label


@dataclass(frozen=True)
class FacetValue:
    """`value` as a query string has it; `count` are the events that choosing it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """The values with most events first; `more` is how many others have events as well. `name` is the parameter."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    more: int


class Crossed:
    """How many events of a selection have each type and realisation; read once, whichever facets want it."""

    def __init__(self) -> None:
        self._read: dict[str, list[tuple[int, str, int]]] = {}

    def of(self, events: EventQuerySet) -> list[tuple[int, str, int]]:
        """Key of the type (0: none), realisation, number; 1 query for each selection, if it can be from an index."""
        try:
            key = str(events.query)
        except EmptyResultSet:
            return []
        if key not in self._read:
            # Not the column itself: SQLite would follow the index by type, and fetch each event for the rest.
            grouped = events.values_list(Coalesce("type", 0), "realisation")
            self._read[key] = list(grouped.annotate(count=Count("pk")))
        return self._read[key]


CountBy = Callable[[EventQuerySet, EventFilterSet, Crossed], Counted]


@dataclass(frozen=True)
class Way:
    """How one facet is counted: `count` by key, once an event and key; `named` says what keys are called."""

    count: CountBy
    named: Callable[[Collection[Key]], Names]
    key: Callable[[Any], Key]  # of a value of the form


def facets_of(selection: Selection) -> tuple[Facet, ...]:
    """In the order of `WAYS`; at most 13 queries, whatever is selected."""
    crossed = Crossed()
    return tuple(_facet(selection.filterset, name, way, crossed) for name, way in WAYS.items())


def _facet(filterset: EventFilterSet, name: str, way: Way, crossed: Crossed) -> Facet:
    chosen = [way.key(value) for value in filterset.value(name) or ()]
    counts = way.count(_base(filterset, name), filterset, crossed)
    ranked = sorted(counts, key=lambda key: (-counts[key], str(key)))
    shown = [*ranked[:MOST_VALUES], *(key for key in chosen if key not in ranked[:MOST_VALUES])]
    names = way.named(shown)
    values = [FacetValue(*names[key], counts.get(key, 0), key in chosen) for key in shown if key in names]
    more = len(counts.keys() - set(shown))
    return Facet(name, str(filterset.filters[name].label), tuple(values), more)


def _base(filterset: EventFilterSet, name: str) -> EventQuerySet:
    together = name == "actor" and filterset.value("actor_match") == "all"
    return (filterset.qs if together else filterset.lifted(name)).order_by()


# -- counting: one query each, two for types and for actors --------------------------------------------------------


def _by_realisation(events: EventQuerySet, _filterset: EventFilterSet, crossed: Crossed) -> Counted:
    counted: Counter[Key] = Counter()
    for _type, realisation, number in crossed.of(events):
        counted[realisation] += number
    return dict(counted)


def _by_type(word: str) -> CountBy:
    """By what types share. 1 query more."""

    def count(events: EventQuerySet, _filterset: EventFilterSet, crossed: Crossed) -> Counted:
        words = dict(EventType.objects.values_list("pk", word))
        counted: Counter[Key] = Counter()
        for key, _realisation, number in crossed.of(events):
            if key:
                counted[words[key]] += number
        return dict(counted)

    return count


def _by_part(rows: QuerySet[Any], path: str) -> CountBy:
    """By what stands in rows that belong to events; sub-select rather than join, so that the events are read once."""

    def count(events: EventQuerySet, _filterset: EventFilterSet, _crossed: Crossed) -> Counted:
        parts = rows.filter(**{"event__in": events.values("pk"), f"{path}__isnull": False})
        return _tallied(parts, path)

    return count


def _by_actor(events: EventQuerySet, filterset: EventFilterSet, _crossed: Crossed) -> Counted:
    """As `actor` selects: whoever took part and, unless states=no, the states for which they acted."""
    roles = filterset.value("role")
    everybody = Participation.objects.order_by()
    parts = everybody.filter(role__in=roles) if roles else everybody
    inside = parts.filter(event__in=events.values("pk"))
    counted = Counter(_tallied(inside, "actor"))
    if filterset.value("states") is not False:
        itself = parts.filter(event=OuterRef("event"), actor=OuterRef("acts_for"))
        sent = inside.filter(acts_for__isnull=False).exclude(acts_for=F("actor")).exclude(Exists(itself))
        counted.update(_tallied(sent, "acts_for"))
    return dict(counted)


def _tallied(rows: QuerySet[Any], key: str) -> Counted:
    return dict(rows.order_by().values_list(key).annotate(count=Count("event", distinct=True)))


# -- names: one query each, none for fixed words -------------------------------------------------------------------


def _rows_named(
    rows: QuerySet[Any], word: str = "slug", *, label: str = "name", key: str = "pk"
) -> Callable[[Collection[Key]], Names]:
    def named(keys: Collection[Key]) -> Names:
        found = rows.filter(**{f"{key}__in": list(keys)}).order_by().values_list(key, word, label)
        return {found_key: (code, str(name)) for found_key, code, name in found}

    return named


def _words_named(choices: Iterable[tuple[str, Any]]) -> Callable[[Collection[Key]], Names]:
    words = list(choices)
    return lambda keys: {word: (word, str(label)) for word, label in words if word in keys}


def _pk(row: Any) -> Key:
    return row.pk


WAYS: dict[str, Way] = {
    "type": Way(_by_type("slug"), _rows_named(EventType.objects.all(), label="label", key="slug"), str),
    "family": Way(_by_type("family"), _words_named(Family.choices), str),
    "actor": Way(_by_actor, _rows_named(Actor.objects.all()), _pk),
    "country": Way(
        _by_part(EventPlace.objects.all(), "place__country"), _rows_named(Country.objects.all(), "code"), _pk
    ),
    "outlet": Way(_by_part(Citation.objects.all(), "article__outlet"), _rows_named(Outlet.objects.all()), _pk),
    "realisation": Way(_by_realisation, _words_named(Realisation.choices), str),
}
