"""Bringing data sets in: one module a format turns rows into candidates, one engine stores them."""

from importlib import import_module

from .candidates import BadRow, Candidate, LeftOut, Mention, Reader
from .storing import Report, Source, store

MODULES = (
    "json_lines",
    "data_package",
    "comma_separated",
    "gdelt",
    "gdelt_mentions",
)  # each has a READER; the order is that of lists and forms


def _readers() -> dict[str, Reader]:
    found = [import_module(f".{name}", __name__).READER for name in MODULES]
    return {reader.name: reader for reader in found}


READERS = _readers()

__all__ = ["READERS", "BadRow", "Candidate", "LeftOut", "Mention", "Reader", "Report", "Source", "store"]
