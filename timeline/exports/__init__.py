"""One module per format, one registry. To add one: a module with its lines, a line in `FORMATS`, a golden file."""

from .atom import atom_pieces
from .calendar import calendar_pieces
from .comma_separated import COLUMNS, csv_lines
from .formats import LICENCE, PUBLICATION, Format, Provenance
from .geojson import geojson_pieces
from .json_feed import feed_pieces
from .json_lines import json_lines
from .records import Record, record
from .timeline_js import timeline_pieces

FORMATS = {
    found.name: found
    for found in (
        Format("csv", "CSV", "text/csv; charset=utf-8", csv_lines),
        Format("jsonl", "JSON Lines", "application/jsonl; charset=utf-8", json_lines),
        Format("geojson", "GeoJSON", "application/geo+json", geojson_pieces),
        Format("ics", "iCalendar", "text/calendar; charset=utf-8", calendar_pieces, holds_undated=False),
        Format("atom", "Atom", "application/atom+xml; charset=utf-8", atom_pieces),
        Format("feed.json", "JSON Feed", "application/feed+json", feed_pieces),
        Format("timeline.json", "TimelineJS", "application/json", timeline_pieces, holds_undated=False),
    )
}

__all__ = [
    "COLUMNS",
    "FORMATS",
    "LICENCE",
    "PUBLICATION",
    "Format",
    "Provenance",
    "Record",
    "csv_lines",
    "json_lines",
    "record",
]
