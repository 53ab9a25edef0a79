"""Who does it, to whom and where: the parties that stand around a trigger, by word order and prepositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .lexicon import Trigger
from .mentions import Mention
from .times import Time
from .tokens import Token
from .wordlists import words

PREPOSITIONS = words("clauses.prepositions")
# Words that may stand between a preposition and the name that it governs.
MODIFIERS = words("clauses.modifiers")
AUXILIARIES = words("clauses.auxiliaries")
RELATIVES = frozenset({"who", "which", "that"})
STARTS = words("clauses.starts")
STOPS = words("clauses.stops")
JOINS = frozenset({",", "and", "&", "or", "the", "both", "with", "as", "well", "its", "a", "an"})
PEOPLE = words("clauses.people")
PLACES = ("in", "at", "near", "outside", "inside", "into", "from")
NUMBERS = words("clauses.numbers")
MOST_AWAY = 45  # tokens; a party that stands farther off belongs to something else
Group = tuple[Mention, ...]


@dataclass(frozen=True)
class Found:
    """A trigger where it fires: tokens `first` to `last`, `last` exclusive."""

    trigger: Trigger
    first: int
    last: int


class Clause:
    """The mentions, times and triggers of one sentence."""

    def __init__(
        self, words: Sequence[Token], mentions: Sequence[Mention], times: Sequence[Time], found: Sequence[Found]
    ) -> None:
        self.words = words
        self.mentions = [mention for mention in mentions if mention.can_act or mention.sort in ("adjective", "place")]
        self.owners = [mention for mention in mentions if mention.is_owner or mention.sort == "possessive"]
        self.times = times
        self.found = found
        self.groups = self._grouped([mention for mention in self.mentions if mention.can_act])
        self._in_time = {at for time in times for at in range(time.first, time.last)}
        self._starting = {group[0].first: group for group in self.groups}
        self._ending = {group[-1].last: group for group in self.groups}
        self._triggers = {at: one for one in found for at in range(one.first, one.last)}

    # -- subject ----------------------------------------------------------------------------------------------------

    def subject(self, at: Found, previous: Group | None) -> Group | None:
        """Of a verb: what stands before it and is governed by nothing. `previous`: that of the verb before it."""
        left = self._over_auxiliaries(at.first - 1)
        if left < 0:
            return None
        word = self.words[left].low
        if word in RELATIVES:
            return self._antecedent(left)
        gerund = self.words[at.first].low.endswith("ing") and word in (
            "after",
            "before",
            "by",
            "while",
            "since",
            ",",
            "of",
            "on",
        )
        if gerund:
            return previous or self._anywhere(at.first) or self._ahead(at)
        if previous and word in ("and", "but", ",", "then", "or") and not self._new_subject(left, at):
            return previous
        return self._nearest(left + 1, at) or self._anywhere(left + 1)

    def _over_auxiliaries(self, left: int) -> int:
        while left >= 0:
            word = self.words[left]
            is_adverb = word.low.endswith("ly") and not word.is_capitalised
            if (
                word.low not in AUXILIARIES
                and not is_adverb
                and left not in self._in_time
                and word.low not in ("on", "late", "n't")
            ):
                break
            if left in {mention.last - 1 for mention in self.mentions}:
                break
            left -= 1
        return left

    def _antecedent(self, at: int) -> Group | None:
        left = at - 1
        while left >= 0 and self.words[left].text in ",":
            left -= 1
        group = self._ending.get(left + 1)
        if group:
            return group
        return self._anywhere(at)

    def _new_subject(self, left: int, at: Found) -> bool:
        """Whether a mention ends right there: “…, and Lapid flew”."""
        return (left + 1) in self._ending and False

    def _nearest(self, end: int, at: Found) -> Group | None:
        """The last group before `end` that nothing governs, in this clause."""
        start = self._start(end)
        depth_comma = None
        for group in reversed(self.groups):
            if group[-1].last > end or group[0].first < start or end - group[-1].last > MOST_AWAY:
                continue
            if self.governor(group[0]) or group[-1].is_owner:
                continue
            if self._is_inside(group, end):
                continue
            return self._shortened(group, at)
        del depth_comma
        return None

    def _is_inside(self, group: Group, end: int) -> bool:
        """Whether it stands in a relative clause between commas that ends before `end`: “X, who met Y, said”."""
        last = group[-1].last
        closing = next((n for n in range(last, end) if self.words[n].text == ","), None)
        if closing is None:
            return False
        for n in range(group[0].first - 1, -1, -1):
            if self.words[n].low in ("who", "which", "whose", "whom") or (
                self.words[n].text == "," and n + 1 < len(self.words) and self.words[n + 1].low.endswith("ing")
            ):
                return True
            if self.words[n].text in ",;" and n and self.words[n + 1].low not in ("who", "which", "whose", "whom"):
                return False
        return False

    def _shortened(self, group: Group, at: Found) -> Group:
        """“X met Y and Z flew home”: of the group “Y and Z” before “flew” only Z is its subject."""
        if len(group) < 2:
            return group
        for other in self.found:
            if (
                other.trigger.kind == "v"
                and other.last <= group[0].first
                and group[0].first - other.last <= 4
                and other is not at
            ) and not any(self.words[n].text in ",;" for n in range(other.last, group[0].first)):
                return group[-1:]
        return group

    def _start(self, end: int) -> int:
        for n in range(end - 1, -1, -1):
            if self.words[n].low in STARTS:
                return n + 1
        return 0

    def _anywhere(self, end: int) -> Group | None:
        """In the whole sentence before `end`; a governed one (“envoys from X”) only where there is no other."""
        before = [group for group in self.groups if group[-1].last <= end and end - group[-1].last <= MOST_AWAY]
        free = [group for group in before if not self.governor(group[0]) and not group[-1].is_owner]
        if free:
            return free[-1]
        of = [group for group in before if self.governor(group[0]) in ("of", "from") and not group[-1].is_owner]
        return of[0] if of else None

    def _ahead(self, at: Found) -> Group | None:
        """“After meeting X, Y flew home”: the subject follows the comma."""
        comma = next((n for n in range(at.last, len(self.words)) if self.words[n].text == ","), None)
        return None if comma is None else self._starting.get(comma + 1)

    def main_subject(self, at: Found) -> Group | None:
        """Of the sentence around a noun: “X flew home after talks with Y”, “After talks with Y, X flew home”."""
        before = [group for group in self.groups if group[-1].last <= at.first and not group[-1].is_owner]
        free = [group for group in before if not self.governor(group[0])]
        if free:
            return free[0]
        if at.first <= 6 and (ahead := self._ahead(at)):
            return ahead
        return before[0] if before and self.governor(before[0][0]) in ("of", "from") else None

    def owner(self, at: Found) -> Group | None:
        """Of a noun: “Bennett's meeting”, “his three-hour meeting”."""
        for n in range(at.first - 1, max(-1, at.first - 8), -1):
            for mention in self.owners:
                if mention.sort == "possessive" and mention.first == n:
                    return (mention,)
                if mention.is_owner and mention.last == n:
                    return self._ending.get(mention.last) or (mention,)
            if self.words[n].text in ",;“”" or self.words[n].low in PREPOSITIONS:
                return None
        return None

    # -- objects ----------------------------------------------------------------------------------------------------

    def parties(self, at: Found) -> dict[str, Group]:
        """Slot → what fills it, to the right of the trigger and in its clause."""
        found: dict[str, Group] = {}
        slots = at.trigger.slots
        stop = self._stop(at)
        for mention in self.mentions:
            if mention.first < at.last or mention.first >= stop:
                continue
            governor = self.governor(mention, least=at.last)
            slot = slots.get(governor or "O")
            place = governor or "O"
            if slot is None or place in found:
                continue
            if place == "O" and self._is_cut_off(at.last, mention.first):
                continue
            if mention.sort == "adjective":
                if slot.mark == "~":
                    found[place] = (replace(mention, sort="state"),)
                continue
            if mention.sort == "place" and slot.role != "place":
                continue
            group = self._starting.get(mention.first)
            if group is None:
                continue
            if mention.is_owner and slot.mark != "~" and not self._is_of_people(mention):
                continue
            if slot.mark == "!person" and not any(
                one.sort in ("person", "office", "pronoun", "group", "state", "organisation") for one in group
            ):
                continue
            if slot.mark in ("!", "!person") and place == "O" and mention.first - at.last > 3:
                continue
            found[place] = self._cut(group, stop)
        return found

    def _is_cut_off(self, last: int, first: int) -> bool:
        """Whether a comma or a preposition stands between a verb and what would be its object."""
        return any(
            self.words[n].text == ","
            or (
                self.words[n].low in PREPOSITIONS
                and n not in self._in_time
                and n > last
                and self.words[n - 1].low not in PEOPLE
            )
            for n in range(last, first)
        )

    def _is_of_people(self, mention: Mention) -> bool:
        return mention.last + 1 < len(self.words) and mention.last + 1 in self._starting

    def _cut(self, group: Group, stop: int) -> Group:
        """Without a last one that is the subject of the next verb."""
        if len(group) > 1:
            after = group[-1].last
            while after < len(self.words) and (
                self.words[after].low in AUXILIARIES or self.words[after].low.endswith("ly")
            ):
                after += 1
            if after in self._triggers and self._triggers[after].trigger.kind == "v":
                return group[:-1]
        return tuple(one for one in group if one.first < stop)

    def _stop(self, at: Found) -> int:
        """Where the clause of the trigger ends; “that” ends it unless the trigger has a place for what follows it."""
        takes_that = "that" in at.trigger.slots
        for n in range(at.last, min(len(self.words), at.last + MOST_AWAY)):
            low = self.words[n].low
            if low in STOPS or (low == "that" and not takes_that):
                return n
            other = self._triggers.get(n)
            if other and other.first > at.first and other.trigger.kind == "v" and n > at.last:
                before = self.words[n - 1].low
                if before in ("and", ",", "but", "then", "to", "or") and not (
                    before == "to" and at.trigger.act == "request"
                ):
                    return n
        return min(len(self.words), at.last + MOST_AWAY)

    def place(self, at: Found, start: int) -> Mention | None:
        """The first place named behind an “in” or “at” of the clause."""
        stop = self._stop(at)
        for mention in self.mentions:
            if (
                start <= mention.first < stop
                and mention.sort in ("city", "place", "state")
                and self.governor(mention) in PLACES[:5]
            ) and not mention.is_owner:
                return mention
        return None

    # -- parts ------------------------------------------------------------------------------------------------------

    def governor(self, mention: Mention, least: int = 0) -> str:
        """The preposition before it, across a list: in “between A and B” both are governed by “between”."""
        first = mention.first
        for group in self.groups:
            if mention in group:
                first = group[0].first
                break
        at = first - 1
        steps = 0
        while at >= least and steps < 5:
            word = self.words[at]
            if word.low in PREPOSITIONS:
                is_direct = all(self.words[n].low == "the" for n in range(at + 1, first))
                if word.low in ("of", "in") and is_direct and at - 1 >= least and self.words[at - 1].low in PEOPLE:
                    at -= 2
                    continue
                return "" if at in self._in_time else word.low
            if word.low == "that" and at >= least > 0:
                return "that"
            skips = word.low in MODIFIERS or (
                word.is_word
                and not word.is_capitalised
                and word.low.endswith(
                    ("ern", "al", "ing", "ed", "an", "ish", "ic", "ive", "est", "ary", "ous", "est", "ent")
                )
            )
            is_adjective = any(one.sort == "adjective" and one.first <= at < one.last for one in self.mentions)
            is_title = word.low in (
                "leaders",
                "leader",
                "governments",
                "government",
                "capital",
                "city",
                "town",
                "port",
                "president",
                "state",
                "region",
                "province",
                "village",
                "island",
                "resort",
                "minister",
                "ministers",
                "presidents",
                "people",
                "republic",
                "kingdom",
                "officials",
                "neighbours",
                "neighbour",
            )
            if not (skips or is_adjective or is_title or word.text.isdigit()):
                return ""
            at -= 1
            steps += 1
        return ""

    def _grouped(self, mentions: Sequence[Mention]) -> list[Group]:
        groups: list[list[Mention]] = []
        for mention in mentions:
            if groups and self._is_joined(groups[-1][-1], mention):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        found: list[Group] = []
        for group in groups:
            found += self._listed(group)
        return found

    def _is_joined(self, one: Mention, other: Mention) -> bool:
        if one.sort == "pronoun" or other.sort == "pronoun" or one.is_owner:
            return False
        between = [word.low for word in self.words[one.last : other.first]]
        if not between or len(between) > 5 or not set(between) & {",", "and", "&"}:
            return False
        return all(word in JOINS or word in MODIFIERS or word in NUMBERS for word in between)

    def _listed(self, group: list[Mention]) -> list[Group]:
        """A list ends with “and”: what only commas join is no list (“In Moscow, Putin said”)."""
        cut: list[Group] = []
        start = 0
        for n in range(len(group) - 1):
            between = {word.low for word in self.words[group[n].last : group[n + 1].first]}
            has_and = any(
                {"and", "&"} & {word.low for word in self.words[one.last : other.first]}
                for one, other in zip(group[n:], group[n + 1 :], strict=False)
            )
            if "and" not in between and "&" not in between and not has_and:
                cut.append(tuple(group[start : n + 1]))
                start = n + 1
        return [*cut, tuple(group[start:])]
