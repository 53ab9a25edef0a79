"""Who and what is named in a sentence: states, organisations, persons with their offices, and words that point back."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .lexicon import Lexicon, Named
from .tokens import Token
from .wordlists import words

PARTICLES = words("mentions.particles")
NO_NAME = words("mentions.no_name")
ORGANISATION_ENDS = words("mentions.organisation_ends")
PUBLIC_ENDS = words("mentions.public_ends")
BODY_ENDS = frozenset(["ministry", "office", "department", "embassy", "palace", "presidency"])
PLACE_ENDS = words("mentions.place_ends")
PRONOUNS = {"he": "person", "she": "person", "him": "person", "they": "group", "them": "group", "it": "state"}
POSSESSIVES = {"his": "person", "her": "person", "their": "group", "its": "state"}
PAIRS = {("the", "two"), ("the", "pair"), ("the", "three"), ("both", "men"), ("both", "sides"), ("both", "leaders"),
         ("both", "countries"), ("both", "governments")}  # fmt: skip
PAIR_NOUNS = words("mentions.pair_nouns")
GROUPS = words("mentions.groups")
GOVERNMENTS = words("mentions.governments")
DEPARTMENTS = frozenset({"foreign", "defence", "defense", "finance", "trade", "prime"})
OFFICERS = words("mentions.officers")
BEFORE_VERBS = words("mentions.before_verbs")
BEFORE_TITLE = words("mentions.before_title")
DEPARTMENT_HEADS = frozenset({"minister", "secretary", "commissioner", "adviser", "advisor", "envoy"})
OF = frozenset({"of", "for", "in"})
MOST_WORDS_OF_OFFICE = 6
BETWEEN_TITLE_AND_NAME = words("mentions.between_title_and_name")


@dataclass(frozen=True)
class Mention:
    """Tokens `first` to `last`, `last` exclusive. `sort`: state, organisation, person, office, group, city, adjective,
    pronoun, possessive, place or unknown. `titles` are those of an office, in lower case."""

    first: int
    last: int
    sort: str
    name: str
    country: str = ""
    kind: str = ""
    key: str = ""
    titles: tuple[str, ...] = ()
    is_owner: bool = False  # “'s” follows

    @property
    def can_act(self) -> bool:
        return self.sort not in ("adjective", "place", "possessive")


class Reader:
    """Reads the mentions of a text, sentence by sentence, and remembers whom it has met."""

    def __init__(self, lexicon: Lexicon, known: dict[tuple[str, ...], Named]) -> None:
        self._lexicon = lexicon
        self._known = known
        self.persons: dict[str, Mention] = {}  # full name in lower case, and surname → the person
        self.officers: dict[tuple[str, str], Mention] = {}  # (country, title) → the person

    def read(self, words: Sequence[Token]) -> list[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention = self._mention(words, at)
            if mention is None:
                at += 1
                continue
            mention = self._with_apposition(words, mention)
            if mention.last < len(words) and words[mention.last].low == "'s":
                mention = replace(mention, is_owner=True)
            found.append(mention)
            self._remember(mention)
            at = mention.last
        return _with_pairs(words, found)

    # -- one mention ------------------------------------------------------------------------------------------------

    def _mention(self, words: Sequence[Token], at: int) -> Mention | None:
        word = words[at]
        if word.low in PRONOUNS:
            return Mention(at, at + 1, "pronoun", word.low, kind=PRONOUNS[word.low])
        if word.low in POSSESSIVES and not self._titled(words, at + 1) and not self._counterpart(words, at + 1):
            return Mention(at, at + 1, "possessive", word.low, kind=POSSESSIVES[word.low])
        if (pair := self._pair(words, at)) is not None:
            return pair
        return self._office(words, at) or self._by_name(words, at) or self._group(words, at)

    def _counterpart(self, words: Sequence[Token], at: int) -> bool:
        """“(his) Lao counterpart”"""
        owner = self._looked_up(words, at)
        return bool(owner and owner[0].sort == "adjective" and self._titled(words, owner[1]))

    def _pair(self, words: Sequence[Token], at: int) -> Mention | None:
        low = tuple(word.low for word in words[at : at + 3])
        if low[:2] in PAIRS or (low and low[0] == "both" and len(low) > 1 and low[1] in PAIR_NOUNS):
            last = at + 2 + (len(low) > 2 and low[2] in PAIR_NOUNS)
            return Mention(at, last, "pronoun", "they", kind="pair")
        return None

    def _office(self, words: Sequence[Token], at: int) -> Mention | None:
        """“Norway's Foreign Minister Ingrid Solheim”, “the Russian leader”, “President Sow of Senegal”, “the Norwegian
        government”."""
        country, place = "", at
        owner = self._looked_up(words, at)
        if owner and owner[0].sort in ("state", "adjective", "city", "organisation"):
            named, place = owner
            if place < len(words) and words[place].low == "'s":
                place += 1
            elif named.sort in ("city",) and not self._titled(words, place):
                return None
            country = named.country or named.name
        elif words[at].low in POSSESSIVES:
            owned = self._looked_up(words, at + 1)
            named, place = owned if owned and owned[0].sort == "adjective" else (None, at + 1)
            country = named.country or named.name if named else ""
        else:
            named = None
        skipped = place
        while (
            skipped < len(words)
            and skipped - place < 3
            and not self._titled(words, skipped)
            and (words[skipped].low in BETWEEN_TITLE_AND_NAME or (skipped > place and words[skipped].low == ","))
        ):
            skipped += 1
        if named is not None:
            skipped = self._over_adjective(words, skipped)
        titles, last = self._titles(words, skipped)
        if not titles:
            last_of_body = self._body(words, skipped)
            run = self._run(words, skipped)
            is_person = run - skipped in (2, 3, 4) and not last_of_body and not self._looked_up(words, skipped)
            is_person = is_person and words[run - 1].low not in ORGANISATION_ENDS | BODY_ENDS | PLACE_ENDS
            if named is not None and words[skipped - 1].low == "'s" and is_person:  # “Colombia's Rodrigo Uribe”
                return self._person(words, at, skipped, run, country, ("representative",))
            if last_of_body and named is not None and named.sort != "organisation":
                return Mention(at, last_of_body, "state", named.name, named.country, named.kind or "state")
            if last_of_body and named is not None:
                return Mention(at, last_of_body, "organisation", named.name, named.country, named.kind)
            return None
        if last < len(words) and words[last].low == "of":
            further = self._owner_after(words, last + 1)
            if further:
                owned, last = further
                country = country or owned.country or owned.name
                named = named or owned
            elif title_end := self._of_a_body(words, last):
                last = title_end
        name_at = last + 1 if last < len(words) and words[last].low == "," and self._is_counterpart(titles) else last
        courtesy, behind = self._titles(words, name_at)
        if courtesy and self._run(words, behind):
            name_at = behind  # “the Secretary of State, Mr. Leonard Kessler”
        run = self._run(words, name_at)
        if run:
            known = self._looked_up(words, name_at)
            if known and known[0].sort in ("state", "adjective", "city", "place"):
                run = None
        if run:
            return self._person(words, at, name_at, run, country, titles)
        if named is None and words[at].low not in POSSESSIVES:
            return self._bare_office(words, at, last, titles)
        if named is None:
            return None
        if named.sort == "organisation":
            return Mention(at, last, "organisation", named.name, named.country, named.kind, titles=titles)
        return Mention(at, last, "office", named.name, named.country or country, "state", titles=titles)

    def _of_a_body(self, words: Sequence[Token], at: int) -> int:
        """“Head of the Federal Military Government, General X”: where the office ends if a person follows, else 0."""
        start = at + 1 + (at + 1 < len(words) and words[at + 1].low == "the")
        end = self._run(words, start)
        if not end or end >= len(words) or words[end].text != ",":
            return 0
        titles, name = self._titles(words, end + 1)
        return end if titles and self._run(words, name) else 0

    def _over_adjective(self, words: Sequence[Token], at: int) -> int:
        """Past a word or two before a title: “Russian opposition leader” keeps its title."""
        for place in (at, at + 1, at + 2):
            if self._titled(words, place) or self._body(words, place):
                return place
            if place >= len(words) or words[place].low not in BEFORE_TITLE:
                break
        return at

    def _bare_office(self, words: Sequence[Token], at: int, last: int, titles: tuple[str, ...]) -> Mention | None:
        """“the president”, if one was named; else nobody."""
        if at == 0 or words[at - 1].low != "the":
            return None
        for (_country, title), person in reversed(self.officers.items()):
            if title in titles:
                return replace(person, first=at, last=last, titles=titles)
        return None

    @staticmethod
    def _is_counterpart(titles: tuple[str, ...]) -> bool:
        return bool(titles)

    def _person(
        self, words: Sequence[Token], first: int, name_at: int, last: int, country: str, titles: tuple[str, ...]
    ) -> Mention:
        name = _text(words, name_at, last)
        of = last
        further = self._owner_after(words, of + 1) if of < len(words) and words[of].low == "of" else None
        if further and not country:
            country, of = further[0].country or further[0].name, further[1]
        known = self._person_of(name)
        if known:
            return replace(
                known,
                first=first,
                last=of,
                country=known.country or country,
                titles=titles or known.titles,
                is_owner=False,
            )
        return Mention(first, of, "person", name, country, "person", titles=titles)

    def _owner_after(self, words: Sequence[Token], at: int) -> tuple[Named, int] | None:
        if at < len(words) and words[at].low == "the":
            at += 1
        found = self._looked_up(words, at)
        return found if found and found[0].sort in ("state", "organisation", "city") else None

    def _by_name(self, words: Sequence[Token], at: int) -> Mention | None:
        found = self._looked_up(words, at)
        if found:
            named, last = found
            run = self._run(words, at)
            if (
                run
                and run > last
                and named.sort in ("state", "adjective", "city", "place")
                and not _is_joined(words, at, run)
            ):
                kind = words[run - 1].low
                if named.sort == "adjective" and (kind in ORGANISATION_ENDS or kind in BODY_ENDS):
                    return Mention(at, run, "state", named.name, named.country, named.kind)
                if kind in PLACE_ENDS:
                    return Mention(at, run, "place", _text(words, at, run), named.country)
                if named.sort == "adjective" and words[last].low not in NO_NAME:
                    if kind in ORGANISATION_ENDS:
                        return Mention(at, run, "organisation", _text(words, at, run), named.country)
                    return Mention(at, last, "adjective", named.name, named.country, named.kind)
            if named.sort == "person":
                return Mention(at, last, "person", named.name, named.country, named.kind or "person", named.key)
            return Mention(at, last, named.sort, named.name, named.country, named.kind, named.key)
        run = self._run(words, at)
        if not run:
            return None
        return self._unknown(words, at, run)

    def _unknown(self, words: Sequence[Token], at: int, last: int) -> Mention | None:
        name = _text(words, at, last)
        ending = words[last - 1].low
        if person := self._person_of(name):
            return replace(person, first=at, last=last, is_owner=False)
        if ending in BODY_ENDS or ending in ORGANISATION_ENDS:
            return Mention(
                at,
                last,
                "organisation",
                name,
                kind="government" if ending in PUBLIC_ENDS and last - at > 1 else "organisation",
            )
        if ending in PLACE_ENDS or (
            last - at > 1 and words[at].low in ("mount", "lake", "camp", "fort", "port", "cape")
        ):
            return Mention(at, last, "place", name)
        before = words[at - 1].low if at else ""
        if before in ("in", "at", "near", "outside", "around"):
            return Mention(at, last, "place", name)
        if last - at == 1:
            return None if at == 0 else Mention(at, last, "unknown", name)
        return Mention(at, last, "person", name, kind="person")

    def _group(self, words: Sequence[Token], at: int) -> Mention | None:
        """“two rebel movements”, “the rebels”: parties without a name; “the government in Accra”: one with it."""
        is_government = words[at].low in GOVERNMENTS and at + 2 < len(words) and words[at + 1].low in ("in", "of")
        if is_government and (owned := self._owner_after(words, at + 2)):
            return Mention(at, owned[1], "state", owned[0].name, owned[0].country, "state")
        if officers := self._officers(words, at):
            return officers
        if words[at].low not in GROUPS or words[at].is_capitalised:
            return None
        last = at + 1
        while last < len(words) and words[last].low in GROUPS:
            last += 1
        if words[last - 1].low == "rebel":
            return None
        return Mention(at, last, "group", _text(words, at, last), kind="group")

    def _officers(self, words: Sequence[Token], at: int) -> Mention | None:
        """“Foreign ministers of four countries”: a party with a name of several words."""
        last = at
        while last < len(words) and last - at < 2 and words[last].low in DEPARTMENTS:
            last += 1
        if last >= len(words) or words[last].low not in OFFICERS:
            return None
        last += 1
        if last < len(words) and words[last].low in ("of", "from"):
            if self._owner_after(words, last + 1):
                return None  # “the leaders of Germany and France”: those two
            end = last + 1
            while end < len(words) and end - last < 7 and words[end].is_word and words[end].low not in BEFORE_VERBS:
                if words[end].low.endswith(("ed", "ing")) or words[end].low in ("met", "held", "began", "and"):
                    break
                end += 1
            last = end
        return Mention(at, last, "group", _text(words, at, last), kind="group")

    # -- what follows a name ----------------------------------------------------------------------------------------

    def _with_apposition(self, words: Sequence[Token], mention: Mention) -> Mention:
        """“Helen Marsh, the US secretary of state,” is one mention, and she is American."""
        if (
            mention.sort not in ("person", "unknown")
            or mention.last + 2 >= len(words)
            or words[mention.last].low != ","
        ):
            return mention
        at = mention.last + 1
        if words[at].low in ("the", "a", "an"):
            at += 1
        country = ""
        owner = self._looked_up(words, at)
        if owner and owner[0].sort in ("state", "adjective", "organisation", "city"):
            country, at = owner[0].country or owner[0].name, owner[1]
            if at < len(words) and words[at].low == "'s":
                at += 1
        at = self._over_adjective(words, at)
        while at < len(words) and words[at].low in BETWEEN_TITLE_AND_NAME:
            at += 1
        titles, last = self._titles(words, at)
        if not titles:
            return mention
        if last < len(words) and words[last].low in OF and (further := self._owner_after(words, last + 1)):
            country, last = country or further[0].country or further[0].name, further[1]
        if last < len(words) and self._run(words, last):
            return mention  # "X, Prime Minister Y": the title is the next one's
        close = next((n for n in range(last, min(last + 12, len(words))) if words[n].text in ",.;"), None)
        if close is None or any(words[n].low in ("said", "told", "who") for n in range(last, close)):
            return mention  # not closed by a comma: “After talks with X, the French president left”
        if close > last and words[last].low not in ("of", "for", "and", "in", "to", "at", "since", "on"):
            return mention
        last = close + (words[close].text == ",")
        return replace(
            mention, sort="person", last=last, kind="person", country=mention.country or country, titles=titles
        )

    # -- parts ------------------------------------------------------------------------------------------------------

    def _looked_up(self, words: Sequence[Token], at: int) -> tuple[Named, int] | None:
        """The longest name that begins here; it has to begin with a capital or a digit."""
        if at >= len(words) or not (words[at].is_capitalised or words[at].low == "the"):
            return None
        most = min(len(words), at + self._lexicon.longest_name)
        low = tuple(word.low for word in words[at:most])
        for length in range(len(low), 0, -1):
            key = low[:length]
            named = self._known.get(key) or self._lexicon.names.get(key)
            if named and (words[at].is_capitalised or (length > 1 and words[at + 1].is_capitalised)):
                if length == 1 and words[at].text.islower():
                    continue
                if key == ("us",) and words[at].text != "US":
                    continue
                return named, at + length
        return None

    def _titled(self, words: Sequence[Token], at: int) -> bool:
        return bool(self._titles(words, at)[0])

    def _titles(self, words: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
        """One or more titles in a row, and where they end: “Alternate Premier and Foreign Minister”."""
        titles: list[str] = []
        while True:
            last = self._longest(words, at, self._lexicon.titles) or self._of_department(words, at)
            if not last:
                break
            if words[at].low == "m" and (last >= len(words) or words[last].text != "."):
                break
            titles.append(" ".join(word.low for word in words[at:last]))
            if last < len(words) and words[last].text == "." and len(titles[-1]) <= 4:
                last += 1  # “Mr.”
            at = last
            further = at + 1 if at < len(words) and words[at].low == "and" else at
            if not self._longest(words, further, self._lexicon.titles):
                break
            at = further
        if (
            titles == ["u"]
            or (
                titles in (["general"], ["major"], ["speaker"], ["chair"], ["head"], ["chief"])
                and not words[at - 1].is_capitalised
                and not self._run(words, at)
            )
        ) and (titles != ["u"] or words[at - 1].text != "U"):
            return ((), at) if titles != ["chief"] and titles != ["head"] else (tuple(titles), at)
        return tuple(titles), at

    @staticmethod
    def _of_department(words: Sequence[Token], at: int) -> int:
        """“Unification Minister”, “Home Affairs Secretary”: a title with the name of a department."""
        for length in (1, 2):
            behind = at + length
            is_head = behind < len(words) and words[behind].low in DEPARTMENT_HEADS and words[behind].is_capitalised
            if is_head and all(word.is_capitalised and word.low not in NO_NAME for word in words[at:behind]):
                return behind + 1
        return 0

    def _body(self, words: Sequence[Token], at: int) -> int:
        return self._longest(words, at, self._lexicon.bodies)

    @staticmethod
    def _longest(words: Sequence[Token], at: int, of: frozenset[tuple[str, ...]]) -> int:
        low = tuple(word.low for word in words[at : at + MOST_WORDS_OF_OFFICE])
        return next((at + length for length in range(len(low), 0, -1) if low[:length] in of), 0)

    def _run(self, words: Sequence[Token], at: int) -> int:
        """Where a run of capitalised words that begins here ends; 0 where none does."""
        last = at
        while last < len(words):
            word = words[last]
            if word.is_capitalised and word.low not in NO_NAME and word.is_word:
                if last > at and self._is_new_name(words, last):
                    break
                last += 1
            elif (
                (last > at and word.low in PARTICLES and last + 1 < len(words) and words[last + 1].is_capitalised)
                or word.low.startswith(("al-", "el-", "ad-", "as-", "ar-", "an-", "ash-", "az-"))
                or (last > at and word.text == "." and len(words[last - 1].text) == 1)
            ):
                last += 1
            else:
                break
        return last if last > at else 0

    def _is_new_name(self, words: Sequence[Token], at: int) -> bool:
        return self._titled(words, at) and not words[at - 1].is_capitalised

    def _person_of(self, name: str) -> Mention | None:
        return self.persons.get(name.lower())

    def _remember(self, mention: Mention) -> None:
        if mention.sort != "person":
            return
        words = mention.name.lower().split()
        known = self.persons.get(" ".join(words))
        if known and known.country and not mention.country:
            mention = replace(mention, country=known.country)
        if len(words) > 1 or mention.titles:
            bare = replace(mention, is_owner=False)
            self.persons[" ".join(words)] = bare
            if len(words) > 1:
                for part in (words[-1], words[0]):
                    if part not in PARTICLES and len(part) > 1:
                        self.persons.setdefault(part, bare)
                if len(words) > 2:
                    self.persons.setdefault(" ".join(words[-2:]), bare)
        for title in mention.titles:
            if mention.country:
                self.officers[mention.country, title] = mention


def _with_pairs(words: Sequence[Token], mentions: list[Mention]) -> list[Mention]:
    """“The British and American foreign ministers” are two parties."""
    for n, (one, other) in enumerate(itertools.pairwise(mentions)):
        is_pair = one.sort == "adjective" and other.first == one.last + 1 and words[one.last].low == "and"
        if is_pair and other.sort in ("state", "office") and other.last > other.first + 1:
            mentions[n] = replace(one, sort="state")
    return mentions


def _text(words: Sequence[Token], first: int, last: int) -> str:
    """As it stands, with single spaces where there was any."""
    text = words[first].text
    for before, word in zip(words[first:last], words[first + 1 : last], strict=False):
        text += (" " if word.start > before.end else "") + word.text
    return text


def _is_joined(words: Sequence[Token], at: int, last: int) -> bool:
    return any(word.low == "," for word in words[at:last])


def known_names(actors: Sequence[object]) -> Iterator[tuple[tuple[str, ...], Named]]:
    """Names and aliases of the caller's actors, as the lexicon has names."""
    from .lexicon import words_of  # noqa: PLC0415

    sorts = {"person": "person", "state": "state"}
    for actor in actors:
        for name in (actor.name, *actor.aliases):  # type: ignore[attr-defined]
            key = words_of(name)
            if key and re.search(r"[A-ZÀ-Þ]", name):
                kind = actor.kind  # type: ignore[attr-defined]
                yield key, Named(sorts.get(kind, "organisation"), actor.name, actor.country, kind, actor.key)  # type: ignore[attr-defined]
