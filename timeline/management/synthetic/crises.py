"""When events come: quiet years, and crises that begin at once and fade. No database."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from .cast import Cast

FIRST_DAY = date(2015, 1, 1)
LAST_DAY = date(2025, 12, 31)
SPAN_DAYS = (LAST_DAY - FIRST_DAY).days
EVENTS_FOR_A_CRISIS = 2500
FEWEST, MOST = 4, 60
IN_CRISES = 0.7  # the share of events that belong to one
SUNDAY_KEPT = 0.4  # the share of weekend days on which something happens after all


Delegation = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Crisis:
    """`tension` from 0 (talks) to 1 (pressure); delegations and venues as in the cast."""

    start: date
    fades_days: float
    weight: float
    tension: float
    delegations: list[Delegation]
    venues: tuple[int, ...]
    topic: str


class Chronicle:
    """Draws the days on which something happens."""

    def __init__(self, crises: Sequence[Crisis]) -> None:
        self.crises = crises
        self._weights = list(accumulate(crisis.weight for crisis in crises))

    def crisis(self, rng: Random) -> Crisis | None:
        if rng.random() > IN_CRISES:
            return None
        return self.crises[bisect(self._weights, rng.random() * self._weights[-1])]

    def day(self, rng: Random, crisis: Crisis | None) -> date:
        while True:
            day = self._any_day(rng, crisis)
            if day <= LAST_DAY and (day.weekday() < 5 or rng.random() < SUNDAY_KEPT):
                return day

    def _any_day(self, rng: Random, crisis: Crisis | None) -> date:
        if crisis is None:
            return FIRST_DAY + timedelta(days=int(rng.random() * (SPAN_DAYS + 1)))
        return crisis.start + timedelta(days=min(int(rng.expovariate(1 / crisis.fades_days)), SPAN_DAYS))


def crises(rng: Random, events: int, cast: Cast, topics: Sequence[str]) -> list[Crisis]:
    number = min(MOST, max(FEWEST, events // EVENTS_FOR_A_CRISIS))
    return [_crisis(rng, cast, topics) for _ in range(number)]


def _crisis(rng: Random, cast: Cast, topics: Sequence[str]) -> Crisis:
    return Crisis(
        start=FIRST_DAY + timedelta(days=rng.randrange(SPAN_DAYS - 200)),
        fades_days=rng.uniform(4, 60),
        weight=rng.paretovariate(1.5),
        tension=rng.random(),
        delegations=rng.sample(cast.delegations, rng.randint(4, 8))
        + [(rng.choice(kind),) for kind in rng.sample(cast.outsiders, rng.randint(1, 2))],
        venues=tuple(rng.sample(cast.venues, 4)),
        topic=rng.choice(topics),
    )
