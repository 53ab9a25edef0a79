"""An event and all its parts as plain values: what a revision stores and two versions are compared by."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from timeline.models import Citation, Event, EventLink, EventPlace, Participation, Quantity

if TYPE_CHECKING:
    from django.db.models import QuerySet

FIELDS = (
    "title",
    "summary",
    "medium",
    "realisation",
    "edtf",
    "lasted",
    "tz",
    "date_text",
    "date_rule",
    "date_basis",
    "duration",
    "occurrences",
    "importance",
    "cameo_code",
    "plover_event",
    "plover_mode",
    "adjudication",
    "review_state",
    "retraction_reason",
)
AS_TEXT = ("time_start", "time_end", "date_anchor")


def snapshot(event: Event) -> dict[str, Any]:
    """JSON-ready; slugs and public ids rather than keys, parts in a stable order. 5 queries, read afresh."""
    return snapshots([event])[event.pk]


def snapshots(events: list[Event]) -> dict[int, dict[str, Any]]:
    """The same for several events by their keys, in 5 queries together; their types should be selected with them."""
    values = {event.pk: own_values(event, event.type.slug if event.type else "") for event in events}
    for own in values.values():
        own |= values_of_parts({})
    for name, rows, words in PARTS:
        for part in rows().filter(event__in=list(values)):
            values[part.event_id][name].append(words(part))
    return values


def own_values(event: Event, kind: str) -> dict[str, Any]:
    """The first half of it: the event alone, of the type with the slug `kind`; no query."""
    values: dict[str, Any] = {name: getattr(event, name) for name in FIELDS}
    return values | {name: str(getattr(event, name) or "") for name in AS_TEXT} | {"type": kind}


def values_of_parts(parts: dict[str, list[Any]]) -> dict[str, Any]:
    """The second: of parts that are given, in their order. They need what is read of them below, and no more."""
    return {name: [words(part) for part in parts.get(name, ())] for name, _rows, words in PARTS}


def _party(part: Participation) -> dict[str, Any]:
    return {
        "actor": part.actor.slug,
        "name": part.actor.name,
        "role": part.role,
        "office": part.office.title if part.office else "",
        "office_id": part.office_id,
        "acts_for": part.acts_for.slug if part.acts_for else "",
        "certainty": part.certainty,
        "note": part.note,
        "order": part.rank,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "article": citation.article.public_id,
        "name": citation.article.title,
        "text_version": citation.text.number if citation.text else None,
        "exact": citation.exact,
        "start": citation.start,
        "end": citation.end,
        "anchor": citation.anchor_state,
        "speaker": citation.speaker.slug if citation.speaker else "",
        "credited_to": citation.credited_to,
        "verb_class": citation.verb_class,
        "stance": citation.stance,
        "credibility": citation.credibility,
        "supports": citation.supports,
        "reported": citation.reported,
        "rank": citation.rank,
        "note": citation.note,
    }


# Name, rows in their order, one of them as plain values.
PARTS: tuple[tuple[str, Callable[[], QuerySet[Any]], Callable[[Any], Any]], ...] = (
    ("parties", lambda: Participation.objects.select_related("actor", "office", "acts_for"), _party),
    (
        "places",
        lambda: EventPlace.objects.select_related("place"),
        lambda p: {"place": p.place.slug, "name": p.place.name, "role": p.role},
    ),
    ("quantities", lambda: Quantity.objects.all(), str),
    (
        "links",
        lambda: EventLink.objects.select_related("other"),
        lambda link: {"kind": link.kind, "event": link.other.public_id},
    ),
    (
        "citations",
        lambda: Citation.objects.select_related("article", "speaker", "text").defer("text__text"),
        _citation,
    ),
)
