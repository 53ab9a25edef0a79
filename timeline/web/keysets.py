"""Keyset pages of anything that is listed by one column: actors by name, articles by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.filters import PAGING, QueryError, read_page_size

SIZE = 60


@dataclass(frozen=True)
class Rows:
    """One page; the addresses are empty where nothing comes before or after."""

    rows: list[Any]
    next_address: str
    previous_address: str


def keyset_page(rows: QuerySet[Any], params: QueryDict, *, by: str, key: str, descending: bool = False) -> Rows:
    """The page after or before the row whose `key` a parameter names; 1 query, and 1 to find that row.

    Raises `QueryError` for a row that is not in the list.
    """
    size = read_page_size(params.get("page_size", ""), default=SIZE, most=200)
    if params.get("after") and params.get("before"):
        raise QueryError({"before": [_("Give either after or before, not both.")]})
    backward = bool(params.get("before"))
    ascending = descending == backward
    ordered = rows.order_by(*([by, "pk"] if ascending else [f"-{by}", "-pk"]))
    if mark := params.get("before") or params.get("after"):
        value, pk = _row_at(rows, key, mark, by=by, parameter="before" if backward else "after")
        beyond = "gt" if ascending else "lt"
        ordered = ordered.filter(Q(**{f"{by}__{beyond}": value}) | Q(**{by: value, f"pk__{beyond}": pk}))
    found = list(ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
    has_next, has_previous = (True, more) if backward else (more, bool(mark))
    return Rows(
        found,
        next_address=_address(params, "after", getattr(found[-1], key)) if found and has_next else "",
        previous_address=_address(params, "before", getattr(found[0], key)) if found and has_previous else "",
    )


def _row_at(rows: QuerySet[Any], key: str, mark: str, *, by: str, parameter: str) -> tuple[Any, int]:
    found = rows.filter(**{key: mark[:100]}).values_list(by, "pk").first()
    if found is None:
        raise QueryError({parameter: [_("No such page mark; take it from a “next” or “previous” link.")]})
    return found


def _address(params: QueryDict, name: str, mark: str) -> str:
    kept = params.copy()
    for paging in PAGING[:2]:
        kept.pop(paging, None)
    kept[name] = mark
    return f"?{kept.urlencode()}"
