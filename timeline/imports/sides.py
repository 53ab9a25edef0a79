"""The two sides of a coded row: who acts, who is acted upon, as parties with roles and as the title names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .candidates import Party
from .coding import Coding, title
from .lines import tidy


@dataclass(frozen=True)
class Side:
    party: Party
    short: str = ""  # in the title; the party's name where it is empty

    @property
    def shown(self) -> str:
        return self.short or self.party.name


def told(coding: Coding, sources: Iterable[Side], targets: Iterable[Side]) -> tuple[str, tuple[Party, ...]]:
    """The title and the parties, each actor once: data sets name the same one on both sides now and then."""
    seen: set[tuple[str, str]] = set()
    doers = list(_once(sources, seen))
    others = list(_once(targets, seen))
    parties = [replace(side.party, role=coding.roles[0]) for side in doers]
    parties += [replace(side.party, role=coding.roles[1]) for side in others]
    shown = title(coding, (s.shown for s in doers), (s.shown for s in others))
    return tidy(shown), tuple(parties)


def _once(sides: Iterable[Side], seen: set[tuple[str, str]]) -> Iterable[Side]:
    for side in sides:
        key = (side.party.name.casefold(), side.party.country)
        if key not in seen:
            seen.add(key)
            yield side
