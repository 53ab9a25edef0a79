"""`as_of`: one event as it was publicly at a past time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from timeline.exports.past import record_then, then
from timeline.exports.records import Record, record
from timeline.filters import QueryError
from timeline.filters.fields import InstantField
from timeline.models import Event

from .problems import MEDIA_TYPE, problem

HISTORY = "history"


def read_as_of(text: str) -> datetime | None:
    """Raises `QueryError`; None for an empty text."""
    try:
        instant = InstantField(required=False).clean(text)
    except ValidationError as error:
        raise QueryError({"as_of": [str(message) for message in error.messages]}) from error
    if instant and instant > timezone.now():
        raise QueryError({"as_of": [_("It lies in the future; a past instant is expected.")]})
    return instant


def answer_then(event: Event, instant: datetime, site: str, fields: list[str]) -> Response:
    """`event` is public and has everything. 404 before it was published, 410 while it was retracted."""
    told = then(event, instant)
    if told is None:
        return Response(_picked(_unchanged(event, instant, site), fields))
    if told.is_retracted:
        reason = told.revision.after.get("retraction_reason", "")
        when = told.revision.at.isoformat()
        return Response(
            problem(410, reason, id=event.public_id, retracted_at=when), status=410, content_type=MEDIA_TYPE
        )
    return Response(_picked(record_then(event, told, instant, site), fields))


def _unchanged(event: Event, instant: datetime, site: str) -> Record:
    """One that came with no history, as from a bulk command, is what it was since it was last saved."""
    since = max(event.published_at or event.updated_at, event.updated_at)
    if event.revisions.exists() or instant < since:
        raise NotFound(_("It was not public at this time."))
    history = {"as_of": instant.isoformat(), "since": since.isoformat(), "until": None, "from_today": ["all names"]}
    return record(event, site) | {HISTORY: history | {"not_kept": []}}


def _picked(found: Record, fields: list[str]) -> dict[str, Any]:
    return {name: found[name] for name in (*fields, HISTORY)}
