"""Parties without a name of their own: “the two leaders”, “the government in Accra”, “two rebel movements”."""

from __future__ import annotations

from dataclasses import replace

from .naming import ATTRIBUTIVE_ENDS, DEPARTMENTS, Names
from .people import Mention
from .wordlists import words

NUMBERS = frozenset({"two", "three", "pair"})
# “The sides” are those of before without a number, too, but “the leaders of Mali” are not.
UNNUMBERED = frozenset({"sides", "leaders", "ministers", "presidents", "neighbours", "neighbors", "countries"})
OF = frozenset({"of", "from", "in", "at", "for", "who"})
PAIR_NOUNS = words("groups.pair_nouns")
GROUPS = words("groups.groups")
AGAINST_STATES = words("groups.against_states")
REGIONS = words("groups.regions")
REGIONAL = words("groups.regional")
ANY_GOVERNMENT = "government"  # of an office: whose it is the text before says
AFTER_GOVERNMENT = frozenset({",", ".", "and", "said", "says", "did", "could", "should", "also", "that"})
OF_SEVERAL = frozenset(
    {"powers", "countries", "nations", "states", "governments", "neighbours", "neighbors", "leaders"}
)
COUNTED = frozenset(
    {"three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "several", "other", "dozens"}
)
DIRECTIONS = frozenset({"west", "east", "north", "south", "central", "southeast", "latin", "southern", "eastern"})
MOST_BEFORE_NOUN = 4
DETERMINERS = frozenset({"the", "these", "those", "both", "its", "their"})  # “in 1998 the two countries signed”
GOVERNMENTS = words("groups.governments")
OFFICES = frozenset({"foreign", "defence", "defense", "finance", "trade", "prime"})
OFFICERS = words("groups.officers")
BEFORE_VERBS = words("groups.before_verbs")


def group(names: Names, at: int) -> Mention | None:
    """What begins here, if it is no name."""
    return _officers(names, at) or _group(names, at) or _numbered(names, at)


def pair(names: Names, at: int) -> Mention | None:
    """“the two leaders”, “both sides”, “the two warring countries”, “the ministers”; the number and the noun are its
    titles."""
    first, number = names.low(at), names.low(at + 1)
    if first == "both":
        last = _behind_noun(names, at + 1)
        return _of_pair(at, last, "two", names.low(last - 1)) if last > at + 1 else None
    if first != "the":
        return None
    if number in NUMBERS:
        last = _behind_noun(names, at + 2)
        return _of_pair(at, last, number, names.low(last - 1))
    is_told = number in UNNUMBERED and names.low(at + 2) not in OF and not names.words[at + 1].is_capitalised
    return _of_pair(at, at + 2, "", number) if is_told else None


def _behind_noun(names: Names, at: int) -> int:
    """Where the noun of a pair ends, one word may stand before it; else where it would begin."""
    for noun in (at, at + 1):
        if names.low(noun) in PAIR_NOUNS:
            return noun + 1
        if not names.low(noun).endswith(ATTRIBUTIVE_ENDS):
            break
    return at


def _of_pair(first: int, last: int, number: str, noun: str) -> Mention:
    return Mention(first, last, "pronoun", "they", kind="pair", titles=(number, noun))


def _is_by_itself(names: Names, at: int) -> bool:
    """“The government has agreed”, not “the government troops” or “the government of Mali”."""
    behind = names.low(at + 1)
    is_whole = behind in BEFORE_VERBS | AFTER_GOVERNMENT or behind.endswith("ed")
    return is_whole and names.low(at - 1) == "the" and not (behind == "in" and names.owner_after(at + 2))


def government(names: Names, at: int) -> Mention | None:
    """“the government in Accra”, “the Foreign Ministry in Ankara”"""
    last = at + 1 if names.low(at) in GOVERNMENTS else names.body(at)
    if names.low(at) == "government" and _is_by_itself(names, at):
        return Mention(at, last, "office", "", kind=ANY_GOVERNMENT, titles=("government",))
    if not last or names.low(last) not in ("in", "of") or last + 1 >= len(names.words):
        return None
    if names.low(last - 1) not in GOVERNMENTS | DEPARTMENTS:
        return None  # “troops in Mali” are not Mali's
    owned = names.owner_after(last + 1)
    return Mention(at, owned[1], "state", owned[0].name, owned[0].country, "state") if owned else None


def rebels(names: Names, at: int) -> Mention | None:
    """“Chechen rebels”: not the state of which they are."""
    start = _behind_adjective(names, at)
    return _group(names, at) if start > at and names.low(start) in AGAINST_STATES else None


def _group(names: Names, at: int) -> Mention | None:
    """“two rebel movements”, “the Chechen rebels”, “the Malian-led coalition”: parties without a name."""
    start = _behind_adjective(names, at)
    if names.low(start) not in GROUPS or (start and names.words[start].is_capitalised):
        return None
    last = start + 1
    while names.low(last) in GROUPS:
        last += 1
    if (end := names.run(last)) and not names.named(last):  # “the rebel movement UNITA”
        return Mention(at, end, "group", names.text(last, end), kind="group")
    if names.low(last - 1) == "rebel":
        return None
    owner = names.named(at) if start > at else None
    end = max(last, names.body(last))  # “coalition warplanes”
    return Mention(at, end, "group", names.text(at, last), owner[0].country if owner else "", "group")


def _behind_adjective(names: Names, at: int) -> int:
    if (found := names.named(at)) and found[0].sort == "adjective":
        return found[1]
    return at + 1 if names.low(at).endswith("-led") else at


def _numbered(names: Names, at: int) -> Mention | None:
    """“six world powers”, “14 countries”"""
    is_counted = names.low(at) in COUNTED or names.low(at).isdigit()
    if not is_counted or names.low(at - 1) == "of":
        return None
    for noun in range(at + 1, at + MOST_BEFORE_NOUN):
        if names.low(noun) in OF_SEVERAL:
            return Mention(at, noun + 1, "group", names.text(at, noun + 1), kind="group")
        if not names.low(noun).isalpha() or names.words[noun].is_capitalised or names.low(noun) in DETERMINERS:
            break
    return None


def region(names: Names, at: int) -> Mention | None:
    """“West African leaders”, “Western powers”"""
    last = at + (names.low(at) in DIRECTIONS and names.low(at + 1) in REGIONS)
    if names.low(last) not in REGIONS or not names.words[last].is_capitalised:
        return None
    if last == at and (found := names.named(at)) and found[0].country:  # “American” alone is of the United States
        return None
    if names.low(last + 1) == "and" and names.low(last + 2) in REGIONS:
        last += 2  # “Hutu and Tutsi leaders”
    for noun in range(last + 1, last + MOST_BEFORE_NOUN):
        if names.low(noun) in REGIONAL:
            return Mention(at, noun + 1, "group", names.text(at, noun + 1), kind="group")
        if names.low(noun) not in OFFICES:
            break
    return None


def _officers(names: Names, at: int) -> Mention | None:
    """“Foreign ministers of four countries”: a party with a name of several words."""
    last = at
    while last - at < 2 and names.low(last) in OFFICES:
        last += 1
    if names.low(last) not in OFFICERS:
        return None
    last += 1
    if names.low(last) == "in" and (owned := names.named(last + 1)) and owned[0].sort == "city":
        return None  # “the leaders in Berlin and Paris”
    if names.low(last) in ("of", "from"):
        if names.owner_after(last + 1) or pair(names, last + 1):
            return None  # “the leaders of Germany and France”, “of the two countries”: those two
        of = government(names, last + 1 + (names.low(last + 1) == "the"))
        if of:
            return replace(of, first=at)
        last = _end_of_noun_phrase(names, last + 1)
        while names.low(last - 1) in OF | {"the"}:
            last -= 1
    return Mention(at, last, "group", names.text(at, last), kind="group")


def _end_of_noun_phrase(names: Names, end: int) -> int:
    most = end + 6
    while end < min(len(names.words), most) and names.words[end].is_word and names.low(end) not in BEFORE_VERBS:
        if names.low(end).endswith(("ed", "ing")) or names.low(end) in ("met", "held", "began", "and"):
            break
        end += 1
    return end
