"""Events as rows that answer what an event with everything answers, at a fraction of the cost of model instances.

They are read by key, some hundred at a time, with one query for each kind of part: nothing stays open while a slow
client takes its time, and what is held does not grow with the selection. What the words of an event are is said by the
models alone; the rows borrow it.
"""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from timeline.models import (
    Actor,
    Citation,
    Event,
    EventPlace,
    EventQuerySet,
    EventType,
    Office,
    Outlet,
    Participation,
    Place,
    Quantity,
)
from timeline.models.among import Among

FIRST = 100  # events of the first chunk, so that a client has something soon
CHUNK = 500  # events read at a time with all that they hold
MOST_KEYS = 20_000  # read ahead; each block of keys asks the whole selection again
MOST_KEPT = 20_000  # actors, places and the like that are kept for the events to come

# What an event holds, by the names of its relations. “quotes” is a cheaper kind of “citations”.
PARTS = ("participations", "event_places", "quantities", "links", "citations")
EVERYTHING = frozenset(PARTS)
STATE = "review_state"
OWN = (
    *("pk", "type_id", "public_id", "title", "summary", "medium", "realisation"),
    *("edtf", "earliest", "latest", "precision", "uncertain", "approximate", "lasted"),
    *("time_start", "time_end", "tz", "date_text", "date_anchor", "date_rule", "date_basis"),
    *("duration", "occurrences", "importance", "cameo_code", "plover_event", "plover_mode"),
    *("adjudication", "origin", STATE, "version", "published_at", "updated_at", "source_count", "disputed"),
)
PARTY = ("actor_id", "office_id", "acts_for_id", "role", "certainty", "note")
PLACE = ("place_id", "role")
QUANTITY = ("what", "amount", "amount_max", "qualifier", "unit", "currency")
LINK = ("kind", "other__public_id")
ARTICLE = ("public_id", "title", "url", "archive_url", "author", "language", "published_on", "published_tz")
# Read as text: most are the same few.
JSON = {f"{name}_json": Cast(name, TextField()) for name in ("supports", "reported")}
CITATION = (
    *("article_id", "article__outlet_id", "speaker_id", "text__rendition", "text__number"),
    *("exact", "prefix", "suffix", "start", "end", "anchor_state", "speaker_text", "verb_class", "stance"),
    *("credibility", "rank", *JSON),
)

QUOTE = ("article_id", "article__outlet_id", "article__url", "exact")


class Held(list[Any]):
    """Parts of an event; asked for in the way in which an instance is."""

    def all(self) -> Held:
        return self


NONE = Held()


class EventRow(namedtuple("Columns", (*OWN, "type", *PARTS))):
    __slots__ = ()
    heading, when, codes, get_absolute_url = Event.heading, Event.when, Event.codes, Event.get_absolute_url


PartyRow = namedtuple("PartyRow", ("actor", "office", "acts_for", *PARTY[3:]))
PlaceRow = namedtuple("PlaceRow", ("place", "role"))
FarEnd = namedtuple("FarEnd", ("public_id",))
LinkRow = namedtuple("LinkRow", ("kind", "other"))
QuoteRow = namedtuple("QuoteRow", ("article_id", "article", "exact"))
QuotedRow = namedtuple("QuotedRow", ("url", "outlet"))
TextRow = namedtuple("TextRow", ("rendition", "number"))


class QuantityRow(namedtuple("QuantityColumns", QUANTITY)):
    __slots__ = ()
    Qualifier, __str__ = Quantity.Qualifier, Quantity.__str__

    def get_qualifier_display(self) -> str:
        return str(self.Qualifier(self.qualifier).label)


class ArticleRow(namedtuple("ArticleColumns", (*ARTICLE, "outlet"))):
    __slots__ = ()


class CitationRow(
    namedtuple("CitationColumns", ("article_id", "article", "speaker", "text", *CITATION[5:-2], "supports", "reported"))
):
    __slots__ = ()
    credited_to = Citation.credited_to


