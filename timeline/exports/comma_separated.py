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

Cell = Callable[[Any], Any]  # of an event, or of a row that answers as one


def _party(part: Any) -> str:
    office = part.office.title if part.office else ""
    return f"{part.actor.name} ({part.role}, {office})" if office else f"{part.actor.name} ({part.role})"


def _outlets(event: Any) -> str:
    cited = (citation.article.outlet for citation in event.citations.all())
    return BETWEEN.join(dict.fromkeys(outlet.name for outlet in cited if outlet))


def _urls(event: Any) -> str:
    return BETWEEN.join({citation.article_id: citation.article.url for citation in event.citations.all()}.values())


def _own_codes(event: Any) -> str:
    return BETWEEN.join(f"{name}={code}" for name in CODES if (code := getattr(event, name)))


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _joined(part: str, told: Callable[[Any], str]) -> Cell:
    return lambda event: BETWEEN.join([told(held) for held in getattr(event, part).all()])


def _dated(told: Cell) -> Cell:
    """A time of day or a zone says nothing where the day is not known."""
    return lambda event: told(event) if event.edtf else None


def _typed(told: Cell) -> Cell:
    return lambda event: told(event) if event.type else None


def _first_place(told: Cell) -> Cell:
    return lambda event: told(places[0].place) if (places := event.event_places.all()) else None


# The order is part of the format: new columns go to the end.
COLUMNS: dict[str, Cell] = {
    "id": lambda event: event.public_id,
    "url": lambda event: event.public_id,  # of which `cells` makes the address
    "date": lambda event: event.edtf or None,
    "earliest": _dated(lambda event: day(event.earliest)),
    "latest": _dated(lambda event: day(event.latest)),
    "date_wording": _dated(lambda event: event.when),
    "precision": _dated(lambda event: event.precision),
    "time_start": _dated(lambda event: clock(event.time_start)),
    "time_end": _dated(lambda event: clock(event.time_end)),
    "time_zone": _dated(lambda event: event.tz or None),
    "date_phrase": lambda event: event.date_text or None,
    "title": lambda event: event.heading,
    "summary": lambda event: event.summary,
    "type": _typed(lambda event: event.type.slug),
    "family": _typed(lambda event: event.type.family),
    "cameo_code": _typed(lambda event: event.codes["cameo_code"]),
    "plover_event": _typed(lambda event: event.codes["plover_event"]),
    "plover_mode": _typed(lambda event: event.codes["plover_mode"]),
    "medium": lambda event: event.medium or None,
    "realisation": lambda event: event.realisation,
    "duration": lambda event: event.duration or None,
    "occurrences": lambda event: event.occurrences,
    "importance": lambda event: event.importance,
    "parties": _joined("participations", _party),
    "actors": _joined("participations", lambda part: part.actor.slug),
    "states": lambda event: BETWEEN.join(
        dict.fromkeys([part.acts_for.slug for part in event.participations.all() if part.acts_for])
    ),
    "places": _joined("event_places", lambda there: f"{there.place.name} ({there.role})"),
    "country": _first_place(lambda place: place.country_id),
    "latitude": _first_place(lambda place: coordinate(place.latitude)),
    "longitude": _first_place(lambda place: coordinate(place.longitude)),
    "quantities": _joined("quantities", str),
    "source_count": lambda event: event.source_count,
    "disputed": lambda event: _yes(event.disputed),
    "outlets": _outlets,
    "source_urls": _urls,
    "quotes": _joined("citations", lambda citation: citation.exact),
    "version": lambda event: event.version,
    "updated_at": lambda event: event.updated_at.isoformat(),
    "lasted": _dated(lambda event: _yes(event.lasted)),
    "resolved_against": lambda event: day(event.date_anchor),
    "date_rule": lambda event: event.date_rule or None,
    "date_basis": lambda event: event.date_basis or None,
    "adjudication": lambda event: event.adjudication,
    "own_codes": _own_codes,
    "title_given": lambda event: _yes(event.title),
    "actor_kinds": _joined("participations", lambda part: part.actor.kind),
    "place_slugs": _joined("event_places", lambda there: there.place.slug),
    "actor_countries": _joined("participations", lambda part: part.actor.country_id or "none"),
}


URL = list(COLUMNS).index("url")


def cells(event: Any, site: str) -> list[Any]:
    """In the order of COLUMNS: text, numbers and None."""
    found = [told(event) for told in COLUMNS.values()]
    found[URL] = pages_of(site).event(found[URL])
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
