"""Surnames that a text takes for known: “Putin met Xi on Monday” names two persons without introducing either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .clauses import PREPOSITIONS
from .naming import NO_NAME
from .tokens import Token
from .verbs import forms
from .wordlists import words

TELLING = frozenset(form for verb in words("surnames.telling") for form in forms(verb))
BETWEEN = words("surnames.between")
TOWARDS = frozenset({"with", "met", "meets", "told", "telephoned", "phoned"})
SPEAKING = frozenset({"spoke", "spoken", "speaking", "talked", "talking", "wrote", "written"})
BEHIND = frozenset(
    {"on", "in", "at", "by", "for", ",", ".", "that", "about", "and", "over", "during", "before", "after"}
)
NONE = words("surnames.none")
FEWEST_LETTERS = 2


def surnames(row: Sequence[Token]) -> Iterator[str]:
    """Single capitalised words that do what persons do: before a verb that tells of it, or behind “with” or “met”."""
    for at, word in enumerate(row):
        if not _may_be(row, at):
            continue
        end = at + 1
        if _low(row, end) == "and" and end + 1 < len(row) and _may_be(row, end + 1) and _does(row, end + 2):
            yield from (word.text, row[end + 1].text)
        elif (_does(row, end) and _low(row, at - 1) not in PREPOSITIONS) or (
            _is_towards(row, at - 1) and _low(row, end) in BEHIND
        ):
            yield word.text


def _is_towards(row: Sequence[Token], at: int) -> bool:
    return _low(row, at) in TOWARDS or (_low(row, at) == "to" and _low(row, at - 1) in SPEAKING)


def _may_be(row: Sequence[Token], at: int) -> bool:
    word = row[at]
    if not word.text.isalpha() or len(word.text) < FEWEST_LETTERS or not word.text[1:].islower():
        return False
    if not word.is_capitalised or word.low in NO_NAME or word.low in NONE:
        return False
    is_alone = not (at and row[at - 1].is_capitalised and row[at - 1].is_word and at > 1)
    return is_alone and not (at == 0 and word.low.endswith("s"))


def _does(row: Sequence[Token], at: int) -> bool:
    while _low(row, at) in BETWEEN:
        at += 1
    return _low(row, at) in TELLING


def _low(row: Sequence[Token], at: int) -> str:
    return row[at].low if 0 <= at < len(row) else ""
