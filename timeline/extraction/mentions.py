"""Who and what is named in a sentence: states, organisations, persons with their offices, and words that point back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .drafts import KnownActor
from .groups import government, group, pair, rebels, region
from .joining import joined
from .lexicon import Lexicon, Named, words_of
from .naming import ADMINISTRATIONS, DEPARTMENTS, HALVES, NO_NAME, Names
from .offices import (
    BEFORE_PLACE,
    BODY_ENDS,
    ORGANISATION_ENDS,
    PLACE_ENDS,
    POSSESSIVES,
    office,
    person,
    with_apposition,
)
from .people import Mention, People
from .surnames import surnames
from .tokens import Token
from .wordlists import words

PUBLIC_ENDS = words("mentions.public_ends")
PRONOUNS = {"he": "person", "she": "person", "him": "person", "they": "group", "them": "group", "it": "state"}
BEFORE_EXPLETIVE = frozenset({"let", "lets", "letting", "make", "makes", "made", "making", "find", "finds", "found"})
NOUNS = {
    "igo": ("bloc", "grouping", "organisation", "organization"),
    "armed_group": ("group", "movement"),
    "NATO": ("alliance",),
    "UNHCR": ("agency",),
}
OWN_NOUNS = frozenset({"council", "league", "agency", "commission", "union", "assembly", "community", "forum", "front"})
FORMER = frozenset({"Soviet Union", "Zaire"})
PRESENT = ("russia", "congo")
PLACE_STARTS = frozenset({"mount", "lake", "camp", "fort", "port", "cape"})


class Reader:
    """Reads the mentions of a text, sentence by sentence, and remembers whom it has met."""

    def __init__(self, lexicon: Lexicon, known: dict[tuple[str, ...], Named]) -> None:
        self._lexicon = lexicon
        self._known = known
        self.people = People()
        self._nouns: dict[str, Named] = {}  # what kind of organisation → the last one
        self._former: dict[str, str] = {}  # country → the state that it was in the time of the text
        self._present: set[str] = set()  # countries that the text calls what they are called today

    def read(self, words: Sequence[Token]) -> list[Mention]:
        names = Names(words, self._lexicon, self._known)
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention = self._mention(names, at) if words[at].is_word else None
            if mention is None:
                at += 1
                continue
            mention = with_apposition(names, self._of_aide(names, mention))
            mention = replace(mention, is_owner=mention.is_owner or names.low(mention.last) == "'s")
            mention = self._with_body(names, mention)
            self._remember(names, mention)
            found.append(_with_short_form(names, mention))
            at = found[-1].last
        return [self._of_its_time(one) for one in joined(words, found)]

    def _of_its_time(self, mention: Mention) -> Mention:
        """Moscow speaks for the Soviet Union in a text that tells of it and not of Russia."""
        former = self._former.get(mention.country)
        is_state = mention.name == self._lexicon.country_names.get(mention.country)
        return (
            replace(mention, name=former) if former and is_state and mention.country not in self._present else mention
        )

    def _remember(self, names: Names, mention: Mention) -> None:
        """Its short form, “(RSF)”, and “the North” where the text tells of North Korea, stand for it from there on."""
        self.people.remember(mention)
        if mention.name in FORMER:
            self._former[mention.country] = mention.name
        elif mention.sort != "city" and names.low(mention.first).startswith(PRESENT):
            self._present.add(mention.country)
        if mention.sort in ("organisation", "state"):
            named = Named(mention.sort, mention.name, mention.country, mention.kind, mention.key)
            half = ("the", mention.name.partition(" ")[0].lower())
            if half in HALVES:
                self._known[half] = named
            self._nouns.update(dict.fromkeys(_nouns_of(named), named))
            if short := _short_form(names, mention.last):
                self._known.setdefault((names.low(short),), named)

    def know(self, actors: Sequence[KnownActor]) -> None:
        """Of the caller's persons the surname will do, where the text introduces nobody of that name."""
        surnames = Counter(actor.name.split()[-1] for actor in actors)
        for actor in actors:
            surname = actor.name.split()[-1]
            if actor.kind == "person" and surnames[surname] == 1 and not self.people.named(surname):
                self.people.remember(Mention(0, 1, "person", actor.name, actor.country, "person", actor.key))

    def suppose(self, words: Sequence[Token]) -> None:
        """Learns the surnames of a sentence that stand for somebody whom the text does not introduce."""
        names = Names(words, self._lexicon, self._known)
        capitals = {word.text: at for at, word in enumerate(words)}
        for surname in surnames(words):
            if not names.named(capitals[surname]):
                self.people.suppose(surname)

    def _of_aide(self, names: Names, mention: Mention) -> Mention:
        """“Peled adviser Ana Prado” is Ana Prado."""
        if mention.sort not in ("person", "unknown") or not names.is_title(mention.last):
            return mention
        titles, name = names.titles(mention.last)
        end = names.run(name)
        if not end or names.words[mention.last].is_capitalised:
            return mention
        country = mention.country
        return person(names, self.people, Mention(mention.first, end, "person", "", country, titles=titles), name)

    def _with_body(self, names: Names, mention: Mention) -> Mention:
        """“Mr. Peled's cabinet” and “the Peled government” act for his country."""
        if mention.sort not in ("person", "unknown"):
            return mention
        country = self._lexicon.country_names.get(mention.country)
        if names.low(mention.last) in ADMINISTRATIONS:
            end, name = mention.last + 1, names.text(mention.first, mention.last + 1)
            if not country:
                return Mention(mention.first, end, "organisation", name, kind="government")
        else:
            end = _end_of_body(names, mention.last + 1) if mention.is_owner else 0
        if not end or not country:
            return replace(mention, last=end, is_owner=False) if end else mention
        return Mention(mention.first, end, "state", country, mention.country, "state")

    def _mention(self, names: Names, at: int) -> Mention | None:
        low = names.low(at)
        if names.is_attribute(at):
            return None
        if low == "it" and names.low(at - 1) in BEFORE_EXPLETIVE:
            return None  # “let it be known that”
        if low in PRONOUNS:
            return Mention(at, at + 1, "pronoun", low, kind=PRONOUNS[low])
        if low in POSSESSIVES and not names.is_title(at + 1) and not _is_of_counterpart(names, at + 1):
            return Mention(at, at + 1, "possessive", low, kind=POSSESSIVES[low])
        return (
            pair(names, at)
            or region(names, at)
            or rebels(names, at)
            or office(names, self.people, at)
            or government(names, at)
            or self._again(names, at)
            or self._by_name(names, at)
            or group(names, at)
        )

    def _again(self, names: Names, at: int) -> Mention | None:
        """“The bloc”, “the council”: the last organisation that is one."""
        named = self._nouns.get(names.low(at))
        is_whole = names.low(at - 1) == "the" and names.low(at + 1) not in ("of", "for")
        if named is None or not is_whole or names.words[at].is_capitalised:
            return None
        return Mention(at, at + 1, named.sort, named.name, named.country, named.kind, named.key)

    def _by_name(self, names: Names, at: int) -> Mention | None:
        found, run = names.named(at), names.run(at)
        if found is None:
            return self._unknown(names, at, run) if run else None
        named, last = found
        if named.sort == "adjective" and names.low(last) == "capital":  # “in the French capital”
            return Mention(at, last + 1, "city", named.name, named.country, named.kind)
        if run > last and named.sort in ("state", "adjective", "city", "place"):
            longer = _longer_than_named(names, at, run, named, last)
            if longer:
                return longer
        kind = named.kind or "person" if named.sort == "person" else named.kind
        return Mention(at, last, named.sort, named.name, named.country, kind, named.key)

    def _unknown(self, names: Names, at: int, last: int) -> Mention | None:
        """What a run of capitalised words stands for that no list knows."""
        name, ending = names.name(at, last), names.low(last - 1)
        if known := self.people.named(name):
            return replace(known, first=at, last=last, is_owner=False)
        if last - at == 1 and at == 0 and ending == "forces":
            return None
        if ending in BODY_ENDS or ending in ORGANISATION_ENDS:
            last = names.over_purpose(last)
            name = names.text(at, last)
            is_public = ending in PUBLIC_ENDS | DEPARTMENTS and (last - at > 1 or names.low(at - 1) == "the")
            kind = "government" if is_public else "organisation"
            return Mention(at, last, "organisation", name, kind=kind)
        is_place = ending in PLACE_ENDS or (last - at > 1 and names.low(at) in PLACE_STARTS)
        if is_place or (names.low(at - 1) in BEFORE_PLACE and names.low(at - 1) != "from"):
            return Mention(at, last, "place", name)
        if last - at == 1:
            return None if at == 0 else Mention(at, last, "unknown", name)
        if names.low(last) == "of" and (owned := names.owner_after(last + 1)) and owned[0].sort == "state":
            return Mention(at, owned[1], "person", name, owned[0].country, "person")
        return Mention(at, last, "person", name, kind="person")


