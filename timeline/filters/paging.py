"""Keyset pages of a selection: every page costs the same, and rows that come in between shift nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.dates import UNDATED_POSITION
from timeline.models import Cursor, Event, EventQuerySet

from .fields import shown
from .selection import QueryError

PAGING = ("after", "before", "page_size")
CURSOR = re.compile(r"(\d{1,19})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Page:
    """Events, or tuples that begin with their cursor; the marks are empty where nothing is before or after."""

    events: list[Any]
    after: str
    before: str


def write_cursor(cursor: Cursor) -> str:
    return f"{cursor[0]}-{cursor[1]}"


def read_cursor(name: str, text: str) -> Cursor | None:
    """Raises `QueryError`; None for an empty text."""
    if not text:
        return None
    match = CURSOR.fullmatch(text)
    if not match or int(match[1]) > UNDATED_POSITION:
        raise QueryError(
            {name: [_("%(given)s is no page mark; take it from a “next” or “previous” link.") % {"given": shown(text)}]}
        )
    return int(match[1]), int(match[2])


def read_page_size(text: str, *, default: int, most: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= most):
        raise QueryError(
            {
                "page_size": [
                    _("%(given)s is not accepted; use a whole number from 1 to %(most)s.")
                    % {"given": shown(text), "most": most}
                ]
            }
        )
    return int(text)


def page_of(events: EventQuerySet, params: QueryDict, *, default_size: int = 50, most: int = 200) -> Page:
    """The page that `after` or `before` in `params` ask for; the events' own queries and one more look ahead.

    `events` must be in chronological order, with whatever `with_…()` the caller needs; tuples begin with their cursor.
    """
    size = read_page_size(params.get("page_size", ""), default=default_size, most=most)
    after, before = (read_cursor(name, params.get(name, "")) for name in ("after", "before"))
    if after and before:
        raise QueryError({"before": [_("Give either after or before, not both.")]})
    if before:
        rows = list(events.before(before).reverse()[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        return _page(rows, has_next=True, has_previous=more)
    rows = list((events.after(after) if after else events)[: size + 1])
    return _page(rows[:size], has_next=len(rows) > size, has_previous=bool(after))


def best_page(events: EventQuerySet, params: QueryDict, *, default_size: int = 50, most: int = 200) -> Page:
    """The one page of `order=best`: those that mention `q` in the most telling place, of the newest that do."""
    size = read_page_size(params.get("page_size", ""), default=default_size, most=most)
    if not params.get("q", "").strip():
        raise QueryError({"order": [_("Only a search by q has a best.")]})
    for name in ("after", "before"):
        if params.get(name):
            raise QueryError({name: [_("The best are one page, in which nothing follows.")]})
    keys = events.best_first(params["q"])[:size]
    found = events.in_bulk(keys)
    return Page([found[key] for key in keys if key in found], after="", before="")


def _cursor(row: Any) -> Cursor:
    return row.cursor if isinstance(row, Event) else (row[0], row[1])


def _page(rows: list[Any], *, has_next: bool, has_previous: bool) -> Page:
    return Page(
        rows,
        after=write_cursor(_cursor(rows[-1])) if rows and has_next else "",
        before=write_cursor(_cursor(rows[0])) if rows and has_previous else "",
    )
