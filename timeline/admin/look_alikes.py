"""A new event that looks like one that exists: its reports can be added to that one instead, and nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from timeline import review
from timeline.models import Citation, Event, Participation, Rank, ReviewState, Verb

from .verbs import CommentForm, version_read

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_SHOWN = 5
ASKED_OF = (ReviewState.DRAFT, ReviewState.IN_REVIEW)  # later the question has been answered


@dataclass(frozen=True)
class LookAlike:
    """An event that may be the same, and the address under which this user can bring the two together."""

    event: Event
    offer: str
    url: str


def look_alikes(event: Event, user: User) -> list[LookAlike]:
    """At most 4 queries."""
    if event.review_state not in ASKED_OF:
        return []
    found = Event.objects.like(event).exclude(review_state=ReviewState.RETRACTED).chronological()
    found = found.select_related("type", "coder").prefetch_related("participations__actor")
    return [look_alike(event, other, user) for other in found[:MOST_SHOWN]]


def look_alike(event: Event, other: Event, user: User) -> LookAlike:
    if can_join(event, other, user):
        return LookAlike(
            other,
            _("Add this as another report of that event"),
            reverse("admin:timeline_event_report_of", args=[event.pk, other.pk]),
        )
    if review.may(user, Verb.MERGE, event):
        url = reverse("admin:timeline_event_merge", args=[event.pk])
        return LookAlike(other, _("Merge this into that event"), f"{url}?{urlencode({'into': other.pk})}")
    if review.may(user, Verb.SUBMIT, event):
        url = reverse("admin:timeline_event_verb", args=[event.pk, Verb.SUBMIT])
        comment = _("Another report of “%(other)s” (%(id)s): please merge.") % {"other": other, "id": other.public_id}
        return LookAlike(
            other,
            _("Submit this, and ask an editor to merge it into that event"),
            f"{url}?{urlencode({'comment': comment})}",
        )
    return LookAlike(other, "", "")


def can_join(event: Event, other: Event, user: User) -> bool:
    """Only a draft that was never public disappears into another event; whoever joins them may edit both."""
    never_public = event.review_state == ReviewState.DRAFT and event.published_at is None
    return never_public and event.pk != other.pk and review.can_edit(user, event) and review.can_edit(user, other)


def add_as_report(event: Event, *, to: Event, by: User, version: int, to_version: int, comment: str = "") -> Event:
    """`event`'s citations and missing parties move to `to`; the draft goes, its first version stays in the history.

    Raises `Refused`, `NotAllowed` or `Stale`, and then nothing has changed.
    """
    if not can_join(event, to, by):
        raise review.NotAllowed(_("You may not edit both events."), code="not_allowed")
    comment = comment.strip() or _("Another report, first entered as %(id)s") % {"id": event.public_id}
    with transaction.atomic():
        draft = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        if draft.version != version:
            raise review.Stale(draft, version)
        with review.editing(to, by=by, version=to_version, comment=comment) as target:
            _move(draft, target)
        draft.delete()
    return to


def _move(draft: Event, target: Event) -> None:
    cited = set(target.citations.values_list("text", "start", "end"))
    has_lead = target.citations.filter(rank=Rank.PREFERRED).exists()
    for citation in Citation.objects.filter(event=draft):
        if citation.start is not None and (citation.text_id, citation.start, citation.end) in cited:
            continue
        citation.event = target
        if has_lead and citation.rank == Rank.PREFERRED:
            citation.rank = Rank.NORMAL
        citation.save()
    present = set(target.participations.values_list("actor", "role"))
    for part in Participation.objects.filter(event=draft):
        if (part.actor_id, part.role) not in present:
            part.event = target
            part.save()


def report_of_view(admin: ModelAdmin, request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """Both events side by side, then one of them."""
    events = Event.objects.select_related("type").prefetch_related("participations__actor", "citations__article")
    event, other = (get_object_or_404(events, pk=key) for key in (pk, other_pk))
    if not can_join(event, other, request.user):
        raise PermissionDenied
    form = CommentForm(request.POST or None, needs_comment=other.is_public)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            add_as_report(
                event,
                to=other,
                by=request.user,
                version=version_read(request.POST.get("version"), event),
                to_version=version_read(request.POST.get("other_version"), other),
                comment=form.cleaned_data["comment"],
            )
        except review.Refused as refused:
            refusal = refused
        except IntegrityError:
            refusal = review.Refused(_("Both events cite the same passage; remove it from one of them first."))
        else:
            messages.success(request, _("The reports were added to this event, and the draft is gone."))
            return redirect("admin:timeline_event_change", other.pk)
        event, other = (get_object_or_404(events, pk=key) for key in (pk, other_pk))
    context = admin.admin_site.each_context(request) | {
        "title": _("Another report of the same event"),
        "opts": admin.opts,
        "event": event,
        "other": other,
        "form": form,
        "refusal": refusal,
    }
    return TemplateResponse(request, "admin/timeline/event/report_of.html", context)
