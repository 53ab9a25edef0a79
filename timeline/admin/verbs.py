"""The verbs of the review as buttons and list actions: each shows a page to confirm, then calls review/, one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin, action
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import review
from timeline.models import Event, Revision, Verb
from timeline.review import Difference
from timeline.review.base import RULES

MOST_COMMENT = 2_000


@dataclass(frozen=True)
class Button:
    """A verb as the admin says it. `consequence` tells what happens; `done` what has."""

    verb: Verb
    call: Callable[..., Event]
    label: str
    consequence: str
    done: str

    @property
    def permission(self) -> str:
        """Without the name of the app, as the actions of a list want it."""
        return RULES[self.verb].permission.removeprefix("timeline.")

    @property
    def needs_comment(self) -> bool:
        return RULES[self.verb].needs_comment


BUTTONS = {
    button.verb: button
    for button in (
        Button(
            Verb.SUBMIT,
            review.submit,
            gettext_lazy("Submit for review"),
            gettext_lazy("An editor will look at it. Until it is published or sent back, only editors can change it."),
            gettext_lazy("submitted"),
        ),
        Button(
            Verb.PUBLISH,
            review.publish,
            gettext_lazy("Publish"),
            gettext_lazy("Everybody can read it on the timeline, over the API and in exports from now on."),
            gettext_lazy("published"),
        ),
        Button(
            Verb.SEND_BACK,
            review.send_back,
            gettext_lazy("Send back"),
            gettext_lazy("It becomes a draft again; the analyst sees your comment on the desk."),
            gettext_lazy("sent back"),
        ),
        Button(
            Verb.RETRACT,
            review.retract,
            gettext_lazy("Retract"),
            gettext_lazy("It leaves the timeline. Its address stays and shows your comment as the reason."),
            gettext_lazy("retracted"),
        ),
        Button(
            Verb.RESTORE,
            review.restore,
            gettext_lazy("Restore"),
            gettext_lazy("The retraction is taken back: it is public again."),
            gettext_lazy("restored"),
        ),
    )
}


class CommentForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=MOST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, needs_comment: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = needs_comment
        self.fields["comment"].error_messages["required"] = _("Say why: a comment is needed.")


def buttons_for(request: HttpRequest, event: Event) -> list[Button]:
    """In the order of the work; merging has a page of its own."""
    return [BUTTONS[verb] for verb in review.permitted_verbs(request.user, event) if verb in BUTTONS]


def changes_since(event: Event, version: int) -> list[Difference]:
    """What happened to the event after `version`; empty where that version was not recorded."""
    read = Revision.objects.filter(public_id=event.public_id, version=version).values_list("after", flat=True).first()
    return review.differences(read, review.snapshot(event)) if read else []


def verb_view(admin: ModelAdmin, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Ask for a comment, then say `verb`; the version that was read travels along."""
    if verb not in BUTTONS:
        raise Http404(f"There is no verb {verb!r}.")
    event = get_object_or_404(Event.objects.select_related("type", "coder"), pk=pk)
    if not admin.has_view_permission(request, event):
        raise PermissionDenied
    button = BUTTONS[Verb(verb)]
    read = version_read(request.POST.get("version") or request.GET.get("version"), event)
    form = CommentForm(
        request.POST or None,
        initial={"comment": request.GET.get("comment", "")[:MOST_COMMENT]},
        needs_comment=button.needs_comment,
    )
    refusal = None if request.method == "POST" else _refused_already(request, event, button)
    if request.method == "POST" and form.is_valid():
        try:
            button.call(event, by=request.user, comment=form.cleaned_data["comment"], version=read)
        except review.Refused as refused:
            refusal = refused
            event.refresh_from_db()
        else:
            messages.success(request, _("“%(event)s” is %(done)s.") % {"event": event, "done": button.done})
            return redirect("admin:timeline_event_change", pk)
    context = admin.admin_site.each_context(request) | {
        "title": button.label,
        "opts": admin.opts,
        "event": event,
        "button": button,
        "form": form,
        "refusal": refusal,
        "read_version": read,
        "changes": changes_since(event, read) if read != event.version else [],
    }
    status = 409 if isinstance(refusal, review.Stale) else 200
    return TemplateResponse(request, "admin/timeline/event/verb.html", context, status=status)


def _refused_already(request: HttpRequest, event: Event, button: Button) -> review.Refused | None:
    """What the verb would say of the event as it is, as far as that can be told without saying it."""
    if not review.may(request.user, button.verb, event):
        return review.Refused(
            _("“%(verb)s” does not fit: the event is %(state)s, or you may not do this.")
            % {"verb": button.label, "state": event.get_review_state_display()}
        )
    if button.verb in (Verb.SUBMIT, Verb.PUBLISH) and (missing := event.missing_for_publication()):
        return review.Refused(_("Before that, this event needs: %(what)s.") % {"what": "; ".join(missing)})
    return None


def version_read(text: str | None, event: Event) -> int:
    """The version that stood before the user; the current one where the address does not say."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else event.version


# -- several at once ---------------------------------------------------------------------------------------------


def say_to_all(admin: ModelAdmin, request: HttpRequest, events: Any, button: Button) -> HttpResponse | None:
    """A page to confirm, then the verb for one event after the other; each refusal is told by itself."""
    events = list(events.select_related("type").prefetch_related("citations"))
    form = CommentForm(request.POST if "apply" in request.POST else None, needs_comment=button.needs_comment)
    if not form.is_valid():
        context = admin.admin_site.each_context(request) | {
            "title": button.label,
            "opts": admin.opts,
            "events": events,
            "button": button,
            "form": form,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/timeline/event/verb_for_many.html", context)
    done = 0
    for event in events:
        read = version_read(request.POST.get(f"version-{event.pk}"), event)
        try:
            button.call(event, by=request.user, comment=form.cleaned_data["comment"], version=read)
            done += 1
        except review.Refused as refused:
            why = {"event": event, "done": button.done, "why": " ".join(refused.messages)}
            messages.error(request, _("“%(event)s” was not %(done)s. %(why)s") % why)
    if done:
        messages.success(request, _("%(done)s: %(count)s.") % {"done": str(button.done).capitalize(), "count": done})
    return None


def list_action(button: Button) -> Callable[..., HttpResponse | None]:
    @action(description=button.label, permissions=[button.permission])
    def act(admin: ModelAdmin, request: HttpRequest, events: Any) -> HttpResponse | None:
        return say_to_all(admin, request, events, button)

    act.__name__ = f"{button.verb}_selected"
    return act