def _end_of_body(names: Names, at: int) -> int:
    return names.body(at) or (at + 1 if names.low(at) in DEPARTMENTS else 0)


def _longer_than_named(names: Names, at: int, run: int, named: Named, last: int) -> Mention | None:
    """“Sudan Liberation Army” and “Moscow airport” are more than what the list knows of them."""
    ending = names.low(run - 1)
    if named.sort == "adjective" and ending in BODY_ENDS:
        return Mention(at, run, "state", named.name, named.country, named.kind)
    is_body_of_city = named.sort == "city" and ending not in ("government", "forces")
    if (named.sort in ("adjective", "state") or is_body_of_city) and ending in ORGANISATION_ENDS:
        kind = "government" if ending in PUBLIC_ENDS else "organisation"
        return Mention(at, run, "organisation", names.text(at, run), "" if is_body_of_city else named.country, kind)
    if ending in PLACE_ENDS:
        return Mention(at, run, "place", names.text(at, run), named.country)
    if named.sort == "adjective" and names.low(last) not in NO_NAME:
        return Mention(at, last, "adjective", named.name, named.country, named.kind)
    return None


def _nouns_of(named: Named) -> tuple[str, ...]:
    """What a text calls an organisation after it has named it."""
    if named.sort != "organisation":
        return ()
    last = named.name.split()[-1].lower()
    return (*NOUNS.get(named.kind, ()), *NOUNS.get(named.name, ()), *((last,) if last in OWN_NOUNS else ()))


