"""What one tile answers: all of its events, or how many there are in each bin and the foremost of them."""

from __future__ import annotations

from typing import Any

from timeline.filters import Selection

from .columns import columns
from .foremost import foremost, reaching
from .lanes import lane_counts
from .tiles import DEEPEST, Tile

MOST_EVENTS = 2_000  # beyond it marks would cover each other on any screen

Answer = dict[str, Any]


def answer(selection: Selection, tile: Tile, *, mode: str = "none", chosen: list[str] | None = None) -> Answer:
    """JSON-ready: {"tile", "kind": "events" | "summary", "count", "events", "names"} and in a summary "lanes".

    `events` are all that begin in the tile or, in a summary, the foremost; `reaching` those from before it that end in
    it or behind it. At most 14 queries for events and 22 for a summary, never more than `MOST_EVENTS` rows; only a tile
    of the last level, where all share one position, is never summed up.
    """
    dated = selection.events.dated()
    inside = tile.events_of(dated)
    counted = inside.order_by()[: MOST_EVENTS + 1].count() if tile.level < DEEPEST else 0
    head = {"tile": [tile.level, tile.index], "reaching": columns(reaching(selection.events, tile))}
    if counted <= MOST_EVENTS:
        events = columns(inside.chronological())
        return head | {"kind": "events", "count": len(events["events"]["id"])} | events
    lanes = lane_counts(dated, tile, mode, chosen or [])
    return (
        head | {"kind": "summary", "count": inside.order_by().count(), "lanes": lanes} | columns(foremost(dated, tile))
    )
