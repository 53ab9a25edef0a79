"""A short text that changes whenever anything changed that a page may show; made without reading any of it."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import connection

from timeline.models import Actor, ActorAlias, Article, Event, EventType, Outlet, Place, Revision, Verb

# What happens to a draft changes nothing that readers see; a published event is not edited without a comment.
UNSEEN = (Verb.CREATE, Verb.EDIT, Verb.SUBMIT, Verb.SEND_BACK)
SEEN = "verb NOT IN ({}) OR comment <> ''".format(", ".join(f"'{verb.value}'" for verb in UNSEEN))

# Model, column, condition. Each maximum is at the end of an index. New rows of bulk commands show in the events' ids.
MAXIMA = (
    (Revision, "id", SEEN),
    (Event, "id", "1 = 1"),
    *((model.history.model, "history_id", "1 = 1") for model in (Actor, ActorAlias, Article, EventType, Outlet, Place)),
)


# Ids become visible out of order: on PostgreSQL it matters who writes into these tables and has not ended. Whoever has
# taken an id holds such a lock, and whoever has ended meanwhile is seen by what is read after this. (PostgreSQL
# documentation: pg_locks; ROW EXCLUSIVE is the lock of INSERT, UPDATE, DELETE and COPY.)
UNFINISHED = """
    SELECT string_agg(DISTINCT virtualtransaction, ',' ORDER BY virtualtransaction) FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND pid IS DISTINCT FROM pg_backend_pid()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND relation IN ({})
""".format(", ".join(f"'{model._meta.db_table}'::regclass" for model, _column, _wanted in MAXIMA))


def data_version() -> str:
    """1 query, to be made before what it is about is read. Keyed, so that it tells nobody how many drafts there are."""
    parts = [f"SELECT MAX({column}) FROM {m._meta.db_table} WHERE {wanted}" for m, column, wanted in MAXIMA]
    parts += [UNFINISHED] if connection.vendor == "postgresql" else []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'({part})' for part in parts)}")
        state = cursor.fetchone()
    return hashlib.sha256(f"{settings.SECRET_KEY}{state}".encode()).hexdigest()[:24]
