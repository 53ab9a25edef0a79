"""The text of the demonstration, on which a newcomer first tries the proposals, against what is coded of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from timeline import dates, extraction
from timeline.extraction import Draft, KnownActor, propose

DEMO = Path(extraction.__file__).parent.parent / "data" / "demo"
CODED = json.loads((DEMO / "israel-mediation.json").read_text(encoding="utf-8"))
TEXT = (DEMO / "israel-mediation.txt").read_text(encoding="utf-8")
DAY = date(2022, 3, 7)
ACTORS = [
    KnownActor(
        row["slug"],
        row["name"],
        row["kind"],
        row.get("country", ""),
        tuple(one["name"] for one in row.get("aliases", ())),
    )
    for row in json.loads((DEMO / "actors.json").read_text(encoding="utf-8"))
]
FAMILY = {"meeting": "visit"}  # what was coded as one
FEWEST_RIGHT, MOST_INVENTED = 14, 1


def is_of(draft: Draft, event: dict[str, Any]) -> bool:
    """The same type and date, told in a passage that is cited, and nobody in it who took no part."""
    starts = [TEXT.index(one["exact"]) for one in event["citations"]]
    ends = [start + len(one["exact"]) for start, one in zip(starts, event["citations"], strict=True)]
    is_told = any(start < draft.end and draft.start < end for start, end in zip(starts, ends, strict=True))
    parties = {party.key for party in draft.parties}
    is_right = FAMILY.get(draft.type, draft.type) == event["type"] and parties <= {
        one["actor"] for one in event["parties"]
    }
    return is_told and is_right and is_then(draft, event["edtf"])


def is_then(draft: Draft, edtf: str) -> bool:
    """The date, or the day of the article as the last on which it can have been."""
    latest = dates.parse(edtf).latest
    is_bound = draft.date is not None and draft.date.basis == "inferred" and latest is not None
    return draft.date is not None and (draft.date.edtf == edtf or (is_bound and draft.date.edtf == f"../{DAY}"))


def test_nearly_all_of_the_demonstration_is_proposed_and_next_to_nothing_else():
    drafts = propose(TEXT, DAY, "Asia/Jerusalem", ACTORS)
    right = [event["title"] for event in CODED["events"] if any(is_of(draft, event) for draft in drafts)]
    invented = [draft.title for draft in drafts if not any(is_of(draft, event) for event in CODED["events"])]
    assert len(right) >= FEWEST_RIGHT, right
    assert len(invented) <= MOST_INVENTED, invented
