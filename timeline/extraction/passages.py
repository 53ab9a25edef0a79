"""Which part of a sentence reports an event, and the name of the place where it was."""

from __future__ import annotations

from collections.abc import Sequence

from .clauses import Clause, Found, Group
from .drafts import Party
from .lexicon import Trigger
from .people import Mention
from .sentences import Sentence
from .tokens import Token

EDGES = frozenset({"and", "but", "while", "then", ";", "before", "after", ","})
JOINING = frozenset({",", ";", "and", "but", "while"})


def passage(sentence: Sentence, clause: Clause, at: Found, subject: Group | None) -> tuple[int, int]:
    """The sentence; where several triggers share it, from the subject to the next trigger's clause. Code points."""
    words = clause.words
    first, last = _between_others(clause, at)
    if subject and subject[0].first < first and not _has_trigger(clause, at, subject[0].first, first):
        first = subject[0].first
    while first < last - 1 and words[first].low in JOINING:
        first += 1
    while last > first + 1 and words[last - 1].text in ",;":
        last -= 1
    start = sentence.start if first == 0 else words[first].start
    end = sentence.end if last == len(words) else words[last - 1].end
    return start, end


def _between_others(clause: Clause, at: Found) -> tuple[int, int]:
    first, last = 0, len(clause.words)
    for other in clause.found:
        if other is at:
            continue
        edge = _edge(clause.words, min(other.first, at.first), max(other.first, at.first))
        if edge is None:
            continue
        if other.first < at.first:
            first = max(first, edge + 1)
        else:
            last = min(last, edge)
    return first, last


def _has_trigger(clause: Clause, at: Found, first: int, last: int) -> bool:
    return any(first <= other.first < last for other in clause.found if other is not at)


def _edge(words: Sequence[Token], low: int, high: int) -> int | None:
    """The last token between two triggers at which a clause may begin."""
    return next((n for n in range(high - 1, low, -1) if words[n].low in EDGES), None)


def place_name(text: str, clause: Clause, place: Mention | None, found: dict[str, Group], trigger: Trigger) -> str:
    """As it is written: what fills the place of a place, else what stands behind “in”."""
    filling = (found[name][0] for name, slot in trigger.slots.items() if slot.role == "place" and name in found)
    one = next((one for one in filling if one.sort != "person"), place)
    if one is None:
        return ""
    return text[clause.words[one.first].start : clause.words[one.last - 1].end].removeprefix("the ")


def is_abroad(trigger: Trigger, place: Mention | None, parties: Sequence[Party]) -> bool:
    """Whether one party is at home where they meet and the first is not."""
    if trigger.act != "meeting" or place is None or not place.country or not parties:
        return False
    countries = [party.country for party in parties]
    return bool(countries[0]) and countries[0] != place.country and place.country in countries[1:]
