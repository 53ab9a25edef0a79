"""Phrases around another phrase: “by Friday”, “since last week”, “around 5 March”, “the week of 7 March”."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from ..edtf import EDTFDate, Precision, parse
from .rule import CLOCK, PART, Context, Match, Rule, rule, span_text

PLAIN = (Precision.DAY, Precision.MONTH, Precision.YEAR)
TIME_OF_DAY = re.compile(rf"\b(?:{PART}|{CLOCK}|early|late|hours)\b")
EDGE = re.compile(r"^(?:the )?(?:very )?(?P<edge>end|beginning|start) of ")
THE = re.compile(r"^the (?=(?:week|month|year)$)")
INNER = "(?P<inner>.+)"
MOST_DAYS_BACK = 183
Read = Callable[[str, Context], EDTFDate | None]


@dataclass(frozen=True)
class _Around:
    """What is read inside the phrase, and how the words around it change it."""

    read: Read

    def inside(self, c: Context, text: str) -> EDTFDate | None:
        """“May” alone could be another word; “since May” could not."""
        return self.read(text, c) or self.read(f"in {text}", c)

    def at_limit(self, c: Context, m: Match, edge: str) -> EDTFDate | None:
        """“By the end of March” has an exact day, although “the end of March” has not."""
        found = EDGE.match(m["inner"])
        if found is None or (found["edge"] == "end") != (edge == "end"):
            return self.inside(c, m["inner"])
        known = self.inside(c, THE.sub("this ", EDGE.sub("", m["inner"])))
        day = known and (known.latest if edge == "end" else known.earliest)
        return parse(day.isoformat()) if day else None

    def near_limit(self, c: Context, m: Match, edge: str) -> EDTFDate | None:
        """Not a date more than half a year back, if the same words mean one that lies ahead and is nearer."""
        known = self.at_limit(c, m, edge)
        if known is None or known.latest is None or (c.reference - known.latest).days <= MOST_DAYS_BACK:
            return known
        return known if known == self.at_limit(replace(c, planned=True), m, edge) else None

    def by(self, c: Context, m: Match) -> str | None:
        return _until(c, self.near_limit(c, m, "end"))

    def before(self, c: Context, m: Match) -> str | None:
        known = self.near_limit(c, m, "end")
        if known is None or known.earliest is None or _is_inside(m):
            return _until(c, known)
        return f"../{known.earliest - relativedelta(days=1)}{_mark(known)}"

    def since(self, c: Context, m: Match) -> str | None:
        return _from(self.at_limit(replace(c, planned=False), m, "start"))

    def starting(self, c: Context, m: Match) -> str | None:
        return _from(self.near_limit(c, m, "start"))

    def after(self, c: Context, m: Match) -> str | None:
        known = self.near_limit(c, m, "start")
        if known is None or known.latest is None or _is_inside(m):
            return _from(known)
        return f"{known.latest + relativedelta(days=1)}{_mark(known)}/.."

    def around(self, c: Context, m: Match) -> str | None:
        known = self.inside(c, m["inner"])
        return f"{known.edtf}~" if known and known.precision in PLAIN and not known.approximate else None

    def week(self, c: Context, m: Match) -> str | None:
        """Of a day that is no Monday it is not said where the week begins."""
        known, how = self.inside(c, m["inner"]), m["how"]
        if known is None or known.earliest is None or known.precision != Precision.DAY:
            return None
        if how == "of" and known.earliest.weekday() != 0:
            return None
        first = known.earliest - relativedelta(days=6 if how == "ending" else 0)
        return span_text(first, first + relativedelta(days=6))


def nested(read: Read) -> tuple[Rule, ...]:
    """The rules; `read` reads the phrase inside."""
    around = _Around(read)
    return (
        rule("until-now", "the day of the article or any day before",
             "by now|so far|thus far|until now|up to now|to date", lambda c, m: f"../{c.reference}", "so far",
             "../2022-03-07"),
        rule("by", "that day or any day before; if planned, none before the day of the article",
             rf"(?:by|until|till|through|up to|no later than|not later than|as of) {INNER}", around.by, "by Friday",
             "../2022-03-04"),
        rule("before", "any day before", f"(?:before|prior to|ahead of) {INNER}", around.before, "before last week",
             "../2022-02-27"),
        rule("since", "that day or any day after; what is named is past", f"(?:ever )?since {INNER}", around.since,
             "since Thursday", "2022-03-03/.."),
        rule("starting", "that day or any day after",
             [f"(?:starting|beginning|as from|with effect from)(?: on| in)? {INNER}", f"from {INNER} (?:on|onwards?)"],
             around.starting, "from 1 March onwards", "2022-03-01/.."),
        rule("after", "any day after", f"after {INNER}", around.after, "after the weekend", "2022-03-07/.."),
        rule("around", "that day, month or year, approximately",
             f"(?:on or )?(?:around|about|circa|approximately|roughly) {INNER}", around.around, "around March 5",
             "2022-03-05~"),
        rule("week-of", "the seven days from or to that day; “of” only with a Monday",
             f"(?:the )?week (?P<how>of|beginning|starting|ending)(?: on)? {INNER}", around.week,
             "the week of 28 February", "2022-02-28/2022-03-06"),
    )  # fmt: skip


def _until(c: Context, known: EDTFDate | None) -> str | None:
    if known is None or known.latest is None:
        return None
    if c.planned and known.latest >= c.reference:
        return f"{c.reference}/{known.latest}{_mark(known)}"
    return f"../{known.edtf}" if known.precision in PLAIN else f"../{known.latest}{_mark(known)}"


def _from(known: EDTFDate | None) -> str | None:
    if known is None or known.earliest is None:
        return None
    return f"{known.edtf}/.." if known.precision in PLAIN else f"{known.earliest}{_mark(known)}/.."


def _mark(known: EDTFDate) -> str:
    return "~" if known.approximate else ""


def _is_inside(m: Match) -> bool:
    """Before noon on Saturday, or before the end of the month, is still Saturday, and still the month."""
    return bool(TIME_OF_DAY.search(m["inner"]) or EDGE.match(m["inner"]))
