"""Data sets are passed on as zip files of one text file: read as they lie, without unpacking them to disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from typing import IO

from .candidates import BadRow, Rows

START = b"PK\x03\x04"
# What zipfile lets through of a damaged file; a RuntimeError is an encrypted one.
FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError, RuntimeError, ValueError)


Read = Callable[[IO[bytes]], Rows]


def also_zipped(rows: Read, *suffixes: str) -> Read:
    """`rows` of the file itself, or of the one file with one of these `suffixes` that it holds.

    No closure: another process may be told to read so.
    """
    return partial(_read, rows, suffixes)


def _read(rows: Read, suffixes: tuple[str, ...], file: IO[bytes]) -> Rows:
    zipped = file.read(len(START)) == START
    file.seek(0)
    yield from _unzipped(rows, suffixes, file) if zipped else rows(file)


def _unzipped(rows: Read, suffixes: tuple[str, ...], file: IO[bytes]) -> Rows:
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(suffixes)]
            if len(names) == 1:
                with archive.open(names[0]) as inner:
                    yield from rows(inner)
            else:
                wanted = " or ".join(suffixes)
                yield BadRow(1, "", f"The zip file has {len(names)} files that end in {wanted}; one is read.")
    except FAULTS as error:
        yield BadRow(1, "", f"The zip file cannot be read to its end ({error}); unpack it, or fetch it again.")
