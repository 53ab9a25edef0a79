"""The full-text index: one row an event, with the words that find it.

It holds every event in every state: what it finds, a caller narrows to what may be seen.

The words are folded here, in Python, and both databases compare them as they are: SQLite by an FTS5 table over
these rows, PostgreSQL by a column of type tsvector in them. Migration 0005 makes both; triggers of the database keep
them with the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import accumulate
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, QuerySet, Value
from django.db.models.functions import Cast

from .words import Phrase, side_by_side

FEW = 500  # events whose keys a query may name one by one
CHUNK = 1_000  # documents written by one statement
# From the weightiest to the lightest, and the most letters of each: PostgreSQL takes a megabyte of one document, and
# both databases have the same limit.
PARTS = {"title": 1_000, "names": 50_000, "summary": 20_000, "quotes": 100_000}


class SearchDocument(models.Model):
    """The words of one event, by the part in which they stand."""

    event = models.OneToOneField(
        "timeline.Event", on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    title = models.TextField(default="")
    names = models.TextField(default="")
    summary = models.TextField(default="")
    quotes = models.TextField(default="")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


# -- asking ----------------------------------------------------------------------------------------------------------


class Mentions(Func):
    """Whether the event with this key holds all `phrases`."""

    output_field = models.BooleanField()

    def __init__(self, event: Any, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(phrases)
        super().__init__(event)

    def as_sql(
        self, compiler: Any, connection: BaseDatabaseWrapper, *_args: Any, **_context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        event, params = compiler.compile(self.source_expressions[0])
        rows, query = STATEMENTS[connection.vendor]
        return f"{event} IN ({rows})", (*params, query(self.phrases))


def matching_keys(phrases: Iterable[Phrase]) -> list[int] | None:
    """The keys of the events that hold all `phrases`, whoever may see them; None where they are more than `FEW`.

    1 query, and no more work than for so many where the phrase is one word.
    """
    rows, query = STATEMENTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"{rows} LIMIT {FEW + 1}", [query(phrases)])
        keys = [key for (key,) in cursor.fetchall()]
    return keys if len(keys) <= FEW else None


def by_weight(keys: list[int], phrases: Iterable[Phrase]) -> list[int]:
    """Events whose title holds all `phrases`, then those that need the names for it, the summary, the quotes; 1 query.

    What weighs the same stays as it was. Counted here and not by a database, so that both say the same.
    """
    wanted = [phrase.within for phrase in phrases]
    lighter = [part for part in PARTS if part != "quotes"]
    weights = {}
    for key, *texts in SearchDocument.objects.filter(pk__in=keys).values_list("pk", *lighter):
        held = accumulate(f" {text} " for text in texts)
        tiers = (tier for tier, text in enumerate(held) if all(said in text for said in wanted))
        weights[key] = next(tiers, len(lighter))
    return sorted((key for key in keys if key in weights), key=weights.__getitem__)


def fts5_query(phrases: Iterable[Phrase]) -> str:
    """In SQLite's query language (SQLite documentation: FTS5, section 3); words hold nothing that it would read."""
    return " AND ".join(f'"{" ".join(phrase.words)}"{" *" if phrase.prefix else ""}' for phrase in phrases)


def tsquery(phrases: Iterable[Phrase]) -> str:
    """In PostgreSQL's (PostgreSQL documentation: 8.11.2)."""
    said = (" <-> ".join(f"'{word}'" for word in phrase.words) + ":*" * phrase.prefix for phrase in phrases)
    return " & ".join(f"({phrase})" for phrase in said)


STATEMENTS: dict[str, tuple[str, Callable[[Iterable[Phrase]], str]]] = {
    "sqlite": ("SELECT rowid FROM timeline_search WHERE timeline_search MATCH %s", fts5_query),
    "postgresql": ("SELECT event_id FROM timeline_searchdocument WHERE document @@ %s::tsquery", tsquery),
}


# -- keeping ---------------------------------------------------------------------------------------------------------

GetModel = Callable[[str, str], type[models.Model]]
_waiting: ContextVar[set[int] | None] = ContextVar("events whose document waits to be written", default=None)


@contextmanager
def together() -> Iterator[None]:
    """A transaction; events that are touched in it are indexed once, at its end."""
    if _waiting.get() is not None:
        with transaction.atomic():
            yield
        return
    token = _waiting.set(set())
    try:
        with transaction.atomic():
            yield
            waiting = _waiting.get() or set()
            _waiting.reset(token)
            token = None
            refresh(waiting)
    finally:
        if token is not None:
            _waiting.reset(token)


def touch(events: Iterable[int]) -> None:
    """Something that `events` (keys) are found by has changed: index them anew, or at the end of `together()`."""
    waiting = _waiting.get()
    if waiting is None:
        refresh(events)
    else:
        waiting.update(events)


