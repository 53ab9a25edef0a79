"""What actors, places, articles and the other reference records have in common in the admin."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest

from .conflicts import CarefulAdmin
from .guards import Guarded, is_autocomplete
from .history import ReadableHistory


class RecordAdmin(ReadableHistory, CarefulAdmin, Guarded):
    """Guarded lists, refused double saves, a readable history, and no deletion of what is in use."""

    list_per_page = 100
    name_field = "name"

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not in_use(obj))

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        """Only where the page exists for the public."""
        if obj is None or not hasattr(obj, "get_absolute_url"):
            return None
        rows = self.model._default_manager.all()
        seen = rows.public().filter(pk=obj.pk).exists() if hasattr(rows, "public") else True
        return obj.get_absolute_url() if seen else None

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing is deleted by the dozen: who deletes looks at what goes with it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def search(self, request: HttpRequest, queryset: Any, term: str) -> tuple[Any, bool]:
        found = self.find(queryset, term)
        return (self._best_first(found, term) if is_autocomplete(request) else found), False

    def find(self, rows: Any, term: str) -> Any:
        return rows.filter(**{f"{self.name_field}__icontains": term}) if term else rows

    def _best_first(self, rows: Any, term: str) -> Any:
        """“Israel” before “Bank of Israel”: the whole name, then its beginning, then the rest by name."""
        name = self.name_field
        exactness = Case(
            When(**{f"{name}__iexact": term}, then=Value(0)),
            When(**{f"{name}__istartswith": term}, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return rows.order_by(exactness, name, "pk") if term else rows


def in_use(obj: models.Model) -> bool:
    """Whether a row that protects it points at `obj`; at most 1 query for each kind of row."""
    for relation in obj._meta.related_objects:
        protects = getattr(relation, "on_delete", None) in (models.PROTECT, models.RESTRICT)
        rows = relation.related_model._base_manager.filter(**{relation.field.name: obj})
        if protects and rows.exists():
            return True
    return False
