"""JSON Lines: one event a line, as the API gives it; UTF-8, LF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from timeline.models import Event

from .formats import Provenance
from .records import record


def json_lines(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    for event in events:
        yield json.dumps(record(event, provenance.site), ensure_ascii=False, separators=(",", ":")) + "\n"
