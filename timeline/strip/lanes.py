"""How many events begin when, lane by lane: counted by the database once, and cut into the bins of any tile."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count, F, FilteredRelation, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, Least

from timeline.models import Actor, Country, EventQuerySet, EventType, Family, Outlet, Place

from .tiles import Tile

MOST_LANES = 12
OTHERS = ""  # the key of the lane for events that stand in none of the others
PAIR = 2**31  # a dyad is one number: the lower key times this, and the higher

Bins = list[list[int]]  # [number of the bin, events], in order, without empty ones
Steps = dict[int, int]  # step → events
Key = int | str


@dataclass(frozen=True)
class Row:
    """The steps in which events of a lane begin, in order, and how many in each: two columns of equal length."""

    key: str
    label: str
    steps: array[int]
    counts: array[int]

    @classmethod
    def of(cls, key: str, label: str, steps: Steps) -> Row:
        return cls(key, label, array("q", sorted(steps)), array("q", (steps[step] for step in sorted(steps))))

    def bins(self, tile: Tile, shift: int) -> Bins:
        """`shift`: of the steps; those of the tile's bins are as long or longer."""
        start, end = (bisect_left(self.steps, edge >> shift) for edge in (tile.first, tile.end))
        found: dict[int, int] = defaultdict(int)
        for at in range(start, end):
            found[(self.steps[at] >> (tile.bin_shift - shift)) - (tile.index << tile.bin_bits)] += self.counts[at]
        return [list(pair) for pair in found.items()]


@dataclass(frozen=True)
class LaneCounts:
    """`position >> shift` is a step. Small enough to be kept: two numbers a day and lane."""

    shift: int
    whole: Row
    lanes: tuple[Row, ...]

    def count(self, tile: Tile) -> int:
        return sum(count for _number, count in self.whole.bins(tile, self.shift))

    def of(self, tile: Tile) -> list[dict[str, Any]]:
        """[{"key", "label", "bins"}]: the same lanes in every tile, so that none comes and goes."""
        return [{"key": row.key, "label": row.label, "bins": row.bins(tile, self.shift)} for row in self.lanes]


@dataclass(frozen=True)
class Grouping:
    """`join` adds the annotation `lane` to events; `named` gives slug and label of keys, `keyed` the keys of slugs."""

    join: Callable[[EventQuerySet], EventQuerySet]
    named: Callable[[Iterable[Key]], dict[Key, tuple[str, str]]]
    keyed: Callable[[list[str]], list[Key]]


def count_lanes(events: EventQuerySet, shift: int, mode: str, chosen: list[str]) -> LaneCounts:
    """By family for “none” and “type”; else the chosen or the fullest lanes, and the others. Reads all of `events`.

    An event is counted once in the lane of each of its actors, dyads, countries, places or outlets, so that lanes may
    add up to more than there are events. 2 queries by family, else at most 5.
    """
    events = events.order_by()
    if mode not in GROUPINGS:
        return _by_family(events, shift)
    grouping = GROUPINGS[mode]
    standing = grouping.join(events)
    keys = grouping.keyed(chosen) if chosen else _fullest(standing)
    inside = standing.filter(lane__in=keys)
    steps: dict[Key, Steps] = defaultdict(dict)
    for step, key, count in _stepped(inside, shift, F("lane")):
        steps[key][step] = count
    names = grouping.named(keys)
    whole, once = dict(_stepped(events, shift)), dict(_stepped(inside, shift))
    others = {step: count - once.get(step, 0) for step, count in whole.items() if count > once.get(step, 0)}
    lanes = [Row.of(*names[key], steps[key]) for key in keys if key in names]
    return LaneCounts(shift, Row.of("", "", whole), (*lanes, *([Row.of(OTHERS, "", others)] if others else [])))


