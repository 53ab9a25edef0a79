"""An article in paragraphs, cut where marked passages begin and end, however they overlap. Offsets are code points."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Mark:
    """A passage and whose it is: `name` is unique, `kind` a word for its style."""

    start: int
    end: int
    name: str
    kind: str


@dataclass(frozen=True)
class Stretch:
    """Text that lies in the same passages throughout."""

    start: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Paragraph:
    start: int
    stretches: tuple[Stretch, ...]


def paragraphs(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """Every line of `text` that is not empty; all of it, in order, each character once."""
    known = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.name))
    return [
        Paragraph(found.start(), tuple(_stretches(text, found.start(), found.end(), known)))
        for found in PARAGRAPH.finditer(text)
    ]


def _stretches(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Stretch]:
    touching = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end, *(edge for mark in touching for edge in (mark.start, mark.end) if start < edge < end)}
    cuts = sorted(edges)
    for first, last in itertools.pairwise(cuts):
        over = tuple(mark for mark in touching if mark.start <= first and mark.end >= last)
        yield Stretch(first, text[first:last], over)