def _short_form(names: Names, last: int) -> int:
    """Where “RSF” stands in “…, or RSF,” and “… (RSF)”; 0 where neither follows."""
    marks = (names.low(last), names.low(last + 1))
    at = last + 1 if marks[0] == "(" else last + 2 if marks in ((",", "or"), (",", "the")) else 0
    if not at or names.low(at + 1) not in (")", ",") or not names.words[at].is_word:
        return 0
    return at if names.words[at].text.isupper() else 0


def _with_short_form(names: Names, mention: Mention) -> Mention:
    short = _short_form(names, mention.last) if mention.sort == "organisation" else 0
    return replace(mention, last=short + 2) if short else mention


def _is_of_counterpart(names: Names, at: int) -> bool:
    """“(his) Lao counterpart”"""
    owner = names.named(at)
    return bool(owner and owner[0].sort == "adjective" and names.is_title(owner[1]))


def known_names(actors: Sequence[KnownActor]) -> Iterator[tuple[tuple[str, ...], Named]]:
    """Names and aliases of the caller's actors, as the lexicon has names."""
    for actor in actors:
        sort = actor.kind if actor.kind in ("person", "state") else "organisation"
        for name in (actor.name, *actor.aliases):
            key = words_of(name)
            if key and re.search(r"[A-ZÀ-Þ]", name):
                yield key, Named(sort, actor.name, actor.country, actor.kind, actor.key)
