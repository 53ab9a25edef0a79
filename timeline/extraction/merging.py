"""One draft for one occurrence, however often and in whatever words a text comes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .drafts import Dating, Draft
from .types import title_of

MEETS = frozenset({"meeting", "call", "visit", "negotiation"})
SPEECH = frozenset({"statement", "support"})
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
    parties = (*draft.parties, *targets)
    return replace(draft, parties=parties, title=title_of(draft.act, parties, draft.place))


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for one occurrence: what is told again of the same parties adds what was missing."""
    kept: list[Draft] = []
    for draft in drafts:
        near = range(max(0, len(kept) - MOST_COMPARED), len(kept))
        same = next((n for n in near if _is_same(kept[n], draft)), None)
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
            place=other.place or draft.place,
            duration=other.duration or draft.duration,
            occurrences=other.occurrences or draft.occurrences,
            credit=other.credit or draft.credit,
            **_better_passage(other, draft),
            parties=other.parties if len(other.parties) >= len(draft.parties) else draft.parties,
        )
    return kept


def _better_passage(one: Draft, other: Draft) -> dict[str, Any]:
    """The passage that says when: it is the one to cite."""
    if (one.date and one.date.basis != "inferred") or not other.date or other.date.basis == "inferred":
        return {}
    return {"start": other.start, "end": other.end, "rules": other.rules}


def _is_same(one: Draft, other: Draft) -> bool:
    if one.act in SPEECH and other.act in SPEECH:
        return _is_same_speech(one, other)
    if one.act != other.act or one.realisation != other.realisation:
        return False
    if one.quantities != other.quantities and one.quantities and other.quantities:
        return False
    is_mutual = one.act in (*MEETS, "agreement")
    if not is_mutual and one.parties and other.parties and one.parties[0].name != other.parties[0].name:
        return False  # whoever condemns is not whoever is condemned
    names, others = {party.name for party in one.parties}, {party.name for party in other.parties}
    if not names or not others or not (names <= others or others <= names):
        return False
    if one.start < other.end and other.start < one.end:
        return one.act in MEETS
    return _compatible(one.date, other.date) and (one.act in (*MEETS, "statement") or names == others)


def _is_same_speech(one: Draft, other: Draft) -> bool:
    """What one speaker says in a text is one statement, unless it was said on different days."""
    if not one.parties or not other.parties or one.parties[0].name != other.parties[0].name:
        return False
    return _compatible(one.date, other.date)


def _compatible(one: Dating | None, other: Dating | None) -> bool:
    if one is None or other is None or "inferred" in (one.basis, other.basis):
        return True
    return one.edtf == other.edtf
