"""Parties without a name of their own: “the two leaders”, “the government in Accra”, “two rebel movements”."""

from __future__ import annotations

from dataclasses import replace

from .naming import DEPARTMENTS, Names
from .people import Mention
from .wordlists import words

PAIRS = {("the", "two"), ("the", "pair"), ("the", "three"), ("both", "men"), ("both", "sides"), ("both", "leaders"),
         ("both", "countries"), ("both", "governments")}  # fmt: skip
PAIR_NOUNS = words("groups.pair_nouns")
GROUPS = words("groups.groups")
GOVERNMENTS = words("groups.governments")
OFFICES = frozenset({"foreign", "defence", "defense", "finance", "trade", "prime"})
OFFICERS = words("groups.officers")
BEFORE_VERBS = words("groups.before_verbs")


def group(names: Names, at: int) -> Mention | None:
    """What begins here."""
    return _officers(names, at) or _group(names, at)


def pair(names: Names, at: int) -> Mention | None:
    """“the two leaders”, “both sides”"""
    low = (names.low(at), names.low(at + 1))
    if low not in PAIRS and not (low[0] == "both" and low[1] in PAIR_NOUNS):
        return None
    return Mention(at, at + 2 + (names.low(at + 2) in PAIR_NOUNS), "pronoun", "they", kind="pair")


def government(names: Names, at: int) -> Mention | None:
    """“the government in Accra”, “the Foreign Ministry in Ankara”"""
    last = at + 1 if names.low(at) in GOVERNMENTS else names.body(at)
    if not last or names.low(last) not in ("in", "of") or last + 1 >= len(names.words):
        return None
    if names.low(last - 1) not in GOVERNMENTS | DEPARTMENTS:
        return None  # “troops in Mali” are not Mali's
    owned = names.owner_after(last + 1)
    return Mention(at, owned[1], "state", owned[0].name, owned[0].country, "state") if owned else None


def _group(names: Names, at: int) -> Mention | None:
    """“two rebel movements”, “the rebels”: parties without a name."""
    if names.low(at) not in GROUPS or names.words[at].is_capitalised:
        return None
    last = at + 1
    while names.low(last) in GROUPS:
        last += 1
    if (end := names.run(last)) and not names.named(last):  # “the rebel movement UNITA”
        return Mention(at, end, "group", names.text(last, end), kind="group")
    if names.low(last - 1) == "rebel":
        return None
    return Mention(at, last, "group", names.text(at, last), kind="group")


def _officers(names: Names, at: int) -> Mention | None:
    """“Foreign ministers of four countries”: a party with a name of several words."""
    last = at
    while last - at < 2 and names.low(last) in OFFICES:
        last += 1
    if names.low(last) not in OFFICERS:
        return None
    last += 1
    if names.low(last) in ("of", "from"):
        if names.owner_after(last + 1):
            return None  # “the leaders of Germany and France”: those two
        of = government(names, last + 1 + (names.low(last + 1) == "the"))
        if of:
            return replace(of, first=at)
        last = _end_of_noun_phrase(names, last + 1)
    return Mention(at, last, "group", names.text(at, last), kind="group")


def _end_of_noun_phrase(names: Names, end: int) -> int:
    most = end + 6
    while end < min(len(names.words), most) and names.words[end].is_word and names.low(end) not in BEFORE_VERBS:
        if names.low(end).endswith(("ed", "ing")) or names.low(end) in ("met", "held", "began", "and"):
            break
        end += 1
    return end
