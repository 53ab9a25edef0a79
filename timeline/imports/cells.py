"""Rows of a CSV file as text, whatever program wrote it: UTF-8 with or without a mark; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO

from .candidates import BadRow
from .values import RowError

LARGEST_ROW = 5_000_000  # bytes; an event with a hundred citations has a tenth of it
# The csv module has one limit for all threads, of one cell. It is raised once and never set back: between two rows of
# one file another thread may be in the midst of its own. Whoever reads counts the bytes of a whole row (`_Lines` here,
# `_Feed` in lines.py), so nothing rests on it.
csv.field_size_limit(max(csv.field_size_limit(), LARGEST_ROW))
DELIMITERS = ",;\t"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_UTF8 = re.compile("[\udc80-\udcff]")
SAID_FIRST = re.compile(rb"sep=(.)\r?\n")  # what some spreadsheets write above the header
# What exports/comma_separated.py puts an apostrophe before.
ESCAPED = re.compile("''*[ \u00a0]*[-=+@\t\r\n|%＝＋－＠]")


@dataclass(frozen=True)
class Table:
    """`columns` as the header has them, in small letters; `rows` are (line, cells by column, or what is wrong)."""

    columns: list[str]
    rows: Iterator[tuple[int, dict[str, str] | RowError]]


def table(file: IO[bytes], known: Collection[str]) -> Table:
    """Reads the header. Raises `RowError` where it names no known column, or one twice."""
    lines = _Lines(file)
    header = lines.header()
    delimiter = max(DELIMITERS, key=lambda one: len({*_names(header, one)} & {*known}))
    columns = _names(header, delimiter)
    if not {*columns} & {*known}:
        raise RowError("", f"No column is known. The first line names them, such as {', '.join([*known][:6])}.")
    if twice := next((name for name in columns if name and columns.count(name) > 1), None):
        raise RowError(twice, "This column stands twice in the first line.")
    return Table(columns, _rows(lines, columns, delimiter))


def unknown_columns(columns: list[str], known: Collection[str]) -> Iterator[BadRow]:
    """Each is said once: a misspelt name must not lose a column in silence."""
    for name in columns:
        if name not in known:
            yield BadRow(1, name, "This column is not known here: it is not read, only kept with its row.")


def without_apostrophe(cell: str) -> str:
    """As the text was before it was made harmless for spreadsheets."""
    return cell[1:] if ESCAPED.match(cell) else cell


class _Lines:
    """Lines for the csv module, which asks for as many as a row has; `number` is that of the last one given."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.number, self.size = file, 0, 0

    def header(self) -> str:
        first = self.file.readline(LARGEST_ROW)
        self.number = 1
        if first.startswith(UTF_16):
            raise RowError("", "The file is UTF-16. Save it as “CSV UTF-8”.")
        first = first.removeprefix(codecs.BOM_UTF8)
        if SAID_FIRST.fullmatch(first):
            first = self.file.readline(LARGEST_ROW)
            self.number = 2
        return first.decode("utf-8", "replace").replace("\0", "\ufffd")

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.file.readline(LARGEST_ROW + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.size += len(line)
        if self.size > LARGEST_ROW:
            while not line.endswith(b"\n") and (line := self.file.readline(LARGEST_ROW)):
                pass
            raise RowError("", f"The row is larger than {LARGEST_ROW:,} bytes, up to line {self.number}: {LIKELY}")
        return line.decode("utf-8", "surrogateescape")


LIKELY = "is there a quotation mark that does not close?"


def _names(header: str, delimiter: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([header.strip("\r\n")], delimiter=delimiter), [])]
    except csv.Error as error:
        raise RowError("", f"The first line is not CSV: {error}.") from error


def _rows(lines: _Lines, columns: list[str], delimiter: str) -> Iterator[tuple[int, dict[str, str] | RowError]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first, lines.size = lines.number + 1, 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except RowError as error:
            yield first, error
        except csv.Error as error:
            yield first, RowError("", f"Not CSV: {error}. A quotation mark in a cell is written twice.")
        else:
            if any(cells):
                yield first, _row(cells, columns)


def _row(cells: list[str], columns: list[str]) -> dict[str, str] | RowError:
    if len(cells) != len(columns):
        return RowError("", f"The row has {len(cells)} cells where the first line names {len(columns)} columns.")
    row = dict(zip(columns, cells, strict=True))
    for name, cell in row.items():
        if not cell.isascii() and (bad := NOT_UTF8.search(cell)):
            return RowError(name, f"Byte {ord(bad[0]) - 0xDC00:#04x} is not UTF-8. Save the file as “CSV UTF-8”.")
        if "\0" in cell:
            return RowError(name, "The character U+0000 stands in it; remove it.")
    return row
