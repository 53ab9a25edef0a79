"""Outlets: who published a report, and how reliable they are."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import register
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.models import Outlet, Reliability

from .list_filters import choice_filter
from .records import RecordAdmin
from .site import site


@register(Outlet, site=site)
class OutletAdmin(RecordAdmin):
    fieldsets = (
        (None, {"fields": ("name", "publisher", "domain", ("country", "language"), "reliability")}),
        (_("Whose reports it prints"), {"fields": ("parent", "wire")}),
        (_("Address"), {"classes": ("collapse",), "fields": ("slug",)}),
    )
    autocomplete_fields = ("country", "parent", "wire")
    list_display = ("name", "domain", "country", "reliability", "wire", "updated_at")
    list_select_related = ("country", "wire")
    list_filter = (choice_filter(_("reliability"), "reliability", Reliability.choices),)
    sortable_by = ("name",)
    search_fields = ("name",)
    search_help_text = _("Name, publisher or domain.")

    def find(self, rows: Any, term: str) -> Any:
        wanted = Q(name__icontains=term) | Q(domain__icontains=term) | Q(publisher__icontains=term)
        return rows.filter(wanted) if term else rows

    def completion(self, outlet: Outlet) -> str:
        return f"{outlet.name} ({outlet.country})" if outlet.country else outlet.name

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("country")
