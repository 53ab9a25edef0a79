"""The date of an event: the phrase of its clause, else what the day of the article bounds, never that day itself."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline import dates

from .attribution import VERBS
from .clauses import Clause, Found
from .drafts import Dating, Draft
from .merging import MEETS
from .subjects import AUXILIARIES
from .times import Calendar, Time, dated
from .wordlists import words

OTHER_CLAUSE = frozenset({"while", ";", "but", "after", "before"})
OTHER_EVENT = frozenset({";", "before", "after", "hours", "but"})
RELATIVES = frozenset({"who", "which", "where", "when", "whose", "whom"})
FUTURE = frozenset({"will", "would", "next"})
OPENING = frozenset({"and", "but", ",", ";", "while"})  # behind them a phrase opens a clause of its own
FINITE = frozenset({"is", "are", "was", "were", "will", "would", "has", "had", "have"})
AUDIENCE = words("dating.audience")
CONTENT = frozenset(
    {"that", "to", "would", "will", "was", "were", "is", "are", "had", "has", "have", "could", "should"}
)
MOST_OF_AUDIENCE = 9  # words between a verb of speech and when it was
BEFORE_VERB = AUXILIARIES | {"and", "but", ",", "who", "which", "that", "he", "she", "it", "they"}
MOST_BEFORE = 6
MOST_BEFORE_OBJECT = 3  # words between a verb and its noun
LONGEST_DAY = timedelta(days=2)  # a span of three days still has a last day that “that evening” may mean
Dated = tuple[Dating | None, tuple[str, ...]]


def usable_times(clause: Clause) -> list[Time]:
    return [time for time in clause.times if not time.is_bound]


def own_time(clause: Clause, at: Found) -> Time | None:
    """The nearest phrase that is not of another trigger, or the one that opens the sentence."""
    usable = [time for time in usable_times(clause) if not _is_of_content(clause, at, time)]
    usable = [time for time in usable if not _is_of_credit(clause, at.last, time)]
    near = [time for time in usable if not _is_of_another(clause, at, time)]
    if near:
        return min(near, key=lambda time: _distance(time, at))
    return usable[0] if usable and usable[0].first <= 2 else None


def _is_of_another(clause: Clause, at: Found, time: Time) -> bool:
    low, high = sorted((time.first, at.first))
    if any(low < other.first < high and not _is_object(at, other) for other in clause.found if other is not at):
        return True
    if time.first >= at.last and clause.low(time.first - 1) in ("and", "but") and _is_followed(clause, time):
        return True
    if any(_begins_another(clause, n) for n in range(at.last, time.first)):
        return True
    if time.last <= at.first and _is_of_since(clause, time):
        return True
    if any(clause.words[n].low in OTHER_CLAUSE and n != time.first for n in range(low, high)) or _is_of_relative(
        clause, at, time
    ):
        return True
    return _is_of_clause_before(clause, at, time) if time.last <= at.first else _is_of_participle(clause, at, time)


def _begins_another(clause: Clause, n: int) -> bool:
    """“Met the rebels and is to fly home on Monday”"""
    return clause.low(n) == "and" and clause.low(n + 1) in FINITE


def _is_of_since(clause: Clause, time: Time) -> bool:
    """“Since they met in May, the two have spoken twice”"""
    near = itertools.takewhile(lambda n: clause.words[n].text not in ",;", range(time.first - 1, -1, -1))
    return any(clause.low(n) == "since" for n in near)


def _is_followed(clause: Clause, time: Time) -> bool:
    """“In 1998 they signed a treaty, and in 2005 they opened embassies”"""
    return any(other.first > time.last for other in clause.found)


def _is_of_speech(clause: Clause, at: Found, time: Time) -> bool:
    """“Announced on Friday that they would”, “told reporters on Friday he would”: then they said so."""
    if clause.low(time.last) == "that":
        return True
    verb = _verb_before(clause, time)
    return verb is not None and time.last <= at.first


def _verb_before(clause: Clause, time: Time) -> int | None:
    """The verb of speech from which only an audience or a place parts the phrase."""
    for n in range(time.first - 1, max(-1, time.first - MOST_OF_AUDIENCE), -1):
        word = clause.words[n]
        if word.low in VERBS:
            return n
        if word.low not in AUDIENCE and not word.is_capitalised:
            return None
    return None


def _is_of_content(clause: Clause, at: Found, time: Time) -> bool:
    """Of a statement, what somebody says of another day: “said that a year ago it was calm”."""
    if at.trigger.id == "agree.to" and clause.low(at.last - 1) in ("to", "that"):
        return time.first >= at.last  # “agreed to meet in June”
    if at.trigger.act != "statement" or at.trigger.kind != "v":
        return False
    is_speech = clause.low(at.first) in VERBS
    if time.first >= at.last:
        between = {clause.low(n) for n in range(at.last, time.first)}
        return _verb_before(clause, time) != at.first if is_speech else bool(between & CONTENT)
    return is_speech and time.first > 2 and any(clause.words[n].text == "," for n in range(time.last, at.first))


def _is_of_credit(clause: Clause, last: int, time: Time) -> bool:
    """“The two met, the palace said on Friday”: then it was said."""
    verb = _verb_before(clause, time)
    return verb is not None and last < verb and any(clause.words[n].text in ',”"' for n in range(last, verb))


def _is_of_clause_before(clause: Clause, at: Found, time: Time) -> bool:
    """“X was hit on Monday, and Y invited Z”: another act before the phrase, another subject behind it; but “at a
    meeting on Monday, X urged Y” is on Monday."""
    if clause.low(time.last) == "that" or clause.low(time.first - 1) in OPENING:
        return False
    has_act = any(other.first < time.first and other.trigger.kind == "v" for other in clause.found)
    return has_act and any(time.last <= group[0].first < at.first for group in clause.groups)


def _is_of_relative(clause: Clause, at: Found, time: Time) -> bool:
    """“X, who resigned on Monday, met Y”, “X flew home, where he will meet Y on Monday”"""
    for n in range(time.first - 1, -1, -1):
        if clause.words[n].text in ",;" or at.first <= n < at.last:
            return False
        if clause.low(n) in RELATIVES or (clause.low(n) == "that" and at.last <= n):
            return at.last <= n or any(clause.words[m].text == "," for m in range(time.last, at.first))
    return False


def _is_aside(clause: Clause, time: Time) -> bool:
    """Whether it stands in a clause with “that”, in a relative one, or behind a participle: “…, broken off in 1967”."""
    if _participle_before(clause, time) > 0:
        return True
    for n in range(time.first - 1, -1, -1):
        if clause.low(n) in RELATIVES or clause.low(n) == "that":
            return True
        if clause.words[n].text in ",;":
            return clause.low(n + 1).endswith(("ed", "en"))
    return False


def _is_of_participle(clause: Clause, at: Found, time: Time) -> bool:
    """“Will resume relations, broken off in 1967”, “breaks a pact signed last year”"""
    between = range(at.last, time.first)
    if any(clause.words[n].text == "," and clause.low(n + 1).endswith(("ed", "en")) for n in between):
        return True
    participle = _participle_before(clause, time)
    return participle > at.last and participle not in clause.triggers


def _participle_before(clause: Clause, time: Time) -> int:
    """“A pact signed last year”: where the word stands behind which the phrase follows, else -1."""
    last = time.first - 1 - (clause.low(time.first - 1) in ("in", "on", "at", "late", "early"))
    is_participle = last > 0 and clause.low(last).endswith("ed") and clause.low(last - 1) not in BEFORE_VERB
    return last if is_participle and last not in clause.in_time and not clause.words[last].is_capitalised else -1


def _is_object(at: Found, other: Found) -> bool:
    """“Met in emergency session”: the noun behind the verb is the same event."""
    is_near = 0 <= other.first - at.last <= MOST_BEFORE_OBJECT
    return is_near and at.trigger.kind == "v" and other.trigger.kind == "n" and other.trigger.act in MEETS


def _is_at_same_time(clause: Clause, at: Found) -> bool:
    return any(clause.low(n) == "same" and clause.low(n + 1) == "time" for n in range(at.last, len(clause.words)))


def _distance(time: Time, at: Found) -> int:
    return abs(time.first - at.last) if time.first >= at.last else abs(at.first - time.last) + 1


class Days:
    """Dates the events of a text, and remembers the last day for “that evening”."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._day: date | None = None
        self._main: date | None = None  # that of the news, the first in the text
        self._last: Dating | None = None
        self._clause: Clause | None = None
        self._read: dict[tuple[Time, str], Dating | None] = {}

    def of(self, clause: Clause, at: Found, realisation: str) -> Dated:
        """The date, and the rules that gave it."""
        time = own_time(clause, at)
        is_told_then = time is not None and _is_of_speech(clause, at, time)
        found = self._resolved(clause, time, "occurred" if is_told_then else realisation) if time else None
        found = found or self._parallel(clause, at) or self._bound(realisation)
        return found, (f"date.{found.rule}",) if found else ()

    def unread(self, clause: Clause, at: Found) -> str:
        """The phrase that says when, where the day of the article is not known and so what it means; else empty."""
        time = own_time(clause, at) if self._calendar.day is None else None
        return time.phrase if time and not time.goes_back else ""

    def remember(self, clause: Clause) -> None:
        """After a sentence: the last day that it names, of whatever it tells, and the first of the text."""
        for time in usable_times(clause):
            if not time.goes_back and not any(word.low in FUTURE for word in clause.words):
                self._resolved(clause, time, "occurred")

    def is_ahead(self, found: Dating | None) -> bool:
        """Whether it begins after the day of the article."""
        first = dates.parse(found.edtf).earliest if found and found.basis != "inferred" else None
        return bool(first and self._calendar.day and first > self._calendar.day)

    def of_sentence(self, draft: Draft, clause: Clause) -> Draft:
        """The only date of a sentence with one draft, which dates no other event of it."""
        usable = usable_times(clause)
        if len(usable) != 1 or (draft.date and draft.date.basis != "inferred"):
            return draft
        start = next((n for n, word in enumerate(clause.words) if word.start >= draft.start), 0)
        low, high = sorted((usable[0].first, start))
        between = {word.low for word in clause.words[low:high]}
        if any(_begins_another(clause, n) for n in range(low, high)):
            return draft
        if between & OTHER_EVENT or _is_aside(clause, usable[0]) or _is_of_since(clause, usable[0]):
            return draft
        is_said = draft.act == "statement" or draft.rules[0] == "agree.to"
        if between & CONTENT if is_said else _is_of_credit(clause, start, usable[0]):
            return draft
        found = self._resolved(clause, usable[0], draft.realisation)
        return replace(draft, date=found, rules=(draft.rules[0], f"date.{found.rule}")) if found else draft

    def _resolved(self, clause: Clause, time: Time, realisation: str) -> Dating | None:
        """Once for a phrase of a sentence: “a day earlier, X met Y and told him” is not two days earlier."""
        key = time, realisation
        if clause is not self._clause:
            self._clause, self._read = clause, {}
        if key not in self._read:
            last = self._main if time.phrase.lower().startswith("earlier in") else self._day
            self._read[key] = dated(time, self._calendar, last, planned=realisation == "planned")
            if found := self._read[key]:
                self._note(found)
        return self._read[key]

    def _parallel(self, clause: Clause, at: Found) -> Dating | None:
        """“Parallel talks”, “talked to him at the same time”: about when the last event was."""
        near: Sequence[str] = [word.low for word in clause.words[max(0, at.first - MOST_BEFORE) : at.last]]
        is_parallel = "parallel" in near or _is_at_same_time(clause, at)
        if not is_parallel or at.trigger.act not in MEETS or not self._day or not self._last:
            return None
        first, _slash, last = self._last.edtf.partition("/")
        return Dating(f"{first}~/{last}~" if last else f"{first}~", "parallel", "as-the-last", "inferred")

    def _bound(self, realisation: str) -> Dating | None:
        day = self._calendar.day
        if day is None or realisation == "ongoing":
            return None
        if realisation == "planned":
            return Dating(f"{day}/..", "", "from-the-article", "inferred")
        return Dating(f"../{day}", "", "by-the-article", "inferred")

    def _note(self, found: Dating) -> None:
        self._last = found
        parsed = dates.parse(found.edtf)
        if parsed.latest and parsed.earliest and parsed.latest - parsed.earliest <= LONGEST_DAY:
            self._day = parsed.latest
            self._main = self._main or parsed.latest
