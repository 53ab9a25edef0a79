"""TimelineJS: a slide an event, over all days on which it may lie, dated in our words; undated events have no place.

TimelineJS reads headlines and texts as HTML, so each text of ours is escaped; it drops slides without a start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, time

from django.utils.html import escape

from timeline import dates
from timeline.models import Event

from .about import about, sentences
from .formats import PUBLICATION, Provenance
from .one_object import object_with_list
from .records import Record, record
from .told import Quote, facts, heading, one_line, printable, quotes

# TimelineJS unescapes groups and dates and then takes them for HTML: no escape survives, so no such sign may be there.
UNMARKED = str.maketrans({"<": "‹", ">": "›"})
ENTITY = re.compile(r"&(?=[#\w])")
WEB = ("https://", "http://")


def timeline_pieces(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    said = about(provenance, holds_undated=False)
    head = {"scale": "human", "title": _title(provenance), "_export": said}
    return object_with_list(head, "events", (_slide(event, record(event, provenance.site)) for event in events))


def _title(provenance: Provenance) -> Record:
    """The slide before all others: what this is, and what is not in it."""
    told = [*map(_lines, sentences(provenance, holds_undated=False)), _link(provenance.address, provenance.address)]
    return {"text": {"headline": PUBLICATION, "text": _html(told)}, "autolink": False}


def _slide(event: Event, row: Record) -> Record:
    start, end = _ends(event)
    told = [*map(_lines, facts(row)), *map(_quotation, quotes(row)), _link(row["url"], row["url"])]
    slide = {
        "unique_id": row["id"],
        "start_date": start,
        "display_date": _unmarked(row["date"]["wording"]),
        "text": {"headline": escape(heading(row)), "text": _html(told)},
        "group": _unmarked(row["type"]["label"]) if row["type"] else "",
        "autolink": False,
        "_event": {"id": row["id"], "url": row["url"], "version": row["version"], "date": row["date"]},
    }
    return slide | {"end_date": end} if end else slide


def _ends(event: Event) -> tuple[Record, Record | None]:
    """Days, or a single day with the clock's times where it happened: TimelineJS knows no zones."""
    first, last = event.earliest or event.latest, event.latest or event.earliest
    assert first
    assert last
    if first != last:
        return _day(first), _day(last)
    at, until = event.time_start, event.time_end
    if event.precision == dates.Precision.SECOND:
        at, until = dates.parse(event.edtf).time, None
    return _day(first, at), _day(first, until) if at and until and until > at else None


def _day(day: date, at: time | None = None) -> Record:
    clock = {"hour": at.hour, "minute": at.minute} if at else {}
    return {"year": day.year, "month": day.month, "day": day.day, **clock}


def _html(paragraphs: list[str]) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _quotation(quote: Quote) -> str:
    credit = escape(printable(", ".join(quote.credit)))
    return f"“{_lines(printable(quote.exact))}” — {credit} ({_link(quote.url, 'source')})"


def _link(address: str, label: str) -> str:
    """Nothing but an address on the web: a loaded file may hold others."""
    if not address.lower().startswith(WEB):
        return escape(address)
    return f'<a href="{escape(address)}">{escape(label)}</a>'


def _unmarked(text: str) -> str:
    return ENTITY.sub("& ", one_line(text).translate(UNMARKED))
