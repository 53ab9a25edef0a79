"""What one tile answers: all of its events, or how many there are in each bin and the foremost of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.filters import Selection

from .columns import columns
from .foremost import foremost, reaching
from .lanes import LaneCounts, count_lanes
from .tiles import DAY_SHIFT, DEEPEST, Tile

MOST_EVENTS = 1_000  # beyond it marks would cover each other on any screen, and a first answer took over 60 ms

Answer = dict[str, Any]


def answer(
    selection: Selection,
    tile: Tile,
    *,
    mode: str = "none",
    chosen: list[str] | None = None,
    counted: Callable[[], LaneCounts] | None = None,
) -> Answer:
    """JSON-ready: {"tile", "kind": "events" | "summary", "count", "events", "names"} and in a summary "lanes".

    `events` are all that begin in the tile or, in a summary, the foremost; `reaching` those from before it that end in
    it or behind it. At most 14 queries for events and 22 for a summary, never more than `MOST_EVENTS` rows; only a tile
    of the last level, where all share one position, is never summed up. `counted` gives the counts of the whole
    selection by day, where they are kept; without them those of the tile are made.
    """
    inside = tile.events_of(selection.events)
    some = inside.order_by()[: MOST_EVENTS + 1].count() if tile.level < DEEPEST else 0
    head = {"tile": [tile.level, tile.index], "reaching": columns(reaching(selection.events, tile))}
    if some <= MOST_EVENTS:
        events = columns(inside.chronological())
        return head | {"kind": "events", "count": len(events["events"]["id"])} | events
    if counted and tile.bin_shift >= DAY_SHIFT:
        lanes = counted()
    else:
        lanes = count_lanes(inside, tile.bin_shift, mode, chosen or [])
    found = {"kind": "summary", "count": lanes.count(tile), "lanes": lanes.of(tile)}
    return head | found | columns(foremost(selection.events, tile))


def by_day(selection: Selection, mode: str, chosen: list[str]) -> LaneCounts:
    """The whole selection; reads all of it."""
    return count_lanes(selection.events.dated(), DAY_SHIFT, mode, chosen)
