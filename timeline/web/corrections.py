"""What a published event's readers may know of its past: each change since publication, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from timeline.models import Event, Revision, Verb
from timeline.review import Difference, differences

MOST_SHOWN = 50
# The verb says it already, or (links) it could name an event that is not public.
LEFT_OUT = ("review_state", "retraction_reason", "links")


@dataclass(frozen=True)
class Correction:
    """Who made it is not told."""

    at: datetime
    verb: str
    comment: str
    differences: list[Difference]


def corrections(event: Event) -> list[Correction]:
    """Latest first, at most `MOST_SHOWN`; 1 query, and 2 for each change of the type."""
    revisions = Revision.objects.public().filter(event=event).order_by("-version")[:MOST_SHOWN]
    return [
        Correction(revision.at, str(Verb(revision.verb).label), revision.comment, _differences(revision))
        for revision in revisions
    ]


def _differences(revision: Revision) -> list[Difference]:
    if revision.verb == Verb.PUBLISH:  # what was drafted before is not public
        return []
    return differences(_shown(revision.before), _shown(revision.after))


def _shown(snapshot: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in snapshot.items() if name not in LEFT_OUT}
