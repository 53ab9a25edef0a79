"""The same files from SQL written by hand: one join, lists put together by the database, lines by Python's modules.

Each has the columns, or the members, of ours, so that the ratio compares the same work. Left out is what SQL has no
words for: dates and quantities in words are the stored values, and nothing is guarded against formulas.
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

SPEAKERS = "LEFT JOIN timeline_articletext x ON x.id = c.text_id LEFT JOIN timeline_actor k ON k.id = c.speaker_id"
ARTICLES = """
FROM (SELECT article_id, min(id) AS first FROM timeline_citation WHERE event_id = e.id GROUP BY 1 ORDER BY 2) c
JOIN timeline_article r ON r.id = c.article_id LEFT JOIN timeline_outlet u ON u.id = r.outlet_id"""
LINKS = """
FROM (SELECT * FROM timeline_eventlink WHERE event_id = e.id ORDER BY id) n
JOIN timeline_event f ON f.id = n.other_id AND f.review_state = 'published'"""
HEADING = "CASE WHEN e.title = '' THEN t.label ELSE e.title END"
CODES = """
 CASE WHEN e.cameo_code = '' THEN t.cameo_code ELSE e.cameo_code END,
 CASE WHEN e.plover_event = '' THEN t.plover_event ELSE e.plover_event END,
 CASE WHEN e.plover_mode = '' THEN t.plover_mode ELSE e.plover_mode END"""

CSV = """
SELECT e.public_id, '{site}/events/' || e.public_id || '/', e.edtf, e.earliest, e.latest, e.edtf, e.precision,
 e.time_start, e.time_end, e.tz, e.date_text, {HEADING}, e.summary, t.slug, t.family, {CODES},
 e.medium, e.realisation, e.duration, e.occurrences, e.importance,
 (SELECT {joined:a.name || ' (' || p.role || coalesce(', ' || o.title, '') || ')'} {PARTIES}),
 (SELECT {joined:a.slug} {PARTIES}),
 (SELECT {joined:s.slug} {PARTIES}),
 (SELECT {joined:l.name || ' (' || ep.role || ')'} {PLACES}),
 (SELECT l.country_id {FIRST_PLACE} ORDER BY ep.id LIMIT 1),
 (SELECT l.latitude {FIRST_PLACE} ORDER BY ep.id LIMIT 1),
 (SELECT l.longitude {FIRST_PLACE} ORDER BY ep.id LIMIT 1),
 (SELECT {joined:q.amount || ' ' || q.unit || q.currency || ' ' || q.what} {QUANTITIES}),
 e.source_count, CASE WHEN e.disputed THEN 'yes' ELSE 'no' END,
 (SELECT {joined:u.name} {SOURCES}),
 (SELECT {joined:r.url} {SOURCES}),
 (SELECT {joined:c.exact} {SOURCES}),
 e.version, e.updated_at, CASE WHEN e.lasted THEN 'yes' ELSE 'no' END, e.date_anchor, e.date_rule, e.date_basis,
 e.adjudication, e.cameo_code || e.plover_event || e.plover_mode, CASE WHEN e.title = '' THEN 'no' ELSE 'yes' END,
 (SELECT {joined:a.kind} {PARTIES}),
 (SELECT {joined:l.slug} {PLACES}),
 (SELECT {joined:coalesce(a.country_id, 'none')} {PARTIES}){FROM}"""

# The same columns with each kind of part grouped for all events beforehand: quicker, but nothing comes before that is
# done, and it is done for events, too, that are not asked for.
GROUPED = """
SELECT e.public_id, '{site}/events/' || e.public_id || '/', e.edtf, e.earliest, e.latest, e.edtf, e.precision,
 e.time_start, e.time_end, e.tz, e.date_text, {HEADING}, e.summary, t.slug, t.family, {CODES},
 e.medium, e.realisation, e.duration, e.occurrences, e.importance, p.*, l.*, q.*, e.source_count,
 CASE WHEN e.disputed THEN 'yes' ELSE 'no' END, c.*, e.version, e.updated_at,
 CASE WHEN e.lasted THEN 'yes' ELSE 'no' END, e.date_anchor, e.date_rule, e.date_basis, e.adjudication,
 e.cameo_code || e.plover_event || e.plover_mode, CASE WHEN e.title = '' THEN 'no' ELSE 'yes' END
