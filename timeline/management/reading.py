"""The rows of a file that is imported: a large one is read by a second process while this one writes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from timeline.imports import Item, Reader
from timeline.imports.batches import packed_reader, unpacked
from timeline.imports.files import ZIP

from .second_process import pieces_from

LEAST_BYTES = 4_000_000  # some 4,000 events: a process costs most of a second before it gives the first
PACKED_TIMES = 10  # how much smaller a zip of such rows is


@contextmanager
def rows_of(path: Path, file: IO[bytes], reader: Reader) -> Iterator[Iterator[Item]]:
    """`file` is `path`, opened and at its beginning. Taking a row may raise `second_process.Broken`."""
    if not is_worth_a_process(file):
        yield reader.read(file)
        return
    with pieces_from("timeline.imports.batches.batches", str(path.resolve()), packed_reader(reader)) as batches:
        yield (item for batch in batches for item in unpacked(batch))


def is_worth_a_process(file: IO[bytes]) -> bool:
    packed = file.read(len(ZIP)) == ZIP
    bytes_held = file.seek(0, os.SEEK_END) * (PACKED_TIMES if packed else 1)
    file.seek(0)
    return bytes_held >= LEAST_BYTES and (os.cpu_count() or 1) > 1
