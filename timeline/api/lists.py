"""A page of a selection in each of its orders, with the marks of the pages beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework.request import Request

from timeline.exports import page_rows, rows_by_key
from timeline.filters import QueryError, Selection, best_page, changes_of, page_of, whenever_changed
from timeline.filters.fields import several, shown

INCLUDED = {"citations": ("sources", "citations")}  # what a list leaves out unless it is asked for


@dataclass(frozen=True)
class Listed:
    """`rows` are for `records()`. In the order of change there are tombstones as well, and a mark to go on later."""

    rows: list[Any]
    after: str
    before: str
    tombstones: list[dict[str, Any]] | None = None
    resume: str = ""


def listed(selection: Selection, params: QueryDict) -> Listed:
    """In the order that `order` names; without one in that of change where `updated_since` is given, else of time."""
    wanted = params.get("order", "")
    if wanted and wanted not in ORDERS:
        raise QueryError(
            {
                "order": [
                    _("%(given)s is not accepted; use one of: %(accepted)s.")
                    % {"given": shown(wanted), "accepted": ", ".join(ORDERS)}
                ]
            }
        )
    return ORDERS[wanted or ("change" if selection.filterset.value("updated_since") else "time")](selection, params)


def _by_time(selection: Selection, params: QueryDict) -> Listed:
    page = page_of(page_rows(selection.events), params)
    return Listed(page.events, page.after, page.before)


def _by_weight(selection: Selection, params: QueryDict) -> Listed:
    page = best_page(selection.events.only("pk"), params)
    return Listed(rows_by_key(selection.events, [event.pk for event in page.events]), "", "")


def _by_change(selection: Selection, params: QueryDict) -> Listed:
    """An event that is withdrawn between two queries is left out here, and is on a later page as a tombstone."""
    changes = changes_of(selection, params)
    rows = rows_by_key(whenever_changed(selection), changes.keys)
    return Listed(rows, changes.resume if changes.has_more else "", "", changes.tombstones, changes.resume)


ORDERS: dict[str, Callable[[Selection, QueryDict], Listed]] = {
    "time": _by_time,
    "best": _by_weight,
    "change": _by_change,
}


def listed_fields(request: Request, wanted: list[str], known: tuple[str, ...]) -> list[str]:
    """`wanted` are the fields of the query, or all where it names none: then what takes `include` is left out."""
    try:
        names = several(request.query_params.getlist("include"))
    except ValidationError as error:
        raise QueryError({"include": [str(message) for message in error.messages]}) from error
    for name in names:
        if name not in INCLUDED:
            said = _("%(given)s is not accepted; use: %(accepted)s.")
            raise QueryError({"include": [said % {"given": shown(name), "accepted": ", ".join(INCLUDED)}]})
    included = {field for name in names for field in INCLUDED[name]}
    if any(request.query_params.getlist("fields")):
        return [*wanted, *(field for field in known if field in included and field not in wanted)]
    left_out = {field for fields in INCLUDED.values() for field in fields} - included
    return [field for field in known if field not in left_out]
