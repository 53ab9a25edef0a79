"""One module per format, one registry. To add one: a module with its lines, a line in `FORMATS`, a golden file."""

from importlib.util import find_spec

from .about import about
from .atom import atom_pieces
from .calendar import calendar_pieces
from .comma_separated import COLUMNS, NEEDED, csv_lines
from .data_package import data_package
from .formats import PUBLICATION, Format, Provenance
from .geojson import geojson_pieces
from .json_feed import feed_pieces
from .json_ld import json_ld
from .json_lines import json_lines
from .pages import page_rows, records, rows_by_key
from .plover import plover_lines
from .records import Record, record
from .spreadsheet import workbook
from .timeline_js import timeline_pieces

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = "application/jsonl; charset=utf-8"

FORMATS = {
    found.name: found
    for found in (
        Format("csv", "CSV", "text/csv; charset=utf-8", csv_lines, says_what_it_is=False, parts=NEEDED),
        Format("jsonl", "JSON Lines", LINES, json_lines, says_what_it_is=False),
        Format("xlsx", "Excel (XLSX)", XLSX, workbook, parts=NEEDED),
        Format("zip", "Data Package (CSV tables)", "application/zip", data_package),
        Format("jsonld", "JSON-LD", "application/ld+json; charset=utf-8", json_ld),
        Format("plover.jsonl", "PLOVER (JSON Lines)", LINES, plover_lines, says_what_it_is=False),
        Format("geojson", "GeoJSON", "application/geo+json", geojson_pieces),
        Format("ics", "iCalendar", "text/calendar; charset=utf-8", calendar_pieces, holds_undated=False),
        Format("atom", "Atom", "application/atom+xml; charset=utf-8", atom_pieces),
        Format("feed.json", "JSON Feed", "application/feed+json", feed_pieces),
        Format("timeline.json", "TimelineJS", "application/json", timeline_pieces, holds_undated=False),
    )
}

# Formats that need an extra, and what to install for them; they are in the registry where it is there.
EXTRAS = {"parquet": "pip install demarche[parquet]"}

if find_spec("pyarrow"):
    from .parquet import parquet

    FORMATS["parquet"] = Format("parquet", "Parquet", "application/vnd.apache.parquet", parquet, parts=NEEDED)

__all__ = [
    "COLUMNS",
    "EXTRAS",
    "FORMATS",
    "PUBLICATION",
    "Format",
    "Provenance",
    "Record",
    "about",
    "csv_lines",
    "json_lines",
    "page_rows",
    "record",
    "records",
    "rows_by_key",
]
