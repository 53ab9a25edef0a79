"""Actors and their names, identifiers and offices."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import TabularInline, register
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.models import Actor, ActorAlias, ActorIdentifier, Country, Office

from .conflicts import CarefulAdmin
from .event_parts import PartsInline
from .guards import Guarded, is_autocomplete
from .list_filters import choice_filter
from .merging import merge_actors
from .records import RecordAdmin
from .site import site


class AliasInline(PartsInline, TabularInline):
    model = ActorAlias
    fields = ("name", "kind", "language")


class IdentifierInline(PartsInline, TabularInline):
    model = ActorIdentifier
    fields = ("scheme", "value")


class OfficeInline(PartsInline, TabularInline):
    model = Office
    fk_name = "person"
    fields = ("title", "organisation", "edtf")
    autocomplete_fields = ("organisation",)
    verbose_name_plural = _("Offices held (of a person)")


def countries() -> list[tuple[str, str]]:
    return list(Country.objects.values_list("code", "name"))


@register(Actor, site=site)
class ActorAdmin(RecordAdmin):
    fieldsets = (
        (None, {"fields": ("name", "kind", "country", "description")}),
        (_("Address"), {"classes": ("collapse",), "fields": ("slug",)}),
    )
    inlines = (AliasInline, IdentifierInline, OfficeInline)
    autocomplete_fields = ("country",)
    versioned_parts = history_parts = ("aliases", "identifiers", "offices")
    list_display = ("name", "kind", "country", "merged_into", "updated_at")
    list_select_related = ("country", "merged_into")
    list_filter = (
        choice_filter(_("kind"), "kind", Actor.Kind.choices),
        choice_filter(_("country"), "country", countries, "country__code"),
    )
    sortable_by = ("name",)
    search_fields = ("name",)
    search_help_text = _("Names and aliases.")
    actions = (merge_actors,)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("timeline.merge_event")

    def find(self, rows: Any, term: str) -> Any:
        return rows.named(term) if term else rows

    def search(self, request: HttpRequest, queryset: Any, term: str) -> tuple[Any, bool]:
        """Merged actors stay in the list and out of the suggestions."""
        return super().search(request, queryset.current() if is_autocomplete(request) else queryset, term)

    def completion(self, actor: Actor) -> str:
        country = f", {actor.country}" if actor.country and actor.country.name != actor.name else ""
        return f"{actor.name} ({actor.get_kind_display()}{country})"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("country")


@register(Office, site=site)
class OfficeAdmin(CarefulAdmin, Guarded):
    """For the window that opens beside a party; offices are otherwise entered with their person."""

    fields = ("person", "title", "organisation", "edtf")
    autocomplete_fields = ("person", "organisation")
    list_display = ("title", "person", "organisation", "held")
    list_select_related = ("person", "organisation")
    search_fields = ("title", "person__name")
    sortable_by = ()
    ordering = ("title", "pk")
    prefilled = ("person",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}
