"""The parties of a draft: who stands in which place of its trigger, with role, kind and country."""

from __future__ import annotations

from collections.abc import Sequence

from .clauses import Clause, Found, Group
from .drafts import Draft, KnownActor, Party
from .lexicon import Lexicon, Trigger
from .objects import agent
from .people import Mention
from .pointing import Pointing

MOST_PARTIES = 12
SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
PUBLIC_KINDS = frozenset({"state", "igo", "ngo", "armed_group", "government", "officer", "group"})
DEALINGS = frozenset({"meeting", "call", "negotiation", "agreement", "mediation"})
Role = tuple[str, Mention]


def roles(
    trigger: Trigger, subject: Group | None, found: dict[str, Group], clause: Clause, at: Found, *, is_passive: bool
) -> list[Role]:
    """(role, who), the subject first; in the passive what stands before the verb is its object."""
    slots = trigger.slots
    doer = slots.get("S") or slots.get("N")
    is_turned = is_passive and "O" in slots
    filled: list[Role] = []
    if is_turned:
        by = agent(clause, at)
        if by and doer:
            filled += [(doer.role, one) for one in by]
        if subject:
            filled += [(slots["O"].role, one) for one in subject]
    elif subject and doer:
        filled += [(doer.role, one) for one in subject]
    for place, group in found.items():
        if not (is_passive and place == "O"):
            filled += [(_role_of(slots[place].role, one), one) for one in group]
    return [(role, one) for role, one in filled if role != "place"]


def _role_of(role: str, one: Mention) -> str:
    """“Visited President X”: a person is no place."""
    return "host" if role == "place" and one.sort == "person" else role


class Parties:
    """Turns mentions into parties, with the keys of the caller's actors."""

    def __init__(self, lexicon: Lexicon, pointing: Pointing, known: Sequence[KnownActor]) -> None:
        self._private = lexicon.private
        self._dealt_with: set[str] = set()
        self.is_of_states = False  # the text: whom it names without a title is then taken to be in public life
        self._pointing = pointing
        self._keys = {actor.name.lower(): actor.key for actor in known}
        self._states = {actor.country: actor.key for actor in known if actor.kind == "state" and actor.country}

    def is_diplomatic(self, draft: Draft) -> bool:
        """Whether one of its parties is a state, an organisation of states or of a conflict, holds an office, or has
        dealt with one that does before: whoever met a president is no stranger afterwards."""
        if not draft.parties:
            return draft.act in ("evacuation", "military_action")
        if not any(self._is_public(party) or self._is_likely(party, draft) for party in draft.parties):
            return False
        if draft.act in DEALINGS:
            self._dealt_with |= {party.name for party in draft.parties}
        return True

    def _is_public(self, party: Party) -> bool:
        return bool(party.country or party.key or party.kind in PUBLIC_KINDS or party.name in self._dealt_with)

    def _is_likely(self, party: Party, draft: Draft) -> bool:
        """Somebody named without a title, in a text about states: “the talks between Ana Prado and Ho Wei”."""
        return self.is_of_states and draft.act != "military_action" and party.kind == "person"

    def may_state(self, mention: Mention, who: Mention) -> bool:
        """Officers, states and organisations of states make statements; a coach or a firm says something."""
        if who.sort == "person":
            is_named = mention.sort in ("person", "office") or mention.name in ("he", "she")
            is_known = bool(who.key or self.holds_office(who) or who.name in self._dealt_with)
            speaks = not who.titles or bool(SPOKESMEN & set(who.titles))  # “the Kremlin's spokesman”
            is_public = bool(who.country and speaks) or (self.is_of_states and not who.titles)
            return is_named and (is_known or is_public)
        if who.sort == "organisation":
            return who.kind in PUBLIC_KINDS
        return mention.sort in ("state", "city", "office")

    def of(self, filled: Sequence[Role], clause: Clause) -> tuple[Party, ...]:
        """Each once, in the order of the roles."""
        found: dict[str, Party] = {}
        for role, mention in filled:
            for who in self._pointing.meant(mention, clause):
                if who.sort not in ("place", "unknown") and who.name:
                    found.setdefault(who.key or who.name.lower(), self.party(who, role))
        return tuple(found.values())[:MOST_PARTIES]

    def party(self, who: Mention, role: str) -> Party:
        kind = self._kind(who)
        key = who.key or self._keys.get(who.name.lower(), "")
        if not key and kind == "state":
            key = self._states.get(who.country, "")  # “Burma” is Myanmar
        return Party(who.name, role, key, kind, who.country)

    def _kind(self, who: Mention) -> str:
        if who.sort == "person":
            if self.holds_office(who):
                return "officer"
            return "private" if who.titles else "person"
        return "state" if who.sort in ("state", "office", "city") else who.kind or "other"

    def holds_office(self, who: Mention) -> bool:
        """Whether one of the titles is that of somebody who speaks for a state."""
        return any(tuple(title.split()) not in self._private for title in who.titles)