def _by_family(events: EventQuerySet, shift: int) -> LaneCounts:
    families = dict(EventType.objects.values_list("pk", "family"))
    counts: dict[str, Steps] = defaultdict(lambda: defaultdict(int))
    whole: Steps = defaultdict(int)
    for step, event_type, count in _stepped(events, shift, F("type")):
        counts[families.get(event_type, Family.OTHER.value)][step] += count
        whole[step] += count
    lanes = [Row.of(family.value, str(family.label), counts[family.value]) for family in Family if counts[family.value]]
    return LaneCounts(shift, Row.of("", "", whole), tuple(lanes))


def _stepped(events: EventQuerySet, shift: int, *by: F) -> Iterable[tuple[Any, ...]]:
    """(step, …, events)"""
    rows = events.annotate(step=F("position").bitrightshift(shift)).values_list("step", *(f.name for f in by))
    once = "lane" in events.query.annotations  # joined to its lanes, an event may come several times
    return rows.annotate(count=Count("pk", distinct=once)).iterator(chunk_size=5_000)


def _fullest(standing: EventQuerySet) -> list[Key]:
    rows = standing.filter(lane__isnull=False).values_list("lane").annotate(count=Count("pk", distinct=True))
    return [key for key, _count in rows.order_by("-count", "lane")[:MOST_LANES]]


def _joined(path: str) -> Callable[[EventQuerySet], EventQuerySet]:
    return lambda events: events.annotate(lane=F(path))


def _dyads(events: EventQuerySet) -> EventQuerySet:
    """Pairs of parties; who acts for a state counts as that state."""

    def party(name: str) -> Combinable:
        return Coalesce(f"{name}__acts_for", f"{name}__actor", output_field=BigIntegerField())

    pairs = events.annotate(one=FilteredRelation("participations"), two=FilteredRelation("participations"))
    pairs = pairs.annotate(a=party("one"), b=party("two")).filter(a__lt=F("b"))
    return pairs.annotate(lane=Least("a", "b") * Value(PAIR, BigIntegerField()) + Greatest("a", "b"))


def _named(rows: QuerySet[Any], slug: str = "slug") -> Callable[[Iterable[Key]], dict[Key, tuple[str, str]]]:
    return lambda keys: {
        pk: (code, str(name)) for pk, code, name in rows.filter(pk__in=list(keys)).values_list("pk", slug, "name")
    }


def _keyed(rows: QuerySet[Any], slug: str = "slug") -> Callable[[list[str]], list[Key]]:
    def keys_of(slugs: list[str]) -> list[Key]:
        found = dict(rows.filter(**{f"{slug}__in": slugs}).values_list(slug, "pk"))
        return [found[word] for word in slugs if word in found]

    return keys_of


def _pairs_named(keys: Iterable[Key]) -> dict[Key, tuple[str, str]]:
    pairs = {key: divmod(int(key), PAIR) for key in keys}
    names = _named(Actor.objects.all())({pk for pair in pairs.values() for pk in pair})
    found = {key: sorted(names[pk] for pk in pair) for key, pair in pairs.items() if names.keys() >= set(pair)}
    return {key: (f"{a[0]}~{b[0]}", f"{a[1]} – {b[1]}") for key, (a, b) in found.items()}


def _pairs_keyed(slugs: list[str]) -> list[Key]:
    pairs = [slug.split("~") for slug in slugs if "~" in slug]
    found = dict(Actor.objects.filter(slug__in=[s for pair in pairs for s in pair]).values_list("slug", "pk"))
    known = [sorted(found[slug] for slug in pair) for pair in pairs if found.keys() >= set(pair)]
    return [low * PAIR + high for low, high in known]


GROUPINGS: dict[str, Grouping] = {
    "actor": Grouping(_joined("participations__actor"), _named(Actor.objects.all()), _keyed(Actor.objects.all())),
    "dyad": Grouping(_dyads, _pairs_named, _pairs_keyed),
    "country": Grouping(
        _joined("event_places__place__country"),
        _named(Country.objects.all(), "code"),
        _keyed(Country.objects.all(), "code"),
    ),
    "place": Grouping(_joined("event_places__place"), _named(Place.objects.all()), _keyed(Place.objects.all())),
    "outlet": Grouping(
        _joined("citations__article__outlet"), _named(Outlet.objects.all()), _keyed(Outlet.objects.all())
    ),
}
