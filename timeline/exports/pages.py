"""The records of one page of events, in 4 queries at most whatever they hold.

An export reads each table by its keys (rows.py); a page of 50 is sooner read by joins. `record()` is handed the same
rows. Parts that no field asks for are not read.
"""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from timeline.models import Citation, Event, EventPlace, EventQuerySet, Participation, Quantity
from timeline.models.among import Among

from .prepared import Prepared
from .records import Record, record
from .rows import (
    ARTICLE,
    NONE,
    OWN,
    ArticleRow,
    CitationRow,
    EventRow,
    FarEnd,
    Held,
    LinkRow,
    PartyRow,
    PlaceRow,
    QuantityRow,
    TextRow,
)

TYPE = ("slug", "label", "family", "cameo_code", "plover_event", "plover_mode")
ACTOR = ("slug", "name", "kind", "country_id")
OFFICE = ("title", "edtf")
PLACE = ("slug", "name", "kind", "country_id", "latitude", "longitude", "exactness")
OUTLET = ("slug", "name", "publisher", "domain", "country_id", "language", "reliability")
TEXT = ("text__rendition", "text__number")
WORDS = CitationRow._fields[4:]  # behind the others that they name: their own columns
SAID = PartyRow._fields[3:]

TypeOf = namedtuple("TypeOf", TYPE)
ActorOf = namedtuple("ActorOf", ACTOR)
OfficeOf = namedtuple("OfficeOf", (*OFFICE, "organisation"))
PlaceOf = namedtuple("PlaceOf", PLACE)
OutletOf = namedtuple("OutletOf", OUTLET)

Found = dict[int, Held]
SOURCES = {"sources", "citations"}  # the fields that are made of citations


def page_rows(events: EventQuerySet) -> QuerySet[Any, Any]:
    """`events` as tuples that begin with their place in the order, for `page_of()` and `records()`."""
    return events.values_list("position", *OWN, *_of("type", TYPE))


def rows_by_key(events: EventQuerySet, keys: list[int]) -> list[Any]:
    """Those of `events` with these keys as such tuples, in the order of the keys; 1 query."""
    found = {row[1]: row for row in page_rows(events.filter(pk__in=keys).order_by())} if keys else {}
    return [found[key] for key in keys if key in found]


def records(rows: list[Any], site: str, fields: Collection[str]) -> list[Record]:
    """Each as `record()` tells it, with these fields alone and in this order; at most 3 queries."""
    keys, wanted = [row[1] for row in rows], set(fields)
    if not keys:
        return []
    parties = _parties(keys) if "parties" in wanted else {}
    small = _small(keys, wanted)
    citations = _citations(keys) if wanted & SOURCES else {}
    found = []
    for row in rows:
        parts = [parties, small["places"], small["quantities"], small["links"], citations]
        told = record(_event(row, [part.get(row[1], NONE) for part in parts]), site)  # type: ignore[arg-type]
        found.append({name: told[name] for name in fields})
    return found


def _of(path: str, columns: Iterable[str]) -> list[str]:
    return [f"{path}__{column}" for column in columns]


def _event(row: tuple[Any, ...], parts: list[Held]) -> EventRow:
    end = 1 + len(OWN)
    return EventRow(*row[1:end], TypeOf(*row[end:]) if row[end] else None, *parts)


def _actor(row: tuple[Any, ...]) -> ActorOf | None:
    return ActorOf(*row) if row[0] else None


def _cut(row: tuple[Any, ...], *sizes: int) -> list[tuple[Any, ...]]:
    """`row` in pieces of these sizes."""
    pieces, at = [], 0
    for size in sizes:
        pieces.append(row[at : at + size])
        at += size
    return pieces


def _grouped(rows: Iterable[tuple[int, Any]]) -> Found:
    found: Found = {}
    for key, row in rows:
        found.setdefault(key, Held()).append(row)
    return found


@Prepared
def _party_rows(keys: list[int]) -> QuerySet[Any, Any]:
    columns = [*SAID, *_of("actor", ACTOR), *_of("acts_for", ACTOR), *_of("office", OFFICE)]
    columns += _of("office__organisation", ACTOR)
    rows = Participation.objects.filter(Among("event", keys)).order_by("event_id", "rank", "pk")
    return rows.values_list("event_id", *columns)


