"""The history of all events, to read."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import display, register
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Revision, Verb

from .guards import Guarded
from .history import Past, event_step
from .list_filters import choice_filter
from .site import site


@register(Revision, site=site)
class RevisionAdmin(Guarded):
    list_display = ("at", "event_link", "version", "verb", "by", "comment")
    list_select_related = ("event__type", "by")
    list_filter = (choice_filter(gettext_lazy("what"), "verb", Verb.choices),)
    search_fields = ("public_id",)
    search_help_text = gettext_lazy("The public id of an event.")
    ordering = ("-pk",)
    sortable_by = ()

    @display(description=gettext_lazy("event"))
    def event_link(self, revision: Revision) -> SafeString | str:
        if revision.event is None:
            return revision.public_id
        return format_html("{} <code>{}</code>", revision.event, revision.public_id)

    def search(self, request: HttpRequest, queryset: Any, term: str) -> tuple[Any, bool]:
        word = term.strip().lower()
        if not word:
            return queryset, False
        return queryset.filter(public_id=word), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        revision = self.get_object(request, object_id or "")
        if revision is None or not self.has_view_permission(request, revision):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id or "")
        context = self.admin_site.each_context(request) | {
            "title": _("Version %(version)s of %(id)s") % {"version": revision.version, "id": revision.public_id},
            "opts": self.opts,
            "object": revision,
            "past": Past([event_step(revision)], 1, False),
        }
        return TemplateResponse(request, "admin/timeline/history.html", context)
