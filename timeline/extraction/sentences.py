"""A text as paragraphs and sentences, as offsets into it; nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .wordlists import words

MOST_CHARACTERS = 1_200  # of a sentence; what is longer is cut, for no step may take longer than linear time
ABBREVIATIONS = words("sentences.abbreviations")
END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9À-Þ])|\n+")
PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ'’ ./-]{2,30}"  # in capitals
AGENCY = r"\([A-Z][\w ./-]{1,20}\)"
DATELINE = re.compile(
    rf"{PLACE}(?:, [^—–\n]{{1,30}}?)?\.? ?(?:—|–|--|_) |"  # “LAGOS, Wednesday. — ”
    rf"{PLACE}(?:, [A-Z\d][^—–\n,]{{1,20}}?){{0,2}} - (?=[\"“A-ZÀ-Þ])|"
    rf"[A-ZÀ-Þ][\w'’ ./-]{{1,30}}(?:, [^—–()\n]{{1,30}}?)? ?{AGENCY}(?: ?(?:—|–|--|-|_|:) |\.? ?(?:—|--))|"
    rf"{AGENCY} "
)
SPORTS = words("sentences.sports")
HALF_SPORTS = words("sentences.half_sports")
INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
LAST_WORD = re.compile(r"([\w.]+)\W*$")


@dataclass(frozen=True)
class Sentence:
    """`paragraph` counts from 0: what is said of “he” or of “that day” does not reach across many."""

    start: int
    end: int
    paragraph: int


def sentences(text: str) -> Iterator[Sentence]:
    """In order, without the space around them. Linear in the length of the text."""
    start, paragraph = _behind_dateline(text, 0), 0
    for match in END.finditer(text):
        if match.end() <= start:
            continue  # in a dateline: “BEIJING, Sept. 17 -- ”
        is_line_end = match[0].startswith("\n")
        if not is_line_end and _is_abbreviation(text, start, match):
            continue
        yield from _cut(text, start, match.start() if is_line_end else match.end(), paragraph)
        start = _behind_dateline(text, match.end()) if is_line_end else match.end()
        paragraph += is_line_end
    yield from _cut(text, start, len(text), paragraph)


def _behind_dateline(text: str, start: int) -> int:
    """“LAGOS, Wednesday. — A mission left”: where and when it was written tells of no event."""
    match = DATELINE.match(text, start)
    return match.end() if match else start


def is_of_sport(paragraph: str) -> bool:
    """Whether states meet there on a pitch; “a team of the Arab League” is no match."""
    found = set(re.findall(r"[a-z-]+", paragraph.lower()))
    return 2 * len(SPORTS & found) + len(HALF_SPORTS & found) >= 4


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    if match[0] != ".":
        return False
    word = LAST_WORD.search(text, max(start, match.start() - 20), match.start())
    if not word:
        return False
    last = word[1].lower()
    return last in ABBREVIATIONS or (bool(INITIALS.fullmatch(word[1])) and word[1].isupper())


def _cut(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MOST_CHARACTERS:
        at = max(text.rfind(mark, start, start + MOST_CHARACTERS) for mark in ("; ", ", ", " "))
        at = at if at > start else start + MOST_CHARACTERS
        yield Sentence(start, at, paragraph)
        start = at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Sentence(start, end, paragraph)
