"""Bringing data sets in: one module a format turns rows into candidates, one engine stores them."""

from . import acled, comma_separated, data_package, gdelt, gdelt_mentions, icews, json_lines, polecat, timeline_js
from .candidates import BadRow, Candidate, LeftOut, Mention, Reader
from .chunks import Item
from .files import WrongFile, check, reader_named, sha256_of_file
from .storing import Report, Source, store

FORMATS = (
    *(comma_separated, json_lines, data_package, timeline_js),
    *(gdelt, gdelt_mentions, icews, polecat, acled),
)
READERS: dict[str, Reader] = {module.READER.name: module.READER for module in FORMATS}  # in the order of forms

__all__ = [
    "READERS",
    "BadRow",
    "Candidate",
    "Item",
    "LeftOut",
    "Mention",
    "Reader",
    "Report",
    "Source",
    "WrongFile",
    "check",
    "reader_named",
    "sha256_of_file",
    "store",
]
