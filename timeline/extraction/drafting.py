"""From a trigger and what stands around it to a draft, or to nothing where it did not happen or names too little."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from . import contents, objects, subjects
from .attribution import Said
from .clauses import Clause, Found, Group
from .contents import WEAK
from .dating import Days, own_time
from .drafts import Credit, Draft
from .fitting import is_passive, medium_of
from .lexicon import Trigger
from .merging import MEETS
from .modality import OF_SPEECH
from .modality import realisation as realisation_of
from .parties import Parties, roles
from .passages import is_abroad, passage, place_name
from .people import Mention
from .pointing import Pointing
from .quantities import duration, occurrences, quantities
from .sentences import Sentence
from .sufficiency import Case, is_enough
from .types import type_of
from .verbs import is_bare

COUNTED_ACTS = frozenset({"aid", "evacuation", "sanction", "vote", "other"})
AHEAD = frozenset({"visit.due", "offer.drawn-up"})
NOT_YET = frozenset({"set", "sets", "heads", "heading", "leaves", "leaving"})  # “to meet”: not met yet
PRONOUNS = frozenset({"he", "she", "it", "they"})
OF_PERSONS = frozenset({"statement", "support", "request", "condemnation", "offer", "refusal"})
MOST_BEFORE_VISIT = 6
TIMES_OF_VISITS = frozenset({"after", "during", "following", "end", "start", "from", "on"})
OF_OTHERS = frozenset({"which", "what"})
BESIDES = frozenset({"after", "since", "because", "although", "until"})
MOST_BEFORE_SUBJECT = 3
SCHEDULED = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|to-?morrow|next)\b")
WORDS_FOR_TYPE = 6  # before a trigger, for “an emergency summit”


@dataclass(frozen=True)
class Scene:
    """One sentence of a text, read."""

    text: str
    sentence: Sentence
    clause: Clause
    speech: Sequence[Said]

    @property
    def whole(self) -> str:
        return self.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True)
class Made:
    """`draft` if the trigger makes one; `going_on` is the subject that a following “and” goes on with; `is_unreal`: it
    did not happen, or is told by another."""

    draft: Draft | None
    going_on: Group | None
    is_unreal: bool = False


class Drafting:
    def __init__(self, pointing: Pointing, parties: Parties, days: Days) -> None:
        self._pointing = pointing
        self._parties = parties
        self._days = days

    def of(self, scene: Scene, at: Found, previous: Group | None) -> Made:
        """`previous` is the subject of the verb before it."""
        clause, trigger = scene.clause, at.trigger
        asking = contents.asking(clause, at)
        if contents.is_told_by_another(clause, at, asking):
            return Made(None, previous, is_unreal=True)
        found = objects.parties(clause, at)
        passive = trigger.kind == "v" and is_passive(clause.words, at)
        subject = _subject(clause, at, found, previous, _speaker_before(scene, at))
        if trigger.act in OF_PERSONS and subjects.is_of_noun_before(clause, at, subject):
            return Made(None, previous, is_unreal=True)
        goes_on = trigger.kind == "v" and not passive and not subjects.is_aside(clause, at, subject, previous)
        going_on = subject if goes_on else previous
        realisation = _realisation(scene, at, subject if not passive else None, is_content=bool(asking))
        if not realisation:
            return Made(None, going_on, is_unreal=True)
        filled = roles(trigger, subject, found, clause, at, is_passive=passive)
        case = Case(at, clause, filled, self._parties.of(filled, clause), found, self._meant_in(clause))
        if not is_enough(case):
            return Made(None, going_on)
        return Made(self._draft(scene, case, realisation, subject if not passive else None), going_on)

    def _meant_in(self, clause: Clause) -> Callable[[Mention], Group]:
        return lambda mention: self._pointing.meant(mention, clause)

    def _draft(self, scene: Scene, case: Case, realisation: str, subject: Group | None) -> Draft:
        clause, at, parties = scene.clause, case.at, case.parties
        trigger, act = at.trigger, at.trigger.act
        start, end = passage(scene.sentence, clause, at, subject)
        told = scene.text[start:end]
        place = objects.place(clause, at)
        where = place_name(scene.text, clause, place, case.found, trigger)
        medium = medium_of(trigger, scene.whole)
        around = scene.text[clause.words[max(0, at.first - WORDS_FOR_TYPE)].start : end]
        abroad = is_abroad(trigger, place, parties)
        credit = self._credit(scene, at)
        when, rules = self._days.of(clause, at, realisation)
        if realisation == "occurred" and self._days.is_ahead(when):
            realisation = "planned"  # “when the two meet next month”
        return Draft(
            act=act,
            type=type_of(act, trigger.id, around, medium, realisation, is_abroad=abroad),
            start=start,
            end=end,
            medium=medium,
            realisation=realisation,
            parties=tuple(parties),
            date=when,
            date_text="" if when else self._days.unread(clause, at),
            place=where,
            duration=duration(told) if act in MEETS else "",
            occurrences=occurrences(told) if act in MEETS else None,
            quantities=quantities(told) if act in COUNTED_ACTS else (),
            credit=credit,
            rules=(trigger.id, *rules),
        )

    def _credit(self, scene: Scene, at: Found) -> Credit | None:
        """Whose word it is, where a verb of speech stands behind or before."""
        for one in scene.speech:
            covers = at.first < one.verb if one.is_behind else at.first > one.verb
            if not covers or (at.trigger.act == "statement" and one.verb == at.first):
                continue
            if one.mention is None and one.credit.speaker.lower() in PRONOUNS:
                continue
            if one.mention is not None and one.mention.sort in ("pronoun", "possessive"):
                who = self._pointing.meant(one.mention, scene.clause)
                return replace(one.credit, speaker=who[0].name) if who else one.credit
            return one.credit
        return None


def _speaker_before(scene: Scene, at: Found) -> Group | None:
    """“…, Prado said on Monday after talks with Sow”: who said it is who held them."""
    before = [one.mention for one in scene.speech if one.is_behind and one.mention and one.verb < at.first]
    return (before[-1],) if before and at.trigger.act in MEETS else None


def _subject(
    clause: Clause, at: Found, found: dict[str, Group], previous: Group | None, speaker: Group | None
) -> Group | None:
    trigger = at.trigger
    if trigger.kind == "v":
        return subjects.subject(clause, at, speaker if speaker and clause.low(at.first).endswith("ing") else previous)
    if trigger.kind == "p":
        return subjects.behind_comma(clause, at)
    if trigger.act == "call" and not found and (both := subjects.both_before(clause, at)):
        return both
    if trigger.act == "call" and not found and (both := subjects.both_ahead(clause, at)):
        return both
    owner = (
        subjects.owner_ahead(clause, at)
        or subjects.owner(clause, at)
        or (subjects.adjective_before(clause, at) if _is_adjectival(trigger) else None)
    )
    if owner is None and trigger.act in ("statement", "vote") and trigger.id != "vote.passive":
        return subjects.main_subject(clause, at)
    if owner is None and trigger.act in MEETS and "between" not in found and _is_attended(clause, at, found):
        return speaker or subjects.main_subject(clause, at)
    return owner


def _is_adjectival(trigger: Trigger) -> bool:
    """Whether an adjective will do: “Russian drones hit the port”."""
    return "S" in trigger.slots and trigger.slots["S"].mark == "~"


def _is_attended(clause: Clause, at: Found, found: dict[str, Group]) -> bool:
    """Whether who is told of in the sentence took part: “after talks with X”, “at a summit in Geneva on Monday”."""
    if (
        "with" in found
        or at.trigger.id == "meet.call-noun"
        or (at.trigger.act == "call" and {"to", "from"} & set(found))
    ):
        return True
    if at.trigger.id in ("visit.noun", "visit.noun-to-meet"):
        return bool(TIMES_OF_VISITS & {clause.low(n) for n in range(max(0, at.first - MOST_BEFORE_VISIT), at.first)})
    is_told = at.trigger.id in ("meet.noun", "negotiate.noun", "meet.session") and objects.place(clause, at) is not None
    return is_told and own_time(clause, at) is not None


def _realisation(scene: Scene, at: Found, subject: Group | None, *, is_content: bool) -> str:
    """Empty where there is no event of it."""
    clause, trigger = scene.clause, at.trigger
    if (other := _continued(clause, at)) is not None:
        return _realisation(scene, other, subject, is_content=bool(contents.asking(clause, other)))
    found = realisation_of(clause.words, at, subject[-1].last if subject else 0, scene.whole)
    if found == "" and is_content:
        found = "planned"  # “promised to meet”
    if not found or (found == "did_not_happen" and trigger.act != "refusal") or _is_subjunctive(clause, at, subject):
        return ""
    if found == "planned" and trigger.act in OF_SPEECH and any(one.verb < at.first for one in scene.speech):
        return ""  # “said he would press for a truce”: it is what he said
    if trigger.act in ("statement", "support") and subject and _is_said_of(scene, at, subject):
        return ""
    low = clause.low(at.first)
    if trigger.act == "refusal":
        return "did_not_happen" if low in ("held", "holds", "kept", "keeps") else "occurred"
    if found == "ongoing" and (trigger.act == "offer" or _is_scheduled(clause, at, is_progressive=True)):
        return "planned"  # “is hosting a meeting on Thursday”, “is preparing a programme”
    is_ahead = trigger.id in AHEAD or (trigger.id == "visit.to-meet" and low in NOT_YET)
    return "planned" if is_ahead or (found == "occurred" and _is_scheduled(clause, at)) else found


def _is_said_of(scene: Scene, at: Found, subject: Group) -> bool:
    """“Prado said the two sides had reiterated”, “the raid, which Mali denied”: words told of beside the matter."""
    before = {scene.clause.low(subject[0].first - n) for n in (1, 2)}
    if before & OF_OTHERS or (before & BESIDES and at.trigger.id in WEAK):
        return True
    return any(
        not one.is_behind
        and one.verb < subject[0].first <= one.verb + MOST_BEFORE_SUBJECT
        and subject[-1].last <= at.first
        for one in scene.speech
    )


def _continued(clause: Clause, at: Found) -> Found | None:
    """The verb before it of which it shares the “to” or the “will”: “is to meet X and sign a treaty”."""
    if at.trigger.kind != "v" or clause.low(at.first - 1) not in ("and", "or") or not is_bare(clause.low(at.first)):
        return None
    before = [one for one in clause.found if one.trigger.kind == "v" and one.last < at.first]
    return before[-1] if before and is_bare(clause.low(before[-1].first)) else None


def _is_subjunctive(clause: Clause, at: Found, subject: Group | None) -> bool:
    """“(Demanded) that Peru sign the treaty”: one party, and the verb has no ending."""
    if at.trigger.kind != "v" or not subject or len(subject) > 1 or subject[0].last != at.first:
        return False
    is_one = subject[0].sort in ("person", "office", "city", "state", "organisation")
    is_singular = is_one and not subject[0].name.endswith("s")
    before = clause.low(subject[0].first - 1 - (clause.low(subject[0].first - 1) == "the"))
    return is_singular and before == "that" and is_bare(clause.low(at.first))


def _is_scheduled(clause: Clause, at: Found, *, is_progressive: bool = False) -> bool:
    """“The group meets on Wednesday”: the present with a day tells of what is to come."""
    is_present = is_progressive or (clause.low(at.first).endswith("s") and clause.low(at.first - 1) != "has")
    if at.trigger.kind != "v" or at.trigger.act not in MEETS or not is_present:
        return False
    time = own_time(clause, at)
    return time is not None and time.first >= at.first and bool(SCHEDULED.search(time.phrase.lower()))
