"""Phrases that count from the day of the article: “two days ago”, “the past 24 hours”, “in three weeks' time”."""

from __future__ import annotations

from datetime import date

from .rule import COUNT, UNIT, UNITS, Context, Match, month_text, named, number, rule, span_text, year_text

HOURS = {"hour": 24, "minute": 1_440, "second": 86_400}  # in a day
SHORT_UNIT = "(?P<unit>hour|minute|second)s?"
ABOUT = "(?P<about>about|around|roughly|approximately|some|nearly|almost|just over|just under)"


def _steps(c: Context, m: Match, sign: int) -> str:
    """Days are counted, weeks counted loosely, and nobody counts the days of months and years."""
    unit, groups = m["unit"], m.groupdict()
    there = c.later(unit, sign * number(m))
    exact = bool(groups.get("exactly"))
    loose = groups.get("about") or m["count"] == "a couple of"
    if unit in ("day", "night") or exact:
        return f"{there}{'~' if loose else ''}"
    if unit in ("week", "fortnight"):
        return f"{there}~"
    return f"{month_text(there) if unit == 'month' else year_text(there.year)}~"


def _ago(c: Context, m: Match) -> str:
    return _steps(c, m, -1)


def _hence(c: Context, m: Match) -> str:
    return _steps(c, m, 1)


def _planned_hence(c: Context, m: Match) -> str | None:
    """“In two days” may also be how long something took."""
    return _hence(c, m) if c.planned else None


def _hours_ago(c: Context, m: Match) -> str:
    """The hour of the article is not known, so that it may be the day before."""
    count, in_day = number(m), HOURS[m["unit"]]
    return span_text(c.days(-count // in_day), c.days(-(count // in_day)))


def _more_than_ago(c: Context, m: Match) -> str:
    return f"../{c.later(m['unit'], -number(m))}~"


def _less_than_ago(c: Context, m: Match) -> str:
    return span_text(c.later(m["unit"], -number(m)), c.reference)


def _past(c: Context, m: Match) -> str:
    return span_text(_reach(c, m, -1), c.reference)


def _coming(c: Context, m: Match) -> str:
    return span_text(c.reference, _reach(c, m, 1))


def _planned_coming(c: Context, m: Match) -> str | None:
    return _coming(c, m) if c.planned else None


def _reach(c: Context, m: Match, sign: int) -> date:
    count, unit = number(m) if m.groupdict().get("count") else 1, m["unit"]
    return c.days(sign * -(-count // HOURS[unit])) if unit in HOURS else c.later(unit, sign * count)


ANY_UNIT = f"{named('unit', [*UNITS, *HOURS])}s?"

ONE_UNIT = named("unit", [*UNITS, *HOURS])

RULES = (
    rule("ago", "days exactly; weeks to a day or so; months and years without a day",
         [rf"(?:just |only |{ABOUT} )?{COUNT} {UNIT} ago", rf"(?P<exactly>exactly) {COUNT} {UNIT} ago",
          rf"{COUNT} {UNIT} ago (?P<exactly>today)"],
         _ago, "two days ago", "2022-03-05"),
    rule("ago-hours", "the day of the article or the one before", rf"(?:just |only |{ABOUT} )?{COUNT} {SHORT_UNIT} ago",
         _hours_ago, "three hours ago", "2022-03-06/2022-03-07"),
    rule("ago-more", "that day, about, or any day before",
         rf"(?:well )?(?:over|more than|at least|no less than|not less than) {COUNT} {UNIT} ago", _more_than_ago,
         "over a week ago", "../2022-02-28~"),
    rule("ago-less", "from that day to the day of the article",
         rf"(?:well )?(?:under|less than|fewer than|not more than|no more than) {COUNT} {UNIT} ago", _less_than_ago,
         "less than a week ago", "2022-02-28/2022-03-07"),
    rule("past", "counted back from the day of the article, which is included",
         [rf"(?:within )?(?:the |this )?(?:past|last) {COUNT} {ANY_UNIT}", f"(?:within )?(?:the |this )past {ONE_UNIT}",
          f"(?:within )?the last {ONE_UNIT}"],
         _past, "the past 24 hours", "2022-03-06/2022-03-07"),
    rule("coming", "counted from the day of the article, which is included",
         [rf"(?:the )?(?:next|coming) {COUNT} {ANY_UNIT}",
          f"(?:in|over|during|within) the next {ONE_UNIT}"],
         _coming, "the next two weeks", "2022-03-07/2022-03-21"),
    rule("within", "only if planned: counted from the day of the article, which is included",
         rf"within {COUNT} {ANY_UNIT}", _planned_coming, "within 48 hours", "2022-03-07/2022-03-09", planned=True),
    rule("hence", "days exactly; weeks to a day or so; months and years without a day",
         [rf"{COUNT} {UNIT} (?:hence|from now)", rf"{COUNT} {UNIT} from (?P<exactly>today)",
          rf"in {COUNT} {UNIT} time"],
         _hence, "three days from now", "2022-03-10"),
    rule("in", "only if planned: as “from now”", rf"in {COUNT} {UNIT}", _planned_hence, "in two days", "2022-03-09",
         planned=True),
)  # fmt: skip
