"""The same files from SQL written by hand: one join, lists put together by the database, lines by Python's modules.

Nothing is said in words (dates, quantities are numbers and codes as stored), nothing is guarded against formulas, and
nothing is asked about links: it does less than an export has to do, so a ratio to it is no flattery.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

# What each database calls it.
WORDS = {
    "sqlite": {
        "joined": "group_concat({what}, '; ')",
        "list": "json_group_array({what})",
        "object": "json_object",
        "array": "json_array",
        "json": "json({what})",
        "number": "{what}",
    },
    "postgresql": {
        "joined": "string_agg({what}, '; ')",
        "list": "coalesce(json_agg({what}), '[]'::json)",
        "object": "json_build_object",
        "array": "json_build_array",
        "json": "{what}",
        "number": "({what})::float8",
    },
}
FROM = """
FROM timeline_event e LEFT JOIN timeline_eventtype t ON t.id = e.type_id
WHERE e.review_state = 'published' ORDER BY e.position, e.id"""
PARTIES = """
FROM (SELECT * FROM timeline_participation WHERE event_id = e.id ORDER BY rank, id) p
JOIN timeline_actor a ON a.id = p.actor_id
LEFT JOIN timeline_office o ON o.id = p.office_id LEFT JOIN timeline_actor s ON s.id = p.acts_for_id"""
PLACES = """
FROM (SELECT * FROM timeline_eventplace WHERE event_id = e.id ORDER BY id) ep
JOIN timeline_place l ON l.id = ep.place_id"""
SOURCES = """
FROM (SELECT * FROM timeline_citation WHERE event_id = e.id ORDER BY id) c
JOIN timeline_article r ON r.id = c.article_id LEFT JOIN timeline_outlet u ON u.id = r.outlet_id"""
QUANTITIES = "FROM (SELECT * FROM timeline_quantity WHERE event_id = e.id ORDER BY id) q"
FIRST_PLACE = "FROM timeline_eventplace ep JOIN timeline_place l ON l.id = ep.place_id WHERE ep.event_id = e.id"

CSV = """
SELECT e.public_id, '/events/' || e.public_id || '/', e.edtf, e.earliest, e.latest, e.precision, e.time_start,
 e.time_end, e.tz, e.date_text, CASE WHEN e.title = '' THEN t.label ELSE e.title END, e.summary, t.slug, t.family,
 CASE WHEN e.cameo_code = '' THEN t.cameo_code ELSE e.cameo_code END,
 CASE WHEN e.plover_event = '' THEN t.plover_event ELSE e.plover_event END,
 CASE WHEN e.plover_mode = '' THEN t.plover_mode ELSE e.plover_mode END,
 e.medium, e.realisation, e.duration, e.occurrences, e.importance,
 (SELECT {joined:a.name || ' (' || p.role || coalesce(', ' || o.title, '') || ')'} {PARTIES}),
 (SELECT {joined:a.slug} {PARTIES}),
 (SELECT {joined:s.slug} {PARTIES}),
 (SELECT {joined:l.name || ' (' || ep.role || ')'} {PLACES}),
 (SELECT l.country_id {FIRST_PLACE} ORDER BY ep.id LIMIT 1),
 (SELECT l.latitude {FIRST_PLACE} ORDER BY ep.id LIMIT 1),
 (SELECT l.longitude {FIRST_PLACE} ORDER BY ep.id LIMIT 1),
 (SELECT {joined:q.amount || ' ' || q.unit || q.currency || ' ' || q.what} {QUANTITIES}),
 e.source_count, e.disputed,
 (SELECT {joined:u.name} {SOURCES}),
 (SELECT {joined:r.url} {SOURCES}),
 (SELECT {joined:c.exact} {SOURCES}),
 e.version, e.updated_at"""

EVENT = [
    "public_id",
    "edtf",
    "earliest",
    "latest",
    "precision",
    "uncertain",
    "approximate",
    "lasted",
    "time_start",
    "time_end",
    "tz",
    "date_text",
    "date_anchor",
    "date_rule",
    "date_basis",
    "title",
    "summary",
    "medium",
    "realisation",
    "duration",
    "occurrences",
    "importance",
    "source_count",
    "disputed",
    "adjudication",
    "origin",
    "review_state",
    "version",
    "published_at",
    "updated_at",
]
TYPE = ["slug", "label", "family", "cameo_code", "plover_event", "plover_mode"]
LISTS = ("parties", "places", "quantities", "citations")
JSON_LINES = """
SELECT {event}, {type},
 (SELECT {list:{object}('slug', a.slug, 'name', a.name, 'kind', a.kind, 'role', p.role, 'office', o.title,
   'acts_for', s.slug, 'state', s.name, 'certainty', p.certainty, 'note', p.note)} {PARTIES}),
 (SELECT {list:{object}('slug', l.slug, 'name', l.name, 'role', ep.role, 'country', l.country_id,
   'latitude', {number:l.latitude}, 'longitude', {number:l.longitude}, 'exactness', l.exactness)} {PLACES}),
 (SELECT {list:{object}('what', q.what, 'amount', q.amount, 'amount_max', q.amount_max, 'qualifier', q.qualifier,
   'unit', q.unit, 'currency', q.currency)} {QUANTITIES}),
 (SELECT {list:{object}('article', r.public_id, 'title', r.title, 'url', r.url, 'archive_url', r.archive_url,
   'published_on', r.published_on, 'outlet', u.slug, 'outlet_name', u.name, 'reliability', u.reliability,
   'rendition', x.rendition, 'text_version', x.number, 'exact', c.exact, 'prefix', c.prefix, 'suffix', c.suffix,
   'start', c.start, 'end', c."end", 'anchor', c.anchor_state, 'speaker', k.slug, 'speaker_name', k.name,
   'credited_to', c.speaker_text, 'verb_class', c.verb_class, 'stance', c.stance, 'credibility', c.credibility,
   'supports', {json:c.supports}, 'reported', {json:c.reported}, 'rank', c.rank)} {SOURCES}
   LEFT JOIN timeline_articletext x ON x.id = c.text_id LEFT JOIN timeline_actor k ON k.id = c.speaker_id)"""

PARTS = {
    "PARTIES": PARTIES,
    "PLACES": PLACES,
    "SOURCES": SOURCES,
    "QUANTITIES": QUANTITIES,
    "FIRST_PLACE": FIRST_PLACE,
    "event": ", ".join(f"e.{name}" for name in EVENT),
    "type": ", ".join(f"t.{name}" for name in TYPE),
}
ROWS = 500


class Call(str):
    """`{joined:a.slug}` in a query: what stands behind the colon, put where this database wants it."""

    def __format__(self, what: str) -> str:
        return self.format(what=what) if what else str(self)


def _rows(query: str) -> Iterator[tuple[Any, ...]]:
    """Read as the driver gives them; on PostgreSQL through a cursor of the server, which holds nothing whole here."""
    words = {name: Call(text) for name, text in WORDS[connection.vendor].items()}
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        cursor = connection.connection.cursor()
    else:
        connection.connection.autocommit = False
        cursor = connection.connection.cursor(name="by_hand")
    cursor.execute((query + FROM).format(**words, **PARTS))
    while rows := cursor.fetchmany(ROWS):
        yield from rows


def csv_by_hand() -> Iterator[bytes]:
    file = io.StringIO()
    writer = csv.writer(file)
    for number, row in enumerate(_rows(CSV), 1):
        writer.writerow(row)
        if number % ROWS == 0:
            yield _taken(file)
    yield _taken(file)


def _taken(file: io.StringIO) -> bytes:
    text = file.getvalue()
    file.seek(0)
    file.truncate()
    return text.encode()


def json_lines_by_hand() -> Iterator[bytes]:
    read = json.loads if connection.vendor == "sqlite" else list
    lines = []
    for number, row in enumerate(_rows(JSON_LINES), 1):
        own, kind = row[: len(EVENT)], row[len(EVENT) : -len(LISTS)]
        event = dict(zip(EVENT, own, strict=True))
        event["type"] = dict(zip(TYPE, kind, strict=True))
        event |= {name: read(text) for name, text in zip(LISTS, row[-len(LISTS) :], strict=True)}
        lines.append(json.dumps(event, ensure_ascii=False, separators=(",", ":"), default=str))
        if number % ROWS == 0:
            yield ("\n".join(lines) + "\n").encode()
            lines = []
    yield "\n".join(lines).encode()


WRITERS = {"by-hand-csv": csv_by_hand, "by-hand-jsonl": json_lines_by_hand}
BESIDE = {"csv": "csv", "jsonl": "jsonl"}  # which of them a format is compared with
