"""Mentions of a sentence that are one party together: “officials from Mali”, “a delegation led by X”, “X (Greens)”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .naming import BEFORE_TITLE, BETWEEN_TITLE_AND_NAME
from .people import Mention
from .tokens import Token
from .wordlists import words as words_of_set

SENT_BY = words_of_set("joining.sent_by")
NUMBERS = words_of_set("clauses.numbers")
LED = frozenset({"led", "headed"})
MOST_IN_PARENTHESES = 8
MOST_ATTRIBUTES = 4


def joined(words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    found = _with_their_men(words, _without_asides(words, mentions))
    found = _with_leaders(words, _with_senders(words, found))
    return _with_pairs(words, found)


def _without_asides(words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """“The minister X (Greens) met”: what stands in parentheses takes no part."""
    inside: set[int] = set()
    start = None
    for at, word in enumerate(words):
        if word.text == "(":
            start = at
        elif word.text == ")" and start is not None and at - start <= MOST_IN_PARENTHESES:
            inside.update(range(start, at))
            start = None
    return [one for one in mentions if one.first not in inside]


def _with_their_men(words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """“M23 rebels” are the M23, “Maoist rebels” are a group with a name."""
    found: list[Mention] = []
    for one in mentions:
        before = found[-1] if found and found[-1].last == one.first and not found[-1].is_owner else None
        if before is None or one.sort != "group" or before.sort not in ("organisation", "unknown"):
            found.append(one)
        elif before.sort == "organisation":
            found[-1] = replace(before, last=one.last)
        else:
            found[-1] = replace(one, first=before.first, name=f"{before.name} {one.name}")
    return found


def _with_senders(words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """“Senior diplomats from Iran and Russia”: the states, from the first word on."""
    found: list[Mention] = []
    for one in mentions:
        first = _first_of_sent(words, one)
        if first < one.first and found and found[-1].first >= first:
            if found[-1].sort != "group":
                found.append(one)
                continue
            found.pop()
        found.append(replace(one, first=first) if not found or found[-1].last <= first else one)
    return found


def _first_of_sent(words: Sequence[Token], one: Mention) -> int:
    at = one.first - 1
    if at > 0 and words[at].low == "the":
        at -= 1
    is_sent = (
        (one.sort in ("state", "organisation", "city") or one.kind == "pair")
        and at > 0
        and words[at].low in ("of", "from", "for")
    )
    if not is_sent or words[at - 1].low not in SENT_BY:
        return one.first
    first = at - 1
    least = max(0, first - MOST_ATTRIBUTES)
    while first > least and words[first - 1].low in BEFORE_TITLE | BETWEEN_TITLE_AND_NAME | NUMBERS:
        first -= 1
    return first


def _with_leaders(words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """“A Malian delegation, headed by X”: X acts, for Mali."""
    found: list[Mention] = []
    for one in mentions:
        led = found[-1] if found and one.sort == "person" and _is_led_by(words, found[-1], one) else None
        if led is None:
            found.append(one)
        else:
            found[-1] = replace(one, first=led.first, country=one.country or _country(led))
    return found


def _is_led_by(words: Sequence[Token], led: Mention, leader: Mention) -> bool:
    between = [word.low for word in words[led.last : leader.first] if word.low not in (",", "the", "its", "a")]
    is_sent = led.sort in ("group", "state", "organisation") and words[led.last - 1].low in SENT_BY
    return is_sent and len(between) == 2 and between[0] in LED and between[1] == "by"


def _with_pairs(words: Sequence[Token], mentions: list[Mention]) -> list[Mention]:
    """“The British, French and American foreign ministers” are three parties, “North and South Korea” are two."""
    for n in range(len(mentions) - 2, -1, -1):
        one, other = mentions[n], mentions[n + 1]
        between = {word.low for word in words[one.last : other.first]}
        if one.sort != "adjective" or not between or not between <= {"and", ",", "the"}:
            continue
        is_last = "and" in between and other.sort in ("state", "office") and other.last > other.first + 1
        if is_last or _is_made(other, words):
            mentions[n] = replace(one, sort="state")
    return mentions


def _is_made(one: Mention, words: Sequence[Token]) -> bool:
    """Whether it was an adjective of a list before."""
    return one.sort == "state" and one.last == one.first + 1 and words[one.first].low != one.name.lower()


def _country(one: Mention) -> str:
    return one.country or (one.name if one.sort == "organisation" else "")
