"""The admin site: an analyst's desk as first page, guards before every list and form."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from .autocomplete import AutocompleteView
from .desk import Desk
from .guards import guarded

View = Callable[..., HttpResponse]
ORDER = ("Event", "Article", "Actor", "Place", "Outlet", "Dossier", "EventType", "Country", "Revision", "Import")


class DemarcheSite(AdminSite):
    site_title = _("Demarche")
    site_header = _("Demarche")
    index_title = _("Your desk")
    index_template = "admin/desk.html"
    empty_value_display = "–"
    enable_nav_sidebar = False  # the lists need the width; templates/admin/base_site.html has a row of links

    def register(self, model_or_iterable: Any, admin_class: type[ModelAdmin] | None = None, **options: Any) -> None:
        super().register(model_or_iterable, guarded(admin_class or ModelAdmin), **options)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return super().admin_view(_refusing_absurd_numbers(view), cacheable)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return AutocompleteView.as_view(admin_site=self)(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Our lists in the order of the work, the rest by name."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(
                key=lambda model: ORDER.index(model["object_name"]) if model["object_name"] in ORDER else 99
            )
        return apps

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().index(request, {"desk": Desk(request.user)} | (extra_context or {}))


site = DemarcheSite()


def the_site() -> DemarcheSite:
    """For `default_site` of the app. Our modules register with `site` itself: `django.contrib.admin.site` is made
    only when this package has been imported, and would be made twice if the package asked for it."""
    return site


def _refusing_absurd_numbers(view: View) -> View:
    """400 where a number is larger than the database can hold and no form field has said so."""

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except OverflowError as error:
            raise SuspiciousOperation("A number in the request is larger than any that is stored.") from error

    return checked
