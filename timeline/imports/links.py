"""Links between imported events, made when both ends are here."""

from __future__ import annotations

from timeline import review
from timeline.models import Event, EventLink, Import, ImportedRow, ReviewState, Verb
from timeline.review.base import record

LOOKED_FOR = 200  # rows at a time


def join_links(batch: Import) -> None:
    """Links that rows of the batch name and whose other end has come in by now; the rest waits on.

    Each event that gains links has one more version that says so. Events that somebody has edited are left alone.
    """
    waiting = ImportedRow.objects.filter(dataset=batch.dataset, waits=True).exclude(event=None)
    last = 0
    while rows := list(waiting.filter(pk__gt=last).order_by("pk")[:LOOKED_FOR]):
        last = rows[-1].pk
        names = {other for row in rows for _kind, other in row.waiting_links}
        known = ImportedRow.objects.filter(dataset=batch.dataset, external_id__in=names).exclude(event=None)
        events = dict(known.values_list("external_id", "event"))
        for row in rows:
            _join(row, events, batch)


def _join(row: ImportedRow, events: dict[str, int], batch: Import) -> None:
    found = [(kind, events[other]) for kind, other in row.waiting_links if other in events]
    found = [(kind, other) for kind, other in found if other != row.event_id]
    if not found:
        return
    event = Event.objects.select_related("type").get(pk=row.event_id)
    there = set(event.links.values_list("kind", "other"))  # both ends came in one chunk
    missing = [link for link in dict.fromkeys(found) if link not in there]
    if missing and not _add(event, missing, row, batch):
        return
    row.waiting_links = [link for link in row.waiting_links if link[1] not in events]
    row.waits = bool(row.waiting_links)
    if missing:
        row.event_version = event.version
    row.save()


def _add(event: Event, missing: list[tuple[str, int]], row: ImportedRow, batch: Import) -> bool:
    """Whether nobody has touched the event, so that it takes them."""
    if event.version != row.event_version or event.review_state != ReviewState.DRAFT:
        return False
    before = review.snapshot(event)
    for kind, other in missing:
        EventLink.objects.create(event=event, kind=kind, other_id=other)
    event.version += 1
    event.save()
    record(event, Verb.EDIT, by=batch.by, comment=f"Links from {batch.source}, {row.external_id}", before=before)
    return True
