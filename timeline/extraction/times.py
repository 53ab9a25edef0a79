"""Phrases of a sentence that say when. What they mean is for the closed table of `dates` to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from timeline import dates
from timeline.dates import Weekend

from .drafts import Dating
from .tokens import Token
from .wordlists import words

SIGNS = words("times.signs")
YEAR = re.compile(r"(?:1[89]|20)\d\d$")
MOST_BEFORE, MOST_AFTER = 6, 5
UNTIL = frozenset({"to", "until", "through", "till"})
ISO = re.compile(r"(?:1[89]|20)\d\d-\d\d-\d\d$")
DOTTED = re.compile(r"\b([0-3]\d)\.([01]\d)\.((?:1[89]|20)\d\d)\b")  # the day comes first
SOME_DAY = date(2000, 6, 15)  # whether a phrase can be read at all does not depend on the day
# What stands before a phrase that bounds an event but does not date it.
OLD = re.compile(r"\bto-(day|morrow|night)\b", re.IGNORECASE)
BOUNDS = words("times.bounds")
BEFORE_ATTRIBUTES = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "'s"})
AFTER_YEAR = frozenset({"and", "or", "in", "at", "on", "with", "when", "after", "for", "to", "by", "was", "is"})
BACK = re.compile(
    r"(?:(?:earlier |later )?(?:on )?(?:the )?(?:that|same) (?P<same>day|morning|afternoon|evening|night)"
    r"|(?P<within>(?:earlier|later) in the day)"
    r"|(?:on )?the (?P<next>following|next) (?:day|morning|evening)|a day later|the day after"
    r"|(?P<before>the (?:previous day|day before|day earlier)|a day earlier)"
    r"|(?P<count>two|three|four|five|six|seven|ten) days (?P<way>later|earlier))$"
)
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


@dataclass(frozen=True)
class Time:
    """Tokens `first` to `last`, `last` exclusive. `is_bound`: “by Friday” says until when, not when."""

    first: int
    last: int
    phrase: str
    is_bound: bool = False
    goes_back: bool = False


def times(words: Sequence[Token], text: str) -> list[Time]:
    """In order, not overlapping, each as long as it can be. A text without a day has absolute dates only."""
    found: list[Time] = []
    at = 0
    for sign, word in enumerate(words):
        if sign < at or not _is_sign(word):
            continue
        if (word.low == "may" and not word.is_capitalised) or (
            word.low in ("march", "august") and not word.is_capitalised
        ):
            continue
        time = _longest(words, text, at, sign)
        if time:
            found.append(time)
            at = time.last
    return found


def _is_sign(word: Token) -> bool:
    """Of a phrase: “Tuesday”, “mid-February”, “2022”, “2022-03-05”."""
    if YEAR.match(word.text) or word.low in ("day", "earlier", "later"):
        return True
    return word.low in SIGNS or (
        "-" in word.low and (not SIGNS.isdisjoint(word.low.split("-")) or bool(ISO.match(word.low)))
    )


def _longest(words: Sequence[Token], text: str, least: int, sign: int) -> Time | None:
    for first in range(max(least, sign - MOST_BEFORE), sign + 1):
        for last in range(min(len(words), sign + MOST_AFTER + 1), sign, -1):
            if words[first].text in ",.;" or words[last - 1].text in '.,;(“”"':
                continue
            phrase = text[words[first].start : words[last - 1].end]
            goes_back = bool(BACK.match(phrase.lower()))
            if goes_back or _resolved(phrase, SOME_DAY, Weekend.SAT_SUN, planned=False) is not None:
                before = words[first - 1].low if first else ""
                opening = words[first].low
                is_of_hour = opening in BOUNDS and any(words[n].low == "on" for n in range(first + 1, last))
                if is_of_hour:  # “after 9 pm on Sunday” is on Sunday
                    return Time(first, last, text[words[first + 1].start : words[last - 1].end])
                is_span = opening == "from" and any(words[n].low in UNTIL for n in range(first + 1, last))
                is_bound = (opening in BOUNDS and not is_span) or before in BOUNDS or _is_attribute(words, first, last)
                return Time(first, last, phrase, is_bound and not goes_back, goes_back)
    return None


def _is_attribute(words: Sequence[Token], first: int, last: int) -> bool:
    """“The 1953 armistice”: a year that says which one is meant, not when something was."""
    if last - first > 1 or not YEAR.match(words[first].text) or first == 0 or last >= len(words):
        return False
    return (
        words[first - 1].low in BEFORE_ATTRIBUTES and words[last].low[0].isalpha() and words[last].low not in AFTER_YEAR
    )


@lru_cache(maxsize=5_000)
def _resolved(phrase: str, reference: date, weekend: Weekend, *, planned: bool) -> dates.Resolution | None:
    phrase = DOTTED.sub(r"\3-\2-\1", OLD.sub(r"to\1", phrase))
    return dates.resolve(phrase, reference, weekend=weekend, planned=planned)


@dataclass(frozen=True)
class Calendar:
    """The day of the article in its own zone, or None where nobody knows it, and the weekend of its country."""

    day: date | None
    weekend: Weekend = Weekend.SAT_SUN


def dated(time: Time, calendar: Calendar, last: date | None, *, planned: bool) -> Dating | None:
    """What the phrase means; `last` is the day that “that evening” points back to."""
    if time.goes_back:
        return _back(time.phrase, last)
    found = _resolved(time.phrase, calendar.day or SOME_DAY, calendar.weekend, planned=planned)
    if found is None or (calendar.day is None and not _is_absolute(time.phrase)):
        return None
    basis = "stated" if _is_absolute(time.phrase) else "resolved"
    return Dating(found.edtf.edtf, time.phrase, found.rule, basis)


def _is_absolute(phrase: str) -> bool:
    return bool(re.search(r"\b(?:1[89]|20)\d\d\b", phrase))


def _back(phrase: str, last: date | None) -> Dating | None:
    match = BACK.match(phrase.lower())
    if not match or last is None:
        return None
    if match["same"] or match["within"]:
        shift = 0
    elif match["before"]:
        shift = -1
    elif match["count"]:
        shift = COUNTS[match["count"]] * (1 if match["way"] == "later" else -1)
    else:
        shift = 1
    try:
        day = last + timedelta(days=shift)
    except OverflowError:
        return None
    return Dating(day.isoformat(), phrase, "from-the-last-date", "resolved")
