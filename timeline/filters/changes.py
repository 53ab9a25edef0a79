"""A selection in the order of its changes, with what left it: what a program needs that keeps a copy.

A page holds the keys of the events to put into the copy and the tombstones of those to take out. The order is that of
`EventChange.at`, then the key; a page ends where a transaction that is still writing could come in between. So a
program that follows the marks is told everything at least once, and again only what changed again meanwhile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.models import EventChange, EventQuerySet, ReviewState, instant_of, microseconds, settled

from .fields import shown
from .paging import read_page_size
from .selection import QueryError, Selection

MARK = re.compile(r"(\d{1,17})-(\d{1,18})", re.ASCII)
Mark = tuple[int, int]  # when, in microseconds since 1970; primary key
TOLD = {
    "key": "event",
    "at": "at",
    "id": "event__public_id",
    "state": "event__review_state",
    "retracted_at": "event__retracted_at",
    "reason": "event__retraction_reason",
    "into": "event__merged_into__public_id",
    "into_state": "event__merged_into__review_state",
}


@dataclass(frozen=True)
class Changes:
    """`keys` of events that are selected, in the order of their changes; `resume` is the mark at which to go on."""

    keys: list[int]
    tombstones: list[dict[str, Any]]
    resume: str
    has_more: bool


def changes_of(selection: Selection, params: QueryDict, *, default_size: int = 50, most: int = 200) -> Changes:
    """At most 3 queries. Raises `QueryError` for a mark that is none, and where drafts are asked for."""
    if selection.filterset.asks:
        raise QueryError({"order": [_("Drafts have no order of change; add order=time.")]})
    if params.get("before"):
        raise QueryError({"before": [_("Changes are read forward; follow the “next” and “resume” links.")]})
    size = read_page_size(params.get("page_size", ""), default=default_size, most=most)
    mark = read_mark(params.get("after", ""))
    rows = list(_after(selection, mark).order_by("at", "event_id")[: size + 1].values_list(*TOLD.values()))
    told = [dict(zip(TOLD, row, strict=True)) for row in rows[:size]]
    keys, tombstones = _parted(selection, told)
    last = (told[-1]["at"], told[-1]["key"]) if told else mark or (_since(selection), 0)
    return Changes(keys, tombstones, resume=f"{last[0]}-{last[1]}", has_more=len(rows) > size)


def tombstones_of(selection: Selection, until: int) -> Any:
    """Every tombstone of the selection, in the order of the changes before `until`; read as it is iterated."""
    mark: Mark | None = None
    while rows := list(_after(selection, mark, until).order_by("at", "event_id")[:500].values_list(*TOLD.values())):
        told = [dict(zip(TOLD, row, strict=True)) for row in rows]
        yield from _parted(selection, told)[1]
        mark = told[-1]["at"], told[-1]["key"]


def whenever_changed(selection: Selection) -> EventQuerySet:
    """The selection without `updated_since`: of a page it is known, and to ask again would list all that changed."""
    return selection.filterset.lifted("updated_since")


def read_mark(text: str) -> Mark | None:
    """Raises `QueryError`; None for an empty text."""
    if not text:
        return None
    match = MARK.fullmatch(text)
    if not match:
        raise QueryError(
            {"after": [_("%(given)s is no mark; take it from a “next” or “resume” link.") % {"given": shown(text)}]}
        )
    return int(match[1]), int(match[2])


def _since(selection: Selection) -> int:
    since = selection.filterset.value("updated_since")
    return max(0, microseconds(since)) if since else 0


def _after(selection: Selection, mark: Mark | None, until: int | None = None) -> Any:
    changes = EventChange.objects.filter(event__published_at__isnull=False, at__gte=_since(selection))
    changes = changes.filter(at__lt=settled() if until is None else until)
    if mark is None:
        return changes
    at, key = mark
    return changes.filter(Q(at__gte=at), Q(at__gt=at) | Q(event__gt=key))


def _parted(selection: Selection, told: list[dict[str, Any]]) -> tuple[list[int], list[dict[str, Any]]]:
    """What is selected, and a tombstone for everything else; 1 query."""
    public = [row["key"] for row in told if row["state"] == ReviewState.PUBLISHED]
    found = whenever_changed(selection).filter(pk__in=public).order_by().values_list("pk", flat=True)
    selected = set(found) if public else set()
    keys = [row["key"] for row in told if row["key"] in selected]
    return keys, [tombstone(row) for row in told if row["key"] not in selected]


def tombstone(row: dict[str, Any]) -> dict[str, Any]:
    """No more than the address of the event itself would say: 410 with when and why, or 301 with where to."""
    gone = {"id": row["id"], "gone": "unselected", "at": instant_of(row["at"]).isoformat()}
    if row["state"] == ReviewState.RETRACTED:
        when = row["retracted_at"].isoformat() if row["retracted_at"] else None
        return gone | {"gone": "retracted", "at": when, "reason": row["reason"]}
    if row["state"] == ReviewState.MERGED:
        leads_on = row["into_state"] in (ReviewState.PUBLISHED, ReviewState.RETRACTED)
        return gone | {"gone": "merged", "into": row["into"] if leads_on else None}
    return gone
