"""The tables of the Data Package: for each its columns with types, its key, and the keys that lead elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .records import Record

Values = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """`rows` gives the rows of one event. Where `once`, a key that several events have is written once."""

    columns: dict[str, str]
    key: tuple[str, ...]
    rows: Callable[[Record], Iterator[Values]]
    links: dict[str, str] = field(default_factory=dict)
    once: bool = False


def _events(row: Record) -> Iterator[Values]:
    date, kind = row["date"] or {}, row["type"] or {}
    names = ("edtf", "earliest", "latest", "wording", "precision", "phrase")
    codes = ("slug", "family", "cameo_code", "plover_event", "plover_mode")
    yield (
        row["id"],
        row["url"],
        *(date.get(name) for name in names),
        row["title"],
        row["summary"],
        *(kind.get(name) for name in codes),
        row["medium"],
        row["realisation"],
        row["duration"],
        row["source_count"],
        row["version"],
    )


def _actors(row: Record) -> Iterator[Values]:
    for party in row["parties"]:
        yield party["actor"]["slug"], party["actor"]["name"]
        if party["acts_for"]:
            yield party["acts_for"]["slug"], party["acts_for"]["name"]


def _participations(row: Record) -> Iterator[Values]:
    for number, party in enumerate(row["parties"], 1):
        state = party["acts_for"]["slug"] if party["acts_for"] else None
        actor = party["actor"]["slug"]
        yield row["id"], number, actor, party["role"], party["office"], state, party["certainty"], party["note"]


def _places(row: Record) -> Iterator[Values]:
    for place in row["places"]:
        names = ("slug", "name", "country", "latitude", "longitude", "exactness")
        yield tuple(place[name] for name in names)


def _event_places(row: Record) -> Iterator[Values]:
    for number, place in enumerate(row["places"], 1):
        yield row["id"], number, place["slug"], place["role"]


def _sources(row: Record) -> Iterator[Values]:
    for source in row["sources"]:
        outlet = (source["outlet"] or {}).get("name")
        yield source["article"], source["title"], source["url"], source["archive_url"], source["published_on"], outlet


def _citations(row: Record) -> Iterator[Values]:
    for number, citation in enumerate(row["citations"], 1):
        quote, *position = citation["selector"]
        at = position[0] if position else {}
        said = (citation["credited_to"], citation["stance"])
        yield row["id"], number, citation["article"], quote["exact"], at.get("start"), at.get("end"), *said


def _quantities(row: Record) -> Iterator[Values]:
    names = ("what", "amount", "amount_max", "qualifier", "unit", "currency", "wording")
    for number, quantity in enumerate(row["quantities"], 1):
        yield row["id"], number, *(quantity[name] for name in names)


def _columns(texts: str, **others: str) -> dict[str, str]:
    return {name: others.get(name, "string") for name in texts.split()}


EVENT = {"event_id": "events.id"}
TABLES = {
    "events": Table(
        _columns(
            "id url date earliest latest date_wording precision date_phrase title summary type family cameo_code"
            " plover_event plover_mode medium realisation duration source_count version",
            earliest="date",
            latest="date",
            source_count="integer",
            version="integer",
        ),
        ("id",),
        _events,
    ),
    "actors": Table(_columns("slug name"), ("slug",), _actors, once=True),
    "participations": Table(
        _columns("event_id number actor role office acts_for certainty note", number="integer"),
        ("event_id", "number"),
        _participations,
        EVENT | {"actor": "actors.slug", "acts_for": "actors.slug"},
    ),
    "places": Table(
        _columns("slug name country latitude longitude exactness", latitude="number", longitude="number"),
        ("slug",),
        _places,
        once=True,
    ),
    "event_places": Table(
        _columns("event_id number place role", number="integer"),
        ("event_id", "number"),
        _event_places,
        EVENT | {"place": "places.slug"},
    ),
    "sources": Table(
        _columns("id title url archive_url published_on outlet", published_on="date"), ("id",), _sources, once=True
    ),
    "citations": Table(
        _columns(
            "event_id number source exact start end credited_to stance",
            number="integer",
            start="integer",
            end="integer",
        ),
        ("event_id", "number"),
        _citations,
        EVENT | {"source": "sources.id"},
    ),
    "quantities": Table(
        _columns(
            "event_id number what amount amount_max qualifier unit currency wording",
            number="integer",
            amount="number",
            amount_max="number",
        ),
        ("event_id", "number"),
        _quantities,
        EVENT,
    ),
}
