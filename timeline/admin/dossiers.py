"""Dossiers: a named story told by a selection."""

from __future__ import annotations

from django import forms
from django.contrib.admin import register
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from timeline.filters import QueryError, select
from timeline.models import Dossier

from .conflicts import VersionedForm
from .list_filters import choice_filter
from .records import RecordAdmin
from .site import site

YES_NO = (("True", _("yes")), ("False", _("no")))


class DossierForm(VersionedForm):
    def clean_query(self) -> str:
        """As the public would ask it: a dossier never selects what only staff may ask for."""
        query = self.cleaned_data["query"].removeprefix("?").strip()
        try:
            return select(QueryDict(query), user=AnonymousUser()).query
        except (QueryError, ValueError) as error:
            raise forms.ValidationError(str(error)) from error


@register(Dossier, site=site)
class DossierAdmin(RecordAdmin):
    form = DossierForm
    name_field = "title"
    fieldsets = (
        (None, {"fields": ("title", "introduction", "query", "order", "published")}),
        (_("Address"), {"classes": ("collapse",), "fields": ("slug",)}),
    )
    list_display = ("title", "query", "published", "updated_at")
    list_filter = (choice_filter(_("published"), "published", YES_NO),)
    sortable_by = ("title",)
    search_fields = ("title",)
