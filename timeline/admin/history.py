"""The past of a record, newest first: who, when, which verb, why, and what was different before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.models import DeletedObject

from timeline import review
from timeline.models import Event, Revision
from timeline.review import Difference

PAGE = 20
LAST_PAGE = 500
ROW_VERBS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("deleted")}


@dataclass(frozen=True)
class Step:
    """One change as the page shows it."""

    at: datetime
    by: str
    verb: str
    comment: str
    differences: list[Difference]
    version: int | None = None


@dataclass(frozen=True)
class Past:
    """One page of steps, page 1 being the newest."""

    steps: list[Step]
    number: int
    has_older: bool


class ReadableHistory(ModelAdmin):
    """The stock history page, with what was changed. `history_parts`: related names whose rows belong to the record."""

    object_history_template = "admin/timeline/history.html"
    history_parts: tuple[str, ...] = ()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("History"),
            "subtitle": str(obj),
            "opts": self.opts,
            "object": obj,
            "past": self.past(obj, _page_number(request.GET.get("p", ""))),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)

    def past(self, obj: models.Model, number: int) -> Past:
        first = (number - 1) * PAGE
        records = _newest_records(obj, self.history_parts, first + PAGE + 1)[first:]
        return Past([row_step(record) for record in records[:PAGE]], number, len(records) > PAGE)


def event_past(event: Event, number: int) -> Past:
    first = (number - 1) * PAGE
    revisions = Revision.objects.filter(public_id=event.public_id).select_related("by").order_by("-version")
    found = list(revisions[first : first + PAGE + 1])
    return Past([event_step(revision) for revision in found[:PAGE]], number, len(found) > PAGE)


def event_step(revision: Revision) -> Step:
    return Step(
        at=revision.at,
        by=_name(revision.by),
        verb=str(revision.get_verb_display()),
        comment=revision.comment,
        differences=review.differences(revision.before, revision.after) if revision.before else [],
        version=revision.version,
    )


def row_step(record: Any) -> Step:
    return Step(
        at=record.history_date,
        by=_name(record.history_user),
        verb=f"{record.instance_type._meta.verbose_name} {ROW_VERBS[record.history_type]}",
        comment=record.history_change_reason or "",
        differences=_row_differences(record),
    )


def _newest_records(obj: models.Model, parts: Iterable[str], most: int) -> list[Any]:
    """History rows of the record and of its parts; 1 query for each table."""
    sources = [obj.history.all()]
    for name in parts:
        relation = obj._meta.get_field(name)
        sources.append(relation.related_model.history.filter(**{relation.field.attname: obj.pk}))
    records = [
        record
        for source in sources
        for record in source.select_related("history_user").order_by("-history_date", "-history_id")[:most]
    ]
    return sorted(records, key=lambda record: (record.history_date, record.history_id), reverse=True)[:most]


def _row_differences(record: Any) -> list[Difference]:
    if record.history_type != "~":
        label, words = str(record.instance_type._meta.verbose_name), str(record.instance)
        return [Difference(label, words, "") if record.history_type == "-" else Difference(label, "", words)]
    earlier = record.prev_record
    if earlier is None:
        return []
    changes = record.diff_against(earlier, foreign_keys_are_objs=True).changes
    return [Difference(_label(record, c.field), _words(c.old), _words(c.new)) for c in changes]


def _label(record: Any, name: str) -> str:
    return str(record.instance_type._meta.get_field(name).verbose_name)


def _words(value: Any) -> str:
    if isinstance(value, DeletedObject) and value.pk is None:  # so the package tells of an empty reference
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else _("the system")


def _page_number(text: str) -> int:
    plausible = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text), 1), LAST_PAGE) if plausible else 1
