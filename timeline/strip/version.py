"""A short text that changes whenever anything changed that a page may show, and when that was; none of it is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from timeline.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    Article,
    Dossier,
    Event,
    EventChange,
    EventType,
    Office,
    Outlet,
    Place,
    Revision,
    Verb,
    instant_of,
)

# What happens to a draft changes nothing that readers see; a published event is not edited without a comment.
UNSEEN = (Verb.CREATE, Verb.EDIT, Verb.SUBMIT, Verb.SEND_BACK)
SEEN = "verb NOT IN ({}) OR comment <> ''".format(", ".join(f"'{verb.value}'" for verb in UNSEEN))

NOUNS = [
    model.history.model
    for model in (Actor, ActorAlias, ActorIdentifier, Office, Article, Dossier, EventType, Outlet, Place)
]
# Model, column, condition. Each maximum is at the end of an index. New rows of bulk commands show in the events' ids.
MAXIMA = (
    (Revision, "id", SEEN),
    (Event, "id", "1 = 1"),
    *((model, "history_id", "1 = 1") for model in NOUNS),
)
DATES = ((EventChange, "at"), *((model, "history_date") for model in NOUNS))


# Ids become visible out of order: on PostgreSQL it matters who writes into these tables and has not ended. Whoever has
# taken an id holds such a lock, and whoever has ended meanwhile is seen by what is read after this. (PostgreSQL
# documentation: pg_locks; ROW EXCLUSIVE is the lock of INSERT, UPDATE, DELETE and COPY.)
UNFINISHED = """
    SELECT string_agg(DISTINCT virtualtransaction, ',' ORDER BY virtualtransaction) FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND pid IS DISTINCT FROM pg_backend_pid()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND relation IN ({})
""".format(", ".join(f"'{model._meta.db_table}'::regclass" for model, _column, _wanted in MAXIMA))


@dataclass(frozen=True)
class State:
    """`version` is keyed, so that it tells nobody how many drafts there are.

    `changed_at` is the last change of anything told, to the microsecond; None where somebody is writing (what they
    noted early may be there to be read late) and where nothing is.
    """

    version: str
    changed_at: datetime | None


def data_state() -> State:
    """1 query, to be made before what it is about is read."""
    parts = [f"SELECT MAX({column}) FROM {m._meta.db_table} WHERE {wanted}" for m, column, wanted in MAXIMA]
    dates = [f"SELECT MAX({column}) FROM {model._meta.db_table}" for model, column in DATES]
    unfinished = [UNFINISHED] if connection.vendor == "postgresql" else ["SELECT NULL"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'({part})' for part in [*dates, *unfinished, *parts])}")
        row = cursor.fetchone()
    known = [_instant(value) for value in row[: len(dates)] if value is not None]
    writers, ids = row[len(dates)], row[len(dates) :]
    version = hashlib.sha256(f"{settings.SECRET_KEY}{ids}".encode()).hexdigest()[:24]
    return State(version, max(known) if known and writers is None else None)


def data_version() -> str:
    return data_state().version


def _instant(value: Any) -> datetime:
    """From microseconds, from a database that knows instants, and from SQLite's text, which is in UTC."""
    if isinstance(value, int):
        return instant_of(value)
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
