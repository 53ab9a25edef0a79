"""GeoJSON (RFC 7946): one feature an event, without geometry where no place of it has coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.models import Event

from .about import about
from .formats import Provenance
from .one_object import object_with_list
from .records import Record, record
from .told import party_words

DATE = ("edtf", "earliest", "latest", "precision", "uncertain", "approximate", "lasted", "time_start", "time_end")
PLAIN = ("title", "summary", "medium", "realisation", "duration", "occurrences", "importance", "source_count")
MARKS = ("disputed", "version", "published_at", "updated_at")


def geojson_pieces(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    """What the file is comes first, as a foreign member (RFC 7946 §6.1); then a feature a line."""
    head = {"type": "FeatureCollection", "about": about(provenance)}
    return object_with_list(head, "features", (_feature(record(event, provenance.site)) for event in events))


def _feature(row: Record) -> Record:
    return {"type": "Feature", "id": row["id"], "geometry": _geometry(row["places"]), "properties": _properties(row)}


def _geometry(places: list[Record]) -> Record | None:
    """Longitude first (RFC 7946 §3.1.1). Several places are several points: no line is claimed between them."""
    found = [
        [p["longitude"], p["latitude"]] for p in places if p["latitude"] is not None and p["longitude"] is not None
    ]
    points = [point for n, point in enumerate(found) if point not in found[:n]]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def _properties(row: Record) -> Record:
    """Flat, as programs for maps want their attributes; lists where an event has several of something."""
    date: Record = row["date"] or {}
    kind: Record = row["type"] or {}
    return {
        "url": row["url"],
        **{name: row[name] for name in PLAIN},
        **{name: date.get(name) for name in DATE},
        "time_zone": date.get("time_zone"),
        "date_wording": date.get("wording"),
        "type": kind.get("slug"),
        "family": kind.get("family"),
        "parties": [party_words(party) for party in row["parties"]],
        "actors": [party["actor"]["slug"] for party in row["parties"]],
        "places": [f"{place['name']} ({place['role']})" for place in row["places"]],
        "exactness": [place["exactness"] for place in row["places"]],
        "countries": list(dict.fromkeys(place["country"] for place in row["places"] if place["country"])),
        "sources": [source["url"] for source in row["sources"]],
        "quotes": [citation["selector"][0]["exact"] for citation in row["citations"]],
        **{name: row[name] for name in MARKS},
    }
