"""A phrase as it stands in a text, brought into the form that the patterns expect."""

from __future__ import annotations

import re

MOST_CHARACTERS = 100
TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "“": " ", "”": " ", '"': " ", "\u2010": "-", "\u2011": "-", "–": "-", "—": "-",
     "\u00a0": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " "}
)  # fmt: skip
STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[(),;]", " "),
        (r"\.(?![0-9])", ""),  # “Feb. 24”, “3 p.m.”
        (r"'s\b|'", ""),  # “Saturday's talks”, “two days' time”
        (r" local time\b", ""),
        (r" +", " "),
        (r" ?- ?", "-"),
    )
)
LOOSE = "(?:some ?time|at some point|back)"
WORD = "(?:on|in|at|during|throughout|for|all|over(?= the| this| last)|towards?)"
PREPOSITION = re.compile(rf"^(?:{LOOSE} (?:{WORD} )?|{WORD} )(?![0-9]{{4}}$)")  # “at 1945” is no year


def cleaned(phrase: str) -> str:
    """Lower case, one space between words, without commas; empty for what is no phrase (long, not ASCII, invisible)."""
    if len(phrase) > MOST_CHARACTERS:
        return ""
    text = phrase.translate(TYPOGRAPHY)
    if not text.isascii() or not text.isprintable():
        return ""
    text = text.lower()
    for pattern, replacement in STEPS:
        text = pattern.sub(replacement, text)
    return text.strip(" -:")


def without_preposition(text: str) -> str:
    return PREPOSITION.sub("", text)
