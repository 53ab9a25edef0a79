"""A zip from anywhere, opened with care: nothing is unpacked to a path, and no more is read than it may hold."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from .values import RowError

MOST_FILES = 100
MOST_BYTES = 8_000_000_000  # of all files, unpacked: ten million events
MOST_OF_DESCRIPTOR = 1_000_000
# How much larger a file may become: CSV of real events becomes 4 to 12 times larger, what is made to fill a disk 1,000.
MOST_TIMES = 200
SMALL = 1_000_000  # bytes, of which any number of times may be right


class Package:
    """The files beside one another in the folder of `first`, by their names."""

    def __init__(self, whole: zipfile.ZipFile, first: str) -> None:
        self.whole = whole
        held = _checked(whole)
        place = next((name for name in held if name.rpartition("/")[2] == first and "__MACOSX" not in name), None)
        if place is None:
            raise RowError("", f"There is no {first} in the zip.")
        folder = place.removesuffix(first)
        self.names = {name.removeprefix(folder): held[name] for name in held if name.startswith(folder)}

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Raises `RowError` where the file is damaged, also while it is read."""
        try:
            with self._found(name) as packed, io.BufferedReader(packed) as file:  # type: ignore[type-var]
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise RowError(name, f"The file in the zip is damaged: {error}") from error

    def _found(self, name: str) -> IO[bytes]:
        try:
            return self.whole.open(self.names[name])
        except ValueError as error:  # it says that it begins before the zip does
            raise zipfile.BadZipFile(str(error)) from error

    def described(self) -> dict[str, Any]:
        """datapackage.json, or nothing where there is none."""
        name = "datapackage.json"
        if name not in self.names:
            return {}
        with self.open(name) as file:
            text = file.read(MOST_OF_DESCRIPTOR + 1)
        if len(text) > MOST_OF_DESCRIPTOR:
            raise RowError(name, f"It is larger than {MOST_OF_DESCRIPTOR:,} bytes.")
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise RowError(name, f"Not JSON: {error}") from error
        if not isinstance(found, dict):
            raise RowError(name, "An object is expected.")
        return found


@contextmanager
def opened(file: IO[bytes], first: str) -> Iterator[Package]:
    try:
        whole = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RowError("", f"Not a zip file that can be read: {error}") from error
    with whole:
        yield Package(whole, first)


def _checked(whole: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    files = [info for info in whole.infolist() if not info.is_dir()]
    if len(files) > MOST_FILES:
        raise RowError("", f"{len(files):,} files are in the zip; a Data Package has a dozen.")
    if sum(info.file_size for info in files) > MOST_BYTES:
        raise RowError("", f"Unpacked it is larger than {MOST_BYTES:,} bytes; export a smaller selection.")
    held: dict[str, zipfile.ZipInfo] = {}
    for info in files:
        if fault := _fault(info, held):
            raise RowError(info.filename[:100], fault)
        held[info.filename] = info
    return held


def _fault(info: zipfile.ZipInfo, held: dict[str, zipfile.ZipInfo]) -> str | None:
    if info.filename in held:
        return "Two files in the zip have this name."
    if ".." in info.filename.split("/") or info.filename.startswith("/"):
        return "A name that leads out of the zip."
    if info.flag_bits & 1:
        return "It is encrypted; pack it without a password."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "It is packed in a way that is not read here; use the ordinary one (deflate)."
    if info.file_size > max(SMALL, info.compress_size * MOST_TIMES):
        return f"It becomes more than {MOST_TIMES} times larger when it is unpacked, which no table does."
    return None
