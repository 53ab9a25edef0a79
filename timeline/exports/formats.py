"""What a format is: a name, a media type, and a function from events to lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from timeline.models import Event, EventQuerySet

CHUNK = 500  # events read at a time, with everything they hold: memory stays flat whatever the size of a selection


@dataclass(frozen=True)
class Provenance:
    """Where an export comes from. `site` has no slash at the end; `raw` leaves spreadsheet formulas as they are."""

    site: str
    raw: bool = False


@dataclass(frozen=True)
class Format:
    name: str
    label: str
    media_type: str
    lines: Callable[[Iterable[Event], Provenance], Iterator[str]]

    def stream(self, events: EventQuerySet, provenance: Provenance) -> Iterator[str]:
        """The whole selection, read in chunks; a bounded number of queries for each."""
        return self.lines(events.with_everything().iterator(chunk_size=CHUNK), provenance)
