"""When what is told of an event last changed: whoever keeps a copy asks by it.

`Event.updated_at` moves when the event itself is saved. What is told of it changes otherwise as well: an actor gets
another name, an outlet another reliability, an event that it links to is retracted. So each event that was ever public
has a row here, which triggers of the database move with every statement that changes something told of it or found by
it (`WATCHED`): no door, no bulk statement and no shell passes them by.

`at` is the database's clock in microseconds, but never less than one more than what is there: a clock that is set back
delays nothing and hides nothing. On SQLite writers come one after another, so it grows in the order of the commits. On
PostgreSQL a transaction may commit late what it wrote early: `settled()` says how far nothing can come in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, connections, models
from django.db.models.signals import post_migrate, pre_migrate

from .events import Event
from .instants import instant_of


class EventChange(models.Model):
    """Written by the database alone. None for what was never public; it goes with its event."""

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="change"
    )
    at = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["at", "event"], name="event_change_in_order")]

    def __str__(self) -> str:
        return f"{self.event_id}: {instant_of(self.at).isoformat()}"


def settled() -> int:
    """All changes before this are there to be read, and none will come in before it; 1 query.

    On PostgreSQL: the start of the oldest transaction that writes, else now. Ask it before what it is about is read.
    """
    with connection.cursor() as cursor:
        cursor.execute(SETTLED[connection.vendor])
        return int(cursor.fetchone()[0])


# A transaction has a backend_xid as soon as it writes (PostgreSQL documentation: pg_stat_activity). Ours sees its own,
# and the server's own housekeeping writes no event.
SETTLED = {
    "sqlite": "SELECT COALESCE(MAX(at), 0) + 1 FROM timeline_eventchange",
    "postgresql": """
        SELECT (extract(epoch FROM least(clock_timestamp(), min(xact_start))) * 1000000)::bigint
        FROM pg_stat_activity
        WHERE backend_xid IS NOT NULL AND datname = current_database() AND pid <> pg_backend_pid()
            AND backend_type <> 'autovacuum worker'
    """,
}


# -- what is watched -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Watched:
    """A table, the columns of which no event tells, and the events that a row of it is about.

    All other columns are watched: rather a change too many than a copy that misses what a record has come to tell.
    `events` select them; `{row}` stands for a comparison with the key of a row that has changed.
    """

    table: str
    untold: tuple[str, ...]
    events: tuple[str, ...]

    def columns(self, cursor: Any, introspection: Any) -> list[str]:
        described = introspection.get_table_description(cursor, f"timeline_{self.table}")
        return [column.name for column in described if column.name not in ("id", *TIMES, *self.untold)]


TIMES = ("created_at", "updated_at")
PARTS = ("participation", "eventplace", "quantity", "eventlink", "citation", "searchdocument")
IN_PARTIES = "SELECT event_id FROM timeline_participation WHERE"
IN_OFFICES = "SELECT p.event_id FROM timeline_participation p JOIN timeline_office o ON o.id = p.office_id WHERE"
CITED = "SELECT event_id FROM timeline_citation WHERE"
FROM_ARTICLES = "SELECT c.event_id FROM timeline_citation c JOIN timeline_article a ON a.id = c.article_id WHERE"
AT_DESK = ("coding_state", "coder_id", "retrieved_at", "folder")
# Other names of actors and the places above a place are found by text alone: the search document changes with them.
WATCHED = (
    Watched(
        "actor",
        ("description", "merged_into_id"),
        (
            f"{IN_PARTIES} actor_id {{row}}",
            f"{IN_PARTIES} acts_for_id {{row}}",
            f"{IN_OFFICES} o.organisation_id {{row}}",
            f"{CITED} speaker_id {{row}}",
        ),
    ),
    Watched("office", ("earliest", "latest"), (f"{IN_PARTIES} office_id {{row}}",)),
    Watched("place", (), ("SELECT event_id FROM timeline_eventplace WHERE place_id {row}",)),
    Watched("article", AT_DESK, (f"{CITED} article_id {{row}}",)),
    Watched("articletext", ("text",), (f"{CITED} text_id {{row}}",)),
    Watched("outlet", (), (f"{FROM_ARTICLES} a.outlet_id {{row}}",)),
    Watched("eventtype", ("rank", "description"), ("SELECT id FROM timeline_event WHERE type_id {row}",)),
)
# A link is told only where it leads to what is public.
LINKS = "SELECT event_id FROM timeline_eventlink WHERE other_id {row}"


# -- the triggers ----------------------------------------------------------------------------------------------------

CHANGES = "timeline_eventchange"
PREFIX = "timeline_told_"


def watch(using: str = "default") -> None:
    """Set the triggers up, and note the events that came while there were none. After every migration: on SQLite a
    table that a migration alters is made anew, without its triggers."""
    with connections[using].cursor() as cursor:
        if CHANGES not in connections[using].introspection.table_names(cursor):
            return
        unwatch(using)
        introspection = connections[using].introspection
        watched = [(w.table, w.columns(cursor, introspection), " UNION ".join(w.events)) for w in WATCHED]
        watched.append(("event", ["review_state", "public_id"], LINKS))
        for statement in STATEMENTS[connections[using].vendor](watched):
            cursor.execute(statement)
        cursor.execute(CATCH_UP[connections[using].vendor])


def unwatch(using: str = "default") -> None:
    """Before every migration: SQLite renames no table that a trigger of another one names."""
    vendor = connections[using].vendor
    with connections[using].cursor() as cursor:
        cursor.execute(FOUND[vendor])
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if vendor == "postgresql" else ""))


FOUND = {
    "sqlite": f"SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{PREFIX}%'",
    "postgresql": (
        f"SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '{PREFIX}%' AND NOT tgisinternal"
    ),
}
CATCH_UP = {
    "sqlite": f"""
        INSERT INTO {CHANGES} (event_id, at)
        SELECT id, CAST(round((julianday(updated_at) - 2440587.5) * 86400000) AS INTEGER) * 1000 FROM timeline_event
        WHERE published_at IS NOT NULL AND id NOT IN (SELECT event_id FROM {CHANGES})
    """,
    "postgresql": f"""
        INSERT INTO {CHANGES} (event_id, at)
        SELECT id, (extract(epoch FROM updated_at) * 1000000)::bigint FROM timeline_event e
        WHERE published_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {CHANGES} WHERE event_id = e.id)
    """,
}


# SQLite's clock has milliseconds: the last microsecond of each, so that nothing is noted before it was.
SQLITE_NOW = f"""max(
    CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000 + 999,
    (SELECT COALESCE(MAX(at), 0) + 1 FROM {CHANGES})
)"""


# Most rows are of drafts: looked at before the trigger is entered, which costs less than half as much.
OF_PUBLISHED = "WHEN EXISTS (SELECT 1 FROM timeline_event WHERE id = new.event_id AND published_at IS NOT NULL)"

Found = list[tuple[str, list[str], str]]  # table, columns, events


def _sqlite(watched: Found) -> list[str]:
    made = [
        _sqlite_trigger("event", "INSERT", "new.id", when="WHEN new.published_at IS NOT NULL"),
        _sqlite_trigger("event", "UPDATE", "new.id"),
        f"CREATE TRIGGER {PREFIX}event_delete AFTER DELETE ON timeline_event BEGIN"
        f" DELETE FROM {CHANGES} WHERE event_id = old.id; END",
    ]
    for part in PARTS:
        made += [
            _sqlite_trigger(part, "INSERT", "new.event_id", when=OF_PUBLISHED),
            _sqlite_trigger(part, "UPDATE", "new.event_id, old.event_id"),
            _sqlite_trigger(part, "DELETE", "old.event_id"),
        ]
    for table, columns, events in watched:
        differs = " OR ".join(f'new."{column}" IS NOT old."{column}"' for column in columns)
        about = events.format(row="= new.id")
        made.append(_sqlite_trigger(table, "UPDATE", about, name="named", when=f"WHEN {differs}"))
    return made


def _sqlite_trigger(table: str, verb: str, events: str, *, name: str = "", when: str = "") -> str:
    return f"""
        CREATE TRIGGER {PREFIX}{table}_{name or verb.lower()} AFTER {verb} ON timeline_{table} {when} BEGIN
            INSERT INTO {CHANGES} (event_id, at)
            SELECT id, {SQLITE_NOW} FROM timeline_event WHERE id IN ({events}) AND published_at IS NOT NULL
            ON CONFLICT (event_id) DO UPDATE SET at = excluded.at;
        END
    """


POSTGRESQL_NOTE = f"""
    CREATE OR REPLACE FUNCTION timeline_tell(keys bigint[]) RETURNS void LANGUAGE sql AS $$
        INSERT INTO {CHANGES} (event_id, at)
        SELECT id, greatest(
            (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,
            (SELECT coalesce(max(at), 0) + 1 FROM {CHANGES})
        )
        FROM timeline_event WHERE id = ANY (keys) AND published_at IS NOT NULL ORDER BY id
        ON CONFLICT (event_id) DO UPDATE SET at = greatest(excluded.at, {CHANGES}.at + 1)
    $$
"""
TRANSITIONS = {"INSERT": "NEW TABLE AS added", "DELETE": "OLD TABLE AS gone"}
TRANSITIONS["UPDATE"] = " ".join(TRANSITIONS.values())


def _postgresql(watched: Found) -> list[str]:
    """One statement that changes many rows notes their events once."""
    both = "SELECT {key} FROM added UNION SELECT {key} FROM gone"
    made = [
        POSTGRESQL_NOTE,
        *_postgresql_trigger("event", "INSERT", "SELECT id FROM added"),
        *_postgresql_trigger("event", "UPDATE", "SELECT id FROM added"),
        *_postgresql_function(
            "event_delete",
            "event",
            "DELETE",
            f"DELETE FROM {CHANGES} WHERE event_id IN (SELECT id FROM gone)",
        ),
    ]
    for part in PARTS:
        made += _postgresql_trigger(part, "INSERT", "SELECT event_id FROM added")
        made += _postgresql_trigger(part, "UPDATE", both.format(key="event_id"))
        made += _postgresql_trigger(part, "DELETE", "SELECT event_id FROM gone")
    for table, columns, events in watched:
        new, old = (", ".join(f'{row}."{column}"' for column in columns) for row in ("n", "o"))
        changed = f"SELECT n.id FROM added n JOIN gone o ON o.id = n.id WHERE ({new}) IS DISTINCT FROM ({old})"
        made += _postgresql_trigger(table, "UPDATE", events.format(row=f"IN ({changed})"), name="named")
    return made


def _postgresql_trigger(table: str, verb: str, events: str, *, name: str = "") -> list[str]:
    body = f"PERFORM timeline_tell(ARRAY({events}))"
    return _postgresql_function(f"{table}_{name or verb.lower()}", table, verb, body)


def _postgresql_function(name: str, table: str, verb: str, body: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {PREFIX}{name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {body}; RETURN NULL; END $$",
        f"CREATE TRIGGER {PREFIX}{name} AFTER {verb} ON timeline_{table}"
        f" REFERENCING {TRANSITIONS[verb]} FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}{name}()",
    ]


STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}


def _before_migrations(using: str = "default", **_signal: Any) -> None:
    unwatch(using)


def _after_migrations(using: str = "default", **_signal: Any) -> None:
    watch(using)


pre_migrate.connect(_before_migrations, sender=apps.get_app_config("timeline"))
post_migrate.connect(_after_migrations, sender=apps.get_app_config("timeline"))
