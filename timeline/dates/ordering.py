"""Order in the chronology, and overlap with a window in its two meanings."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

UNDATED_POSITION = 2**62
DAYS = 4_000_000  # more than date.max.toordinal()
MINUTES = 1_441  # a missing time, then 1,440 minutes


class Certainty(StrEnum):
    POSSIBLE = "possible"
    CERTAIN = "certain"


def position(earliest: date | None, latest: date | None, at: time | None = None) -> int:
    """One integer, within 63 bits, that orders by earliest, latest and time of day.

    A missing earliest counts as latest, a missing latest as the end of the calendar, a missing time as before any.
    With neither bound: `UNDATED_POSITION`, after everything.
    """
    if earliest is None and latest is None:
        return UNDATED_POSITION
    first = (earliest or latest or date.max).toordinal()
    last = (latest or date.max).toordinal()
    return (first * DAYS + last) * MINUTES + (0 if at is None else 1 + at.hour * 60 + at.minute)


def overlaps(
    earliest: date | None,
    latest: date | None,
    start: date | None,
    end: date | None,
    certainty: Certainty = Certainty.POSSIBLE,
) -> bool:
    """Whether a dated span may touch, or must lie in, the days from `start` to `end`, both included; None is open."""
    if certainty == Certainty.CERTAIN:
        after_start = start is None or (earliest is not None and earliest >= start)
        before_end = end is None or (latest is not None and latest <= end)
        return after_start and before_end
    return (start is None or latest is None or latest >= start) and (end is None or earliest is None or earliest <= end)
