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


def data_version() -> str:
    """1 query. Keyed, so that it tells nobody how many drafts there are."""
    # Ids become visible out of order: while PostgreSQL has writers at work, what is read is kept for nobody else.
    writers = ", CASE WHEN pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot())"
    writers = f"{writers} THEN '' ELSE pg_current_snapshot()::text END" if connection.vendor == "postgresql" else ""
    maxima = ", ".join(f"(SELECT MAX({column}) FROM {m._meta.db_table} WHERE {wanted})" for m, column, wanted in MAXIMA)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {maxima}{writers}")
        state = cursor.fetchone()
    return hashlib.sha256(f"{settings.SECRET_KEY}{state}".encode()).hexdigest()[:24]
