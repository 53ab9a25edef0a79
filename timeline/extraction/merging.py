"""One draft for one occurrence, however often and in whatever words a text comes back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline import dates

from .drafts import Dating, Draft, Party
from .lexicon import Named, words_of

MEETS = frozenset({"meeting", "call", "visit", "negotiation"})
SPEECH = frozenset({"statement", "support"})
TALKS = frozenset({"call", "negotiation", "meeting"})
AGAIN = frozenset({"military_action", "aid", "condemnation"})  # where who it was against is told only once
TALKED = frozenset({"meet.discuss", "meet.sit-down", "meet.speak", "meet.council", "meet.talk-for"})
CAST = "vote.cast"  # how one member voted belongs to the vote that was told of
TO_MEET = "visit.noun-to-meet"
GOES_ON = "statement.goes-on"
ACTS_OF_SPEECH = frozenset({"request", "condemnation"})
NEXT = 8  # code points between two passages of one sentence
POSTED = "social_media"  # what is written there is not what was spoken of before
PLEDGE = "aid.pledge"  # what was promised is not what was sent
LONG_BEFORE = 10  # days
MOST_COMPARED = 100  # drafts before it; farther back a text does not come back to an event


def with_target(draft: Draft, before: Sequence[Draft]) -> Draft:
    """“Canada expelled four Russian diplomats and Latvia ordered one more to leave”: the target is the same."""
    if (
        not before
        or before[-1].act != draft.act
        or len(draft.parties) != 1
        or draft.act not in ("sanction", "condemnation", "request", "aid")
    ):
        return draft
    targets = tuple(
        party
        for party in before[-1].parties
        if party.role in ("target", "addressee", "recipient") and party.name != draft.parties[0].name
    )
    return replace(draft, parties=(*draft.parties, *targets))


def merged(drafts: Sequence[Draft], names: Mapping[tuple[str, ...], Named]) -> list[Draft]:
    """One draft for one occurrence: what is told again of the same parties adds what was missing. `names` say in which
    country a place is."""
    kept: list[Draft] = []
    for draft in drafts:
        near = range(max(0, len(kept) - MOST_COMPARED), len(kept))
        same = next((n for n in near if _is_same(kept[n], draft, names)), None)
        if same is None:
            kept.append(draft)
            continue
        other = kept[same]
        better = (
            draft.date
            if draft.date and (not other.date or other.date.basis == "inferred") and draft.date.basis != "inferred"
            else other.date
        )
        kept[same] = replace(
            other,
            date=better,
            medium=other.medium or draft.medium,
            place=other.place or draft.place,
            duration=other.duration or draft.duration,
            occurrences=other.occurrences or draft.occurrences,
            credit=other.credit or draft.credit,
            **_better_passage(other, draft),
            parties=_parties(other, draft),
        )
    return kept


def _parties(one: Draft, other: Draft) -> tuple[Party, ...]:
    """Of the longer list; who voted how does not replace who took the vote."""
    is_longer = len(other.parties) > len(one.parties) and (other.rules[0] != CAST or not one.parties)
    return other.parties if is_longer else one.parties


def _better_passage(one: Draft, other: Draft) -> dict[str, Any]:
    """The passage that says when: it is the one to cite."""
    if (one.date and one.date.basis != "inferred") or not other.date or other.date.basis == "inferred":
        return {}
    return {"start": other.start, "end": other.end, "rules": other.rules}


def _is_same(one: Draft, other: Draft, names: Mapping[tuple[str, ...], Named]) -> bool:
    if one.act in SPEECH and other.act in SPEECH:
        return _is_same_speech(one, other)
    is_further = _is_talked_of(one, other) or _is_what_he_came_for(one, other)
    if other.rules[0] == GOES_ON and one.act in ACTS_OF_SPEECH:
        return _is_gone_on_with(one, other)
    if one.realisation != other.realisation or (one.act != other.act and not is_further):
        return False
    if one.act == "vote" and other.rules[0] == CAST:
        return _compatible(one.date, other.date)
    if one.quantities != other.quantities and one.quantities and other.quantities:
        return False
    if one.act == "visit" and _is_elsewhere(one.place, other.place, names):
        return False
    if (one.rules[0] == PLEDGE) != (other.rules[0] == PLEDGE):
        return False
    is_mutual = one.act in (*MEETS, "agreement")
    if not is_mutual and one.parties and other.parties and one.parties[0].name != other.parties[0].name:
        return False  # whoever condemns is not whoever is condemned
    ours, theirs = {party.name for party in one.parties}, {party.name for party in other.parties}
    if not ours or not theirs:
        return False
    if not (ours <= theirs or theirs <= ours) and not _is_between_same_states(one, other):
        return False
    if one.start < other.end and other.start < one.end:
        return one.act in MEETS
    if one.act == "request" and other.start < one.end + NEXT:
        return False  # “asked Mali for a truce and appealed to Chad for arms”
    is_told_less = theirs <= ours and one.act in AGAIN
    return _compatible(one.date, other.date) and (one.act in (*MEETS, "statement") or ours == theirs or is_told_less)


def _is_same_speech(one: Draft, other: Draft) -> bool:
    """What one speaker says in a text is one statement, unless it was said on different days or through other media."""
    if not one.parties or not other.parties or one.parties[0].name != other.parties[0].name:
        return False
    if other.medium != one.medium and (other.medium == POSTED or (one.medium and other.medium)):
        return False
    return _compatible(one.date, other.date)


def _is_talked_of(one: Draft, other: Draft) -> bool:
    """“The two spoke by telephone on Monday. … They exchanged views on trade”: what was said in a call or in talks."""
    is_undated = other.date is None or other.date.basis == "inferred"
    return one.act in TALKS and other.act == "meeting" and other.rules[0] in TALKED and is_undated


def _is_gone_on_with(one: Draft, other: Draft) -> bool:
    """“Sow asked for talks. “They are overdue,” she said”: what is said to an act of speech belongs to it."""
    is_undated = other.date is None or other.date.basis == "inferred"
    is_by_same = bool(one.parties and other.parties) and one.parties[0].name == other.parties[0].name
    return is_undated and is_by_same and 0 <= other.start - one.end < NEXT


def _is_what_he_came_for(one: Draft, other: Draft) -> bool:
    """“Back from a trip to see Putin … the hours that the two spent in the Kremlin on Saturday”"""
    names = [{party.name for party in draft.parties} for draft in (one, other)]
    return one.rules[0] == TO_MEET and other.act == "meeting" and names[0] == names[1]


def _is_elsewhere(one: str, other: str, names: Mapping[tuple[str, ...], Named]) -> bool:
    """Whether two places, as they are written, are in different countries."""
    countries = [found.country for place in (one, other) if place and (found := names.get(words_of(place)))]
    return len(countries) == 2 and all(countries) and countries[0] != countries[1]


def _is_between_same_states(one: Draft, other: Draft) -> bool:
    """“Peru and Chad held talks … The Peruvian, Ana Prado, met her Chadian colleague”: one names the states only."""
    is_of_states = any(all(party.kind in ("state", "group") for party in draft.parties) for draft in (one, other))
    countries = [{party.country for party in draft.parties if party.country} for draft in (one, other)]
    return one.act in MEETS and is_of_states and len(countries[0]) > 1 and countries[0] == countries[1]


def _compatible(one: Dating | None, other: Dating | None) -> bool:
    """Whether they may be the same; one without a date of its own is not what was long before the article."""
    if one is None or other is None:
        return True
    if "inferred" not in (one.basis, other.basis):
        return one.edtf == other.edtf
    if one.basis == other.basis:
        return True
    own, bound = (other, one) if one.basis == "inferred" else (one, other)
    latest, by = dates.parse(own.edtf).latest, dates.parse(bound.edtf).latest
    return latest is None or by is None or (by - latest).days < LONG_BEFORE
