"""Names, titles and bodies where they stand in one sentence, by the lexicon alone: who is meant is not known here."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from .lexicon import Lexicon, Named
from .tokens import Token
from .wordlists import words

NO_NAME = words("naming.no_name")
PARTICLES = words("naming.particles")
OPENING_PARTICLES = frozenset({"de", "van", "von", "bin", "ben", "da", "di", "du", "del", "della", "al", "el"})
JOINED_PARTICLES = ("al-", "el-", "ad-", "as-", "ar-", "an-", "ash-", "az-")
BEFORE_CAPITAL = ("the", "al", *JOINED_PARTICLES)
DEPARTMENT_HEADS = frozenset({"minister", "secretary", "commissioner", "adviser", "advisor", "envoy", "coordinator",
                              "rapporteur", "negotiator", "representative"})  # fmt: skip
DEPARTMENTS = frozenset({"ministry", "department", "office", "bureau", "directorate"})
BEFORE_TITLE = words("naming.before_title")
BETWEEN_TITLE_AND_NAME = words("naming.between_title_and_name")
ATTRIBUTIVE_ENDS = ("ist", "line", "ed", "al", "ish", "ing", "ian", "ive", "ern", "ic", "ly")
COMPOUND = re.compile(r"-(?:[a-z]+ed|led|born|held|run|style|speaking|made|built|era)$")  # “Iran-backed” is no name
IN_CAPITALS = frozenset({"u", "pm"})
HALVES = {("the", half): half for half in ("north", "south", "east", "west")}
ADMINISTRATIONS = frozenset({"administration", "government", "cabinet", "regime"})
BETWEEN_TITLES = frozenset({"and", "–", "-", "/", "&"})
DEPUTIES = frozenset({"deputy", "vice", "assistant", "associate"})
SAINTS = frozenset({"st", "ste"})
JUNIOR = frozenset({"jr", "sr"})
OWNING = frozenset({"state", "adjective", "city", "organisation"})
# In lower case and before no name these are common words, not titles.
COMMON = frozenset({"general", "major", "speaker", "chair", "secretary", "count", "duke"})
WITHIN = frozenset({"at", "in", "inside", "near", "outside"})
MOST_WORDS_OF_TITLE = 6
MOST_TITLES = 5  # in a row
MOST_PARTICLES = 4  # “van de ter”


class Names:
    """Positions are numbers of tokens; where something ends is exclusive. Each position is looked at once."""

    def __init__(self, words: Sequence[Token], lexicon: Lexicon, known: dict[tuple[str, ...], Named]) -> None:
        self.words = words
        self.lexicon = lexicon
        self._known = known
        self._named: dict[int, tuple[Named, int] | None] = {}
        self._titles: dict[int, tuple[tuple[str, ...], int]] = {}

    def low(self, at: int) -> str:
        """The word in lower case, empty outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def text(self, first: int, last: int) -> str:
        """As it stands, with single spaces where there was any."""
        text = self.words[first].text
        for before, word in zip(self.words[first:last], self.words[first + 1 : last], strict=False):
            text += (" " if word.start > before.end else "") + word.text
        return text

    def name(self, first: int, last: int) -> str:
        """Of a person, without “Jr.”"""
        last -= last - first > 2 and self.low(last - 1) == "." and self.low(last - 2) in JUNIOR
        return self.text(first, last - (last - first > 1 and self.low(last - 1) in JUNIOR))

    # -- names ------------------------------------------------------------------------------------------------------

    def named(self, at: int) -> tuple[Named, int] | None:
        """The longest name that begins here, and where it ends; it has to begin with a capital or a digit."""
        if at not in self._named:
            self._named[at] = self._look_up(at)
        return self._named[at]

    def _look_up(self, at: int) -> tuple[Named, int] | None:
        words = self.words
        if at >= len(words) or not (words[at].is_capitalised or words[at].low.startswith(BEFORE_CAPITAL)):
            return None
        low = tuple(word.low for word in words[at : at + self.lexicon.longest_name])
        for length in range(len(low), 0, -1):
            key = low[:length]
            named = self._listed(at, key)
            if named and self._is_written(at, key) and not self._is_half_of_name(at, key):
                is_longer_inside = low[0] == "the" and (inside := self.named(at + 1)) and inside[1] > at + length
                return None if is_longer_inside else (named, at + length)  # “the Sudan”, “the Sudan Liberation Army”
        return self._of_two_halves(at, low)

    def _listed(self, at: int, key: tuple[str, ...]) -> Named | None:
        """Of the caller's actors before the lexicon; but “at the Kremlin” is a place, whoever goes by its name."""
        known, named = self._known.get(key), self.lexicon.names.get(key)
        is_place = known and named and known.sort == "organisation" and named.sort in ("city", "place")
        return named if is_place and self._is_inside(at) else known or named

    def _is_inside(self, at: int) -> bool:
        return self.low(at - 1 - (self.low(at - 1) == "the")) in WITHIN

    def _is_half_of_name(self, at: int, key: tuple[str, ...]) -> bool:
        """“The South” is no state in “the South Pacific”."""
        behind = at + len(key)
        return key in HALVES and behind < len(self.words) and self.words[behind].is_capitalised

    def _of_two_halves(self, at: int, low: tuple[str, ...]) -> tuple[Named, int] | None:
        """“North and South Korea”"""
        if len(low) < 4 or ("the", low[0]) not in HALVES or low[1] != "and" or ("the", low[2]) not in HALVES:
            return None
        named = self.lexicon.names.get((low[0], low[3]))
        return (named, at + 1) if named and self.words[at].is_capitalised else None

    def _is_written(self, at: int, key: tuple[str, ...]) -> bool:
        """Whether with capitals: “the US”, not “us” or “The”, and “US$5” is a sum."""
        word = self.words[at]
        if not word.is_capitalised and not word.low.startswith(JOINED_PARTICLES):
            return len(key) > 1 and self.words[at + 1].is_capitalised
        return key not in self.lexicon.acronyms or (word.text.isupper() and self.low(at + 1) != "$")

    def owner(self, at: int) -> tuple[Named, int] | None:
        """A state, an organisation, a city or an adjective that begins here."""
        found = self.named(at)
        return found if found and found[0].sort in OWNING else None

    def owner_after(self, at: int) -> tuple[Named, int] | None:
        """Behind “of”: a state, an organisation or a city, with or without “the”."""
        found = self.named(at + (self.low(at) == "the"))
        return found if found and found[0].sort in ("state", "organisation", "city") else None

    def run(self, at: int) -> int:
        """Where a run of capitalised words that begins here ends; 0 where none does."""
        words, last = self.words, at
        while last < len(words):
            if self._may_be_of_name(last):
                if last > at and self.is_title(last) and not words[last - 1].is_capitalised:
                    break
            elif not self._joins(at, last):
                break
            last += 1
        return last if last > at else 0

    def _may_be_of_name(self, at: int) -> bool:
        word = self.words[at]
        if not word.is_capitalised or not word.is_word or COMPOUND.search(word.text):
            return False
        if self.low(at + 1) == "." and self.low(at + 2).isdigit():
            return False  # “Nov. 13”
        return word.low not in NO_NAME or (len(word.text) == 1 and self.low(at + 1) == ".")  # “Abubakr A. Sabri”

    def _joins(self, at: int, last: int) -> bool:
        """Whether a small word or a full stop goes on with the name: “Ali al-Sabah”, “bin Ali”, “J. Marsh”."""
        word, words = self.words[last], self.words
        if word.low.startswith(JOINED_PARTICLES):
            return True
        if last == at and word.low not in OPENING_PARTICLES:
            return False
        if word.low in PARTICLES:
            behind = next((n for n in range(last + 1, last + MOST_PARTICLES) if self.low(n) not in PARTICLES), last)
            return behind < len(words) and words[behind].is_capitalised
        return word.text == "." and (len(words[last - 1].text) == 1 or words[last - 1].low in JUNIOR | SAINTS)

    # -- titles and bodies ------------------------------------------------------------------------------------------

    def is_title(self, at: int) -> bool:
        return bool(self.titles(at)[0])

    def titles(self, at: int) -> tuple[tuple[str, ...], int]:
        """One or more titles in a row, and where they end: “Alternate Premier and Foreign Minister”."""
        if at not in self._titles:
            titles, last = self._read_titles(at)
            self._titles[at] = (titles, last) if self._is_in_earnest(titles, last) else ((), last)
        return self._titles[at]

    def _read_titles(self, at: int) -> tuple[tuple[str, ...], int]:
        titles = list[str]()
        while len(titles) < MOST_TITLES:
            title, last = self._title(at)
            if not last or (title == "m" and (last >= len(self.words) or self.words[last].text != ".")):
                break
            titles.append(title)
            at = last + (len(title) <= 4 and self.low(last) == ".")  # “Mr.”
            further = at + (self.low(at) in BETWEEN_TITLES)
            if not self._title(further)[1]:
                break
            at = further
        return tuple(titles), at

    def _title(self, at: int) -> tuple[str, int]:
        """One title that begins here, and where it ends: “First Deputy Premier” too. A deputy spokesman is one."""
        title, last = self._plain_title(at)
        behind = at + (self.low(at) == "first")
        if last or self.low(behind) not in DEPUTIES:
            return title, last
        title, last = self._plain_title(behind + 1)
        is_private = tuple(title.split()) in self.lexicon.private
        return (title if is_private else f"{self.low(behind)} {title}", last) if last else ("", 0)

    def _plain_title(self, at: int) -> tuple[str, int]:
        """“Prime Minister-designate” is one, and “Presidents X and Y”."""
        last = self._longest(at, self.lexicon.titles)
        if not last:
            last = self._of_department(at)
            return (" ".join(word.low for word in self.words[at:last]), last) if last else self._behind_field(at)
        as_written = tuple(word.low for word in self.words[at:last])
        title = self.lexicon.titles[as_written]
        is_of_several = as_written[-1] == f"{title.split()[-1]}s"
        if is_of_several and not (self.words[last - 1].is_capitalised and self.run(last)):
            return "", 0
        return title, last

    def _behind_field(self, at: int) -> tuple[str, int]:
        """“Intelligence chief Ana Prado” is a chief, with a name only."""
        for behind in (at + 1, at + 2):
            if self.low(behind - 1) not in BEFORE_TITLE:
                break
            last = self._longest(behind, self.lexicon.titles)
            if last and self.run(last):
                return " ".join(word.low for word in self.words[behind:last]), last
        return "", 0

    def _is_in_earnest(self, titles: tuple[str, ...], last: int) -> bool:
        """“In general” and “a major step” have no title in them, nor has “u”."""
        if titles and titles[0] in IN_CAPITALS:
            return self.words[last - len(titles)].text.isupper()
        is_common = len(titles) == 1 and titles[0] in COMMON
        return not is_common or self.words[last - 1].is_capitalised or bool(self.run(last))

    def _of_department(self, at: int) -> int:
        """“Unification Minister”, “Home Affairs Secretary”: a title with the name of a department."""
        return self._named_after_field(at, DEPARTMENT_HEADS)

    def _named_after_field(self, at: int, heads: frozenset[str]) -> int:
        """Where one of the heads stands behind one word with a capital or two; “French” names no field."""
        words = self.words
        if (found := self.named(at)) and found[0].sort == "adjective":
            return 0
        for behind in (at + 1, at + 2):
            is_head = behind < len(words) and words[behind].low in heads and words[behind].is_capitalised
            if is_head and self._longest(behind, self.lexicon.titles) > behind + 1:
                return 0  # “Acting Secretary General”
            if is_head and all(word.is_capitalised and word.low not in NO_NAME for word in words[at:behind]):
                return behind + 1
        return 0

    def body(self, at: int) -> int:
        """Where the name of what acts for a state ends, 0 where none begins: “foreign ministry”, “Ministry of
        Defence”, “Treasury Department”."""
        last = max(self._longest(at, self.lexicon.bodies), self._named_after_field(at, DEPARTMENTS))
        if not last:
            return 0
        if self.low(last - 1) not in DEPARTMENTS or self.low(last) not in ("of", "for") or self.owner_after(last + 1):
            return last
        return self._field(last + 1) or last

    def _field(self, at: int) -> int:
        """“Trade and Industry”, of a ministry; 0 where none begins."""
        last = self.run(at)
        if last and self.low(last) == "and" and not (self.named(last + 1) or self.is_title(last + 1)):
            return self.run(last + 1) or last
        return last

    def _longest(self, at: int, of: Container[tuple[str, ...]]) -> int:
        if at >= len(self.words) or not self.words[at].is_word:
            return 0
        low = tuple([word.low for word in self.words[at : at + MOST_WORDS_OF_TITLE]])
        for length in range(len(low), 0, -1):
            if low[:length] in of:
                return at + length
        return 0

    def over_purpose(self, last: int) -> int:
        """“Movement for Democratic Change”: where the name ends that reads up to `last` without what follows “for”."""
        if self.low(last) not in ("for", "of"):
            return last
        start = last + 1 + (self.low(last + 1) == "the")
        return last if self.named(start) else self._field(start) or last

    def over_adjective(self, at: int) -> int:
        """Past a word or two before a title: “Russian opposition leader” keeps its title, “Bolivia's leftist President
        X” as well."""
        is_owned = self.low(at - 1) == "'s"
        for place in (at, at + 1, at + 2):
            if self.is_title(place) or self.body(place):
                return place
            is_between = self.low(place) in BEFORE_TITLE or self._is_second_adjective(place)
            if not is_between and not (is_owned and self._is_attributive(place)):
                break
        return at

    def _is_attributive(self, at: int) -> bool:
        low = self.low(at)
        return bool(low) and not self.words[at].is_capitalised and ("-" in low or low.endswith(ATTRIBUTIVE_ENDS))

    def _is_second_adjective(self, at: int) -> bool:
        """“Iraqi Kurdish leader”, “Poland's Solidarity leader”"""
        found = self.named(at)
        if found:
            return found[0].sort in ("adjective", "organisation") and found[1] == at + 1
        is_office = self.is_title(at + 1) or self.low(at + 1) in ADMINISTRATIONS
        return is_office and self._may_be_of_name(at)

    def is_attribute(self, at: int) -> bool:
        """“Former French President X”, with a capital that the beginning of a sentence gives."""
        is_one = self.words[at].is_capitalised and self.low(at) in BETWEEN_TITLE_AND_NAME
        return is_one and not self.named(at) and bool(self.owner(at + 1))

    def over_attributes(self, at: int) -> int:
        """Past “deposed”, “interim” and the like, at most three of them, before a title."""
        place = at
        while (
            place < len(self.words)
            and place - at < 3
            and not self.is_title(place)
            and (self.low(place) in BETWEEN_TITLE_AND_NAME or (place > at and self.low(place) == ","))
        ):
            place += 1
        is_office = self.is_title(place) or self.body(place) or self.run(place)
        return place if is_office else at  # “the Norwegian military”
