"""Names typed by people, turned into the slugs that a query string holds."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from timeline.filters import EventFilterSet, QueryError
from timeline.filters.fields import SlugsField
from timeline.models import Actor
from timeline.models.text import validate_line

MOST_NAMES = 20  # looked up for one request


def with_slugs(params: QueryDict, error: QueryError) -> QueryDict | None:
    """The query with “Naftali Bennett” written as “naftali-bennett”; None where no refused value names one record.

    At most 2 queries for each value of a refused parameter.
    """
    if error.filterset is None:
        return None
    repaired, changed = params.copy(), False
    for name in error.fields:
        if name in error.filterset.filters and isinstance(error.filterset.filters[name].field, SlugsField):
            given = params.getlist(name)
            values = [_slug_or_same(error.filterset, name, value) for value in given[:MOST_NAMES]] + given[MOST_NAMES:]
            changed = changed or values != params.getlist(name)
            repaired.setlist(name, values)
    return repaired if changed else None


def _slug_or_same(filterset: EventFilterSet, name: str, typed: str) -> str:
    field = filterset.form.fields[name]
    try:
        validate_line(typed)
    except ValidationError:
        return typed
    if found := _only(field.queryset, typed.strip(), field.key):
        return found
    parts = typed.split(",")
    known = [_only(field.queryset, part.strip(), field.key) or part for part in parts[:MOST_NAMES]]
    return ",".join(known + parts[MOST_NAMES:]) if "," in typed else typed


def _only(rows: QuerySet[Any], typed: str, key: str) -> str | None:
    """The key of the one record with this name or, for actors, with this alias."""
    if not typed or not hasattr(rows.model, "name"):
        return None
    found = list(rows.filter(name__iexact=typed).values_list(key, flat=True)[:2])
    if not found and rows.model is Actor:
        found = list(rows.filter(aliases__name__iexact=typed).values_list(key, flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None
