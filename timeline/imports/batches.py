"""Rows that one process reads and prepares for another: a batch is what the engine stores in one transaction."""

from __future__ import annotations

import copyreg
import gc
import io
import pickle
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .candidates import Candidate, Reader, Rows
from .chunks import Item
from .preparing import prepare
from .storing import CHUNK


def batches(path: str, reader: bytes) -> Iterator[bytes]:
    """Of the file, as the pickled `reader` reads it."""
    collect_seldom()
    with Path(path).open("rb") as file:
        yield from in_batches(unpacked_reader(reader).read(file))


def in_batches(rows: Rows) -> Iterator[bytes]:
    while items := list(islice(rows, CHUNK)):
        yield packed([prepare(item) if isinstance(item, Candidate) else item for item in items])


def packed(items: list[Item]) -> bytes:
    """What many rows of a batch hold alike, such as an actor's name, is in it once where it is one object."""
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(items)
    return out.getvalue()


def unpacked(batch: bytes) -> list[Item]:
    """Of `packed` alone: a pickle from elsewhere can do anything."""
    items: list[Item] = pickle.loads(batch)
    return items


def packed_reader(reader: Reader) -> bytes:
    return pickle.dumps(reader)


def unpacked_reader(reader: bytes) -> Reader:
    found: Reader = pickle.loads(reader)
    return found


def read_only(values: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(values)


class _Pickler(pickle.Pickler):
    dispatch_table = {**copyreg.dispatch_table, MappingProxyType: lambda values: (read_only, (dict(values),))}


def collect_seldom() -> None:
    """What is loaded stays, and is not looked through with every row; rows make few rings of objects."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