def _parties(keys: list[int]) -> Found:
    return _grouped((row[0], _party(row[1:])) for row in _party_rows.rows(keys))


def _party(row: tuple[Any, ...]) -> PartyRow:
    own, actor, state, office, body = _cut(row, len(SAID), len(ACTOR), len(ACTOR), len(OFFICE), len(ACTOR))
    held = OfficeOf(*office, _actor(body)) if body[0] else None  # every office is held in something
    return PartyRow(_actor(actor), held, _actor(state), *own)


@Prepared
def _citation_rows(keys: list[int]) -> QuerySet[Any, Any]:
    columns = ["article_id", *WORDS, *_of("article", ARTICLE), *_of("article__outlet", OUTLET)]
    columns += [*_of("speaker", ACTOR), *TEXT]
    rows = Citation.objects.filter(Among("event", keys)).order_by("event_id", "pk")
    return rows.values_list("event_id", *columns)


def _citations(keys: list[int]) -> Found:
    return _grouped((row[0], _citation(row[1:])) for row in _citation_rows.rows(keys))


def _citation(row: tuple[Any, ...]) -> CitationRow:
    sizes = (1, len(WORDS), len(ARTICLE), len(OUTLET), len(ACTOR), len(TEXT))
    key, own, article, outlet, speaker, text = _cut(row, *sizes)
    source = ArticleRow(*article, OutletOf(*outlet) if outlet[0] else None)
    said = CitationRow(key[0], source, _actor(speaker), TextRow(*text) if text[0] else None, *own)
    return said._replace(supports=_read(said.supports), reported=_read(said.reported))


def _read(value: Any) -> Any:
    """JSON, which a statement of our own is given as text."""
    return json.loads(value) if isinstance(value, str) else value


# -- places, quantities and links: three short lists in one query ----------------------------------------------------

# Rows, columns of words, columns of numbers: all read as text, so that the three have the same kinds of columns.
SMALL: dict[str, tuple[Any, tuple[str, ...], tuple[str, ...]]] = {
    "places": (
        lambda: EventPlace.objects.all(),
        ("role", *_of("place", ("slug", "name", "kind", "country_id", "exactness"))),
        ("place__latitude", "place__longitude"),
    ),
    "quantities": (
        lambda: Quantity.objects.all(),
        ("what", "qualifier", "unit", "currency", "", ""),
        ("amount", "amount_max"),
    ),
    "links": (
        lambda: Event.objects.public_links("other"),
        ("kind", "other__public_id", "", "", "", ""),
        ("", ""),
    ),
}


@Prepared
def _small_rows(keys: list[int]) -> QuerySet[Any, Any]:
    first, *others = [_source(name, keys) for name in SMALL]
    return first.union(*others, all=True)


def _small(keys: list[int], wanted: set[str]) -> dict[str, Found]:
    """What leads to no public event is no link: it must not betray a draft."""
    rows = sorted(_small_rows.rows(keys)) if wanted & SMALL.keys() else []
    return {name: _grouped((row[2], MADE[name](row[3:])) for row in rows if row[0] == name) for name in SMALL}


def _source(name: str, keys: list[int]) -> QuerySet[Any, Any]:
    rows, words, numbers = SMALL[name]
    columns = {
        f"c{at}": Cast(F(path) if path else Value(""), TextField()) for at, path in enumerate((*words, *numbers))
    }
    found = rows().filter(Among("event", keys)).order_by().annotate(found_in=Value(name, TextField()), **columns)
    return found.values_list("found_in", "pk", "event_id", *columns)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _place(row: tuple[Any, ...]) -> PlaceRow:
    role, slug, name, kind, country, exactness, latitude, longitude = row
    place = PlaceOf(slug, name, kind, country or None, _number(latitude), _number(longitude), exactness)
    return PlaceRow(place, role)


def _quantity(row: tuple[Any, ...]) -> QuantityRow:
    what, qualifier, unit, currency, _none, _empty, amount, most = row
    return QuantityRow(what, _number(amount), _number(most), qualifier, unit, currency)


MADE: dict[str, Any] = {
    "places": _place,
    "quantities": _quantity,
    "links": lambda row: LinkRow(row[0], FarEnd(row[1])),
}
