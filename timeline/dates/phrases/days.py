"""Phrases that name one day by itself: today and its neighbours, and days of the week."""

from __future__ import annotations

from ..weekends import weeks
from .rule import (
    AFTER,
    ANY_WEEKDAY,
    BEFORE,
    NEIGHBOURS,
    PART,
    SHORT_WEEKDAYS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    Context,
    Match,
    Reading,
    named,
    rule,
    span_text,
)

ANY = named("weekday", ANY_WEEKDAY)
NEXT_DAY = named("next", ANY_WEEKDAY)


def _away(days: int) -> Reading:
    return lambda c, m: c.days(days).isoformat()


def _weekday(match: Match, group: str = "weekday") -> int:
    return ANY_WEEKDAY[match[group]]


def _back(c: Context, weekday: int) -> int:
    """Days since the last one; 0 if it is today."""
    return (c.reference.weekday() - weekday) % 7


def _ahead(c: Context, weekday: int) -> int:
    return (weekday - c.reference.weekday()) % 7


def _bare(c: Context, m: Match) -> str:
    weekday = _weekday(m)
    return c.days(_ahead(c, weekday) if c.planned else -_back(c, weekday)).isoformat()


def _last(c: Context, m: Match) -> str:
    return c.days(-(_back(c, _weekday(m)) or 7)).isoformat()


def _before_last(c: Context, m: Match) -> str:
    return c.days(-(_back(c, _weekday(m)) or 7) - 7).isoformat()


def _next(c: Context, m: Match) -> str:
    return c.days(_ahead(c, _weekday(m)) or 7).isoformat()


def _this(c: Context, m: Match) -> str | None:
    """Later in this week if it is still to come; a day of this week that is over may be meant, or the next one."""
    ahead = _ahead(c, _weekday(m))
    return c.days(ahead).isoformat() if c.planned or c.reference.weekday() + ahead < 7 else None


def _of_week(c: Context, m: Match) -> str:
    """One of two days where the country's week does not begin on Monday and the two weeks disagree."""
    found = []
    for first, _last_day in weeks(c.reference, c.weekend, WHICH[m["which"]]):
        ahead = (_weekday(m) - first.weekday()) % 7
        found.append(c.days((first - c.reference).days + ahead).isoformat())
    return f"[{','.join(found)}]"


def _both(c: Context, m: Match) -> str | None:
    """“Yesterday (Sunday)”: only if yesterday was a Sunday."""
    day = c.days(NEIGHBOURS[m["neighbour"]])
    return day.isoformat() if day.weekday() == _weekday(m) else None


def _into(c: Context, m: Match) -> str | None:
    """The night that ends on the second day."""
    last = c.days(-_back(c, _weekday(m, "next")))
    evening = m.groupdict().get("weekday")
    if evening and (ANY_WEEKDAY[evening] + 1) % 7 != last.weekday():
        return None
    return span_text(c.days((last - c.reference).days - 1), last)


def _range(c: Context, m: Match) -> str | None:
    """The last one that is over, the next one for what is planned; one that is going on could be either."""
    start, end = _weekday(m, "first"), _weekday(m)
    if start == end:
        return None
    length = (end - start) % 7
    first = _ahead(c, start) if c.planned else -_back(c, start)
    if not c.planned and first + length > 0:
        return None
    if m["link"] == " or ":
        return f"[{c.days(first)},{c.days(first + length)}]"
    return span_text(c.days(first), c.days(first + length))


RULES = (
    rule("today", "the day of the article", [rf"{BEFORE}today{AFTER}", rf"(?:early |late )?this {PART}", "tonight"],
         _away(0), "this morning", "2022-03-07"),
    rule("yesterday", "the day before the article", [rf"{BEFORE}yesterday{AFTER}", "(?:late )?last (?:night|evening)"],
         _away(-1), "last night", "2022-03-06"),
    rule("tomorrow", "the day after the article", rf"{BEFORE}tomorrow{AFTER}", _away(1), "tomorrow morning",
         "2022-03-08"),
    rule("day-before-yesterday", "two days before the article",
         [rf"(?:the )?day before yesterday{AFTER}", "the night before last"], _away(-2), "the day before yesterday",
         "2022-03-05"),
    rule("day-after-tomorrow", "two days after the article", rf"(?:the )?day after tomorrow{AFTER}", _away(2),
         "the day after tomorrow", "2022-03-09"),
    rule("overnight", "the night that ended on the day of the article", "overnight",
         lambda c, m: span_text(c.days(-1), c.reference), "overnight", "2022-03-06/2022-03-07"),
    rule("night-into", "the night between the two days",
         [rf"overnight (?:in)?to (?:early )?{NEXT_DAY}(?: {PART})?",
          rf"{WEEKDAY} (?:night|evening) (?:in)?to (?:early )?{NEXT_DAY}(?: {PART})?",
          rf"(?:overnight|the night) (?:from|between|of) {WEEKDAY} (?:in)?(?:to|and) {NEXT_DAY}"],
         _into, "overnight into Sunday", "2022-03-05/2022-03-06"),
    rule("day-and-weekday", "that day, if it has that name",
         [rf"{named('neighbour', NEIGHBOURS)} {ANY}", rf"{ANY} {named('neighbour', NEIGHBOURS)}"],
         _both, "yesterday (Sunday)", "2022-03-06"),
    rule("weekday-bare", "the last one, today included; if planned, the next one",
         [rf"{BEFORE}{WEEKDAY}{AFTER}", rf"on {named('weekday', SHORT_WEEKDAYS)}{AFTER}"],
         _bare, "on Saturday evening", "2022-03-05"),
    rule("weekday-last", "the last one before the day of the article",
         [rf"{BEFORE}(?:this |the )?(?:past|last) {ANY}{AFTER}", f"{WEEKDAY} last"], _last,
         "last Monday", "2022-02-28"),
    rule("weekday-before-last", "a week before that", rf"the {WEEKDAY} before last{AFTER}", _before_last,
         "the Saturday before last", "2022-02-26"),
    rule("weekday-next", "the first one after the day of the article",
         rf"(?:this |the )?(?:next|coming|upcoming) {ANY}{AFTER}", _next, "next Tuesday", "2022-03-08"),
    rule("weekday-this", "in the week of the article, if it is not over; if planned, the next one",
         rf"{BEFORE}this {ANY}{AFTER}", _this, "this Friday", "2022-03-11"),
    rule("weekday-of-week", "in the week of the article, the one before or the one after",
         [rf"{BEFORE}{WEEKDAY}{AFTER} (?:of )?(?P<which>last|this|next) week",
          rf"(?:earlier |later )?(?P<which>last|this|next) week (?:on )?{WEEKDAY}{AFTER}"],
         _of_week, "Thursday of last week", "2022-03-03"),
    rule("weekday-range", "the last that are over; if planned, the next ones",
         rf"(?:from |between |both )?{named('first', WEEKDAYS)}(?P<link>-| to | and | or | through | until ){WEEKDAY}",
         _range, "from Friday to Sunday", "2022-03-04/2022-03-06"),
)  # fmt: skip
