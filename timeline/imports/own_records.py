"""An event as our exports write it (exports/records.py) as a candidate. Raises `RowError` for what cannot come in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from timeline import dates
from timeline.models import (
    CITABLE,
    Actor,
    ActorAlias,
    ActorIdentifier,
    Article,
    Citation,
    Event,
    EventLink,
    EventPlace,
    EventType,
    Office,
    Outlet,
    Participation,
    Place,
    Quantity,
    validate_reported,
)
from timeline.models.bulk import Json

from .candidates import Amount, Candidate, Party, Report, Spot
from .values import Part, RowError, remembered

OWN_CODES = ("cameo_code", "plover_event", "plover_mode")
DATASET = "Demarche"
LONGEST_ID = 100
# Where a fault that the model finds stands in a record.
WHERE = {"time_start": "date.time_start", "time_end": "date.time_end", "tz": "date.time_zone", "edtf": "date.edtf"}


def candidate(row: dict[str, Any], line: int, raw: Mapping[str, Any] | Json | None = None) -> Candidate:
    """`raw` is what is kept of the row, where that is not the record itself."""
    event = Part(row)
    kind = event.part("type")
    slug = kind.text("slug", EventType) if kind else ""
    return Candidate(
        line=line,
        external_id=identifier(event),
        raw=row if raw is None else raw,
        type=slug,
        fields=_fields(event, slug),
        parties=tuple(_party(part) for part in event.parts("parties")),
        places=tuple(_spot(part) for part in event.parts("places")),
        quantities=tuple(_amount(part) for part in event.parts("quantities")),
        reports=_reports(event),
        links=tuple(_link(part) for part in event.parts("links")),
    )


def identifier(event: Part, name: str = "id") -> str:
    given = event.values.get(name)
    if not isinstance(given, str) or not given.strip() or len(given) > LONGEST_ID or not given.isprintable():
        raise event.wrong(name, f"A name for the row is expected, of its own and at most {LONGEST_ID} characters long.")
    return given


def _fields(event: Part, kind: str) -> dict[str, Any]:
    given = event.yes("title_given", default=True)
    title = event.text("title", Event) if given else ""
    if not title and not kind:
        raise event.wrong("title", "Give a title or a type: one of the two is needed.")
    importance = event.whole("importance", 1, 5)
    found = {
        "title": title,
        "summary": event.text("summary", Event),
        "medium": event.text("medium", Event),
        "realisation": event.text("realisation", Event) or "occurred",
        "duration": event.text("duration", Event),
        "occurrences": event.whole("occurrences", 1, 32_767),
        "importance": 3 if importance is None else importance,
        "adjudication": event.text("adjudication", Event),
        **_date(event),
    }
    if codes := event.part("own_codes"):
        found |= {name: codes.text(name, Event) for name in OWN_CODES}
    if found["duration"]:
        try:
            found["duration"] = dates.parse_duration(found["duration"])
        except ValueError as error:
            raise event.wrong("duration", str(error)) from error
    if found.get("time_start") or found.get("time_end"):
        _time_fits(found)
    return {name: value for name, value in found.items() if value not in ("", None)}


def _date(event: Part) -> dict[str, Any]:
    date = event.part("date")
    said = date or event.part("undated_phrase")
    if said is None:
        return {}
    found = {
        "date_text": said.text("phrase", Event, "date_text"),
        "date_anchor": said.day("resolved_against"),
        "date_rule": said.text("rule", Event, "date_rule"),
        "date_basis": said.text("basis", Event, "date_basis"),
    }
    if date is None:
        return found
    try:
        edtf = dates.parse(date.text("edtf", Event, needed=True)).edtf
    except dates.EDTFError as error:
        raise date.wrong("edtf", str(error)) from error
    return found | {
        "edtf": edtf,
        "lasted": date.yes("lasted"),
        "time_start": date.clock("time_start"),
        "time_end": date.clock("time_end"),
        "tz": date.text("time_zone", Event, "tz"),
    }


def _time_fits(found: dict[str, Any]) -> None:
    """A time of day needs a single day and its zone."""
    try:
        Event(**found | {"title": "-"}).clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise RowError(WHERE.get(field, field), " ".join(messages)) from error


@remembered
def _actor(part: Part) -> dict[str, Any]:
    return {
        "name": part.text("name", Actor, needed=True),
        "slug": part.text("slug", Actor),
        "kind": part.text("kind", Actor) or "other",
        "country": part.country(),
        "description": part.text("description", Actor),
        "identifiers": tuple(
            (one.text("scheme", ActorIdentifier, needed=True), one.text("value", ActorIdentifier, needed=True))
            for one in part.parts("identifiers")
        ),
        "aliases": tuple(
            (
                one.text("name", ActorAlias, needed=True),
                one.text("language", ActorAlias),
                one.text("kind", ActorAlias) or "short",
            )
            for one in part.parts("aliases")
        ),
    }


def _named(part: Part | None) -> Party | None:
    return Party(**_actor(part)) if part else None


def _party(part: Part) -> Party:
    actor, state = part.part("actor"), _named(part.part("acts_for"))
    if actor is None:
        raise part.wrong("actor", "The actor is missing.")
    return Party(
        **_actor(actor),
        role=part.text("role", Participation) or "participant",
        acts_for=state.name if state else "",
        state=state,
        office=part.text("office", Office, "title"),
        office_in=_named(part.part("office_in")),
        office_held=part.text("office_held", Office, "edtf"),
        certainty=part.text("certainty", Participation) or "certain",
        note=part.text("note", Participation),
    )


def _spot(part: Part) -> Spot:
    given = {name: value for name, value in part.values.items() if name != "role"}
    return Spot(role=part.text("role", EventPlace) or "venue", **_place(Part(given, part.at)))


@remembered
def _place(part: Part) -> dict[str, Any]:
    latitude, longitude = part.degrees("latitude", 90), part.degrees("longitude", 180)
    if (latitude is None) != (longitude is None):
        raise part.wrong("latitude", "Give both latitude and longitude, or neither.")
    above = part.part("parent")
    return {
        "name": part.text("name", Place, needed=True),
        "slug": part.text("slug", Place),
        "kind": part.text("kind", Place),
        "country": part.country(),
        "latitude": latitude,
        "longitude": longitude,
        "exactness": part.text("exactness", Place),
        "parent": Spot(**_place(above)) if above else None,
    }


def _amount(part: Part) -> Amount:
    amount, highest = part.decimal("amount"), part.decimal("amount_max")
    if amount is None:
        raise part.wrong("amount", "An amount is missing.")
    if highest is not None and float(highest) < float(amount):
        raise part.wrong("amount_max", "The upper end of the range lies below the lower.")
    unit, currency = part.text("unit", Quantity), part.text("currency", Quantity)
    if unit and currency:
        raise part.wrong("unit", "Give a unit or a currency, not both.")
    return Amount(
        what=part.text("what", Quantity),
        amount=amount,
        amount_max=highest,
        qualifier=part.text("qualifier", Quantity) or "exactly",
        unit=unit,
        currency=currency,
    )


def _link(part: Part) -> tuple[str, str]:
    return part.text("kind", EventLink, needed=True), identifier(part, "event")


def _reports(event: Part) -> tuple[Report, ...]:
    """A report for each passage; a source without one comes as well."""
    sources = {_article(part): part for part in event.parts("sources")}
    found, cited = [], set()
    for citation in event.parts("citations"):
        source = sources.get(_article(citation))
        if source is None:
            raise citation.wrong("article", "This article is not among the sources of the event.")
        cited.add(source.at)
        found.append(_report(source, citation))
    return (*found, *(_report(source, None) for source in sources.values() if source.at not in cited))


def _article(part: Part) -> str | int:
    given = part.values.get("article")
    if not isinstance(given, str | int):
        raise part.wrong("article", "The name of the article in this file is expected.")
    return given


def _report(source: Part, citation: Part | None) -> Report:
    outlet = source.part("outlet")
    return Report(
        url=source.text("url", Article, needed=True),
        title=source.text("title", Article),
        published_on=source.day("published_on"),
        language=source.text("language", Article),
        article={
            name: text for name in ("author", "archive_url", "published_tz") if (text := source.text(name, Article))
        },
        outlet=outlet.text("name", Outlet, needed=True) if outlet else "",
        publisher=_publisher(outlet) if outlet else {},
        copy_of=source.text("copy_of", Article, "url"),
        **(_passage(citation) if citation else {}),
    )


@remembered
def _publisher(outlet: Part) -> dict[str, Any]:
    found = {name: outlet.text(name, Outlet) for name in ("slug", "publisher", "domain", "language", "reliability")}
    found |= {name: outlet.text(name, Outlet, "slug") for name in ("wire", "parent")}
    found["country"] = outlet.country()
    return {name: value for name, value in found.items() if value}


def _passage(citation: Part) -> dict[str, Any]:
    quote = next((one for one in citation.parts("selector") if one.values.get("type") == "TextQuoteSelector"), None)
    if quote is None:
        raise citation.wrong("selector", "The quote is missing: a TextQuoteSelector with “exact”.")
    return {
        "exact": quote.text("exact", Citation, needed=True),
        "prefix": quote.text("prefix", Citation),
        "suffix": quote.text("suffix", Citation),
        "speaker": _named(citation.part("speaker")),
        "more": _more(citation),
    }


def _more(citation: Part) -> dict[str, Any]:
    credibility = citation.whole("credibility", 1, 6)
    return {
        "speaker_text": citation.text("speaker_text", Citation),
        "verb_class": citation.text("verb_class", Citation) or "reported",
        "stance": citation.text("stance", Citation) or "supports",
        "credibility": 6 if credibility is None else credibility,
        "supports": _supports(citation),
        "reported": _reported(citation),
        "rank": citation.text("rank", Citation) or "normal",
    }


def _supports(citation: Part) -> list[str]:
    given = citation.values.get("supports") or []
    if not isinstance(given, list) or any(not isinstance(name, str) or name not in CITABLE for name in given):
        raise citation.wrong("supports", f"A list of some of these is expected: {', '.join(CITABLE)}.")
    return given


def _reported(citation: Part) -> dict[str, str]:
    given = citation.values.get("reported") or {}
    try:
        validate_reported(given)
    except ValidationError as error:
        raise citation.wrong("reported", " ".join(error.messages)) from error
    return given
