"""Words and marks of a sentence, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:[-’'‑]\w+)*|[^\w\s]")
POSSESSIVE = ("'s", "’s")
PLURAL_POSSESSIVE = ("'", "’")


@dataclass(frozen=True, slots=True)
class Token:
    """`low` is the word in lower case; a possessive ending is a token of its own, “'s”."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def tokens(text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in TOKEN.finditer(text, start, end):
        word, first, last = match[0], match.start(), match.end()
        if word[-2:] in POSSESSIVE and len(word) > 2:
            found.append(Token(word[:-2], word[:-2].lower(), first, last - 2))
            found.append(Token(word[-2:], "'s", last - 2, last))
        elif word in PLURAL_POSSESSIVE and found and _owns(text, found[-1], first):
            found.append(Token(word, "'s", first, last))
        else:
            found.append(Token(word, word.lower().replace("’", "'"), first, last))
    return found


def _owns(text: str, before: Token, at: int) -> bool:
    """“The Tigers' leader”; what a quotation mark of that form closes began with one."""
    is_plural = before.end == at and before.low.endswith("s") and before.is_capitalised
    behind = text[at + 1 : at + 3]
    return is_plural and behind[:1] == " " and behind[1:].isalpha()
