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


# Ids become visible out of order: on PostgreSQL it matters which transactions have not ended. Other databases of the
# server do not; one of which nobody can say where it writes, because it has ended meanwhile, does.
UNFINISHED = """
    SELECT string_agg(running::text, ',' ORDER BY running) FROM pg_snapshot_xip(pg_current_snapshot()) running
    WHERE NOT EXISTS (
        SELECT FROM pg_stat_activity WHERE backend_xid = running::xid AND datname <> current_database()
    )
"""


def data_version() -> str:
    """1 query. Keyed, so that it tells nobody how many drafts there are."""
    parts = [f"SELECT MAX({column}) FROM {m._meta.db_table} WHERE {wanted}" for m, column, wanted in MAXIMA]
    parts += [UNFINISHED] if connection.vendor == "postgresql" else []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'({part})' for part in parts)}")
        state = cursor.fetchone()
    return hashlib.sha256(f"{settings.SECRET_KEY}{state}".encode()).hexdigest()[:24]
