"""A civil day and a time in a zone, as one instant. The only place where local time becomes UTC."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time


def instant(day: date, at: time, zone: str, *, fold: int | None = None) -> datetime:
    """The instant in UTC. Raises `ValueError` for an unknown zone and for a time that the clocks skipped that day.

    A time that the clocks showed twice is the first of the two, as in RFC 5545 §3.3.5, unless `fold` is 1.
    """
    try:
        info = zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"“{zone[:60]}” is no time zone; names such as “Asia/Jerusalem” are expected.") from error
    local = datetime.combine(day, at.replace(tzinfo=None, fold=fold or 0), info)
    try:
        utc = local.astimezone(UTC)
        back = utc.astimezone(info)
    except OverflowError as error:
        raise ValueError(f"{day} {at:%H:%M} in {zone} lies outside the calendar.") from error
    if back.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None, fold=0):
        raise ValueError(f"The clocks in {zone} skipped {at:%H:%M} on {day}: there was no such time.")
    return utc
