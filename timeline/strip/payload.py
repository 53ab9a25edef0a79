"""The timeline's data for one selection, as plain values: every event of it, or counts and the foremost events."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max, Min

from timeline.dates import Certainty
from timeline.filters import Selection
from timeline.models import EventQuerySet, Family

from .bins import bin_counts
from .marks import marks

MOST_EVENTS = 2_000  # beyond it marks would cover each other on any screen
MOST_DRAWN = 300  # the most important ones, drawn over the densities
MOST_MAYBE = 40  # of those that only may lie in the window: they reach across it and would cover the rest

Span = tuple[date, date]


def payload(selection: Selection) -> dict[str, Any]:
    """JSON-ready. The counts, then 4 queries for few events and 8 for many; never more than `MOST_EVENTS` rows.

    Undated events follow the dated ones as far as they fit.
    """
    counts = selection.counts
    is_summary = counts.certain + counts.possible > MOST_EVENTS
    events = _foremost(selection) if is_summary else selection.events[:MOST_EVENTS]
    span = _span(selection)
    drawn: dict[str, Any] = {
        "kind": "summary" if is_summary else "events",
        "counts": {
            "certain": counts.certain,
            "possible": counts.possible,
            "undated": counts.undated,
            "total": counts.total,
        },
        "span": [day.isoformat() for day in span] if span else None,
        "families": [{"slug": family.value, "label": str(family.label)} for family in Family],
        "events": marks(events),
    }
    if is_summary and span:
        drawn["bins"] = bin_counts(selection.events, *span)
    return drawn


def _foremost(selection: Selection) -> EventQuerySet:
    """The most important, in chronological order: those that lie in the window for certain, then some that may.

    Between equals the public id decides: it is random, so what is drawn is spread over the whole span. Keys are read
    first, so that only few rows are read whole.
    """
    dated, window = selection.events.dated(), selection.window
    if not (window.start or window.end):
        keys = _keys(dated, MOST_DRAWN)
    else:
        keys = _keys(dated.overlapping(window.start, window.end, Certainty.CERTAIN), MOST_DRAWN)
        keys += [key for key in _keys(dated, MOST_MAYBE) if key not in keys]
    return dated.model._default_manager.filter(pk__in=keys[:MOST_DRAWN]).chronological()


def _keys(events: EventQuerySet, most: int) -> list[int]:
    return list(events.order_by("-importance", "public_id").values_list("pk", flat=True)[:most])


def _span(selection: Selection) -> Span | None:
    """First and last day to show: the window where it is closed, else as far as the dated events reach."""
    start, end = selection.window.start, selection.window.end
    if start and end:
        return start, end
    bounds = ("earliest", "latest")
    reach = selection.events.dated().aggregate(
        **{f"first_{name}": Min(name) for name in bounds}, **{f"last_{name}": Max(name) for name in bounds}
    )
    days = [day for day in reach.values() if day]
    if not days:
        return None
    first, last = start or min(days), end or max(days)
    # Where the window is half open, an event that may reach across its closed end can end before it.
    return (first, last) if first <= last else (first, first) if start else (last, last)
