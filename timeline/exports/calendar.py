"""iCalendar (RFC 5545): an entry an event, over all days on which it may lie; undated events have no place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import icalendar

from timeline import dates
from timeline.models import Event, Realisation

from .about import own_address, sentences
from .formats import PUBLICATION, Provenance
from .records import Record, record
from .told import heading, one_line, paragraphs, printable

END = b"END:VCALENDAR\r\n"
UNSURE = (Realisation.PLANNED, Realisation.DID_NOT_HAPPEN)
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class Span:
    """What a calendar shows: from `start`, and to `end`, which is not part of it. `sure` if all of it is known."""

    start: date | datetime
    end: date | datetime | None
    sure: bool


class Text(icalendar.vText):
    """RFC 5545 §3.3.11. The library takes a backslash before a capital N for a line break; here it stays what it is."""

    def to_ical(self) -> bytes:
        return self.translate(ESCAPED).encode()


def calendar_pieces(events: Iterable[Event], provenance: Provenance) -> Iterator[bytes]:
    yield _head(provenance).to_ical().removesuffix(END)
    host = urlsplit(provenance.site).hostname
    is_empty = True
    for event in events:
        is_empty = False
        yield _entry(event, record(event, provenance.site), f"{event.public_id}@{host}").to_ical()
    if is_empty:
        yield _universal_time().to_ical()  # RFC 5545 §3.6: a calendar holds at least one component
    yield END


def _head(provenance: Provenance) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    name = Text(printable(f"{PUBLICATION}: {provenance.query or 'everything'}"))
    description = Text(printable("\n".join(sentences(provenance, holds_undated=False))))
    calendar["VERSION"], calendar["PRODID"] = "2.0", Text(f"-//{PUBLICATION}//{PUBLICATION}//EN")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = name  # RFC 7986, and what programs read before it
    calendar["DESCRIPTION"] = calendar["X-WR-CALDESC"] = description
    calendar.add("URL", provenance.address)
    calendar.add("SOURCE", own_address(provenance, "ics"), parameters={"VALUE": "URI"})
    calendar.add("LAST-MODIFIED", provenance.made_at)
    return calendar


def _entry(event: Event, row: Record, uid: str) -> icalendar.Event:
    entry = icalendar.Event()
    span = span_of(event)
    entry["UID"] = Text(uid)
    entry.add("DTSTAMP", event.updated_at)  # without METHOD: when the entry was last revised (§3.8.7.2)
    entry.add("LAST-MODIFIED", event.updated_at)
    entry.add("SEQUENCE", event.version)
    entry.add("DTSTART", span.start)
    if span.end:
        entry.add("DTEND", span.end)
    entry["STATUS"] = Text("CONFIRMED" if span.sure and event.realisation not in UNSURE else "TENTATIVE")
    entry["TRANSP"] = Text("TRANSPARENT")
    entry.add("URL", row["url"])
    for name, text in _texts(row).items():
        if text:
            entry[name] = Text(text, params={"VALUE": "TEXT"} if name.startswith("X-") else {})
    _locate(entry, row["places"])
    return entry


def _texts(row: Record) -> dict[str, str]:
    """The date as it is known stands in properties of our own beside the days that a calendar needs."""
    known = row["date"]
    return {
        "SUMMARY": heading(row),
        "DESCRIPTION": "\n\n".join(paragraphs(row)),
        "CATEGORIES": one_line(row["type"]["label"]) if row["type"] else "",
        "X-EDTF": known["edtf"],
        "X-EARLIEST": known["earliest"] or "",
        "X-LATEST": known["latest"] or "",
        "X-PRECISION": known["precision"],
        "X-DATE-WORDING": known["wording"],
    }


def _locate(entry: icalendar.Event, places: list[Record]) -> None:
    """There is room for one point: that of the first place that has one."""
    if places:
        entry["LOCATION"] = Text(one_line("; ".join(place["name"] for place in places)))
    for place in places:
        if place["latitude"] is not None:
            entry.add("GEO", (place["latitude"], place["longitude"]))
            return


def span_of(event: Event) -> Span:
    """Moments where the time is known; else whole days. With one end open, the day at the other, as tentative."""
    doubtful = event.uncertain or event.approximate
    if moments := _moments(event):
        return Span(*moments, sure=not doubtful)
    first, last = event.earliest or event.latest, event.latest or event.earliest
    assert first
    assert last
    is_whole = event.earliest is not None and event.latest is not None
    return Span(first, _day_after(last), is_whole and not doubtful and (first == last or event.lasted))


def _day_after(day: date) -> date:
    """The end is exclusive (§3.6.1); after the last day of the calendar there is none."""
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)


def _moments(event: Event) -> tuple[datetime, datetime | None] | None:
    """In UTC; none where no time, or no zone for it, is known."""
    at, until, zone = event.time_start, event.time_end, event.tz
    if event.precision == dates.Precision.SECOND:
        known = dates.parse(event.edtf)
        at, until, zone = known.time, None, known.offset
    if not (event.earliest and event.earliest == event.latest and at and zone):
        return None
    try:
        start = dates.instant(event.earliest, at, zone)
        end = dates.instant(event.earliest, until, zone) if until else None
    except dates.ClockError:  # from a bulk load: a form refuses a time that no clock showed
        return None
    return start, end if end and end > start else None


def _universal_time() -> icalendar.Timezone:
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("TZID", "Etc/UTC")
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 - local by definition (§3.6.5)
    standard.add("TZOFFSETFROM", timedelta(0))
    standard.add("TZOFFSETTO", timedelta(0))
    zone.add_component(standard)
    return zone
