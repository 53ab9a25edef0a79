"""What is the content of another act: asked for, promised, reproached, or told of by the verb before it."""

from __future__ import annotations

from .clauses import Clause, Found
from .merging import MEETS
from .subjects import is_of_thing

WEAK = frozenset(
    {"statement.pledge", "statement.feel", "statement.in-speech", "statement.position", "statement.react"}
)  # only where nothing else is told
OF_FORCE = frozenset({"military_action", "evacuation"})
ASKING = frozenset({"request", "offer"})
OTHERWISE = frozenset({"during", "after", "before", "at", "in", "following", ";"})
ANOTHER = frozenset({"with", "after", "before", "for", "during", "following"})  # “flew to Mali for talks with”
APART = frozenset({"and", "while", "but", ";", "as", "after", "when", "hours", "day"})
CLAUSES = frozenset({"and", "but", "while", "where", "who", "which", "when"})
MOST_BEFORE_CONTENT = 12
MOST_BEFORE_NOUN = 3
MOST_AFTER_REPROACH = 18


def asking(clause: Clause, at: Found) -> Found | None:
    """The trigger of which it is the content: “urged Cuba to release”, “agreed to open talks”."""
    if at.trigger.kind != "v" or clause.low(at.first - 1) != "to":
        return None
    for other in reversed(clause.found):
        if other.last < at.first <= other.last + MOST_BEFORE_CONTENT:
            between = clause.words[other.last : at.first]
            if not any(word.text in ";“”" or word.low in CLAUSES for word in between):
                return other
    return None


def is_told_by_another(clause: Clause, at: Found, asking_: Found | None) -> bool:
    """Whether another trigger tells of it already, asks for it or reproaches somebody with it, or a thing does it."""
    if (asking_ and asking_.trigger.id not in WEAK) or _is_of_verb_before(clause, at) or _is_asked_for(clause, at):
        return True
    if _is_caused(clause, at):
        return True
    is_act = at.trigger.kind == "v" and at.trigger.act not in OF_FORCE
    return (is_act and is_of_thing(clause, at)) or _is_reproached(clause, at)


def _is_caused(clause: Clause, at: Found) -> bool:
    """“Agreed to have their ministers ask for talks”: they will, if somebody has them do so."""
    group = clause.ending.get(at.first)
    before = group[0].first - 1 if group else 0
    before -= clause.low(before) in ("their", "his", "her", "its", "the")
    return before > 0 and clause.low(before) in ("have", "let") and clause.low(before - 1) == "to"


def _is_reproached(clause: Clause, at: Found) -> bool:
    """“Accused Mali of supplying arms”, “condemned the raid that killed ten”: what the reproach is about."""
    if at.trigger.kind != "v":
        return False
    near = range(at.first - 1, max(-1, at.first - MOST_AFTER_REPROACH), -1)
    before = next((clause.triggers[n] for n in near if n in clause.triggers), None)
    if before is None or before.trigger.act != "condemnation":
        return False
    is_gerund = clause.low(at.first).endswith("ing") and clause.low(at.first - 1) in ("of", "for", "by", "over")
    return is_gerund or (
        at.trigger.act in OF_FORCE and not APART & {clause.low(n) for n in range(before.last, at.first)}
    )


def _is_asked_for(clause: Clause, at: Found) -> bool:
    """“Called for a truce and for talks with Mali”: a noun that tells of an act, where it is what somebody asks for."""
    if at.trigger.kind != "n" or at.trigger.act not in MEETS:
        return False
    asking = [one for one in clause.found if one.last <= at.first and one.trigger.kind == "v"][-1:]
    if not asking or asking[0].trigger.act not in ASKING or at.first - asking[0].last > MOST_BEFORE_CONTENT:
        return False
    between = {word.low for word in clause.words[asking[0].last - 1 : at.first]}
    return bool(between & {"for", "to"}) and not between & OTHERWISE


def _is_what_they_met_for(clause: Clause, at: Found) -> bool:
    """“Will gather in Dakar for a summit”"""
    near = [clause.low(n) for n in range(max(0, at.first - MOST_BEFORE_NOUN), at.first)]
    before = [one for one in clause.found if one.last <= at.first][-1:]
    return "for" in near and bool(before) and before[0].trigger.act == "meeting" and before[0].trigger.kind == "v"


def _is_of_verb_before(clause: Clause, at: Found) -> bool:
    """“Hosted talks”, “signed an accord”: the verb tells of it already."""
    trigger = at.trigger
    if trigger.kind == "n" and trigger.act == "vote":
        return any(other.trigger.act == "vote" for other in clause.found if other is not at)
    if trigger.kind != "n" or (trigger.act not in MEETS and trigger.act != "agreement"):
        return False
    if _is_what_they_met_for(clause, at):
        return True
    return any(
        0 <= at.first - other.last <= MOST_BEFORE_NOUN
        and other.trigger.kind == "v"
        and other.trigger.act != "refusal"
        and other.trigger.id != "meet.host"
        and not ANOTHER & {clause.low(n) for n in range(other.last, at.first + 1)}
        for other in clause.found
    )
