"""The lines of a data set: bytes in, numbered text out, one line at a time. A fault is a BadRow, never raised."""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from .candidates import BadRow

LONGEST_LINE = 1_000_000  # bytes; the longest real row seen has 60 kB, and a binary file has no line ends at all
KEPT_OF_A_BAD_ROW = 500
BOM = b"\xef\xbb\xbf"
# What the models refuse (timeline/models/text.py) or nobody sees: control characters, surrogates, marks of direction.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2028-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True)
class Line:
    number: int
    text: str  # without its line end


@dataclass(frozen=True)
class Record:
    number: int
    values: dict[str, str]  # by the names of the header, without what is empty
    raw: str  # for a report on a bad row


@dataclass(frozen=True)
class Fields:
    number: int  # of the line where the row begins
    values: list[str]

    @property
    def raw(self) -> str:
        return "\t".join(self.values)[:KEPT_OF_A_BAD_ROW]


def lines(file: IO[bytes], *, keep_empty: bool = False) -> Iterator[Line | BadRow]:
    """UTF-8, or cp1252 for a line that is not; what is neither, or has no end, is bad."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            raw = raw.removeprefix(BOM)
        if len(raw) > LONGEST_LINE:
            _skip_the_rest(file)
            yield BadRow(number, "", f"The line is longer than {LONGEST_LINE:,} bytes; is this a text file?")
        elif (stripped := raw.rstrip(b"\r\n")) or keep_empty:
            yield _decoded(number, stripped)


def _skip_the_rest(file: IO[bytes]) -> None:
    while (raw := file.readline(LONGEST_LINE)) and not raw.endswith(b"\n"):
        pass


def _decoded(number: int, raw: bytes) -> Line | BadRow:
    for encoding in ("utf-8", "cp1252") if b"\0" not in raw else ():  # zero bytes: UTF-16, or no text at all
        try:
            return Line(number, raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    shown = raw.decode("utf-8", "replace").replace("\0", "")[:KEPT_OF_A_BAD_ROW]
    return BadRow(number, "", "The line is neither UTF-8 nor Windows-1252; save the file as UTF-8.", shown)


def tab_separated(file: IO[bytes]) -> Iterator[Fields | BadRow]:
    """Rows where a quotation mark is a character like any other: names have them (GDELT, ICEWS, POLECAT)."""
    for line in lines(file):
        yield line if isinstance(line, BadRow) else Fields(line.number, line.text.split("\t"))


def quoted(file: IO[bytes], *, delimiter: str = ",") -> Iterator[Fields | BadRow]:
    """Rows as RFC 4180 has them: a quoted field may hold the delimiter, quotation marks and line ends."""
    feed = _Feed(file)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.begin_row()
        try:
            values = next(reader, None)
        except csv.Error as error:
            yield BadRow(feed.begins, "", f"Not a row of a CSV file ({error}); is a quotation mark left open?")
            continue
        yield from feed.faults
        if values is None:
            return
        if any(value.strip() for value in values):
            yield Fields(feed.begins, values)


class _Feed:
    """Lines for the csv module, which asks for as many as a row has. No generator: that would end when it raises."""

    def __init__(self, file: IO[bytes]) -> None:
        self._lines = lines(file, keep_empty=True)  # an empty one may stand inside a quoted field
        self._last = 0
        self.begin_row()

    def begin_row(self) -> None:
        self.begins = self._last + 1
        self.faults: list[BadRow] = []
        self._length = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            if isinstance(line, BadRow):
                self._last = line.line
                self.faults.append(line)
                continue
            self._last = line.number
            self._length += len(line.text)
            if self._length > LONGEST_LINE:
                raise csv.Error(f"longer than {LONGEST_LINE:,} characters")
            return line.text + "\n"
        raise StopIteration


def headed(
    rows: Iterator[Fields | BadRow],
    required: Iterable[str],
    *,
    known: Mapping[str, str] | None = None,
    empty: Container[str] = (),
    ragged: bool = False,
) -> Iterator[Record | BadRow]:
    """Records under the names of the first row, in any order and case; nothing more where a required name is missing.

    `known` gives a name of ours to other spellings of a column, in small letters; `empty` are words for nothing; in a
    `ragged` file empty fields at the end of a row may be missing.
    """
    names: list[str] = []
    for row in rows:
        if isinstance(row, BadRow):
            yield row
        elif not names:
            names = [_column(name, {n.casefold(): n for n in required} | dict(known or {})) for name in row.values]
            if missing := [name for name in required if name not in names]:
                reason = f"The first row has to name the columns; missing: {', '.join(missing)}."
                yield BadRow(row.number, missing[0], reason, row.raw)
                return
        elif (len(row.values) < len(names) and not ragged) or any(v.strip() for v in row.values[len(names) :]):
            yield BadRow(row.number, "", f"{len(row.values)} fields under {len(names)} names of columns.", row.raw)
        else:
            pairs = zip(names, (value.strip() for value in row.values), strict=False)
            yield Record(row.number, {name: v for name, v in pairs if v and v not in empty}, row.raw)


def _column(name: str, known: Mapping[str, str]) -> str:
    stripped = tidy(name)
    return known.get(stripped.casefold(), stripped)


def tidy(text: str, *, longest: int = 200) -> str:
    """One line without what nobody sees; cut at a word with “…” where it is longer than `longest`."""
    line = " ".join(UNSEEN.sub(" ", text).split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut) + "…"
