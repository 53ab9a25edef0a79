"""The records of one page of events, in 4 queries at most whatever they hold.

`record()` is handed rows that answer what an event with everything answers: what is said of an event is said there
alone. Parts that no field asks for are not read.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from timeline.models import Article, Citation, Event, EventLink, EventPlace, EventQuerySet, Participation, Quantity

from .records import Record, record

EVENT = (
    *("pk", "public_id", "title", "summary", "medium", "realisation"),
    *("edtf", "earliest", "latest", "precision", "uncertain", "approximate", "lasted"),
    *("time_start", "time_end", "tz", "date_text", "date_anchor", "date_rule", "date_basis"),
    *("duration", "occurrences", "importance", "cameo_code", "plover_event", "plover_mode"),
    *("adjudication", "origin", "review_state", "version", "published_at", "updated_at", "source_count", "disputed"),
)
TYPE = ("slug", "label", "family", "cameo_code", "plover_event", "plover_mode")
ACTOR = ("slug", "name", "kind", "country_id")
PARTY = ("role", "certainty", "note")
OFFICE = ("title", "edtf")
PLACE = ("slug", "name", "kind", "country_id", "latitude", "longitude", "exactness")
QUANTITY = ("what", "amount", "amount_max", "qualifier", "unit", "currency")
OUTLET = ("slug", "name", "publisher", "domain", "country_id", "language", "reliability")
ARTICLE = ("public_id", "title", "url", "archive_url", "author", "language", "published_on", "published_tz")
CITATION = (
    *("article_id", "exact", "prefix", "suffix", "start", "end", "anchor_state", "speaker_text", "verb_class"),
    *("stance", "credibility", "supports", "reported", "rank"),
)


class Rows(list[Any]):
    """Parts of an event, asked for as those of an instance are."""

    def all(self) -> Rows:
        return self


PARTS = ("participations", "event_places", "quantities", "links", "citations")


class EventRow(namedtuple("EventColumns", (*EVENT, "type", *PARTS))):
    __slots__ = ()
    heading, when, codes, get_absolute_url = Event.heading, Event.when, Event.codes, Event.get_absolute_url


TypeRow = namedtuple("TypeRow", TYPE)
ActorRow = namedtuple("ActorRow", ACTOR)
OfficeRow = namedtuple("OfficeRow", (*OFFICE, "organisation"))
PartyRow = namedtuple("PartyRow", (*PARTY, "actor", "acts_for", "office"))
PlaceRow = namedtuple("PlaceRow", PLACE)
EventPlaceRow = namedtuple("EventPlaceRow", ("place", "role"))
FarEnd = namedtuple("FarEnd", ("public_id",))
LinkRow = namedtuple("LinkRow", ("kind", "other"))
OutletRow = namedtuple("OutletRow", OUTLET)
TextRow = namedtuple("TextRow", ("rendition", "number"))


class QuantityRow(namedtuple("QuantityColumns", QUANTITY)):
    __slots__ = ()
    Qualifier, __str__ = Quantity.Qualifier, Quantity.__str__

    def get_qualifier_display(self) -> str:
        return str(self.Qualifier(self.qualifier).label)


class ArticleRow(namedtuple("ArticleColumns", (*ARTICLE, "outlet"))):
    __slots__ = ()
    get_absolute_url = Article.get_absolute_url


class CitationRow(namedtuple("CitationColumns", (*CITATION, "article", "speaker", "text"))):
    __slots__ = ()
    credited_to = Citation.credited_to


Found = dict[int, Rows]
NONE = Rows()
SOURCES = {"sources", "citations"}  # the fields that are made of citations


def page_rows(events: EventQuerySet) -> QuerySet[Any, Any]:
    """`events` as tuples that begin with their place in the order, for `page_of()` and `records()`."""
    return events.values_list("position", *EVENT, *_of("type", TYPE))


def rows_of(events: EventQuerySet, keys: list[int]) -> list[Any]:
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


def _event(row: tuple[Any, ...], parts: list[Rows]) -> EventRow:
    end = 1 + len(EVENT)
    return EventRow(*row[1:end], TypeRow(*row[end:]) if row[end] else None, *parts)


def _actor(row: tuple[Any, ...]) -> ActorRow | None:
    return ActorRow(*row) if row[0] else None


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
        found.setdefault(key, Rows()).append(row)
    return found


def _parties(keys: list[int]) -> Found:
    columns = [*PARTY, *_of("actor", ACTOR), *_of("acts_for", ACTOR), *_of("office", OFFICE)]
    columns += _of("office__organisation", ACTOR)
    rows = Participation.objects.filter(event__in=keys).order_by("event", "rank", "pk")
    return _grouped((row[0], _party(row[1:])) for row in rows.values_list("event", *columns))


def _party(row: tuple[Any, ...]) -> PartyRow:
    own, actor, state, office, body = _cut(row, len(PARTY), len(ACTOR), len(ACTOR), len(OFFICE), len(ACTOR))
    return PartyRow(*own, _actor(actor), _actor(state), OfficeRow(*office, _actor(body)) if office[0] else None)


def _citations(keys: list[int]) -> Found:
    columns = [*CITATION, *_of("article", ARTICLE), *_of("article__outlet", OUTLET), *_of("speaker", ACTOR)]
    columns += _of("text", ("rendition", "number"))
    rows = Citation.objects.filter(event__in=keys).order_by("event", "pk")
    return _grouped((row[0], _citation(row[1:])) for row in rows.values_list("event", *columns))


def _citation(row: tuple[Any, ...]) -> CitationRow:
    own, article, outlet, speaker, text = _cut(row, len(CITATION), len(ARTICLE), len(OUTLET), len(ACTOR), 2)
    source = ArticleRow(*article, OutletRow(*outlet) if outlet[0] else None)
    return CitationRow(*own, source, _actor(speaker), TextRow(*text) if text[0] else None)


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
        lambda: EventLink.objects.filter(other__in=Event.objects.public()),
        ("kind", "other__public_id", "", "", "", ""),
        ("", ""),
    ),
}


def _small(keys: list[int], wanted: Collection[str]) -> dict[str, Found]:
    """What leads to no public event is no link: it must not betray a draft."""
    sources = [_source(name, keys) for name in SMALL if name in wanted]
    rows = sorted(sources[0].union(*sources[1:], all=True)) if sources else []
    return {name: _grouped((row[2], MADE[name](row[3:])) for row in rows if row[0] == name) for name in SMALL}


def _source(name: str, keys: list[int]) -> QuerySet[Any, Any]:
    rows, words, numbers = SMALL[name]
    columns = {
        f"c{at}": Cast(F(path) if path else Value(""), TextField()) for at, path in enumerate((*words, *numbers))
    }
    found = rows().filter(event__in=keys).order_by().annotate(found_in=Value(name, TextField()), **columns)
    return found.values_list("found_in", "pk", "event_id", *columns)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _place(row: tuple[Any, ...]) -> EventPlaceRow:
    role, slug, name, kind, country, exactness, latitude, longitude = row
    place = PlaceRow(slug, name, kind, country, _number(latitude), _number(longitude), exactness)
    return EventPlaceRow(place, role)


def _quantity(row: tuple[Any, ...]) -> QuantityRow:
    what, qualifier, unit, currency, _none, _empty, amount, most = row
    return QuantityRow(what, _number(amount), _number(most), qualifier, unit, currency)


MADE: dict[str, Any] = {
    "places": _place,
    "quantities": _quantity,
    "links": lambda row: LinkRow(row[0], FarEnd(row[1])),
}
