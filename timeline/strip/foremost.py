"""The few events that are drawn in full where most are only counted."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Value

from timeline.dates import DAY_BITS
from timeline.models import EventQuerySet
from timeline.models.reach import REACHES

from .tiles import Tile

MOST_FOREMOST = 150
MOST_REACHING = 40  # they reach across the whole tile and would cover the rest


def foremost(events: EventQuerySet, tile: Tile) -> EventQuerySet:
    """The most important of the tile, in chronological order.

    Between equals the public id decides: it is random, so what is drawn is spread over the whole tile. The
    tile's bounds are written so that the index by importance leads: it is read until enough are found, and a tile that
    needs this is never a small part of the selection.
    """
    position = F("position") + Value(0)
    inside = events.alias(placed=position).filter(placed__gte=tile.first, placed__lt=tile.end)
    keys = inside.order_by("-importance", "public_id").values_list("pk", flat=True)[:MOST_FOREMOST]
    return _by_key(events, list(keys))


def reaching(events: EventQuerySet, tile: Tile) -> EventQuerySet:
    """The most important that begin before the tile and end in it or behind it; one without a known end is none.

    `events` without a condition on position, or the index by reach does not serve; undated events have no reach.
    """
    day = tile.first_day
    if day < 2:
        return events.none()
    ending = events.order_by().filter(position__lt=tile.first, latest__gte=date.fromordinal(day))
    classes = [
        ending.filter(reach=reach, position__gte=Tile(DAY_BITS, max(day - most, 0)).first)
        for reach, most in REACHES.items()
        if reach
    ]
    # A union, one branch for each class: SQLite without statistics reads the whole chronology for an OR.
    found = events.none().union(*(one.values_list("pk", "importance", "public_id") for one in classes))
    keys = [pk for pk, *_rank in found.order_by("-importance", "public_id")[:MOST_REACHING]]
    return _by_key(events, keys)


def _by_key(events: EventQuerySet, keys: list[int]) -> EventQuerySet:
    return events.model._default_manager.filter(pk__in=keys).chronological()
