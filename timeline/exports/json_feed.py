"""JSON Feed 1.1: an item an event in the order of the selection; its dates are those of the entry, not of the event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.models import Event

from .about import about, own_address, sentences
from .formats import PUBLICATION, Provenance
from .one_object import object_with_list
from .records import Record, record
from .told import heading, paragraphs

VERSION = "https://jsonfeed.org/version/1.1"
NAME = "feed.json"
# What programs read; the text is for people. Keys with an underscore are ours (“Extensions” in the specification).
OWN = ("id", "version", "date", "type", "medium", "realisation", "parties", "places", "sources", "disputed")


def feed_pieces(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    head = {
        "version": VERSION,
        "title": f"{PUBLICATION}: {provenance.query or 'everything'}",
        "home_page_url": provenance.address,
        "feed_url": own_address(provenance, NAME),
        "description": " ".join(sentences(provenance)),
        "authors": [{"name": PUBLICATION}],
        "language": "en",
        "_export": about(provenance),
    }
    return object_with_list(head, "items", (_item(record(event, provenance.site)) for event in events))


def _item(row: Record) -> Record:
    """Without a key where there is no value: the specification knows no null."""
    item = {
        "id": row["url"],
        "url": row["url"],
        "external_url": row["sources"][0]["url"] if row["sources"] else None,
        "title": heading(row),
        "content_text": "\n\n".join(paragraphs(row)),
        "date_published": row["published_at"],
        "date_modified": row["updated_at"],
        "tags": [row["type"]["slug"]] if row["type"] else None,
        "_event": {name: row[name] for name in OWN},
    }
    return {name: value for name, value in item.items() if value is not None}
