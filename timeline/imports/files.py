"""The file that is brought in: its format, its SHA-256, and what it cannot be."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import IO

from .candidates import Reader

BLOCK = 1 << 20
PACKED = {
    b"\x1f\x8b": "gzip-compressed",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3\x00": "a database",
    b"\x7fELF": "a program",
}
WIDE = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
ZIP = b"PK\x03\x04"
WORKBOOKS = (b"[Content_Types].xml", b"opendocument.spreadsheet")  # how the first file in their zips is called
LOOKED_AT = 4_096


class WrongFile(Exception):  # noqa: N818 - an answer to whoever gave it
    """This file cannot be read in this format; the message says what would do."""


def reader_named(name: str, readers: Mapping[str, Reader]) -> Reader:
    if found := readers.get(name):
        return found
    raise WrongFile(f"There is no format “{name}”; known are {', '.join(readers)}.")


def check(file: IO[bytes], reader: Reader) -> None:
    """Looks at the beginning, and goes back to it. Raises `WrongFile`."""
    file.seek(0)
    head = file.read(LOOKED_AT)
    file.seek(0)
    if not head.strip():
        raise WrongFile("The file is empty.")
    endings = {ending.lstrip(".") for ending in reader.extensions}
    if head.startswith(ZIP):
        if "zip" in endings:
            return
        is_workbook = any(mark in head for mark in WORKBOOKS)
        what = "a workbook; save its table" if is_workbook else "a zip; unpack it, and give the file in it"
        raise WrongFile(f"The file is {what} as {reader.label}.")
    for start, what in PACKED.items():
        if head.startswith(start):
            raise WrongFile(f"The file is {what}; {reader.label} is expected.")
    for start, what in WIDE.items():
        if head.startswith(start):
            raise WrongFile(f"The file is written in {what}; save it as UTF-8.")
    if endings == {"zip"}:
        raise WrongFile(f"The file is no zip; {reader.label} is expected.")
    if b"\x00" in head and head.count(b"\x00") * 20 > len(head):
        raise WrongFile(f"The file is no text; {reader.label} is expected.")


def sha256_of_file(file: IO[bytes]) -> str:
    """Of the whole file, from its beginning; goes back to it."""
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
