"""Whether enough is named to make an event of a trigger: a meeting takes two, a visit a visitor and a place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from . import objects
from .clauses import Clause, Found, Group
from .dating import own_time
from .drafts import Party
from .fitting import is_passive
from .lexicon import Slot, Trigger
from .parties import Role
from .people import Mention
from .tokens import Token
from .wordlists import words

PEOPLE = re.compile(
    r"\b(?:children|people|citizens|nationals|refugees|civilians|families|students|workers|orphans|wounded|foreigners|"
    r"dependants|expatriates|diplomats|staff|tourists|passengers|evacuees|pilgrims|women|survivors|missionaries|personnel|"
    r"migrants|sailors|fishermen|hostages)\b"
)
OFFICIALS = words("sufficiency.officials")
MOST_BEFORE_OFFICIALS = 5
NUMBERS = words("clauses.numbers")
VISITING = words("sufficiency.visiting")
CARGO = words("sufficiency.cargo")
FORCES = words("sufficiency.forces")
TROOPS = frozenset({"troops", "soldiers", "marines", "paratroopers", "forces"})
MOST_BEFORE_FORCE = 4
MOST_BEFORE_PEOPLE = 8
VISITORS = frozenset({"person", "office", "group", "organisation", "state"})
SPEAKS = frozenset({"person", "office", "state", "organisation", "city", "group"})
NEEDS_TWO = frozenset({"meeting", "call", "negotiation"})
COUNTERPARTS = frozenset({"with", "between", "O"})
DATED_VISITS = frozenset({"visit.arrive-when"})
PLACELESS_VISITS = frozenset({"visit.noun-by", "visit.return"})
BY_SOMEBODY = frozenset({"condemnation", "request", "statement", "support", "aid"})
MUST = ("!", "!person")


@dataclass(frozen=True)
class Case:
    """What is known of a draft before it is made. `roles` are as mentioned, `meant` says whom a mention means."""

    at: Found
    clause: Clause
    roles: Sequence[Role]
    parties: Sequence[Party]
    found: dict[str, Group]
    meant: Callable[[Mention], Group]

    @property
    def trigger(self) -> Trigger:
        return self.at.trigger

    @cached_property
    def is_dated(self) -> bool:
        return own_time(self.clause, self.at) is not None

    @cached_property
    def has_place(self) -> bool:
        return objects.place(self.clause, self.at) is not None

    @property
    def has_two(self) -> bool:
        return len(self.parties) >= 2

    @property
    def has_counterpart(self) -> bool:
        """One party, and a place filled in which its counterpart stands: “talks with officials”."""
        if len(self.parties) != 1:
            return False
        others = [one for place in COUNTERPARTS & set(self.found) for one in self.found[place]]
        has_first = any(who not in others for _role, who in self.roles)  # “thousands met the president”
        return has_first and any(one.sort != "pronoun" for one in others)  # “welcomed them”, and nobody knows whom


def is_enough(case: Case) -> bool:
    if not all(_is_filled(case, place, slot) for place, slot in case.trigger.slots.items()):
        return False
    if _is_by_nobody(case):
        return False
    act, kind = case.trigger.act, case.trigger.kind
    check = BY_RULE.get(case.trigger.id) or BY_ACT_AND_KIND.get((act, kind)) or BY_ACT.get(act)
    return check(case) if check else bool(case.parties)


def _is_by_nobody(case: Case) -> bool:
    """“Critics blamed Mali”: what is said to somebody takes a speaker."""
    trigger = case.trigger
    if trigger.kind != "v" or trigger.act not in BY_SOMEBODY or is_passive(case.clause.words, case.at):
        return False
    doer = trigger.slots.get("S")
    return doer is not None and bool(case.roles) and not any(role == doer.role for role, _who in case.roles)


def _is_filled(case: Case, place: str, slot: Slot) -> bool:
    """A place that must be filled is."""
    if slot.mark not in MUST:
        return True
    if place == "O":
        if is_passive(case.clause.words, case.at):  # “the truce was welcomed by Mali” receives nobody
            return slot.mark != "!person" or any(role == slot.role for role, _who in case.roles)
        return bool({"O", "with", "to", "for"} & set(case.found))
    if place == "S":
        return slot.mark != "!" or any(role == slot.role for role, _who in case.roles)
    return place in case.found


def _of_visit(case: Case) -> bool:
    clause, at = case.clause, case.at
    visitors = [who for role, one in case.roles if role == "visitor" for who in case.meant(one)]
    if not any(who.sort in VISITORS and not _is_force(clause.words, who) for who in visitors):
        return False
    is_told = clause.low(at.last - 1) == "here" or bool({"O", "to"} & set(case.found))
    if is_told or case.trigger.id in PLACELESS_VISITS or case.has_place:
        return True
    return case.trigger.id in DATED_VISITS and case.is_dated


def _of_reaching(case: Case) -> bool:
    """Persons and delegations visit what they reach; a convoy arrives."""
    visitors = [who for role, one in case.roles if role == "visitor" for who in case.meant(one)]
    return any(who.sort in ("person", "office", "group") for who in visitors)


def _is_force(words: Sequence[Token], who: Mention) -> bool:
    """Troops arrive, they do not visit; and a state as such stays where it is."""
    return who.sort == "state" and not VISITING & {word.low for word in words[who.first : who.last]}


def _of_meeting_noun(case: Case) -> bool:
    if case.parties and case.has_place and case.is_dated:
        return case.has_two or any(party.kind != "person" for party in case.parties)
    return _of_noun(case)


def _of_noun(case: Case) -> bool:
    return case.has_two or (len(case.parties) == 1 and bool(case.found) and case.is_dated)


def _of_holding(case: Case) -> bool:
    if any(party.kind == "group" for party in case.parties):
        return True
    return (bool(case.parties) and (case.is_dated or _meets_people(case))) or _of_act_with_two(case)


def _of_act_with_two(case: Case) -> bool:
    """A council meets by itself, and so does a group."""
    kinds = [party.kind for party in case.parties]
    if "group" in kinds or (kinds and case.trigger.act == "meeting" and kinds[0] in ("igo", "government")):
        return True
    if case.trigger.act == "negotiation":
        return bool(kinds)
    return case.has_two or case.has_counterpart or (bool(kinds) and _meets_people(case))


def _meets_people(case: Case) -> bool:
    """“Met with senior officers in Dakar”: the counterparts have no names."""
    behind = case.clause.words[case.at.last : case.at.last + MOST_BEFORE_OFFICIALS]
    near = itertools.takewhile(lambda word: word.is_word and not word.is_capitalised, behind)
    return case.trigger.id in ("meet.verb", "meet.hold") and any(word.low in OFFICIALS for word in near)


def _of_call(case: Case) -> bool:
    return case.has_two or case.has_counterpart or any(party.kind == "igo" for party in case.parties)


def _of_person(case: Case) -> bool:
    """Somebody attacks with words; armies do not."""
    return any(
        who.sort in ("person", "office") for role, one in case.roles if role == "speaker" for who in case.meant(one)
    )


def _of_two(case: Case) -> bool:
    return case.has_two


def _of_agreement_noun(case: Case) -> bool:
    return case.has_two and case.is_dated


def _of_agreement(case: Case) -> bool:
    is_group = any(party.kind in ("group", "igo") for party in case.parties)
    is_public = any(party.kind in ("state", "officer") for party in case.parties)
    return case.has_two or is_group or is_public or (case.trigger.id != "agree.to" and bool(case.parties))


def _of_resolution(case: Case) -> bool:
    return any(party.kind != "person" for party in case.parties)


def _of_passive_evacuation(case: Case) -> bool:
    before = {word.low for word in case.clause.words[: case.at.first]}
    if before & TROOPS:
        return False
    return bool(case.parties) or bool(PEOPLE.search(" ".join(word.low for word in case.clause.words)))


def _of_evacuation(case: Case) -> bool:
    """People are brought out, or a number of them; who flies home himself is not."""
    behind = case.clause.words[case.at.first : case.at.last + MOST_BEFORE_PEOPLE]
    is_many = any(word.text[0].isdigit() for word in behind) or PEOPLE.search(" ".join(word.low for word in behind))
    return bool(case.parties) and bool(is_many)


def _of_many(case: Case) -> bool:
    """“Ninety children landed”: a number of them."""
    low = case.clause.low(case.at.first - 1)
    return low.isdigit() or low in NUMBERS or low.endswith(("ty", "teen", "hundred"))


def _of_statement(case: Case) -> bool:
    return any(who.sort in SPEAKS for role, one in case.roles if role == "speaker" for who in case.meant(one))


def _of_force(case: Case) -> bool:
    """Named or not, but then by what fights: “warplanes bombed the airstrip”."""
    before = {word.low for word in case.clause.words[max(0, case.at.first - MOST_BEFORE_FORCE) : case.at.first]}
    return bool(case.parties) or bool(FORCES & before)


def _of_named_force(case: Case) -> bool:
    """For words that tell of force only where troops, ships or aircraft do it."""
    before = {word.low for word in case.clause.words[max(0, case.at.first - MOST_BEFORE_FORCE) : case.at.first]}
    return bool(FORCES & before) and bool(case.parties)


def _of_council(case: Case) -> bool:
    """What a council talks about on a day it meets about."""
    return case.is_dated and bool(case.parties) and case.parties[0].kind in ("igo", "government")


def _of_gathering(case: Case) -> bool:
    return bool(case.parties) and (case.is_dated or case.has_place or case.has_two)


def _of_cargo(case: Case) -> bool:
    """What arrives is aid where the words before say so."""
    before = {word.low for word in case.clause.words[: case.at.first]}
    return bool(CARGO & before) and bool(case.parties)


def _always(_case: Case) -> bool:
    return True


Check = Callable[[Case], bool]
BY_RULE: dict[str, Check] = {
    "meet.noun": _of_meeting_noun,
    "meet.hold": _of_holding,
    "negotiate.hold": _of_holding,
    "vote.resolution": _of_resolution,
    "visit.reach": _of_reaching,
    "military.fighting": _of_gathering,
    "meet.discuss": _of_two,
    "call.called": _of_two,
    "condemn.attack": _of_person,
    "meet.council": _of_council,
    "meet.gather": _of_gathering,
    "aid.arrive": _of_cargo,
    "military.force": _of_named_force,
    "evacuate.out": _of_evacuation,
    "evacuate.landed": _of_many,
    "evacuate.passive": _of_passive_evacuation,
}
BY_ACT_AND_KIND: dict[tuple[str, str], Check] = {
    **{(act, "n"): _of_noun for act in NEEDS_TWO},
    ("agreement", "n"): _of_agreement_noun,
    ("military_action", "n"): _always,
}
BY_ACT: dict[str, Check] = {
    "visit": _of_visit,
    "meeting": _of_act_with_two,
    "negotiation": _of_act_with_two,
    "call": _of_call,
    "agreement": _of_agreement,
    "statement": _of_statement,
    "military_action": _of_force,
}
