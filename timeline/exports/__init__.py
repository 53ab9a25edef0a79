"""One module per format, one registry. To add one: a module with its lines, a line in `FORMATS`, a golden file."""

from .comma_separated import COLUMNS, csv_lines
from .formats import LICENCE, PUBLICATION, Format, Provenance
from .json_ld import json_ld
from .json_lines import json_lines
from .plover import plover_lines
from .records import Record, record
from .spreadsheet import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = {
    found.name: found
    for found in (
        Format("csv", "CSV", "text/csv; charset=utf-8", csv_lines),
        Format("jsonl", "JSON Lines", "application/jsonl; charset=utf-8", json_lines),
        Format("jsonld", "JSON-LD", "application/ld+json; charset=utf-8", json_ld),
        Format("plover.jsonl", "PLOVER (JSON Lines)", "application/jsonl; charset=utf-8", plover_lines),
        Format("xlsx", "Excel (XLSX)", XLSX, workbook),
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
