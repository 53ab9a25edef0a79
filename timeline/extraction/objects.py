"""Whom and where: the parties behind a trigger, in the places that its line of the lexicon names."""

from __future__ import annotations

from dataclasses import replace

from .clauses import MOST_AWAY, PEOPLE, PREPOSITIONS, Clause, Found, Group
from .lexicon import Slot
from .people import Mention
from .subjects import AUXILIARIES
from .wordlists import words

STOPS = words("objects.stops")
PLACES = ("in", "at", "near", "outside", "inside")
BEFORE_NEXT_VERB = frozenset({"and", ",", "but", "then", "to", "or"})
PERSONAL = frozenset({"person", "office", "pronoun", "group", "state", "organisation"})
MOST_BEFORE_OBJECT = 3  # words between a verb and an object that must be there
LIKE_PREPOSITIONS = frozenset({"during", "following", "including", "regarding", "concerning", "evening", "morning"})
MOST_BEFORE_BY = 12


def parties(clause: Clause, at: Found) -> dict[str, Group]:
    """Slot → what fills it, to the right of the trigger and in its clause."""
    found: dict[str, Group] = {}
    stop = clause_end(clause, at)
    for mention in clause.mentions:
        if mention.first < at.last or mention.first >= stop:
            continue
        place = clause.governor(mention, least=at.last) or "O"
        place = "between" if place == "among" else place
        slot = at.trigger.slots.get(place)
        if slot is None or place in found:
            continue
        if group := _filler(clause, at, mention, place, slot, stop):
            found[place] = group
    return found


def _filler(clause: Clause, at: Found, mention: Mention, place: str, slot: Slot, stop: int) -> Group | None:
    """The mention with the others of its list, if it may stand in this place."""
    if place == "O" and _is_cut_off(clause, at.last, mention.first):
        return None
    if mention.sort == "adjective":
        return (replace(mention, sort="state"),) if slot.mark == "~" else None
    if mention.sort == "place":
        return (mention,) if slot.role == "place" else None
    group = clause.starting.get(mention.first)
    if group is None:
        return None
    is_of_people = mention.last + 1 < len(clause.words) and mention.last + 1 in clause.starting
    if mention.is_owner and slot.mark != "~" and not is_of_people:
        return None
    if place == "with" and _is_aside(clause, group[-1].last):
        return None
    if slot.mark == "!person" and not any(one.sort in PERSONAL for one in group):
        return None
    if slot.mark in ("!", "!person") and place == "O" and _words_between(clause, at, mention) > MOST_BEFORE_OBJECT:
        return None
    return _cut(clause, group, stop)


def _where(clause: Clause) -> set[int]:
    """The tokens of “in Dakar”."""
    return {n for one in clause.mentions if one.sort in ("city", "place") for n in range(one.first - 1, one.last)}


def _is_aside(clause: Clause, last: int) -> bool:
    """“…, with diplomats voicing hope”: they take no part."""
    low = clause.low(last)
    return low.endswith("ing") and low not in LIKE_PREPOSITIONS and not clause.words[last].is_capitalised


def _words_between(clause: Clause, at: Found, mention: Mention) -> int:
    """Without “the foreign ministers of”, and without when and where: “received on Tuesday in Dakar the envoy”."""
    besides = clause.in_time | _where(clause)
    behind = range(at.last, mention.first)
    between = [
        clause.low(n) for n in behind if n not in besides and not (clause.low(n) == "on" and n + 1 in clause.in_time)
    ]
    return len(between) if not PEOPLE & set(between) else len([low for low in between if low not in ("of", "the")]) - 1


def _is_cut_off(clause: Clause, last: int, first: int) -> bool:
    """Whether a comma or a preposition stands between a verb and what would be its object."""
    words = clause.words
    where = _where(clause)
    return any(
        words[n].text == ","
        or (
            words[n].low in PREPOSITIONS
            and n not in clause.in_time
            and n not in where  # “received in Dakar the ambassador”
            and n > last
            and words[n - 1].low not in PEOPLE
        )
        for n in range(last, first)
    )


def _cut(clause: Clause, group: Group, stop: int) -> Group:
    """Without a last one that is the subject of the next verb."""
    if len(group) > 1:
        after = group[-1].last
        while clause.low(after) != "to" and (clause.low(after) in AUXILIARIES or clause.low(after).endswith("ly")):
            after += 1
        other = clause.triggers.get(after)
        if other and other.trigger.kind == "v":
            return group[:-1]
    return tuple(one for one in group if one.first < stop)


def clause_end(clause: Clause, at: Found) -> int:
    """Where the clause of the trigger ends; “that” ends it unless the trigger has a place for what follows it."""
    takes_that = "that" in at.trigger.slots
    most = min(len(clause.words), at.last + MOST_AWAY)
    for n in range(at.last, most):
        low = clause.words[n].low
        if low in STOPS or (low == "that" and not takes_that):
            return n
        other = clause.triggers.get(n)
        if other and other.first > at.first and other.trigger.kind == "v" and n > at.last:
            before = clause.words[n - 1].low
            is_content = before == "to" and at.trigger.act == "request"  # “urged X to send”
            if before in BEFORE_NEXT_VERB and not is_content:
                return n
    return most


def place(clause: Clause, at: Found) -> Mention | None:
    """The first place named behind an “in” or “at” of the clause."""
    stop = clause_end(clause, at)
    for mention in clause.mentions:
        is_place = at.first <= mention.first < stop and mention.sort in ("city", "place", "state")
        if is_place and not mention.is_owner and clause.governor(mention) in PLACES:
            return None if at.trigger.act == "statement" and _is_of_another(clause, at, mention) else mention
    return None


def _is_of_another(clause: Clause, at: Found, mention: Mention) -> bool:
    """“In a speech she told of talks in Dakar”: there the talks were."""
    return any(at.last <= other.first < mention.first for other in clause.found)


def agent(clause: Clause, at: Found) -> Group | None:
    """Of a passive: who follows “by”."""
    for group in clause.groups:
        is_near = at.last <= group[0].first <= at.last + MOST_BEFORE_BY
        if is_near and clause.governor(group[0], least=at.last) == "by":
            return group
    return None