FROM timeline_event e LEFT JOIN timeline_eventtype t ON t.id = e.type_id
LEFT JOIN (SELECT event_id, {joined:name || ' (' || role || coalesce(', ' || title, '') || ')'}, {joined:slug},
  {joined:state}, {joined:kind}, {joined:coalesce(country_id, 'none')} FROM (
  SELECT p.event_id, a.name, p.role, o.title, a.slug, s.slug AS state, a.kind, a.country_id
  FROM timeline_participation p
  JOIN timeline_actor a ON a.id = p.actor_id LEFT JOIN timeline_office o ON o.id = p.office_id
  LEFT JOIN timeline_actor s ON s.id = p.acts_for_id ORDER BY p.event_id, p.rank, p.id) p GROUP BY 1) p
 ON p.event_id = e.id
LEFT JOIN (SELECT event_id, {joined:name || ' (' || role || ')'}, {joined:slug}, min(country_id), min(latitude),
  min(longitude) FROM (
  SELECT ep.event_id, ep.role, l.name, l.slug, l.country_id, l.latitude, l.longitude FROM timeline_eventplace ep
  JOIN timeline_place l ON l.id = ep.place_id ORDER BY ep.event_id, ep.id) l GROUP BY 1) l ON l.event_id = e.id
LEFT JOIN (SELECT event_id, {joined:amount || ' ' || unit || currency || ' ' || what} FROM timeline_quantity
  GROUP BY 1) q ON q.event_id = e.id
LEFT JOIN (SELECT event_id, {joined:name}, {joined:url}, {joined:exact} FROM (
  SELECT c.event_id, u.name, r.url, c.exact FROM timeline_citation c JOIN timeline_article r ON r.id = c.article_id
  LEFT JOIN timeline_outlet u ON u.id = r.outlet_id ORDER BY c.event_id, c.id) c GROUP BY 1) c ON c.event_id = e.id
