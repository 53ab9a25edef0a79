"""A draft beside an event that is there already: is it the same, and where do the two differ?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from timeline import dates
from timeline.models import CITABLE, Actor, Event, EventQuerySet, EventType, Medium, Realisation

from .drafts import Draft

MOST_SHOWN = 3
MOST_LOOKED_AT = 50
OPEN_SIDE = timedelta(days=31)  # how far is looked where a date has no beginning, or no end


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


def already_there(draft: Draft) -> list[Event]:
    """Events of the same type on dates that touch which share the most parties, at least one; the nearest first.

    None for a draft without type, date or known party; at most `MOST_SHOWN`, and 5 queries.
    """
    event_type = EventType.objects.filter(slug=draft.type).first() if draft.type else None
    slugs = {party.actor for party in draft.parties if party.actor}
    return _likest(Event.objects.all(), event_type, draft.edtf, slugs)


def look_alikes(event: Event) -> list[Event]:
    """The same for an event that is stored; 5 queries."""
    slugs = {part.actor.slug for part in event.participations.select_related("actor")}
    return _likest(Event.objects.exclude(pk=event.pk), event.type, event.edtf, slugs)


def _likest(events: EventQuerySet, event_type: EventType | None, edtf: str, slugs: set[str]) -> list[Event]:
    if not (event_type and edtf and slugs):
        return []
    first, last = _window(dates.parse(edtf))
    found = events.alike(event_type.pk, first, last, Actor.objects.filter(slug__in=slugs).values("pk"))
    found = found.exclude(review_state="retracted").order_by("-position", "-pk").select_related("type")
    rows = list(found.prefetch_related("participations__actor", "event_places__place")[:MOST_LOOKED_AT])
    shared = {event.pk: len(slugs & {part.actor.slug for part in event.participations.all()}) for event in rows}
    likest = [event for event in rows if shared[event.pk] == max(shared.values())]
    return sorted(likest, key=lambda event: _days_apart(event, first, last))[:MOST_SHOWN]


def _window(when: dates.EDTFDate) -> tuple[date | None, date | None]:
    """Its days. “By 7 March” is asked of the weeks before: whoever is named has done the like years ago."""
    if when.earliest is None and when.latest is not None:
        return when.latest - OPEN_SIDE, when.latest
    if when.latest is None and when.earliest is not None:
        return when.earliest, when.earliest + OPEN_SIDE
    return when.earliest, when.latest


def _days_apart(event: Event, first: date | None, last: date | None) -> int:
    """How far the ends of both lie from one another; an open end counts as far as is looked."""
    pairs = ((event.earliest, first), (event.latest, last))
    return sum(abs((one - other).days) if one and other else OPEN_SIDE.days for one, other in pairs)


def compared(draft: Draft, event: Event) -> list[Comparison]:
    """The fields of which the draft says something, in the order of the form."""
    return list(_compared(draft, event))


def _compared(draft: Draft, event: Event) -> Iterator[Comparison]:
    for field, here, there, is_same in (
        ("type", _type_words(draft.type), event.type.label if event.type else "", None),
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


def _type_words(slug: str) -> str:
    return EventType.objects.filter(slug=slug).values_list("label", flat=True).first() or "" if slug else ""


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
    if field == "duration":
        return dates.describe_duration(value)
    labels = {"realisation": Realisation, "medium": Medium}
    return str(labels[field](value).label) if field in labels else value
