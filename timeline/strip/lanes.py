"""How many events of a tile begin in each of its bins, lane by lane; counted by the database."""

from __future__ import annotations

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
Key = int | str


@dataclass(frozen=True)
class Grouping:
    """`join` adds the annotation `lane` to events; `named` gives slug and label of keys, `keyed` the keys of slugs."""

    join: Callable[[EventQuerySet], EventQuerySet]
    named: Callable[[Iterable[Key]], dict[Key, tuple[str, str]]]
    keyed: Callable[[list[str]], list[Key]]


def lane_counts(events: EventQuerySet, tile: Tile, mode: str, chosen: list[str]) -> list[dict[str, Any]]:
    """[{"key", "label", "bins"}]: by family for “none” and “type”; else the chosen or the fullest lanes and the others.

    An event is counted once in the lane of each of its actors, dyads, countries, places or outlets, so that lanes may
    add up to more than the tile holds. 2 queries by family, else at most 5.
    """
    inside = tile.events_of(events).order_by()
    if mode not in GROUPINGS:
        return _by_family(inside, tile)
    grouping = GROUPINGS[mode]
    standing = grouping.join(inside)
    keys = grouping.keyed(chosen) if chosen else _fullest(standing)
    bins: dict[Key, Bins] = defaultdict(list)
    for number, key, count in _binned(standing.filter(lane__in=keys), tile, F("lane")):
        bins[key].append([number, count])
    names = grouping.named(keys)
    lanes = [{"key": names[key][0], "label": names[key][1], "bins": bins[key]} for key in keys if key in names]
    others = _others(_binned(inside, tile), _binned(standing.filter(lane__in=keys), tile))
    return [*lanes, {"key": OTHERS, "label": "", "bins": others}] if others else lanes


def fullest(events: EventQuerySet, mode: str) -> list[str]:
    """Slugs of the lanes that hold most of all these events; none where families are the lanes. At most 2 queries."""
    if mode not in GROUPINGS:
        return []
    grouping = GROUPINGS[mode]
    keys = _fullest(grouping.join(events.order_by()))
    names = grouping.named(keys)
    return [names[key][0] for key in keys if key in names]


def _by_family(inside: EventQuerySet, tile: Tile) -> list[dict[str, Any]]:
    families = dict(EventType.objects.values_list("pk", "family"))
    counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, event_type, count in _binned(inside, tile, F("type")):
        counts[families.get(event_type, Family.OTHER.value)][number] += count
    return [
        {"key": family.value, "label": str(family.label), "bins": sorted(map(list, counts[family.value].items()))}
        for family in Family
        if counts[family.value]
    ]


def _binned(events: EventQuerySet, tile: Tile, *by: F) -> list[tuple[Any, ...]]:
    """(number of the bin, …, events) in order of the bins."""
    number = F("position").bitrightshift(tile.bin_shift) - Value(tile.index << tile.bin_bits, BigIntegerField())
    rows = events.annotate(bin=number).values_list("bin", *(f.name for f in by))
    once = "lane" in events.query.annotations  # joined to its lanes, an event may come several times
    return sorted(rows.annotate(count=Count("pk", distinct=once)), key=lambda row: row[0])


def _fullest(standing: EventQuerySet) -> list[Key]:
    rows = standing.filter(lane__isnull=False).values_list("lane").annotate(count=Count("pk", distinct=True))
    return [key for key, _count in rows.order_by("-count", "lane")[:MOST_LANES]]


def _others(whole: Iterable[tuple[int, int]], standing: Iterable[tuple[int, int]]) -> Bins:
    counted = dict(standing)
    return [[number, count - counted.get(number, 0)] for number, count in whole if count > counted.get(number, 0)]


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
