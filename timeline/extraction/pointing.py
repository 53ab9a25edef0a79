"""Whom words that point back mean: “she”, “the two”, “their”, “the French president”."""

from __future__ import annotations

from dataclasses import replace

from .clauses import Clause, Group
from .groups import AGAINST_STATES, ANY_GOVERNMENT
from .lexicon import Lexicon
from .offices import RECIPROCAL, UNKNOWN
from .people import Mention, People, office_of

MOST_TOGETHER = 4
MOST_OF_PAIR = 2
LONGEST_SINCE = 3  # sentences after which “they” is somebody else
THREE = 3
OF_STATES = frozenset({"countries", "governments", "states", "nations", "capitals", "neighbours", "neighbors"})


class Pointing:
    """Remembers, from one sentence to the next, who was spoken of last."""

    def __init__(self, lexicon: Lexicon, people: People) -> None:
        self._heads = lexicon.heads
        self._countries = lexicon.country_names
        self._people = people
        self._person: Mention | None = None
        self._state: Mention | None = None
        self._pair: Group = ()
        self._states: Group = ()  # those named together last
        self._several: Group = ()  # “the Cubans”, of the sentence before
        self._since_pair = 0  # sentences
        self._groups: dict[str, Mention] = {}  # what a group is called, “rebels” → the last of it with a name

    def meant(self, mention: Mention, clause: Clause) -> Group:
        """First somebody named before it in the sentence, then of those before; empty where nobody is."""
        if mention.sort in ("pronoun", "possessive"):
            return self._of_pronoun(mention, clause)
        if mention.sort == "group" and clause.low(mention.first - 1) == "the":
            return (self._groups.get(mention.name, mention),)
        if mention.sort == "organisation" and mention.name.lower().endswith(" ministry"):
            state = self._state  # “the Foreign Ministry” is that of the state told of before
            return (replace(state, is_owner=False),) if state and state.sort == "state" else (mention,)
        if mention.kind == ANY_GOVERNMENT and mention.sort == "office":
            return self._of_government(mention, clause)
        if mention.sort == "office" and not mention.name:
            return self._of_owned_office(mention, clause) if mention.kind != UNKNOWN else ()
        if mention.sort == "office":
            holder = self._holder(mention) or self._former(mention, clause)
            return (holder,) if holder else (mention,)
        return (mention,)

    def _of_pronoun(self, mention: Mention, clause: Clause) -> Group:
        if mention.kind in ("person", "state"):
            last = self._person if mention.kind == "person" else self._state
            near = _named_before(clause, mention) or last
            return (near,) if near else ()
        if mention.kind == "group":
            group = _group_before(clause, mention) or _pair_before(clause, mention) or _several_before(clause, mention)
            recent = self._pair[:MOST_OF_PAIR] if self._since_pair <= LONGEST_SINCE else ()
            return group or self._several or recent
        return self._of_pair(mention, _pair_before(clause, mention) or self._pair)

    def _of_government(self, mention: Mention, clause: Clause) -> Group:
        """“Nepal's rebels and the government”: of the state told of last."""
        before = [one for one in clause.named if one.last <= mention.first and one.country in self._countries]
        last = before[-1] if before else self._state
        name = self._countries.get(last.country) if last else None
        if last is None or name is None:
            return ()
        return (replace(mention, sort="state", name=name, country=last.country, kind="state"),)

    def _of_pair(self, mention: Mention, pair: Group) -> Group:
        """“The three” are three; of “the two countries” the persons are officers; “the leaders” may be a group."""
        number, noun = mention.titles or ("", "")
        if not number and noun in self._groups:
            return (self._groups[noun],)
        if noun in OF_STATES:
            states = tuple(state for one in pair if (state := self._state_of(one)))
            pair = states if len({one.name for one in states}) == len(pair) else self._states
        if number == "three":
            return pair if len(pair) == THREE else ()
        return pair[:MOST_OF_PAIR]

    def _state_of(self, one: Mention) -> Mention | None:
        if one.sort not in ("person", "office"):
            return one
        country = self._countries.get(one.country)
        return replace(one, sort="state", name=country, kind="state") if country else None

    def _of_owned_office(self, mention: Mention, clause: Clause) -> Group:
        """“His foreign minister” speaks and acts for the country of whom “his” means; “his colleague” is the other of
        the last two."""
        for owner in self._of_pronoun(mention, clause)[:1]:
            if mention.titles[-1] in RECIPROCAL:
                others = [one for one in self._pair if one.name != owner.name]
                return tuple(others) if len(others) == 1 else ()
            if name := self._countries.get(owner.country):
                return (replace(mention, name=name, country=owner.country, kind="state"),)
        return ()

    def _holder(self, mention: Mention) -> Mention | None:
        officers = self._people.officers
        for title in mention.titles:
            if person := officers.get((mention.country, office_of(title))):
                return person
        if not any(self._is_head(title) for title in mention.titles) and "leaders" not in mention.titles:
            return None
        return next(
            (
                person
                for (country, title), person in officers.items()
                if country == mention.country and self._is_head(title)
            ),
            None,
        )

    def _former(self, mention: Mention, clause: Clause) -> Mention | None:
        """“The former French minister” is the last person, if he is French."""
        is_former = clause.low(mention.first - 1) == "former" and self._person is not None
        return self._person if is_former and self._person and self._person.country == mention.country else None

    def _is_head(self, title: str) -> bool:
        return tuple(title.split()) in self._heads

    def remember(self, clause: Clause, mentions: list[Mention]) -> None:
        """After a sentence: its subjects come before those whom a preposition governs."""
        named = [one for one in mentions if one.sort in ("person", "office")]
        persons = [found[0] for one in named if (found := self.meant(one, clause))]
        if persons:
            free = [one for one in named if one.sort == "person" and not clause.governor(one) and not one.is_owner]
            goes_on = any(one.name in ("he", "she") and one.first < persons[0].first for one in mentions)
            if free or not goes_on or self._person is None:
                self._person = replace(free[0] if free else persons[0], is_owner=False)
        states = [one for one in mentions if one.sort in ("state", "organisation")]
        if states and not _goes_on_with_it(clause):
            self._state = ([one for one in states if not clause.governor(one)] or states)[0]
        pair = _pair(clause, persons, states)
        self._pair, self._since_pair = (pair, 0) if pair else (self._pair, self._since_pair + 1)
        self._several = () if pair else _people(clause, states)
        self._states = _together(clause, states) or self._states
        for one in mentions:
            if one.sort == "group" and " " in one.name:
                self._groups[one.name.split()[-1]] = one
            elif one.kind == "armed_group":
                self._groups.update(dict.fromkeys(AGAINST_STATES, one))


