"""Tombstones at the end of a stream, for a program that keeps a copy by files."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.filters import QueryError, Selection, tombstones_of
from timeline.filters.fields import shown

BURYING = "jsonl"  # the one format with room for a line that is no event


def with_tombstones(params: QueryDict, selection: Selection, format_name: str) -> bool:
    """Whether `tombstones` asks for them; raises `QueryError` where it cannot be."""
    given = params.get("tombstones", "")
    if given not in ("", "yes", "no", "1", "0"):
        raise QueryError({"tombstones": [_("%(given)s is not accepted; use yes or no.") % {"given": shown(given)}]})
    if given not in ("yes", "1"):
        return False
    if format_name != BURYING:
        raise QueryError({"tombstones": [_("Only JSON Lines (events.jsonl) has room for them.")]})
    if not selection.filterset.value("updated_since") or selection.filterset.asks:
        raise QueryError({"tombstones": [_("They belong to updated_since, and to what is public.")]})
    return True


def tombstone_lines(selection: Selection, until: int) -> Iterator[bytes]:
    for tombstone in tombstones_of(selection, until):
        yield json.dumps(tombstone, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
