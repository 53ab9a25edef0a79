"""The mentions of a sentence as parties: which stand together in a list, and which preposition governs them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from .lexicon import Trigger
from .people import Mention
from .times import Time
from .tokens import Token
from .wordlists import words

PREPOSITIONS = words("clauses.prepositions")
# Words that may stand between a preposition and the name that it governs.
MODIFIERS = words("clauses.modifiers")
MODIFIER_ENDS = ("ern", "al", "ing", "ed", "an", "ish", "ic", "ive", "est", "ary", "ous", "ent")
BEFORE_NAMES = words("clauses.before_names")
JOINS = frozenset({",", "and", "&", "or", "the", "both", "with", "as", "well", "its", "a", "an"})
PERSONAL = frozenset({"he", "she"})
ANDS = frozenset({"and", "&"})
PEOPLE = words("clauses.people")
NUMBERS = words("clauses.numbers")
MOST_BETWEEN = 5  # words between a preposition and the name that it governs
MOST_AWAY = 45  # tokens; a party that stands farther off belongs to something else
Group = tuple[Mention, ...]


@dataclass(frozen=True)
class Found:
    """A trigger where it fires: tokens `first` to `last`, `last` exclusive."""

    trigger: Trigger
    first: int
    last: int


class Clause:
    """The mentions, times and triggers of one sentence. A group is one mention or a list of several."""

    def __init__(
        self, words: Sequence[Token], mentions: Sequence[Mention], times: Sequence[Time], found: Sequence[Found]
    ) -> None:
        self.words = words
        self.mentions = [mention for mention in mentions if mention.can_act or mention.sort in ("adjective", "place")]
        self.named = mentions
        self.owners = [mention for mention in mentions if mention.is_owner or mention.sort == "possessive"]
        self.times = times
        self.found = found
        self.groups = self._grouped([mention for mention in self.mentions if mention.can_act])
        self.in_time = {at for time in times for at in range(time.first, time.last)}
        self.starting = {group[0].first: group for group in self.groups}
        self.ending = {group[-1].last: group for group in self.groups}
        self.triggers = {at: one for one in found for at in range(one.first, one.last)}
        self._first_of_group = {one: group[0].first for group in self.groups for one in group}
        # “with the Tigers' ailing leader”: what governs him stands before the owner
        self._owned_from = {one.last + 1: one.first for one in mentions if one.is_owner and one.sort != "possessive"}
        self._adjectives = {at for one in self.mentions if one.sort == "adjective" for at in range(one.first, one.last)}

    def low(self, at: int) -> str:
        """The word in lower case, empty outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def is_free(self, group: Group) -> bool:
        """Whether nothing governs it and it owns nothing, as a subject has to be."""
        return not self.governor(group[0]) and not group[-1].is_owner

    def governor(self, mention: Mention, least: int = 0) -> str:
        """The preposition before it, across a list: in “between A and B” both are governed by “between”. “that” where
        it begins a clause behind `least`; empty where nothing governs it."""
        first = self._first_of_group.get(mention, mention.first)
        at, steps = first - 1, 0
        while at >= least and steps < MOST_BETWEEN:
            low = self.words[at].low
            if low in PREPOSITIONS:
                if low in ("of", "in") and self._is_of_people(at, first, least):
                    at -= 2
                    continue
                return "" if at in self.in_time else low
            if low == "that" and at >= least > 0:
                return "that"
            if not self._is_before_name(at) and at + 1 not in self._owned_from:
                return ""
            at, steps = self._owned_from.get(at + 1, at) - 1, steps + 1
        return ""

    def _is_of_people(self, at: int, first: int, least: int) -> bool:
        """“with the leaders of Mali”: what governs the leaders governs Mali."""
        is_direct = all(self.words[n].low == "the" for n in range(at + 1, first))
        return is_direct and at - 1 >= least and self.words[at - 1].low in PEOPLE

    def _is_before_name(self, at: int) -> bool:
        word = self.words[at]
        if word.low in MODIFIERS or word.low in BEFORE_NAMES or at in self._adjectives or word.text.isdigit():
            return True
        return word.is_word and not word.is_capitalised and word.low.endswith(MODIFIER_ENDS)

    # -- lists ------------------------------------------------------------------------------------------------------

    def _grouped(self, mentions: Sequence[Mention]) -> list[Group]:
        groups: list[list[Mention]] = []
        for mention in mentions:
            if groups and self._is_joined(groups[-1][-1], mention):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return [part for group in groups for part in self._listed(group)]

    def _is_joined(self, one: Mention, other: Mention) -> bool:
        between = [word.low for word in self.words[one.last : other.first]]
        if one.name in PERSONAL and other.sort == "person":
            return between == ["and"]  # “he and X met”
        is_single = any(party.sort == "pronoun" and party.kind != "pair" for party in (one, other))
        if is_single or one.is_owner:
            return False
        if not between or len(between) > MOST_BETWEEN or not set(between) & {",", *ANDS}:
            return False
        return all(word in JOINS or word in MODIFIERS or word in NUMBERS for word in between)

    def _listed(self, group: list[Mention]) -> list[Group]:
        """A list ends with “and”: what only commas join is no list (“In Moscow, Putin said”)."""
        ands = [
            n
            for n, (one, other) in enumerate(itertools.pairwise(group))
            if ANDS & {word.low for word in self.words[one.last : other.first]}
        ]
        last = ands[-1] + 1 if ands else 0  # of the list
        if self.low(group[-1].last) in ANDS and self.low(group[-1].last + 1) in NUMBERS:
            last = len(group) - 1  # “Portugal, Mali and two neighbours”
        return [tuple(group[: last + 1]), *((one,) for one in group[last + 1 :])]
