"""Order in the chronology, and overlap with a window in its two meanings."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

UNDATED_POSITION = 2**62
DAY_BITS, SECOND_BITS = 22, 17  # for more than date.max.toordinal(); for a missing time and the 86,400 seconds of a day
POSITION_BITS = DAY_BITS + DAY_BITS + SECOND_BITS
DAYS: int = 2**DAY_BITS
SECONDS: int = 2**SECOND_BITS

OPEN = date.max.toordinal()  # what stands for a missing latest


class Certainty(StrEnum):
    POSSIBLE = "possible"
    CERTAIN = "certain"


def position(earliest: date | None, latest: date | None, at: time | None = None) -> int:
    """One integer, of `POSITION_BITS` bits, that orders by earliest, latest and time of day to the second.

    A missing earliest counts as latest, a missing latest as the end of the calendar, a missing time as before any.
    With neither bound: `UNDATED_POSITION`, after everything.
    """
    if earliest is None and latest is None:
        return UNDATED_POSITION
    first = (earliest or latest or date.max).toordinal()
    last = latest.toordinal() if latest else OPEN
    return (first * DAYS + last) * SECONDS + (0 if at is None else 1 + _second_of_day(at))


def _second_of_day(at: time) -> int:
    return (at.hour * 60 + at.minute) * 60 + at.second


def overlaps(
    earliest: date | None,
    latest: date | None,
    start: date | None,
    end: date | None,
    certainty: Certainty = Certainty.POSSIBLE,
) -> bool:
    """Whether a span may touch (`POSSIBLE`), or must lie in (`CERTAIN`), the days from `start` to `end`, both included.

    None is open, on either side. A window that ends before it starts holds nothing.
    """
    if start and end and start > end:
        return False
    if certainty == Certainty.CERTAIN:
        after_start = start is None or (earliest is not None and earliest >= start)
        return after_start and (end is None or (latest is not None and latest <= end))
    return not ((start and latest and latest < start) or (end and earliest and earliest > end))
