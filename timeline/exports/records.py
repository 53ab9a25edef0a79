"""An event as plain values: what the API answers and JSON Lines writes. Expects `with_everything()`, reads no more."""

from __future__ import annotations

from typing import Any

from timeline.models import Actor, Citation, Event, EventLink, EventPlace, Participation, Quantity

Record = dict[str, Any]


def record(event: Event, site: str) -> Record:
    """JSON-ready but for dates and decimals, which are already text. `site` is put before every address."""
    citations = list(event.citations.all())
    return {
        "id": event.public_id,
        "url": site + event.get_absolute_url(),
        "title": event.heading,
        "summary": event.summary,
        "type": _type(event),
        "medium": event.medium or None,
        "realisation": event.realisation,
        "date": _date(event),
        "duration": event.duration or None,
        "occurrences": event.occurrences,
        "importance": event.importance,
        "parties": [_party(part) for part in event.participations.all()],
        "places": [_place(there) for there in event.event_places.all()],
        "quantities": [_quantity(quantity) for quantity in event.quantities.all()],
        "links": [_link(link) for link in event.links.all()],
        "sources": _sources(citations, site),
        "citations": [_citation(citation, site) for citation in citations],
        "source_count": event.source_count,
        "disputed": event.disputed,
        "adjudication": event.adjudication,
        "origin": event.origin,
        "state": event.review_state,
        "version": event.version,
        "published_at": event.published_at.isoformat() if event.published_at else None,
        "updated_at": event.updated_at.isoformat(),
    }


def _type(event: Event) -> Record | None:
    if not event.type:
        return None
    return {"slug": event.type.slug, "label": event.type.label, "family": event.type.family, **event.codes}


def _date(event: Event) -> Record | None:
    if not event.edtf:
        return None
    return {
        "edtf": event.edtf,
        "earliest": event.earliest.isoformat() if event.earliest else None,
        "latest": event.latest.isoformat() if event.latest else None,
        "precision": event.precision,
        "uncertain": event.uncertain,
        "approximate": event.approximate,
        "lasted": event.lasted,
        "wording": event.when,
        "time_start": event.time_start.isoformat("minutes") if event.time_start else None,
        "time_end": event.time_end.isoformat("minutes") if event.time_end else None,
        "time_zone": event.tz or None,
        "phrase": event.date_text or None,
        "resolved_against": event.date_anchor.isoformat() if event.date_anchor else None,
        "rule": event.date_rule or None,
        "basis": event.date_basis or None,
    }


def _actor(actor: Actor | None) -> Record | None:
    return {"slug": actor.slug, "name": actor.name} if actor else None


def _party(part: Participation) -> Record:
    return {
        "actor": {"slug": part.actor.slug, "name": part.actor.name, "kind": part.actor.kind},
        "role": part.role,
        "office": part.office.title if part.office else None,
        "acts_for": _actor(part.acts_for),
        "certainty": part.certainty,
        "note": part.note or None,
    }


def _place(there: EventPlace) -> Record:
    place = there.place
    return {
        "slug": place.slug,
        "name": place.name,
        "role": there.role,
        "country": place.country_id,
        "latitude": float(place.latitude) if place.latitude is not None else None,
        "longitude": float(place.longitude) if place.longitude is not None else None,
        "exactness": place.exactness or None,
    }


def _quantity(quantity: Quantity) -> Record:
    return {
        "what": quantity.what,
        "amount": _number(quantity.amount),
        "amount_max": _number(quantity.amount_max),
        "qualifier": quantity.qualifier,
        "unit": quantity.unit or None,
        "currency": quantity.currency or None,
        "wording": str(quantity),
    }


def _number(amount: Any) -> str | None:
    """Decimals as text, so that no reader rounds them."""
    return None if amount is None else f"{amount.normalize():f}"


def _link(link: EventLink) -> Record:
    return {"kind": link.kind, "event": link.other.public_id}


def _sources(citations: list[Citation], site: str) -> list[Record]:
    """Each cited article once, in the order of the citations."""
    articles = {citation.article_id: citation.article for citation in citations}
    return [
        {
            "article": article.public_id,
            "title": article.title,
            "url": article.url,
            "archive_url": article.archive_url or None,
            "page": site + article.get_absolute_url(),
            "published_on": article.published_on.isoformat() if article.published_on else None,
            "outlet": {
                "slug": article.outlet.slug,
                "name": article.outlet.name,
                "reliability": article.outlet.reliability,
            }
            if article.outlet
            else None,
        }
        for article in articles.values()
    ]


def _citation(citation: Citation, site: str) -> Record:
    selectors: list[Record] = [
        {"type": "TextQuoteSelector", "exact": citation.exact, "prefix": citation.prefix, "suffix": citation.suffix}
    ]
    if citation.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": citation.start, "end": citation.end})
    return {
        "article": citation.article.public_id,
        "source": site + citation.article.get_absolute_url(),
        "rendition": citation.text.rendition if citation.text else None,
        "text_version": citation.text.number if citation.text else None,
        "selector": selectors,
        "anchor": citation.anchor_state,
        "speaker": _actor(citation.speaker),
        "credited_to": citation.credited_to or None,
        "verb_class": citation.verb_class,
        "stance": citation.stance,
        "credibility": citation.credibility,
        "supports": citation.supports,
        "reported": citation.reported,
        "rank": citation.rank,
    }
