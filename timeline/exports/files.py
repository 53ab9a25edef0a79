"""Files that libraries write: sent while they grow where the library allows it, else read out when they are whole."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

from .formats import Provenance

PIECE = 64 * 1024


class Sink(io.RawIOBase):
    """A file for a library that writes without going back; what it has written is taken out and sent."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._written.append(piece)
        self._at += len(piece)
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        piece = b"".join(self._written)
        self._written.clear()
        return piece


def read_out(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def about(provenance: Provenance) -> dict[str, str]:
    """What a file says of itself, as names and texts."""
    return {
        "query": provenance.query or "everything",
        "address": provenance.address,
        "generated": provenance.made_at.isoformat(timespec="seconds"),
        "events": str(provenance.dated + provenance.undated),
        "undated": str(provenance.undated),
        "version": provenance.version,
        "licence": provenance.licence,
        "citation": provenance.citation,
    }
