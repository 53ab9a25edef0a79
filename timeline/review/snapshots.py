"""An event and all its parts as plain values: what a revision stores and two versions are compared by."""

from __future__ import annotations

from typing import Any

from timeline.models import Citation, Event, EventLink, EventPlace, Participation, Quantity

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
    values: dict[str, Any] = {name: getattr(event, name) for name in FIELDS}
    values |= {name: str(getattr(event, name) or "") for name in AS_TEXT}
    values["type"] = event.type.slug if event.type else ""
    parts = Participation.objects.filter(event=event).select_related("actor", "office", "acts_for")
    values["parties"] = [_party(part) for part in parts]
    values["places"] = [
        {"place": p.place.slug, "name": p.place.name, "role": p.role}
        for p in EventPlace.objects.filter(event=event).select_related("place")
    ]
    values["quantities"] = [str(q) for q in Quantity.objects.filter(event=event)]
    values["links"] = [
        {"kind": k.kind, "event": k.other.public_id}
        for k in EventLink.objects.filter(event=event).select_related("other")
    ]
    values["citations"] = [
        _citation(c)
        for c in Citation.objects.filter(event=event).select_related("article", "speaker", "text").defer("text__text")
    ]
    return values


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