class Known:
    """Rows of a small table, read when one is first asked for. Never more than MOST_KEPT and those of a chunk."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self._rows = rows
        self._kept: dict[int | None, Any] = {None: None}

    def holding(self, keys: Iterable[int | None]) -> dict[int | None, Any]:
        """Where `keys` are found; at most 1 query. The key None leads to None."""
        wanted = set(keys)
        missing = wanted - self._kept.keys()
        if missing and len(self._kept) > MOST_KEPT:
            self._kept, missing = {None: None}, wanted - {None}
        if missing:
            self._kept |= self._rows.in_bulk(missing)
        return self._kept


class Reader:
    """Reads chunks of one export; what the chunks have in common it reads once."""

    def __init__(self, parts: Collection[str]) -> None:
        self.read = [getattr(self, name) if name in parts else None for name in PARTS]
        if "quotes" in parts:
            self.read[-1] = self.quotes
        self.types = Known(EventType.objects.all())
        self.actors = Known(Actor.objects.defer("description"))
        self.offices = Known(Office.objects.select_related("organisation"))
        self.places = Known(Place.objects.all())
        self.outlets = Known(Outlet.objects.all())

    def chunk(self, states: dict[int, str]) -> Iterator[EventRow]:
        """Those of the keys whose state is still the one given: what has been retracted since does not leave."""
        keys = list(states)
        own = {
            row[0]: row
            for row in Event.objects.filter(Among("pk", keys)).values_list(*OWN)
            if row[STATE_AT] == states[row[0]]
        }
        types = self.types.holding(row[1] for row in own.values())
        parts = [read(keys) if read else {} for read in self.read]
        for key in keys:
            if row := own.get(key):
                yield EventRow(*row, types[row[1]], *[found.get(key, NONE) for found in parts])

    def participations(self, keys: list[int]) -> dict[int, Held]:
        rows = _in_order(Participation.objects.filter(Among("event", keys)), "event_id", "rank", "pk", *PARTY)
        actors = self.actors.holding({key for row in rows for key in (row[3], row[5])})
        offices = self.offices.holding({row[4] for row in rows})
        return _grouped(
            (row[0], PartyRow(actors[row[3]], offices[row[4]], actors[row[5]], row[6], row[7], row[8])) for row in rows
        )

    def event_places(self, keys: list[int]) -> dict[int, Held]:
        rows = _in_order(EventPlace.objects.filter(Among("event", keys)), "event_id", "pk", *PLACE)
        places = self.places.holding({row[2] for row in rows})
        return _grouped((event, PlaceRow(places[place], role)) for event, _key, place, role in rows)

    def quantities(self, keys: list[int]) -> dict[int, Held]:
        rows = _in_order(Quantity.objects.filter(Among("event", keys)), "event_id", "pk", *QUANTITY)
        return _grouped((row[0], QuantityRow(*row[2:])) for row in rows)

    def links(self, keys: list[int]) -> dict[int, Held]:
        public = Event.objects.public_links("other").filter(Among("event", keys))
        rows = _in_order(public, "event_id", "pk", *LINK)
        return _grouped((event, LinkRow(kind, FarEnd(other))) for event, _key, kind, other in rows)

    def citations(self, keys: list[int]) -> dict[int, Held]:
        columns = ("event_id", "pk", *CITATION, *(f"article__{name}" for name in ARTICLE))
        rows = _in_order(Citation.objects.annotate(**JSON).filter(Among("event", keys)), *columns)
        outlets = self.outlets.holding({row[3] for row in rows})
        speakers = self.actors.holding({row[4] for row in rows})
        return _grouped((row[0], _citation(row, outlets, speakers)) for row in rows)

    def quotes(self, keys: list[int]) -> dict[int, Held]:
        """Of a citation the words alone, and where they stand."""
        rows = _in_order(Citation.objects.filter(Among("event", keys)), "event_id", "pk", *QUOTE)
        outlets = self.outlets.holding({row[3] for row in rows})
        return _grouped((row[0], QuoteRow(row[2], QuotedRow(row[4], outlets[row[3]]), row[5])) for row in rows)


STATE_AT = OWN.index(STATE)


def _citation(row: tuple[Any, ...], outlets: dict[int | None, Any], speakers: dict[int | None, Any]) -> CitationRow:
    end = 2 + len(CITATION)
    article = ArticleRow(*row[end:], outlets[row[3]])
    text = TextRow(row[5], row[6]) if row[5] else None
    return CitationRow(row[2], article, speakers[row[4]], text, *row[7 : end - 2], *map(_json, row[end - 2 : end]))


@lru_cache(maxsize=1_000)
def _json(text: str) -> Any:
    """Shared by all that hold the same text: nobody may change it."""
    return json.loads(text)


def _in_order(rows: QuerySet[Any], *columns: str) -> list[tuple[Any, ...]]:
    """By the columns themselves, of which one of the first is the key. Python sorts what is all but sorted sooner than
    SQLite, which copies it first."""
    found = list(rows.order_by().values_list(*columns))
    found.sort()
    return found


def _grouped(rows: Iterable[tuple[int, Any]]) -> dict[int, Held]:
    found: dict[int, Held] = {}
    for event, row in rows:
        if event in found:
            found[event].append(row)
        else:
            found[event] = Held((row,))
    return found


def rows_of(events: EventQuerySet, parts: Collection[str] = EVERYTHING) -> Iterator[EventRow]:
    """In chronological order; parts that are not asked for are empty. At most 13 queries for a chunk."""
    reader = Reader(parts)
    for block in _keys(events):
        for start in range(0, len(block), CHUNK):
            yield from reader.chunk({key: state for _position, key, state in block[start : start + CHUNK]})


def _keys(events: EventQuerySet) -> Iterator[list[tuple[int, int, str]]]:
    """Position, key and state of what is selected, in growing blocks: the first is there at once."""
    ordered, most = events.chronological(), FIRST
    following = ordered
    while block := list(following.values_list("position", "pk", STATE)[:most]):
        yield block
        if len(block) < most:
            return
        following, most = ordered.after(block[-1][:2]), min(4 * most, MOST_KEYS)
