"""Two records of one thing become one: the pages on which an editor chooses which one stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin, action
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import review
from timeline.models import Actor, Event, ReviewState

from .autocomplete import SafeAutocompleteSelect
from .verbs import CommentForm, changes_since, version_read


class TargetForm(CommentForm):
    """Which record stays; `model` has a field `merged_into`, whose autocompletion is used."""

    def __init__(self, *args: Any, model: type[models.Model], candidates: Any, site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = model._meta.get_field("merged_into")
        self.fields["into"] = forms.ModelChoiceField(
            candidates, label=_("The one that stays"), widget=SafeAutocompleteSelect(field, site)
        )
        self.order_fields(["into", "comment"])


def merge_event_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.select_related("type"), pk=pk)
    if not request.user.has_perm("timeline.merge_event"):
        raise PermissionDenied
    candidates = Event.objects.exclude(pk=pk).exclude(review_state__in=[ReviewState.MERGED, ReviewState.RETRACTED])
    form = TargetForm(
        request.POST or None,
        model=Event,
        candidates=candidates,
        site=admin.admin_site,
        initial={"into": request.GET.get("into", "")[:20]},
    )
    read = version_read(request.POST.get("version") or request.GET.get("version"), event)
    refusal = None
    if request.method == "POST" and form.is_valid():
        into, comment = form.cleaned_data["into"], form.cleaned_data["comment"]
        try:
            review.merge(event, into=into, by=request.user, comment=comment, version=read)
        except review.Refused as refused:
            refusal = refused
            event.refresh_from_db()
        else:
            messages.success(request, _("“%(event)s” is merged into this event.") % {"event": event})
            return redirect("admin:timeline_event_change", into.pk)
    return _page(admin, request, form, [event], refusal=refusal, read_version=read, changes=_changes(event, read))


def _changes(event: Event, read: int) -> list[review.Difference]:
    return changes_since(event, read) if read != event.version else []


@action(description=gettext_lazy("Merge into one event"), permissions=["merge_event"])
def merge_events(admin: ModelAdmin, request: HttpRequest, events: Any) -> HttpResponse | None:
    candidates = Event.objects.exclude(review_state__in=[ReviewState.MERGED, ReviewState.RETRACTED])
    return _merge_all(admin, request, events.select_related("type"), candidates, _merge_event)


def _merge_event(request: HttpRequest, event: Event, into: Event, comment: str) -> None:
    read = version_read(request.POST.get(f"version-{event.pk}"), event)
    review.merge(event, into=into, by=request.user, comment=comment, version=read)


@action(description=gettext_lazy("Merge into one actor"), permissions=["merge"])
def merge_actors(admin: ModelAdmin, request: HttpRequest, actors: Any) -> HttpResponse | None:
    def merge(request: HttpRequest, actor: Actor, into: Actor, comment: str) -> None:
        review.merge_actors(actor, into=into, by=request.user)

    return _merge_all(admin, request, actors, Actor.objects.current(), merge)


def _merge_all(
    admin: ModelAdmin, request: HttpRequest, rows: Any, candidates: Any, merge: Callable[..., None]
) -> HttpResponse | None:
    """Choose the one that stays, then merge the others into it one by one; it may be among those selected."""
    rows = list(rows)
    data = request.POST if "apply" in request.POST else None
    form = TargetForm(data, model=admin.model, candidates=candidates, site=admin.admin_site)
    if not form.is_valid():
        return _page(admin, request, form, rows)
    into = form.cleaned_data["into"]
    done = 0
    for row in rows:
        if row.pk == into.pk:
            continue
        try:
            merge(request, row, into, form.cleaned_data["comment"])
            done += 1
        except review.Refused as refused:
            why = {"name": row, "why": " ".join(refused.messages)}
            messages.error(request, _("“%(name)s” was not merged. %(why)s") % why)
    if done:
        messages.success(request, _("Merged into “%(into)s”: %(count)s.") % {"into": into, "count": done})
    return None


def _page(
    admin: ModelAdmin, request: HttpRequest, form: TargetForm, rows: list[Any], **context: Any
) -> TemplateResponse:
    context |= admin.admin_site.each_context(request) | {
        "title": _("Merge"),
        "opts": admin.opts,
        "rows": rows,
        "form": form,
        "media": admin.media + form.media,
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/timeline/merge.html", context)
