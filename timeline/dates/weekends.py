"""Which days are the weekend, where; and where the week begins.

A report on another country may mean its weekend or the Saturday and Sunday of its readers, so where the two differ a
phrase means both of them joined: of “over the weekend” in an Israeli article, Friday to Sunday is all that is certain.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta


class Weekend(StrEnum):
    """Which days are the weekend in a country."""

    SAT_SUN = "sat-sun"
    FRI_SAT = "fri-sat"
    THU_FRI = "thu-fri"
    FRI = "fri"
    SUN = "sun"


Span = tuple[date, date]
DAYS = {  # first weekday (Monday is 0), number of days
    Weekend.SAT_SUN: (5, 2),
    Weekend.FRI_SAT: (4, 2),
    Weekend.THU_FRI: (3, 2),
    Weekend.FRI: (4, 1),
    Weekend.SUN: (6, 1),
}
WEEK_BEGINS = {Weekend.FRI_SAT: 6, Weekend.THU_FRI: 5, Weekend.FRI: 5}  # on Monday elsewhere (ISO 8601)


def weekend(begun_by: date, which: Weekend) -> Span:
    """The last one that has begun on `begun_by`."""
    return _last_begun(begun_by, *DAYS[which])


def weeks(day: date, where: Weekend, offset: int) -> list[Span]:
    """The week of `day`, or the one `offset` weeks later; two where the country's week does not begin on Monday."""
    starts = {0, WEEK_BEGINS.get(where, 0)}
    return [_last_begun(day + relativedelta(weeks=offset), start, 7) for start in sorted(starts)]


def week(day: date, where: Weekend, offset: int = 0) -> Span:
    """From the first day to the last of all that `weeks` gives."""
    spans = weeks(day, where, offset)
    return min(first for first, _last in spans), max(last for _first, last in spans)


def _last_begun(day: date, weekday: int, length: int) -> Span:
    first = day - relativedelta(days=(day.weekday() - weekday) % 7)
    return first, first + relativedelta(days=length - 1)
