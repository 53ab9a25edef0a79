"""What the timeline opens with: how much there is, how far it reaches, and the tiles that hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from functools import cache
from typing import Any

from django.db.models import Max, Min

from timeline import dates
from timeline.filters import Selection
from timeline.models import Family

from .answers import MOST_EVENTS, answer, by_day
from .lanes import LaneCounts
from .tiles import Tile, covering

Span = tuple[date, date]
ROOT = Tile(0, 0)


def opening(
    selection: Selection,
    *,
    mode: str = "none",
    chosen: list[str] | None = None,
    counted: Callable[[], LaneCounts] | None = None,
) -> dict[str, Any]:
    """JSON-ready. For few events the root tile, which is all of them; for many the one to three that hold them."""
    counts = selection.counts
    span = _span(selection)
    is_small = counts.certain + counts.possible <= MOST_EVENTS
    tiles = [ROOT] if is_small or not span else list(_tiles(span))
    counted = counted or cache(lambda: by_day(selection, mode, chosen or []))
    return {
        "query": selection.query,
        "counts": {
            "certain": counts.certain,
            "possible": counts.possible,
            "undated": counts.undated,
            "total": counts.total,
        },
        "span": [day.isoformat() for day in span] if span else None,
        "families": [{"slug": family.value, "label": str(family.label)} for family in Family],
        "tiles": [answer(selection, tile, mode=mode, chosen=chosen, counted=counted) for tile in tiles],
    }


def _tiles(span: Span) -> Iterator[Tile]:
    first, last = span
    return covering(dates.position(first, first), dates.position(last, None, time.max))


def _span(selection: Selection) -> Span | None:
    """First and last day to show: the window where it is closed, else as far as the dated events reach."""
    start, end = selection.window.start, selection.window.end
    if start and end:
        return start, end
    bounds = ("earliest", "latest")
    reach = (
        selection.events.dated()
        .order_by()
        .aggregate(**{f"first_{name}": Min(name) for name in bounds}, **{f"last_{name}": Max(name) for name in bounds})
    )
    days = [day for day in reach.values() if day]
    if not days:
        return None
    first, last = start or min(days), end or max(days)
    # Where the window is half open, an event that may reach across its closed end can end before it.
    return (first, last) if first <= last else (first, first) if start else (last, last)
