"""What the database holds of an event, and what a candidate says of it, in the same plain values: to be compared."""

from __future__ import annotations

from typing import Any

from tests.imports.made import plain
from timeline.imports.candidates import Candidate
from timeline.models import Actor, Article, Citation, Event, Outlet, Participation, Place, Quantity

Plain = dict[str, Any]

# Columns that are compared, by their names in the models; test_round_trip.py holds this to the models themselves.
EVENT = (
    "title", "summary", "medium", "realisation", "edtf", "lasted", "time_start", "time_end", "tz", "date_text",
    "date_anchor", "date_rule", "date_basis", "duration", "occurrences", "importance", "cameo_code", "plover_event",
    "plover_mode", "adjudication",
)  # fmt: skip
ACTOR = ("name", "slug", "kind", "country")
PLACE = ("name", "slug", "kind", "country", "latitude", "longitude", "exactness")
ARTICLE = ("url", "title", "author", "published_on", "published_tz", "language", "archive_url")
OUTLET = ("name", "slug", "publisher", "domain", "country", "language", "reliability")
CITATION = (
    "exact", "prefix", "suffix", "supports", "speaker_text", "verb_class", "stance", "credibility", "reported", "rank",
)  # fmt: skip
QUANTITY = ("what", "amount", "amount_max", "qualifier", "unit", "currency")


def of_event(event: Event, *, package: bool) -> Plain:
    """`package`: with what travels in the Data Package alone."""
    return {
        "id": event.public_id,
        "type": event.type.slug if event.type else "",
        "fields": _filled({name: getattr(event, name) for name in EVENT}),
        "parties": [_party(part, package=package) for part in event.participations.all()],
        "places": [_place(there.place, package=package) | {"role": there.role} for there in event.event_places.all()],
        "quantities": [_quantity(quantity) for quantity in event.quantities.all()],
        "reports": [_report(citation, package=package) for citation in event.citations.all()],
        "links": [(link.kind, link.other.public_id) for link in event.links.all()],
    }


def of_candidate(candidate: Candidate) -> Plain:
    found = _filled(plain(candidate))
    return {
        "id": candidate.external_id,
        "type": candidate.type,
        "fields": _filled(candidate.fields),
        **{name: list(found.get(name, ())) for name in ("parties", "places", "quantities", "reports", "links")},
    }


def _filled(values: Any) -> Any:
    """Without what is empty: a candidate leaves out what a column has as an empty text."""
    if isinstance(values, dict):
        found = {name: _filled(value) for name, value in values.items()}
        return {
            name: value for name, value in found.items() if value not in ("", None, (), [], {}) and value is not False
        }
    if isinstance(values, list | tuple):
        return type(values)(_filled(value) for value in values)
    return values


def _actor(actor: Actor | None, *, package: bool) -> Plain:
    if actor is None:
        return {}
    found = {"name": actor.name, "slug": actor.slug, "kind": actor.kind, "country": actor.country_id}
    if package:
        found |= {
            "description": actor.description,
            "aliases": tuple((alias.name, alias.language, alias.kind) for alias in actor.aliases.all()),
            "identifiers": tuple((one.scheme, one.value) for one in actor.identifiers.all()),
        }
    return found


def named(actor: Actor | None, *, package: bool) -> Plain:
    """As another field of a candidate names an actor: with the defaults of a party."""
    return _actor(actor, package=package) | {"role": "participant", "certainty": "certain"} if actor else {}


def _party(part: Participation, *, package: bool) -> Plain:
    office, state = part.office, part.acts_for
    return _filled(
        _actor(part.actor, package=package)
        | {
            "role": part.role,
            "certainty": part.certainty,
            "note": part.note,
            "office": office.title if office else "",
            "office_held": office.edtf if office else "",
            "office_in": named(office.organisation if office else None, package=package),
            "acts_for": state.name if state else "",
            "state": named(state, package=package),
        }
    )


def _place(place: Place, *, package: bool) -> Plain:
    found = {name: getattr(place, name) for name in PLACE} | {"country": place.country_id}
    found |= {name: float(found[name]) if found[name] is not None else None for name in ("latitude", "longitude")}
    if package and place.parent:
        found["parent"] = _place(place.parent, package=package) | {"role": "venue"}
    return _filled(found)


def _quantity(quantity: Quantity) -> Plain:
    found = {name: getattr(quantity, name) for name in QUANTITY}
    for name in ("amount", "amount_max"):
        found[name] = f"{found[name].normalize():f}" if found[name] is not None else None
    return _filled(found)


def _report(citation: Citation, *, package: bool) -> Plain:
    more = {name: getattr(citation, name) for name in CITATION if name not in ("exact", "prefix", "suffix")}
    return _filled(
        _article(citation.article, package=package)
        | {
            "exact": citation.exact,
            "prefix": citation.prefix,
            "suffix": citation.suffix,
            "more": more,
            "speaker": named(citation.speaker, package=package),
        }
    )


def _article(article: Article, *, package: bool) -> Plain:
    return {
        "url": article.url,
        "title": article.title,
        "published_on": article.published_on,
        "language": article.language,
        "article": {name: getattr(article, name) for name in ("author", "archive_url", "published_tz")},
        "outlet": article.outlet.name if article.outlet else "",
        "publisher": _outlet(article.outlet) if article.outlet else {},
        "copy_of": article.copy_of.url if package and article.copy_of else "",
    }


def _outlet(outlet: Outlet) -> Plain:
    names = [name for name in OUTLET if name not in ("name", "country")]
    return {name: getattr(outlet, name) for name in names} | {"country": outlet.country_id}
