"""Event types: the coding scheme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import register
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from timeline.models import EventType, Family, Role

from .conflicts import VersionedForm
from .list_filters import choice_filter
from .records import RecordAdmin
from .site import site


class EventTypeForm(VersionedForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles offered"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They stand first in the form of an event. Every other role can be chosen as well."),
    )

    def clean_roles(self) -> list[str]:
        """In the order in which they stand, new ones behind: the first role is that of whoever acts."""
        chosen, stored = self.cleaned_data["roles"], self.instance.roles
        return [role for role in stored if role in chosen] + [role for role in chosen if role not in stored]


@register(EventType, site=site)
class EventTypeAdmin(RecordAdmin):
    form = EventTypeForm
    name_field = "label"
    fieldsets = (
        (None, {"fields": ("label", "slug", "family", "description", "symmetric", "roles", "rank")}),
        (
            _("Codes"),
            {"fields": ("cameo_code", ("plover_event", "plover_mode"), ("goldstein", "goldstein_table"))},
        ),
    )
    list_display = ("label", "family", "cameo_code", "plover_event", "plover_mode", "rank")
    list_filter = (choice_filter(_("family"), "family", Family.choices),)
    sortable_by = ("label", "rank")
    search_fields = ("label",)

    def find(self, rows: Any, term: str) -> Any:
        return rows.filter(Q(label__icontains=term) | Q(slug__icontains=term)) if term else rows
