"""Formats that are finished at the end of the file are written to a temporary one, which is then read out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from .formats import Provenance

PIECE = 64 * 1024


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
