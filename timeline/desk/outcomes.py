"""What became of each rule's proposals, so that a bad rule can be found."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from timeline.models import Proposal


@dataclass(frozen=True)
class Outcome:
    rule: str
    accepted: int
    edited: int
    rejected: int
    open: int

    @property
    def decided(self) -> int:
        return self.accepted + self.edited + self.rejected


def outcomes() -> list[Outcome]:
    """By rule, the most often rejected first. Reads every proposal once: 1 query."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for rules, state in Proposal.objects.order_by().values_list("rules", "state").iterator():
        for rule in set(rules):
            counts[rule][state] += 1
    found = [
        Outcome(rule, **{state: count[state] for state in Proposal.State.values}) for rule, count in counts.items()
    ]
    return sorted(found, key=lambda outcome: (-outcome.rejected, -outcome.decided, outcome.rule))
