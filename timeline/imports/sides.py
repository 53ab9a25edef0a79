"""The two sides of a coded row: who acts, who is acted upon, as parties with roles and as the title names them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .candidates import Party
from .coding import Coding, title
from .lines import tidy

# A lawmaker is no legislature and stands for no state, a businessman is no company.
PEOPLE = re.compile(
    r"\b(activist|actor|attorney(?! general)|business(man|men|person|people|woman|women)|candidate|chief executive"
    r"|citizen|congressm[ae]n|doctor|deputies|editor|employee|employer|entrepreneur|firefighter|judge|journalist"
    r"|lawmaker|lawyer|legislator|magistrate|mayor|media personnel|medical personnel|member|nurse|politician|producer"
    r"|professor|prosecutor|reporter|senator|spokesm[ae]n|spokesperson|spokeswoman|student|teacher|worker)s?\b",
    re.IGNORECASE,
)
BODIES = frozenset({"company", "government_body", "igo", "media", "ngo"})


def of_people(name: str, kind: str) -> str:
    """`other` for somebody of a body where the data set gives the body's kind."""
    return "other" if kind in BODIES and PEOPLE.search(name) else kind


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
    parties = [side.party._replace(role=coding.roles[0]) for side in doers]
    parties += [side.party._replace(role=coding.roles[1]) for side in others]
    shown = title(coding, (s.shown for s in doers), (s.shown for s in others))
    return tidy(shown), tuple(parties)


def _once(sides: Iterable[Side], seen: set[tuple[str, str]]) -> Iterable[Side]:
    for side in sides:
        key = (side.party.name.casefold(), side.party.country)
        if key not in seen:
            seen.add(key)
            yield side