def refresh(events: Iterable[int], *, get_model: GetModel = apps.get_model) -> int:
    """Write the documents of `events` (keys) as they should be; how many had to be changed.

    2 or 3 queries for each thousand events, and 1 more for each two hundred that have changed.
    `get_model` is for migrations.
    """
    keys, changed = sorted(set(events)), 0
    for start in range(0, len(keys), CHUNK):
        with transaction.atomic():
            changed += _refresh_chunk(keys[start : start + CHUNK], get_model)
    return changed


def _refresh_chunk(keys: list[int], get_model: GetModel) -> int:
    documents = get_model("timeline", "SearchDocument")
    if connection.features.has_select_for_update:
        # Whoever changes another part of these events now is waited for, and read: nobody writes over a change unseen.
        locked = documents._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")
        list(locked.values_list("pk"))
    rows = [documents(event_id=event, **parts) for event, parts in _different(keys, get_model)]
    documents._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["event"], update_fields=list(PARTS)
    )
    return len(rows)


def stale(events: Iterable[int]) -> int:
    """How many of `events` (keys) are not found by what they hold; none, while all doors are kept."""
    return sum(1 for _event in _different(list(events), apps.get_model))


def tidy() -> None:
    """Make the database's own part of the index anew from the documents."""
    with connection.cursor() as cursor:
        cursor.execute(TIDY[connection.vendor])


TIDY = {
    "sqlite": "INSERT INTO timeline_search (timeline_search) VALUES ('rebuild')",
    "postgresql": "REINDEX INDEX timeline_search",
}


def _different(keys: list[int], get_model: GetModel) -> Iterator[tuple[int, dict[str, str]]]:
    """Events whose document should hold something else, and what."""
    texts, stored = _texts(keys, get_model)
    for event, found in texts.items():
        new = document(found)
        if new != stored.get(event):
            yield event, new


# What an event is found by: its texts by where they stand, in a stable order. Of names the paths of its places.
Found = dict[str, list[str]]  # by the third of SOURCES
Texts = dict[int, Found]
STORED = "stored "  # before the part, where the text is what the document holds now
# From which of them a part of the document is made.
MADE_OF: dict[str, tuple[str, ...]] = {part: (part,) for part in PARTS}
MADE_OF["names"] = ("names", "names, others", "places")


def document(found: Found) -> dict[str, str]:
    """By part, what the document of an event holds that is found by this."""
    return {part: words_of(part, found) for part in PARTS}


def words_of(part: str, found: Found) -> str:
    return side_by_side((text for name in MADE_OF[part] for text in found.get(name, ())), most=PARTS[part])


def _texts(keys: list[int], get_model: GetModel) -> tuple[Texts, dict[int, dict[str, str]]]:
    """What each event is found by, in a stable order, and what its document holds now; 2 queries."""
    texts: Texts = {}
    stored: dict[int, dict[str, str]] = defaultdict(dict)
    places: list[tuple[int, str]] = []
    sources = [_source(*source, keys, get_model) for source in SOURCES]
    for event, part, _order, text in sources[0].union(*sources[1:], all=True).order_by("found_part", "found_order"):
        if part == "place":
            places.append((event, text))
        elif part.startswith(STORED):
            stored[event][part.removeprefix(STORED)] = text
        else:
            texts.setdefault(event, {}).setdefault(part, []).append(text)
    for event, names in names_along(places, get_model):
        texts[event].setdefault("places", []).extend(names)
    return texts, stored


# Of which model, by which path to the event, which text is which of the texts above.
SOURCES = (
    ("Event", "pk", "title", "title"),
    ("Event", "pk", "summary", "summary"),
    ("Participation", "event", "names", "actor__name"),
    ("ActorAlias", "actor__participations__event", "names, others", "name"),
    ("Citation", "event", "quotes", "exact"),
    ("EventPlace", "event", "place", "place__path"),
    *(("SearchDocument", "event", f"{STORED}{part}", part) for part in PARTS),
)


def _source(name: str, event: str, part: str, text: str, keys: list[int], get_model: GetModel) -> QuerySet[Any, Any]:
    rows = get_model("timeline", name)._default_manager.filter(**{f"{event}__in": keys}).order_by()
    return rows.annotate(
        found_event=F(event), found_part=Value(part), found_order=F("pk"), found_text=Cast(text, models.TextField())
    ).values_list("found_event", "found_part", "found_order", "found_text")


def names_along(paths: list[tuple[int, str]], get_model: GetModel = apps.get_model) -> Iterator[tuple[int, list[str]]]:
    """The names of each place and of those that it lies in; what happened at the Kremlin is found under Moscow."""
    above = {path: [int(key) for key in path.strip("/").split("/") if key] for _event, path in paths}
    keys = {key for found in above.values() for key in found}
    names = dict(get_model("timeline", "Place")._default_manager.filter(pk__in=keys).values_list("pk", "name"))
    for event, path in paths:
        yield event, [names[key] for key in reversed(above[path]) if key in names]
