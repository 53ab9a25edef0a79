"""The rows of a file that is imported: a large one is read by a second process while this one writes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from timeline.imports import Item, Reader
from timeline.imports.batches import packed_reader, unpacked

from .second_process import pieces_from

LEAST_BYTES = 4_000_000  # some 4,000 events: a process costs most of a second before it gives the first


@contextmanager
def rows_of(path: Path, file: IO[bytes], reader: Reader) -> Iterator[Iterator[Item]]:
    """`file` is `path`, opened. Taking a row may raise `second_process.Broken`."""
    if path.stat().st_size < LEAST_BYTES or (os.cpu_count() or 1) < 2:
        yield reader.read(file)
        return
    with pieces_from("timeline.imports.batches.batches", str(path.resolve()), packed_reader(reader)) as batches:
        yield (item for batch in batches for item in unpacked(batch))
