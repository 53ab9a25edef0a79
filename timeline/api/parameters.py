"""Parameters that are the API's own: fields, cursors and page sizes. An unknown one is an error."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework.request import Request

from timeline.filters import QueryError
from timeline.filters.fields import several, shown

Record = dict[str, Any]


def refuse_unknown(request: Request, accepted: Collection[str]) -> None:
    for name in request.query_params:
        if name not in accepted:
            said = _("Unknown parameter. Accepted are: %(accepted)s.") % {
                "accepted": ", ".join(sorted(accepted)) or _("none")
            }
            raise QueryError({shown(name).strip("“”"): [said]})
        if len(request.query_params.getlist(name)) > 1 and name != "fields":
            raise QueryError({name: [_("Given more than once; give it once.")]})


def wanted_fields(request: Request, known: Iterable[str]) -> list[str]:
    """The names in `?fields=`, or all; raises `QueryError` for one that is not there."""
    known = list(known)
    try:
        wanted = several(request.query_params.getlist("fields"))
    except ValidationError as error:
        raise QueryError({"fields": [str(message) for message in error.messages]}) from error
    for name in wanted:
        if name not in known:
            said = _("%(given)s is no field; use some of: %(known)s.") % {
                "given": shown(name),
                "known": ", ".join(known),
            }
            raise QueryError({"fields": [said]})
    return wanted or known


def only(record: Record, fields: Iterable[str]) -> Record:
    return {name: record[name] for name in fields}
