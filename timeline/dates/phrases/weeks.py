"""Phrases about weeks and weekends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateutil.relativedelta import relativedelta

from ..weekends import Span, Weekend, week, weekend, weeks
from .rule import WHICH, Context, Match, Reading, named, rule, span_text

# Of the days of a week, 0 to 6. Nobody agrees on where they end, so they are approximate.
PARTS = {"early": (0, 2), "mid": (1, 3), "late": (3, 6), "start": (0, 2), "beginning": (0, 2), "middle": (1, 3),
         "end": (4, 6)}  # fmt: skip
PART = named("part", PARTS)


def _week(offset: int) -> Reading:
    return lambda c, m: span_text(*week(c.reference, c.weekend, offset))


def _earlier(c: Context, m: Match) -> str:
    return span_text(week(c.reference, c.weekend)[0], c.reference)


def _later(c: Context, m: Match) -> str:
    return span_text(c.reference, week(c.reference, c.weekend)[1])


def _part(c: Context, m: Match) -> str:
    first, last = PARTS[m["part"]]
    starts = [start for start, _end in weeks(c.reference, c.weekend, WHICH[m["which"]])]
    return span_text(_plus(min(starts), first), _plus(max(starts), last), "~")


def _plus(day: date, days: int) -> date:
    return day + relativedelta(days=days)


# -- weekends: found for the country's and for Saturday and Sunday, and joined ---------------------------------------


def _weekend_of(find: Callable[[Context, Weekend], Span | None]) -> Reading:
    """None where the two are different weekends: on a Friday in Israel, one has begun and the other has not."""

    def read(c: Context, m: Match) -> str | None:
        own, common = find(c, c.weekend), find(c, Weekend.SAT_SUN)
        if own is None or common is None or max(own[0], common[0]) > _plus(min(own[1], common[1]), 1):
            return None
        return span_text(min(own[0], common[0]), max(own[1], common[1]))

    return read


def _latest(c: Context, which: Weekend) -> Span:
    """One that is going on is the last to have begun, and the next to end."""
    is_next = c.planned and not _is_on(c, which)
    return _coming(c, which) if is_next else weekend(c.reference, which)


def _last(c: Context, which: Weekend) -> Span:
    return _over_before(c.reference, which)


def _before_last(c: Context, which: Weekend) -> Span:
    return _over_before(_last(c, which)[0], which)


def _this(c: Context, which: Weekend) -> Span | None:
    """On a working day the last or the next may be meant."""
    return _latest(c, which) if c.planned or _is_on(c, which) else None


def _coming(c: Context, which: Weekend) -> Span:
    """The first that begins after the day of the article."""
    return weekend(_plus(weekend(c.reference, which)[0], 7), which)


def _over_before(day: date, which: Weekend) -> Span:
    first, last = weekend(day, which)
    return (first, last) if last < day else weekend(_plus(first, -1), which)


def _is_on(c: Context, which: Weekend) -> bool:
    return weekend(c.reference, which)[1] >= c.reference


RULES = (
    rule("weekend", "the last that has begun; if planned, the next", "(?:the )?weekend", _weekend_of(_latest),
         "over the weekend", "2022-03-05/2022-03-06"),
    rule("weekend-last", "the last that was over by the day of the article",
         "(?:this |the )?(?:just )?(?:past|last) weekend", _weekend_of(_last), "last weekend", "2022-03-05/2022-03-06"),
    rule("weekend-before-last", "the one before that", "the weekend before last", _weekend_of(_before_last),
         "the weekend before last", "2022-02-26/2022-02-27"),
    rule("weekend-this", "only on a day of it; if planned, the next", "this weekend", _weekend_of(_this),
         "this weekend", "2022-03-12/2022-03-13", planned=True),
    rule("weekend-next", "the first that begins after the day of the article",
         "(?:this |the )?(?:next|coming|upcoming) weekend", _weekend_of(_coming), "next weekend",
         "2022-03-12/2022-03-13"),
    rule("week-last", "the week before that of the article", "last week", _week(-1), "last week",
         "2022-02-28/2022-03-06"),
    rule("week-before-last", "two weeks before that of the article", "(?:the )?week before last", _week(-2),
         "the week before last", "2022-02-21/2022-02-27"),
    rule("week-this", "the week of the article", ["this week", "the current week"], _week(0), "this week",
         "2022-03-07/2022-03-13"),
    rule("week-next", "the week after that of the article", ["next week", "(?:the|this) coming week"], _week(1),
         "next week", "2022-03-14/2022-03-20"),
    rule("week-after-next", "two weeks after that of the article", "(?:the )?week after next", _week(2),
         "the week after next", "2022-03-21/2022-03-27"),
    rule("week-earlier-this", "from its first day to the day of the article",
         ["earlier (?:this|in the) week", "so far this week", "this week so far"], _earlier, "earlier this week",
         "2022-03-07"),
    rule("week-later-this", "from the day of the article to its last day", "later (?:this|in the) week", _later,
         "later this week", "2022-03-07/2022-03-13"),
    rule("week-part", "early: its first three days; mid: the second to the fourth; late: the last four",
         [rf"(?:the )?{PART}[ -](?:of |in )?(?P<which>last|this|next) week",
          rf"(?:the )?{PART} (?:of|in) (?P<which>the) week"],
         _part, "late last week", "2022-03-03~/2022-03-06~"),
)  # fmt: skip
