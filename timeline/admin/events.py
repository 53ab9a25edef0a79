"""Events in the admin: the one page to enter them, the list, and the way to the verbs of the review."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import display, register
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates, review
from timeline.models import CITABLE, Event, ReviewState, Revision, Verb, standing
from timeline.review import Difference

from .citations import CitationInline
from .conflicts import CarefulAdmin, Conflict
from .event_filters import EVENT_FILTERS
from .event_forms import EventForm, article_of
from .event_pages import READ_SECTIONS, SECTIONS, error_links, sections_of, state_badge
from .event_parts import EventLinkInline, EventPlaceInline, ParticipationInline, QuantityInline
from .event_search import search_events
from .guards import Guarded
from .history import Past, ReadableHistory, event_past
from .imports import imported_rows
from .look_alikes import look_alikes, report_of_view
from .lookups import check_quote_view, offices_view, read_date_view
from .merging import merge_event_view, merge_events
from .site import site
from .verbs import BUTTONS, buttons_for, list_action, verb_view
from .versions import began_with, yours_as_saved

PARTIES_SHOWN = 4


@register(Event, site=site)
class EventAdmin(ReadableHistory, CarefulAdmin, Guarded):
    form = EventForm
    fieldsets = SECTIONS
    inlines = (ParticipationInline, EventPlaceInline, QuantityInline, CitationInline, EventLinkInline)
    versioned_parts = ("participations", "event_places", "quantities", "citations", "links")
    change_form_template = "admin/timeline/event/change_form.html"

    list_display = (
        "date_words", "heading_column", "type", "parties", "state",
        "citation_column", "source_column", "coder", "changed",
    )  # fmt: skip
    list_display_links = ("heading_column",)
    list_filter = EVENT_FILTERS
    list_select_related = ("type", "coder")
    list_prefetch = ("participations__actor",)
    list_per_page = 100
    ordering = ("-updated_at", "-id")
    sortable_by = ("date_words", "changed")  # the columns that have an index
    search_fields = ("title",)  # search() looks further
    search_help_text = gettext_lazy("Titles, names and aliases of parties, quotes, or the public id.")
    actions = (*(list_action(button) for button in BUTTONS.values()), merge_events)

    # -- columns ---------------------------------------------------------------------------------------------

    @display(description=gettext_lazy("date"), ordering="position")
    def date_words(self, event: Event) -> str:
        return event.when

    @display(description=gettext_lazy("event"))
    def heading_column(self, event: Event) -> str:
        return event.heading

    @display(description=gettext_lazy("parties"))
    def parties(self, event: Event) -> str:
        names = list(dict.fromkeys(part.actor.name for part in event.participations.all()))
        rest = len(names) - PARTIES_SHOWN
        return ", ".join(names[:PARTIES_SHOWN]) + (f" + {rest}" if rest > 0 else "")

    @display(description=gettext_lazy("state"))
    def state(self, event: Event) -> str:
        return state_badge(event)

    @display(description=gettext_lazy("quotes"))
    def citation_column(self, event: Event) -> int:
        return event.citation_count

    @display(description=gettext_lazy("sources"))
    def source_column(self, event: Event) -> int:
        return event.source_count

    @display(description=gettext_lazy("changed"), ordering="updated_at")
    def changed(self, event: Event) -> str:
        return date_format(localtime(event.updated_at), "j M Y, H:i")

    @display(description=gettext_lazy("duration"))
    def duration_words(self, event: Event) -> str:
        return dates.describe_duration(event.duration) if event.duration else "–"

    # -- who may what ----------------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        """A form that was sent although the event is closed now gets an error and keeps what was typed."""
        allowed = super().has_change_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return review.can_edit(request.user, obj) or _is_sent_form(request)

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        """Only drafts that were never public; whatever readers have seen is retracted instead."""
        allowed = super().has_delete_permission(request, obj)
        never_public = obj is None or (obj.review_state == ReviewState.DRAFT and obj.published_at is None)
        return allowed and never_public

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_submit_event_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("timeline.submit_event")

    def has_publish_event_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("timeline.publish_event")

    def has_retract_event_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("timeline.retract_event")

    def has_merge_event_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("timeline.merge_event")

    # -- finding ---------------------------------------------------------------------------------------------

    def search(self, request: HttpRequest, queryset: models.QuerySet[Event], term: str) -> tuple[Any, bool]:
        return search_events(queryset, term), False

    def completion(self, event: Event) -> str:
        return f"{event.when} · {event.heading} · {event.get_review_state_display()}"

    # -- the form --------------------------------------------------------------------------------------------

    def version_of(self, obj: Event) -> str:
        """The version, and a digest behind it: a bulk update makes no version, and is noticed all the same."""
        return f"{obj.version}.{super().version_of(obj)}"

    def stale_message(self, obj: Event) -> str:
        last = Revision.objects.filter(public_id=obj.public_id).select_related("by").order_by("-version").first()
        if last is None or last.by is None:
            return super().stale_message(obj)
        return _(
            "%(who)s has saved this event while you had it open (version %(version)s: %(verb)s)."
            " Nothing of yours is lost; compare below, then decide."
        ) % {"who": last.by.get_full_name() or last.by.get_username(), "version": obj.version,
             "verb": last.get_verb_display()}  # fmt: skip

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> Any:
        return READ_SECTIONS if obj and not self.has_change_permission(request, obj) else SECTIONS

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> Any:
        closed = obj and not self.has_change_permission(request, obj)
        return flatten_fieldsets(READ_SECTIONS) if closed else self.readonly_fields

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("summary", "adjudication"):
            field.widget.attrs["rows"] = 3
        return field

    def get_formset_kwargs(self, request: HttpRequest, obj: Event, inline: Any, prefix: str) -> dict[str, Any]:
        """A new event may come with its article: ?article=12, as the link on the article's page says."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        article = article_of(request.GET.get("article", "")) if prefix == "citations" and not obj.pk else None
        return kwargs | ({"initial": [{"article": article.pk}]} if article else {})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        event = kwargs.get("obj")
        context["sections"] = sections_of(context["adminform"], context["inline_admin_formsets"])
        context["error_links"] = error_links(context["adminform"].form, context["inline_admin_formsets"])
        context["may_submit"] = self.has_submit_event_permission(request) and (
            event is None or review.may(request.user, Verb.SUBMIT, event)
        )
        if event is not None:
            context["buttons"] = buttons_for(request, event)
            context["may_merge"] = review.may(request.user, Verb.MERGE, event)
            context["look_alikes"] = look_alikes(event, request.user) if request.method == "GET" else []
            context["state_badge"] = state_badge(event)
            context["standing"] = _standing(event) if event.disputed else []
            context["imported"] = imported_rows(event)
            context["may_import"] = request.user.has_perm("timeline.add_event")
        return super().render_change_form(request, context, **kwargs)

    def conflict(self, request: HttpRequest, form: forms.ModelForm, formsets: list[Any]) -> Conflict:
        event = self.model.objects.select_related("type").get(pk=form.instance.pk)
        stored, began = review.snapshot(event), began_with(event, form.data.get("read_version", ""))
        yours, partial = yours_as_saved(form, formsets)
        base = began or stored
        theirs: list[Difference] = review.differences(base, stored)
        return Conflict(
            form.stored_version, theirs, review.differences(base, yours), began=bool(began), partial=partial
        )

    # -- saving ----------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Event, form: forms.ModelForm, change: bool) -> None:
        """A stored event waits for save_related(): event and rows are one version."""
        if not change:
            obj.coder = request.user
            obj.save()

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        event, comment = form.instance, form.cleaned_data["comment"]
        if not change:
            super().save_related(request, form, formsets, change)
            review.begin_history(event, by=request.user, comment=comment)
            return
        with review.editing(event, by=request.user, version=event.version, comment=comment):
            if form.changed_data:
                event.save()
            super().save_related(request, form, formsets, change)

    def response_add(self, request: HttpRequest, obj: Event, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        if "_submit" in request.POST and look_alikes(obj, request.user):
            self.message_user(request, _("Not submitted yet: it looks like an event that exists."), messages.WARNING)
            return redirect("admin:timeline_event_change", obj.pk)  # which asks; submitting from there goes through
        return self._go_on(request, obj, response)

    def response_change(self, request: HttpRequest, obj: Event) -> HttpResponse:
        return self._go_on(request, obj, super().response_change(request, obj))

    def _go_on(self, request: HttpRequest, event: Event, response: HttpResponse) -> HttpResponse:
        """Where the button says; the next event of the same article begins with that article."""
        if "_submit" in request.POST:
            return redirect("admin:timeline_event_verb", event.pk, Verb.SUBMIT)
        first = event.citations.first() if "_addanother" in request.POST else None
        if first is not None:
            response = redirect(f"{reverse('admin:timeline_event_add')}?article={first.article_id}")
        return self._with_look_alikes(request, event, response)

    def _with_look_alikes(self, request: HttpRequest, event: Event, response: HttpResponse) -> HttpResponse:
        """Back to the event where one that exists looks like it: the page says so, and what can be done."""
        if IS_POPUP_VAR in request.POST or not look_alikes(event, request.user):
            return response
        url = reverse("admin:timeline_event_change", args=[event.pk])
        if "_addanother" not in request.POST:
            return redirect(url)
        text = _("“{event}” looks like an event that exists: {link}.")
        link = format_html('<a href="{}">{}</a>', url, _("compare them"))
        self.message_user(request, format_html(text, event=event, link=link), messages.WARNING)
        return response

    # -- pages beside the form -------------------------------------------------------------------------------

    def past(self, obj: Event, number: int) -> Past:
        return event_past(obj, number)

    def get_view_on_site_url(self, obj: Event | None = None) -> str | None:
        return obj.get_absolute_url() if obj is not None and obj.is_public else None

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            ("read-date/", read_date_view, "read_date"),
            ("offices/", offices_view, "offices"),
            ("check-quote/", check_quote_view, "check_quote"),
            ("<int:pk>/verb/<slug:verb>/", partial(verb_view, self), "verb"),
            ("<int:pk>/merge/", partial(merge_event_view, self), "merge"),
            ("<int:pk>/report-of/<int:other_pk>/", partial(report_of_view, self), "report_of"),
        ]
        return [
            path(route, wrap(view), name=f"timeline_event_{name}") for route, view, name in own
        ] + super().get_urls()


def _is_sent_form(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and bool(match) and match.url_name == "timeline_event_change"


def _standing(event: Event) -> list[tuple[str, str]]:
    """What each field is called, and how many sources stand behind its values where they differ; 1 query."""
    told = standing(event.citations.select_related("article"))
    return [(str(CITABLE[name]), said) for name, said in told.items()]
