"""Places and countries."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import TabularInline, register
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.models import Country, CountryName, Place

from .actors import countries
from .conflicts import CarefulAdmin
from .event_parts import PartsInline
from .guards import Guarded
from .list_filters import choice_filter
from .records import RecordAdmin
from .site import site


@register(Place, site=site)
class PlaceAdmin(RecordAdmin):
    fieldsets = (
        (None, {"fields": ("name", "kind", "parent", "country")}),
        (_("On the map"), {"fields": (("latitude", "longitude", "exactness"),)}),
        (_("Address"), {"classes": ("collapse",), "fields": ("slug",)}),
    )
    autocomplete_fields = ("parent", "country")
    list_display = ("name", "kind", "parent", "country")
    list_select_related = ("parent", "country")
    list_filter = (
        choice_filter(_("kind"), "kind", Place.Kind.choices),
        choice_filter(_("country"), "country", countries, "country__code"),
    )
    sortable_by = ("name",)
    search_fields = ("name",)

    def completion(self, place: Place) -> str:
        around = [str(x) for x in (place.parent, place.country) if x and str(x) != place.name]
        return ", ".join(dict.fromkeys([place.name, *around]))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("parent", "country")


class CountryNameInline(PartsInline, TabularInline):
    model = CountryName
    fields = ("name", "kind")


@register(Country, site=site)
class CountryAdmin(CarefulAdmin, Guarded):
    fields = (("code", "alpha3", "numeric", "fips"), "name", "official_name", "weekend")
    inlines = (CountryNameInline,)
    versioned_parts = ("names",)
    list_display = ("name", "code", "alpha3", "weekend")
    list_filter = (choice_filter(_("weekend"), "weekend", Country._meta.get_field("weekend").choices),)
    sortable_by = ("name",)
    search_fields = ("name",)

    def search(self, request: HttpRequest, queryset: Any, term: str) -> tuple[Any, bool]:
        """By name, code, alias, adjective or capital."""
        if not term:
            return queryset, False
        other = CountryName.objects.filter(country=OuterRef("pk"), name__icontains=term)
        return queryset.filter(Q(name__icontains=term) | Q(code__iexact=term) | Exists(other)), False

    def get_readonly_fields(self, request: HttpRequest, obj: Country | None = None) -> Any:
        return ("code",) if obj else ()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}
