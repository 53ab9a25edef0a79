"""The rows that one event has in the tables of the Data Package, and whom and what it names there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .comma_separated import BETWEEN
from .records import ORIGIN_OF_DATE, Record

Values = tuple[Any, ...]
CODES = ("cameo_code", "plover_event", "plover_mode")


def events(row: Record) -> Iterator[Values]:
    date, kind = row["date"] or {}, row["type"] or {}
    said = row["date"] or row["undated_phrase"] or {}
    yield (
        row["id"],
        row["url"],
        *(date.get(name) for name in ("edtf", "earliest", "latest", "wording", "precision")),
        said.get("phrase"),
        row["title"],
        row["summary"],
        *(kind.get(name) for name in ("slug", "family", *CODES)),
        row["medium"],
        row["realisation"],
        row["duration"],
        row["source_count"],
        row["version"],
        *(yes(date.get(name)) for name in ("uncertain", "approximate", "lasted")),
        *(date.get(name) for name in ("time_start", "time_end", "time_zone")),
        *(said.get(name) for name in ORIGIN_OF_DATE[1:]),
        row["occurrences"],
        row["importance"],
        yes(row["title_given"]),
        *row["own_codes"].values(),
        yes(row["disputed"]),
        row["adjudication"],
        row["origin"],
        row["state"],
        row["published_at"],
        row["updated_at"],
    )


def yes(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def participations(row: Record) -> Iterator[Values]:
    for number, party in enumerate(row["parties"], 1):
        yield (
            row["id"],
            number,
            _slug(party["actor"]),
            party["role"],
            party["office"],
            _slug(party["acts_for"]),
            party["certainty"],
            party["note"],
            _slug(party["office_in"]),
            party["office_held"],
        )


def event_places(row: Record) -> Iterator[Values]:
    for number, place in enumerate(row["places"], 1):
        yield row["id"], number, place["slug"], place["role"]


def quantities(row: Record) -> Iterator[Values]:
    names = ("what", "amount", "amount_max", "qualifier", "unit", "currency", "wording")
    for number, quantity in enumerate(row["quantities"], 1):
        yield row["id"], number, *(quantity[name] for name in names)


def links(row: Record) -> Iterator[Values]:
    for number, link in enumerate(row["links"], 1):
        yield row["id"], number, link["kind"], link["event"]


def citations(row: Record) -> Iterator[Values]:
    for number, citation in enumerate(row["citations"], 1):
        quote, *position = citation["selector"]
        at = position[0] if position else {}
        yield (
            row["id"],
            number,
            citation["article"],
            quote["exact"],
            at.get("start"),
            at.get("end"),
            citation["credited_to"],
            citation["stance"],
            quote["prefix"],
            quote["suffix"],
            citation["rendition"],
            citation["text_version"],
            citation["anchor"],
            _slug(citation["speaker"]),
            citation["speaker_text"],
            citation["verb_class"],
            citation["credibility"],
            BETWEEN.join(citation["supports"]),
            json.dumps(citation["reported"], ensure_ascii=False) if citation["reported"] else None,
            citation["rank"],
        )


def actors_named(row: Record) -> Iterator[str]:
    for party in row["parties"]:
        yield from (party[name]["slug"] for name in ("actor", "acts_for", "office_in") if party[name])
    yield from (citation["speaker"]["slug"] for citation in row["citations"] if citation["speaker"])


def places_named(row: Record) -> Iterator[str]:
    yield from (place["slug"] for place in row["places"])


def sources_named(row: Record) -> Iterator[str]:
    yield from (source["article"] for source in row["sources"])


def outlets_named(row: Record) -> Iterator[str]:
    yield from (source["outlet"]["slug"] for source in row["sources"] if source["outlet"])


def _slug(named: Record | None) -> str | None:
    return named["slug"] if named else None
