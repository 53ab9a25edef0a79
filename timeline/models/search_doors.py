"""Every change by which an event is found otherwise than before reaches the full-text index, in the same transaction.

`QuerySet.update()`, bulk and raw statements pass by these doors: who uses them calls `search.touch()`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_save

from .actors import Actor, ActorAlias
from .citations import Citation
from .event_parts import EventPlace, Participation
from .events import Event
from .places import Place
from .search import touch

Row = dict[str, Any]

# The columns by which an event is found.
WATCHED: dict[type[models.Model], tuple[str, ...]] = {
    Event: ("pk", "title", "summary"),
    Participation: ("event_id", "actor_id"),
    EventPlace: ("event_id", "place_id"),
    Citation: ("event_id", "exact"),
    Actor: ("pk", "name"),
    ActorAlias: ("actor_id", "name"),
    Place: ("pk", "name", "parent_id", "path"),
}
NAMES = (Actor, ActorAlias, Place)  # each may stand in many events


def _events_of(sender: type[models.Model], row: Row) -> Iterable[int]:
    """The keys of the events that are found by this row; at most 1 query."""
    if sender is Event:
        return [row["pk"]]
    if sender is Place:
        return EventPlace.objects.filter(place__path__startswith=row["path"]).values_list("event", flat=True)
    if sender in NAMES:
        return Participation.objects.filter(actor=row.get("actor_id") or row["pk"]).values_list("event", flat=True)
    return [row["event_id"]]


def _remember(sender: type[models.Model], instance: Any, raw: bool = False, **_signal: Any) -> None:
    """What the row holds before it is saved; 1 query."""
    stored = sender._default_manager.filter(pk=instance.pk).values(*WATCHED[sender])
    instance._found_by = stored.first() if instance.pk and not raw else None


def _saved(sender: type[models.Model], instance: Any, raw: bool = False, **_signal: Any) -> None:
    before, now = instance._found_by, {name: getattr(instance, name) for name in WATCHED[sender]}
    if raw or before == now or (before is None and sender in (Actor, Place)):  # nothing can name what is new
        return
    touch({event for row in (before, now) if row for event in _events_of(sender, row)})


def _deleted(sender: type[models.Model], instance: Any, origin: Any, **_signal: Any) -> None:
    """Not where the event goes itself, and this part with it."""
    if getattr(origin, "model", type(origin)) is sender:
        touch(_events_of(sender, {name: getattr(instance, name) for name in WATCHED[sender]}))


for _model in WATCHED:
    pre_save.connect(_remember, sender=_model)
    post_save.connect(_saved, sender=_model)
for _model in (Participation, EventPlace, Citation, ActorAlias):  # an event's document goes with it
    post_delete.connect(_deleted, sender=_model)
