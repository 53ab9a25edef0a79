"""Closed sets of words, from a file in which they can be read and reviewed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SHOWN = ("example:", "counter-example:")  # lines that show what a set does, for a test
FILE = Path(__file__).parent / "english" / "words.txt"


def words(name: str) -> frozenset[str]:
    """`name` is the step and the set, as in the file."""
    return _sets()[name]


@cache
def _sets() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = current = set()
        elif line and not line.startswith(("#", *SHOWN)):
            current.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}
