"""A civil day and a time in a zone, as one instant. The only place where local time becomes UTC.

Zones come from `zoneinfo`: the system's database, or else the tzdata package, which is always installed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from .edtf import OFFSET
from .refusals import quote


class ClockError(ValueError):
    """An unknown zone, or a time that its clocks never showed."""


def instant(day: date, at: time, zone: str, *, fold: int | None = None) -> datetime:
    """The instant in UTC; `zone` is a name (“Asia/Jerusalem”) or the offset of an EDTF time (“Z”, “+02:00”).

    A time that the clocks showed twice is the first of the two, as in RFC 5545 §3.3.5, unless `fold` is 1. A time that
    they skipped is refused, and so is an instant outside the years 1 to 9999: `ClockError`.
    """
    clocks = _clocks(zone)
    local = datetime.combine(day, at.replace(tzinfo=None, fold=1 if fold else 0), clocks)
    try:
        found = local.astimezone(UTC)
        shown = found.astimezone(clocks)
    except OverflowError as error:
        raise ClockError(f"{_words(local)} in {zone} lies outside the calendar: years 1 to 9999 are kept.") from error
    if shown.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ClockError(_skipped(local, zone))
    return found


def _clocks(zone: str) -> tzinfo:
    if zone in ("Z", "UTC"):
        return UTC
    if OFFSET.fullmatch(zone):
        hours, minutes = map(int, re.findall(r"\d\d", zone))
        east = timedelta(hours=hours, minutes=minutes)
        return timezone(east if zone[0] == "+" else -east)
    if zone not in _zones():
        raise ClockError(f"{quote(zone)} is no time zone; names such as “Asia/Jerusalem” are expected.")
    return ZoneInfo(zone)


@cache
def _zones() -> frozenset[str]:
    """Names only: `ZoneInfo` would open whatever file a name points to."""
    return frozenset(available_timezones())


def _skipped(local: datetime, zone: str) -> str:
    before, after = (local.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    later = local + (after - before)
    return (
        f"There was no {_words(local)} in {zone}: the clocks were put forward over it. "
        f"If the old time was meant, the new clocks showed {_words(later)}."
    )


def _words(local: datetime) -> str:
    return f"{local:%H:%M} on {local.date().isoformat()}"
