"""XLSX: the columns of the CSV, a sheet “About”, and real dates only for days that are known."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import xlsxwriter

from timeline.models import Event

from .comma_separated import COLUMNS, cells, harmless
from .days import exact_days
from .files import about, read_out
from .formats import Provenance
from .records import date_of

ROWS = 1_048_576  # of a sheet, by the format; more events go on in a second sheet
LONGEST = 32_767  # characters of a cell, by the format, in UTF-16 units; what is longer is cut and ends with “…”
FIRST_YEAR = 1900  # spreadsheets know no day before it
HEADER = ("day", *COLUMNS)


class _Sheets:
    """Rows one after the other, on as many sheets as they need."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.text = book.add_format({"quote_prefix": True})  # stays text also when someone edits the cell
        self.sheet: Any = None
        self.row = ROWS
        self.count = 0
        self._turn()

    def _turn(self) -> None:
        self.count += 1
        self.sheet = self.book.add_worksheet("Events" if self.count == 1 else f"Events {self.count}")
        self.sheet.freeze_panes(1, 0)
        for column, name in enumerate(HEADER):
            self.sheet.write_string(0, column, name)
        self.row = 1

    def add(self, values: Iterable[Any]) -> None:
        if self.row >= ROWS:
            self._turn()
        for column, value in enumerate(values):
            self._cell(column, value)
        self.row += 1

    def _cell(self, column: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, date):
            self.sheet.write_datetime(self.row, column, value, self.day)
        elif isinstance(value, int | float):
            self.sheet.write_number(self.row, column, value)
        else:
            form = self.text if harmless(value) != value else None
            self.sheet.write_string(self.row, column, _short(value), form)


def _short(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _day(when: Any) -> date | str | None:
    """A real date for one known day; text before 1900; nothing where the day is not known."""
    first, last = exact_days(when) or (None, None)
    if first is None or first != last:
        return None
    day = date.fromisoformat(first)
    return day if day.year >= FIRST_YEAR else first


def workbook(events: Iterable[Event], provenance: Provenance) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "remove_timezone": True})
        book.set_properties({"title": provenance.citation, "created": provenance.made_at.replace(tzinfo=None)})
        sheets = _Sheets(book)
        for event in events:
            sheets.add([_day(date_of(event)), *cells(event, provenance.site)])
        said = book.add_worksheet("About")
        for line, (name, text) in enumerate(about(provenance).items()):
            said.write_string(line, 0, name)
            said.write_string(line, 1, _short(text))
        book.close()
        yield from read_out(file)
