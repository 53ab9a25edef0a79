"""CSV (RFC 4180): a row an event; what an event has several of stands in one cell, parted by “; ”."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from timeline.models import Event

from .addresses import pages_of
from .formats import Provenance
from .records import CODES, clock, coordinate, day

BETWEEN = "; "
NEEDED = frozenset({"participations", "event_places", "quantities", "quotes"})  # see rows.py
# What spreadsheets take for the beginning of a formula, also in its full-width form (OWASP, CSV injection). Text that
# begins with an apostrophe of its own before it gets another, so that a reader can take away what we put there.
FORMULA = re.compile("'*[ \u00a0]*[-=+@\t\r\n|%＝＋－＠]")

Cells = tuple[Any, ...]


def _date(event: Any) -> Cells:
    """A time of day or a zone says nothing where the day is not known."""
    if not event.edtf:
        return (None,) * 8
    return (
        event.edtf,
        day(event.earliest),
        day(event.latest),
        event.when,
        event.precision,
        clock(event.time_start),
        clock(event.time_end),
        event.tz or None,
    )


def _title(event: Any) -> Cells:
    return event.date_text or None, event.heading, event.summary


def _type(event: Any) -> Cells:
    kind = event.type
    return (kind.slug, kind.family, *event.codes.values()) if kind else (None,) * 5


def _how(event: Any) -> Cells:
    return event.medium or None, event.realisation, event.duration or None, event.occurrences, event.importance


def _parties(event: Any) -> Cells:
    parts = event.participations.all()
    states = dict.fromkeys([part.acts_for.slug for part in parts if part.acts_for])
    return (
        BETWEEN.join([_party(part) for part in parts]),
        BETWEEN.join([part.actor.slug for part in parts]),
        BETWEEN.join(states),
    )


def _party(part: Any) -> str:
    office = part.office.title if part.office else ""
    return f"{part.actor.name} ({part.role}, {office})" if office else f"{part.actor.name} ({part.role})"


def _places(event: Any) -> Cells:
    """The country and the point are those of the first."""
    places = event.event_places.all()
    if not places:
        return "", None, None, None
    first = places[0].place
    return (
        BETWEEN.join([f"{there.place.name} ({there.role})" for there in places]),
        first.country_id,
        coordinate(first.latitude),
        coordinate(first.longitude),
    )


def _numbers(event: Any) -> Cells:
    return BETWEEN.join(map(str, event.quantities.all())), event.source_count, _yes(event.disputed)


def _sources(event: Any) -> Cells:
    citations = event.citations.all()
    articles = {citation.article_id: citation.article for citation in citations}.values()
    return (
        BETWEEN.join(dict.fromkeys([article.outlet.name for article in articles if article.outlet])),
        BETWEEN.join([article.url for article in articles]),
        BETWEEN.join([citation.exact for citation in citations]),
    )


def _version(event: Any) -> Cells:
    return event.version, event.updated_at.isoformat()


def _reasons(event: Any) -> Cells:
    return (
        _yes(event.lasted) if event.edtf else None,
        day(event.date_anchor),
        event.date_rule or None,
        event.date_basis or None,
        event.adjudication,
        BETWEEN.join([f"{name}={code}" for name in CODES if (code := getattr(event, name))]),
        _yes(event.title),
    )


def _yes(value: Any) -> str:
    return "yes" if value else "no"


def _kinds(event: Any) -> Cells:
    parts = event.participations.all()
    return (
        BETWEEN.join([part.actor.kind for part in parts]),
        BETWEEN.join([there.place.slug for there in event.event_places.all()]),
        BETWEEN.join([part.actor.country_id or "none" for part in parts]),
    )


# Names, and what gives their cells: of an event, or of a row that answers as one. A function for several, since one for
# each takes longer. The order is part of the format: new columns go to the end.
GROUPS: list[tuple[str, Callable[[Any], Cells]]] = [
    ("date earliest latest date_wording precision time_start time_end time_zone", _date),
    ("date_phrase title summary", _title),
    ("type family cameo_code plover_event plover_mode", _type),
    ("medium realisation duration occurrences importance", _how),
    ("parties actors states", _parties),
    ("places country latitude longitude", _places),
    ("quantities source_count disputed", _numbers),
    ("outlets source_urls quotes", _sources),
    ("version updated_at", _version),
    ("lasted resolved_against date_rule date_basis adjudication own_codes title_given", _reasons),
    ("actor_kinds place_slugs actor_countries", _kinds),
]
COLUMNS = ("id", "url", *(name for names, _cells in GROUPS for name in names.split()))


def cells(event: Any, site: str) -> list[Any]:
    """In the order of COLUMNS: text, numbers and None."""
    found = [event.public_id, pages_of(site).event(event.public_id)]
    for _names, told in GROUPS:
        found += told(event)
    return found


class _Line:
    """A file of one line: csv.writer writes, we take."""

    def write(self, line: str) -> str:
        return line


def csv_lines(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    """Header first. Cells that a spreadsheet would run as a formula begin with an apostrophe, unless `raw`."""
    write = csv.writer(_Line()).writerow
    yield write(COLUMNS)
    for event in events:
        found = cells(event, provenance.site)
        yield write(
            found
            if provenance.raw
            else [
                cell if cell is None or type(cell) is not str or cell[:1].isalnum() else harmless(cell)
                for cell in found
            ]
        )


def harmless(value: Any) -> Any:
    """Numbers stay numbers; text that begins like a formula is preceded by an apostrophe."""
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return "" if value is None else value