WHERE e.review_state = 'published' ORDER BY e.position, e.id"""

# Column → where its value is found, one after the other; those behind LISTS come as JSON.
OWN = {
    "id": "e.public_id",
    "url": "'{site}/events/' || e.public_id || '/'",
    "title": HEADING,
    "title_given": "e.title <> ''",
    **{name: f"e.{name}" for name in ("summary", "medium", "realisation", "duration", "occurrences", "importance")},
    **{name: f"e.{name}" for name in ("source_count", "disputed", "adjudication", "origin", "version")},
    **{name: f"e.{name}" for name in ("published_at", "updated_at")},
    "state": "e.review_state",
}
ACTOR = """CASE WHEN {0}.id IS NULL THEN NULL ELSE
 {{object}}('slug', {0}.slug, 'name', {0}.name, 'kind', {0}.kind, 'country', {0}.country_id) END"""
LISTS = {
    "type": """{object}('slug', t.slug, 'label', t.label, 'family', t.family, 'cameo_code', t.cameo_code,
   'plover_event', t.plover_event, 'plover_mode', t.plover_mode)""",
    "own_codes": """{object}('cameo_code', e.cameo_code, 'plover_event', e.plover_event,
   'plover_mode', e.plover_mode)""",
    "date": """{object}('edtf', e.edtf, 'earliest', e.earliest, 'latest', e.latest, 'precision', e.precision,
   'uncertain', e.uncertain, 'approximate', e.approximate, 'lasted', e.lasted, 'wording', e.edtf,
   'time_start', e.time_start, 'time_end', e.time_end, 'time_zone', e.tz, 'phrase', e.date_text,
   'resolved_against', e.date_anchor, 'rule', e.date_rule, 'basis', e.date_basis)""",
    "parties": """(SELECT {list:{object}('actor', {actor}, 'role', p.role, 'office', o.title, 'office_in', {body},
   'office_held', o.edtf, 'acts_for', {state}, 'certainty', p.certainty, 'note', p.note)} {PARTIES}
   LEFT JOIN timeline_actor b ON b.id = o.organisation_id)""",
    "places": """(SELECT {list:{object}('slug', l.slug, 'name', l.name, 'role', ep.role, 'kind', l.kind,
   'country', l.country_id, 'latitude', {number:l.latitude}, 'longitude', {number:l.longitude},
   'exactness', l.exactness)} {PLACES})""",
    "quantities": """(SELECT {list:{object}('what', q.what, 'amount', q.amount, 'amount_max', q.amount_max,
   'qualifier', q.qualifier, 'unit', q.unit, 'currency', q.currency, 'wording', q.amount)} {QUANTITIES})""",
    "links": "(SELECT {list:{object}('kind', n.kind, 'event', f.public_id)} {LINKS})",
    "sources": """(SELECT {list:{object}('article', r.public_id, 'title', r.title, 'url', r.url,
   'archive_url', r.archive_url, 'page', '{site}/articles/' || r.public_id || '/', 'author', r.author,
   'language', r.language, 'published_on', r.published_on, 'published_tz', r.published_tz,
   'outlet', {object}('slug', u.slug, 'name', u.name, 'publisher', u.publisher, 'domain', u.domain,
   'country', u.country_id, 'language', u.language, 'reliability', u.reliability))} {ARTICLES})""",
    "citations": """(SELECT {list:{object}('article', r.public_id, 'source', '{site}/articles/' || r.public_id || '/',
   'rendition', x.rendition, 'text_version', x.number, 'selector', {array}({object}('type', 'TextQuoteSelector',
   'exact', c.exact, 'prefix', c.prefix, 'suffix', c.suffix), {object}('type', 'TextPositionSelector',
   'start', c.start, 'end', c."end")), 'anchor', c.anchor_state, 'speaker', {speaker},
   'speaker_text', c.speaker_text, 'credited_to', coalesce(k.name, c.speaker_text), 'verb_class', c.verb_class,
   'stance', c.stance, 'credibility', c.credibility, 'supports', {json:c.supports}, 'reported', {json:c.reported},
   'rank', c.rank)} {SOURCES} {SPEAKERS})""",
}
JSON_LINES = f"SELECT {', '.join([*OWN.values(), *LISTS.values()])}{FROM}"

PARTS = {
    "FROM": FROM,
    "PARTIES": PARTIES,
    "PLACES": PLACES,
    "SOURCES": SOURCES,
    "ARTICLES": ARTICLES,
    "SPEAKERS": SPEAKERS,
    "LINKS": LINKS,
    "QUANTITIES": QUANTITIES,
    "FIRST_PLACE": FIRST_PLACE,
    "HEADING": HEADING,
    "CODES": CODES,
    "site": "http://testserver",
}
ACTORS = {"actor": "a", "body": "b", "state": "s", "speaker": "k"}
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
    actors = {name: ACTOR.format(table).format(**words) for name, table in ACTORS.items()}
    cursor.execute(query.format(**words, **PARTS, **actors))
    while rows := cursor.fetchmany(ROWS):
        yield from rows


def csv_by_hand(query: str = CSV) -> Iterator[bytes]:
    file = io.StringIO()
    writer = csv.writer(file)
    for number, row in enumerate(_rows(query), 1):
        writer.writerow(row)
        if number % ROWS == 0:
            yield _taken(file)
    yield _taken(file)


def _taken(file: io.StringIO) -> bytes:
    text = file.getvalue()
    file.seek(0)
    file.truncate()
    return text.encode()


def _as_it_is(value: Any) -> Any:
    return value


def json_lines_by_hand() -> Iterator[bytes]:
    read = json.loads if connection.vendor == "sqlite" else _as_it_is
    lines = []
    for number, row in enumerate(_rows(JSON_LINES), 1):
        event = dict(zip(OWN, row, strict=False))
        event |= {name: read(text) for name, text in zip(LISTS, row[len(OWN) :], strict=True)}
        lines.append(json.dumps(event, ensure_ascii=False, separators=(",", ":"), default=str))
        if number % ROWS == 0:
            yield ("\n".join(lines) + "\n").encode()
            lines = []
    yield "\n".join(lines).encode()


def csv_grouped() -> Iterator[bytes]:
    return csv_by_hand(GROUPED)


WRITERS = {"sql-csv": csv_by_hand, "sql-csv-grouped": csv_grouped, "sql-jsonl": json_lines_by_hand}
