"""What a format is: a name, a media type, and a function from events to pieces of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from timeline.models import Event, EventQuerySet

from .rows import EVERYTHING, rows_of

PIECE = 64 * 1024  # bytes sent at a time
PUBLICATION = "Demarche"
ADDRESS = re.compile(r"https?://[^\s,;]*[^\s,;.)]")


@dataclass(frozen=True)
class Provenance:
    """What an export says of itself. `site` has no slash at the end; `raw` leaves spreadsheet formulas as they are.

    `dated` and `undated` count the selection; `version` is that of the data: it changes with every publication.
    """

    site: str
    query: str
    made_at: datetime
    version: str
    dated: int
    undated: int
    raw: bool = False
    licence: str = field(default_factory=lambda: settings.LICENCE)

    @property
    def address(self) -> str:
        """Of the same selection on the site."""
        return f"{self.site}/?{self.query}" if self.query else f"{self.site}/"

    @property
    def licence_address(self) -> str:
        """The first that stands in the words; empty where none does."""
        found = ADDRESS.search(self.licence)
        return found[0] if found else ""

    @property
    def citation(self) -> str:
        """A line that names the selection, for a list of references."""
        number = self.dated + self.undated
        of = f"{PUBLICATION}, {number} {'event' if number == 1 else 'events'}, version {self.version}"
        return f"{of}. {self.address} ({self.made_at:%Y-%m-%d})."


@dataclass(frozen=True)
class Format:
    """`name` is the end of the address; `pieces` are text (written as UTF-8) or bytes, in order.

    A format that has no place for an event without a date says so with `holds_undated`, and gets dated ones only. One
    that has no room for its provenance says so with `says_what_it_is`: that stands in headers, or beside the file.
    Of what an event holds it is given `parts` (see rows.py); the others are neither read nor there.
    """

    name: str
    label: str
    media_type: str
    pieces: Callable[[Iterable[Event], Provenance], Iterator[str] | Iterator[bytes]]
    holds_undated: bool = True
    says_what_it_is: bool = True
    parts: frozenset[str] = EVERYTHING

    @property
    def extension(self) -> str:
        """Of the file's name: what stands behind the last dot."""
        return self.name.rpartition(".")[2]

    def stream(self, events: EventQuerySet, provenance: Provenance) -> Iterator[bytes]:
        """The whole selection, read in chunks; a bounded number of queries for each."""
        held = events if self.holds_undated else events.overlapping(None, None)
        return batches(self.pieces(rows_of(held, self.parts), provenance))


def batches(pieces: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    """The first piece at once, then some kilobytes at a time, since each costs a call of the system and a packet."""
    held: list[bytes] = []
    size, enough = 0, 1
    for piece in pieces:
        data = piece.encode() if isinstance(piece, str) else piece
        if data:
            held.append(data)
            size += len(data)
        if size >= enough:
            yield b"".join(held)
            held, size, enough = [], 0, PIECE
    if held:
        yield b"".join(held)
