"""Text as the search compares it: words without case and diacritics, the same on every database. No database here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

MOST_LETTERS = 100  # of a word that are compared
MOST_PHRASES = 100  # of a query; a form takes no more characters than twice that
SHORT = 40  # letters of a text that may well be a name
LEAST_PREFIX = 2  # letters from which the last word also finds longer ones
BORDER = "¦"  # stands between two texts, so that no phrase runs across; no word contains it

# Letters with a stroke or joined ones, which Unicode does not take apart.
PLAIN_FORMS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
# Han and kana are written without spaces: each character is a word, and several in a row are a phrase.
UNSPACED = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
QUOTED_OR_NOT = re.compile(r'["“”„«»]([^"“”„«»]*)(["“”«»])?|[^\s"“”„«»]+')


class _Letters(dict[int, str]):
    """What becomes of a character of decomposed, casefolded text; looked up in Unicode once for each."""

    def __missing__(self, code: int) -> str:
        self[code] = self._form(chr(code))
        return self[code]

    @staticmethod
    def _form(character: str) -> str:
        if character in PLAIN_FORMS:
            return PLAIN_FORMS[character]
        if unicodedata.combining(character):  # accents and vowel points; signs of Indic vowels are not among them
            return ""
        if UNSPACED.match(character):
            return f" {character} "
        return character if unicodedata.category(character)[0] in "LMN" else " "


_LETTERS = _Letters()


def words(text: str) -> list[str]:
    """“Erdoğan’s” gives “erdogan” and “s”."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return [word[:MOST_LETTERS] for word in plain.split()]


def side_by_side(texts: Iterable[str], *, most: int) -> str:
    """The words of several texts as the index stores them: each text once, its end marked, cut to `most` letters."""
    folded = dict.fromkeys(_folded_name(text) if len(text) <= SHORT else " ".join(words(text)) for text in texts)
    joined = "".join(f"{text} {BORDER} " for text in folded if text).rstrip()
    return joined if len(joined) <= most else joined[:most].rpartition(" ")[0]


@lru_cache(maxsize=10_000)
def _folded_name(text: str) -> str:
    """Names come again and again."""
    return " ".join(words(text))


@dataclass(frozen=True)
class Phrase:
    """Words that stand side by side; with `prefix` the last of them may go on."""

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def within(self) -> str:
        """What stands in folded text that holds it and has a space at both ends."""
        return f" {' '.join(self.words)}{'' if self.prefix else ' '}"


def phrases(query: str) -> list[Phrase]:
    """What a text must hold, every one of them: words, and in quotation marks several words in a row.

    What is written together (“foreign-minister”, “U.S.”) stays together. The last word may go on, so that a name is
    found while it is typed. Empty where the query holds no word.
    """
    found: list[Phrase] = []
    for chunk in QUOTED_OR_NOT.finditer(query):
        inside, closed = chunk.group(1), chunk.group(2)
        together = tuple(words(chunk.group() if inside is None else inside))
        if together:
            last = not closed and not query[chunk.end() :].strip()
            found.append(Phrase(together, prefix=last and len(together[-1]) >= LEAST_PREFIX))
    return list(dict.fromkeys(found))[:MOST_PHRASES]
