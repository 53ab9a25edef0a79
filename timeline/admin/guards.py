"""What every list and form of the admin refuses: lookups that nobody offered, absurd numbers, endless search terms.

The site puts `Guarded` before every ModelAdmin that is registered, those of other packages included.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin, ShowFacets
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import DataError, models
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from timeline.filters.fields import shown

from .autocomplete import SafeAutocompleteSelect
from .lists import BoundedChangeList, BoundedPaginator

MOST_TERM = 200  # characters
MOST_WORDS = 8
MOST_DIGITS = 18  # what 64 bits hold whatever the digits are
MOST_ACTED_ON = 200  # rows


class BadLookup(Exception):  # noqa: N818 - an answer to the user, no fault
    """The address asks for what this list cannot be narrowed by."""


def key_of(text: str) -> int:
    """A primary key, or 0, which is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def is_key(value: str, model: type[models.Model]) -> bool:
    """Whether `value` could be a primary key of `model`; asks no database."""
    if isinstance(model._meta.pk, models.IntegerField):
        return value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS
    return len(value) <= 100 and value.isprintable()


def term_problem(term: str) -> str:
    """Why a search term is not looked for; empty if it is."""
    if len(term) > MOST_TERM:
        return _("The search term is longer than %(most)s characters; use a few words.") % {"most": MOST_TERM}
    if len(term.split()) > MOST_WORDS:
        return _("The search term has more than %(most)s words; use the rarest of them.") % {"most": MOST_WORDS}
    if not term.isprintable():
        return _("The search term contains control characters: %(term)s.") % {"term": shown(term)}
    return ""


class GuardedFields(BaseModelAdmin):
    """For admins and inlines: autocompletion that survives being given junk back."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SafeAutocompleteSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class Guarded(GuardedFields, ModelAdmin):
    date_hierarchy = None  # crashes on years that the calendar does not have; lists offer a window instead
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    list_max_show_all = 0
    list_editable = ()
    paginator = BoundedPaginator
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    prefilled: tuple[str, ...] = ()  # fields that the address of an empty form may fill in

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model | None:
        """None also for a key with a NUL, on which PostgreSQL would fail."""
        return None if "\x00" in object_id else super().get_object(request, object_id, from_field)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BoundedChangeList

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        try:
            return super().get_changelist_instance(request)
        except (
            IncorrectLookupParameters, DisallowedModelAdminLookup, ValueError, OverflowError, DataError
        ) as error:  # fmt: skip
            if not request.GET:
                raise
            raise BadLookup from error

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        try:
            return super().changelist_view(request, title | (extra_context or {}))
        except BadLookup:
            asked = shown(request.GET.urlencode())
            messages.error(request, _("This list cannot be narrowed by %(asked)s: all is shown.") % {"asked": asked})
            return HttpResponseRedirect(request.path)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what a filter of this list offers; a regex from outside can hang a worker."""
        text = str(value)
        plausible = len(text) <= MOST_TERM and not (text.isdigit() and len(text) > MOST_DIGITS)
        return plausible and lookup in self._offered_lookups(request)

    def _offered_lookups(self, request: HttpRequest) -> set[str]:
        offered: set[str] = set()
        for item in self.get_list_filter(request):
            if isinstance(item, type):
                offered.update(getattr(item, "parameters", None) or [getattr(item, "parameter_name", "")])
                continue
            name = item[0] if isinstance(item, tuple | list) else item
            offered.update(f"{name}__{end}" for end in ("exact", "id__exact", "isnull", "gte", "lt"))
            offered.add(str(name))
        return offered

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        if problem := term_problem(search_term):
            if not is_autocomplete(request):
                messages.error(request, problem)
            return queryset.none(), False
        return self.search(request, queryset, search_term)

    def search(
        self, request: HttpRequest, queryset: models.QuerySet[Any], term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, term)

    def response_action(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_key(value, self.model) for value in selected):
            messages.error(request, _("What was selected is not in this list. Nothing has been changed."))
            return None
        if len(selected) > MOST_ACTED_ON or request.POST.get("select_across") not in (None, "", "0"):
            limit = {"most": MOST_ACTED_ON}
            messages.error(request, _("Select at most %(most)s rows at a time. Nothing has been changed.") % limit)
            return None
        return super().response_action(request, queryset)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if name in self.prefilled}


def is_autocomplete(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.url_name == "autocomplete")


def guarded(admin_class: type[ModelAdmin]) -> type[ModelAdmin]:
    """The same admin with the guards before it."""
    if issubclass(admin_class, Guarded):
        return admin_class
    return type(admin_class.__name__, (Guarded, admin_class), {"__module__": admin_class.__module__})
