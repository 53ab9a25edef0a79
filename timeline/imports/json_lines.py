"""Our own JSON Lines: an event a line, as the API gives it and `events.jsonl` writes it."""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from typing import IO, Any

from timeline.models.bulk import Json

from .candidates import BadRow, Candidate, Reader, Rows
from .own_records import DATASET, candidate
from .seen import Seen
from .unfit import MOST_RAW
from .values import RowError

LONGEST_LINE = 5_000_000  # bytes; an event with a hundred citations has a tenth of it
ESCAPED = re.compile(rb"\\u[dD][89a-fA-F]")
NOT_STORABLE = re.compile("[\0\ud800-\udfff]")
# Escaped characters, and numbers that a database finds too long: `\\u|\d[eE][-+\d]|\d{30}`, in less than half the time,
# since what begins with one set of characters is looked for without trying each way at each place.
DOUBTFUL = re.compile(rb"[\\\d](?:(?<=\\)u|(?<=\d)(?:[eE][-+\d]|\d{29}))")
MOST_KEPT = 2_000  # characters of a bad line that are kept


def read(file: IO[bytes]) -> Rows:
    with Seen() as seen:
        for number, line in enumerate(_lines(file), 1):
            if line is None:
                yield BadRow(number, "", f"The line is longer than {LONGEST_LINE:,} bytes.")
            elif line.strip():
                yield _row(line, number, seen)


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """None for a line that is too long; of that no more than a piece at a time is held."""
    first = True
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False


def _row(line: bytes, number: int, seen: Seen) -> Candidate | BadRow:
    try:
        record = _record(line)
        found = candidate(record, number, _as_it_stands(line) or record)
    except RowError as wrong:
        return BadRow(number, wrong.column, wrong.reason, _kept(line))
    if before := seen.line_of(found.external_id, number):
        return BadRow(number, "id", f"“{found.external_id}” stands on line {before} already; each event has its own.")
    return found


def _as_it_stands(line: bytes) -> Json | None:
    """The line, to be kept without writing it anew, unless databases may differ in how they take it."""
    return None if len(line) > MOST_RAW or DOUBTFUL.search(line) else Json(line.decode("utf-8").strip())


def _kept(line: bytes) -> str:
    return line[: 4 * MOST_KEPT].decode("utf-8", "replace").replace("\0", "\ufffd")[:MOST_KEPT]


def _record(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8"), parse_constant=_no_number, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise RowError("", f"Byte {error.start + 1} of the line is not UTF-8; save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise RowError(
            "", f"Not JSON: {error.msg} at character {error.colno}. An object a line is expected."
        ) from error
    except ValueError as error:
        raise RowError("", "A number has too many digits.") from error
    except RecursionError as error:
        raise RowError("", "Lists and objects stand too deep in each other.") from error
    if not isinstance(found, dict):
        raise RowError("", "An object with names and values is expected, one event a line.")
    if b"\\u0000" in line or (ESCAPED.search(line) and not _encodable(found)):
        _refuse_what_no_database_takes(found)
    return found


def _encodable(found: dict[str, Any]) -> bool:
    try:
        return bool(json.dumps(found, ensure_ascii=False).encode())
    except UnicodeEncodeError:
        return False


def _refuse_what_no_database_takes(found: Any) -> None:
    """A NUL, or half of a character of two UTF-16 units, also in a value that is only kept."""
    if isinstance(found, dict | list):
        for part in [*found, *found.values()] if isinstance(found, dict) else found:
            _refuse_what_no_database_takes(part)
    elif isinstance(found, str) and (bad := NOT_STORABLE.search(found)):
        raise RowError("", f"The character U+{ord(bad[0]):04X} stands in a text, which no database takes; remove it.")


def _no_number(name: str) -> float:
    raise RowError("", f"{name} is no JSON number.")


def _finite(text: str) -> float:
    found = float(text)
    return found if math.isfinite(found) else _no_number(text[:20])


READER = Reader("jsonl", "JSON Lines, as exported here", DATASET, read, (".jsonl", ".ndjson"), own=True)
