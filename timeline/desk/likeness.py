"""A draft beside an event that is there already: is it the same, and where do the two differ?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline import dates
from timeline.models import CITABLE, Actor, Event, EventQuerySet, EventType, Realisation

from .drafts import Draft

MOST_SHOWN = 3


@dataclass(frozen=True)
class Comparison:
    """One field: `verdict` is “agree”, “differ” or “new” (the event does not say). `field` is a key of CITABLE."""

    field: str
    verdict: str
    here: str
    there: str

    @property
    def label(self) -> str:
        return str(CITABLE[self.field])

    @property
    def verdict_words(self) -> str:
        return {"agree": _("agree"), "differ": _("differ"), "new": _("new")}[self.verdict]


def already_there(draft: Draft, *, beside: Event | None = None) -> EventQuerySet:
    """Events of the same type with a shared party on dates that touch; none for a draft without type, date or known
    party. At most `MOST_SHOWN`."""
    slugs = [party.actor for party in draft.parties if party.actor]
    event_type = EventType.objects.filter(slug=draft.type).first() if draft.type else None
    if not (event_type and draft.edtf and slugs):
        return Event.objects.none()
    when = dates.parse(draft.edtf)
    actors = Actor.objects.filter(slug__in=slugs).values("pk")
    found = Event.objects.alike(event_type.pk, when.earliest, when.latest, actors)
    found = found.exclude(review_state="retracted").exclude(pk=beside.pk if beside else None)
    shown = found.select_related("type").prefetch_related("participations__actor", "event_places__place")
    return shown.chronological()[:MOST_SHOWN]


def compared(draft: Draft, event: Event) -> list[Comparison]:
    """The fields of which the draft says something, in the order of the form."""
    return list(_compared(draft, event))


def _compared(draft: Draft, event: Event) -> Iterator[Comparison]:
    for field, here, there, is_same in (
        ("type", draft.type, event.type.slug if event.type else "", None),
        ("date", draft.edtf, event.edtf, None),
        ("realisation", draft.realisation, event.realisation, None),
        ("medium", draft.medium, event.medium, None),
        ("place", draft.place, ", ".join(part.place.name for part in event.event_places.all()), None),
        ("duration", draft.duration, event.duration, None),
        ("occurrences", str(draft.occurrences or ""), str(event.occurrences or ""), None),
        ("parties", _names(draft), _parties(event), _parties_agree(draft, event)),
    ):
        if not here:
            continue
        same = here.casefold() == there.casefold() if is_same is None else is_same
        verdict = "new" if not there else "agree" if same else "differ"
        yield Comparison(field, verdict, _in_words(field, here), _in_words(field, there))


def _names(draft: Draft) -> str:
    return ", ".join(party.name for party in draft.parties)


def _parties(event: Event) -> str:
    return ", ".join(dict.fromkeys(part.actor.name for part in event.participations.all()))


def _parties_agree(draft: Draft, event: Event) -> bool:
    return {party.actor for party in draft.parties} == {part.actor.slug for part in event.participations.all()}


def _in_words(field: str, value: str) -> str:
    if not value:
        return ""
    if field == "date":
        return dates.describe(value)
    if field == "realisation":
        return str(Realisation(value).label)
    return value
