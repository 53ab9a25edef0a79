"""An event as plain values: what the API answers and JSON Lines writes. Expects `with_everything()`, reads no more."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from timeline.models import Actor, Citation, Event, EventLink, EventPlace, Outlet, Participation, Quantity

from .addresses import Pages, pages_of

Record = dict[str, Any]
CODES = ("cameo_code", "plover_event", "plover_mode")


def record(event: Event, site: str) -> Record:
    """JSON-ready but for dates and decimals, which are already text. `site` is put before every address."""
    citations = list(event.citations.all())
    pages = pages_of(site)
    return {
        "id": event.public_id,
        "url": pages.event(event.public_id),
        "title": event.heading,
        "title_given": bool(event.title),
        "summary": event.summary,
        "type": _type(event),
        "own_codes": {name: getattr(event, name) or None for name in CODES},
        "medium": event.medium or None,
        "realisation": event.realisation,
        "date": date_of(event),
        "undated_phrase": None if event.edtf else _origin_of_date(event),
        "duration": event.duration or None,
        "occurrences": event.occurrences,
        "importance": event.importance,
        "parties": [_party(part) for part in event.participations.all()],
        "places": [_place(there) for there in event.event_places.all()],
        "quantities": [_quantity(quantity) for quantity in event.quantities.all()],
        "links": [_link(link) for link in event.links.all()],
        "sources": _sources(citations, pages),
        "citations": [_citation(citation, pages) for citation in citations],
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


def date_of(event: Event) -> Record | None:
    if not event.edtf:
        return None
    return {
        "edtf": event.edtf,
        "earliest": day(event.earliest),
        "latest": day(event.latest),
        "precision": event.precision,
        "uncertain": event.uncertain,
        "approximate": event.approximate,
        "lasted": event.lasted,
        "wording": event.when,
        "time_start": clock(event.time_start),
        "time_end": clock(event.time_end),
        "time_zone": event.tz or None,
        **(_origin_of_date(event) or dict.fromkeys(ORIGIN_OF_DATE)),
    }


ORIGIN_OF_DATE = ("phrase", "resolved_against", "rule", "basis")


def _origin_of_date(event: Event) -> Record | None:
    """Also of a date that could not be made out: the words are there, “at some point”, and no day."""
    anchor = day(event.date_anchor)
    values = (event.date_text or None, anchor, event.date_rule or None, event.date_basis or None)
    return dict(zip(ORIGIN_OF_DATE, values, strict=True)) if any(values) else None


def day(at: date | None) -> str | None:
    return at.isoformat() if at else None


def clock(at: time | None) -> str | None:
    """Hours and minutes; seconds where there are some."""
    if at is None:
        return None
    return at.isoformat("auto" if at.second or at.microsecond else "minutes")


def _actor(actor: Actor | None) -> Record | None:
    if not actor:
        return None
    return {"slug": actor.slug, "name": actor.name, "kind": actor.kind, "country": actor.country_id}


def _party(part: Participation) -> Record:
    return {
        "actor": _actor(part.actor),
        "role": part.role,
        "office": part.office.title if part.office else None,
        "office_in": _actor(part.office.organisation) if part.office else None,
        "office_held": (part.office.edtf or None) if part.office else None,
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
        "kind": place.kind,
        "country": place.country_id,
        "latitude": coordinate(place.latitude),
        "longitude": coordinate(place.longitude),
        "exactness": place.exactness or None,
    }


def coordinate(degrees: Decimal | None) -> float | None:
    return None if degrees is None else float(degrees)


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


def _sources(citations: list[Citation], pages: Pages) -> list[Record]:
    """Each cited article once, in the order of the citations."""
    articles = {citation.article_id: citation.article for citation in citations}
    return [
        {
            "article": article.public_id,
            "title": article.title,
            "url": article.url,
            "archive_url": article.archive_url or None,
            "page": pages.article(article.public_id),
            "author": article.author or None,
            "language": article.language or None,
            "published_on": day(article.published_on),
            "published_tz": article.published_tz or None,
            "outlet": _outlet(article.outlet),
        }
        for article in articles.values()
    ]


def _outlet(outlet: Outlet | None) -> Record | None:
    if not outlet:
        return None
    return {
        "slug": outlet.slug,
        "name": outlet.name,
        "publisher": outlet.publisher or None,
        "domain": outlet.domain or None,
        "country": outlet.country_id,
        "language": outlet.language or None,
        "reliability": outlet.reliability,
    }


def _citation(citation: Citation, pages: Pages) -> Record:
    selectors: list[Record] = [
        {"type": "TextQuoteSelector", "exact": citation.exact, "prefix": citation.prefix, "suffix": citation.suffix}
    ]
    if citation.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": citation.start, "end": citation.end})
    return {
        "article": citation.article.public_id,
        "source": pages.article(citation.article.public_id),
        "rendition": citation.text.rendition if citation.text else None,
        "text_version": citation.text.number if citation.text else None,
        "selector": selectors,
        "anchor": citation.anchor_state,
        "speaker": _actor(citation.speaker),
        "speaker_text": citation.speaker_text or None,
        "credited_to": citation.credited_to or None,
        "verb_class": citation.verb_class,
        "stance": citation.stance,
        "credibility": citation.credibility,
        "supports": citation.supports,
        "reported": citation.reported,
        "rank": citation.rank,
    }