def _pair(clause: Clause, persons: list[Mention], states: list[Mention]) -> Group:
    """Whom “the two” will mean in the next sentence."""
    distinct = tuple({one.name: one for one in persons}.values())
    if len(distinct) >= 2:
        return distinct[:MOST_TOGETHER]
    if group := next((group for group in clause.groups if len(group) > 1), None):
        return group
    countries = tuple({one.name: one for one in states}.values())
    return countries if len(countries) == 2 else ()


def _goes_on_with_it(clause: Clause) -> bool:
    """“It has told Mali”: what is told of goes on being told of."""
    return clause.low(0) == "it" and clause.low(1) not in ("is", "was")


def _people(clause: Clause, states: list[Mention]) -> Group:
    """“The Cubans”, whom “them” means in the next sentence."""
    several = [one for one in states if clause.low(one.first) == "the" and clause.low(one.last - 1).endswith("s")]
    return tuple(one for one in several[-1:] if one.sort == "state" and one.last - one.first == 2)


def _together(clause: Clause, states: list[Mention]) -> Group:
    """A list of states, or the only two of the sentence."""
    if group := next((group for group in clause.groups if len(group) > 1 and set(group) <= set(states)), None):
        return group
    distinct = tuple({one.name: one for one in states}.values())
    return distinct if len(distinct) == MOST_OF_PAIR else ()


def _group_before(clause: Clause, mention: Mention) -> Group:
    """Whom “they” means, where a group or several parties together stand before it in the sentence."""
    before = [group for group in clause.groups if group[-1].last <= mention.first]
    return next((group for group in before if len(group) > 1 or group[0].sort == "group"), ())


def _several_before(clause: Clause, mention: Mention) -> Group:
    """A party of several that stands free before “they”: “US officials said they would”."""
    for one in reversed(clause.mentions):
        if one.last <= mention.first and one.sort in ("state", "organisation", "group") and clause.is_free((one,)):
            word = clause.low(one.last - 1)
            return (one,) if word.endswith("s") or one.sort != "state" else ()
    return ()


def _pair_before(clause: Clause, mention: Mention) -> Group:
    """Two persons, or two states, named before “the two” in its sentence."""
    before = [one for one in clause.mentions if one.last <= mention.first and one.can_act and not one.is_owner]
    for sorts in (("person", "office"), ("state",)):
        found = tuple({one.name: one for one in before if one.sort in sorts}.values())
        if len(found) == 2:
            return tuple(replace(one, is_owner=False) for one in found)
    return ()


def _named_before(clause: Clause, mention: Mention) -> Mention | None:
    sorts = ("person",) if mention.kind == "person" else ("state", "organisation", "city")
    before = [one for one in clause.mentions if one.sort in sorts and one.last <= mention.first]
    return next((one for one in reversed(before) if not clause.governor(one)), None)
