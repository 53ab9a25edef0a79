"""The page of an event and its card, for whoever may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.text import Truncator

from timeline.models import Event, ReviewState

from .citing import reference
from .corrections import corrections
from .errors import gone
from .evidence import evidence
from .passages import passages_of
from .rendering import keep_private, page, show

IN_CARD = 3  # passages; the page has all


@page()
def event(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _visible(request, public_id)
    if found is None:
        return _elsewhere(request, public_id)
    passages = passages_of(found)
    return show(
        request,
        "web/event.html",
        title=found.heading,
        description=_description(found),
        indexed=found.is_public,
        event=found,
        evidence=evidence(found, passages),
        passages=passages,
        corrections=corrections(found),
        reference=reference(found, request.build_absolute_uri(found.get_absolute_url())),
    )


@page()
def card(request: HttpRequest, public_id: str) -> HttpResponse:
    """A fragment for the panel beside the timeline."""
    found = _visible(request, public_id)
    if found is None:
        return _elsewhere(request, public_id, suffix="card/", tombstone="web/gone_card.html")
    passages = passages_of(found)
    context = {"event": found, "passages": passages[:IN_CARD], "more": max(len(passages) - IN_CARD, 0)}
    response = render(request, "web/event_card.html", context)
    if request.user.is_staff:
        keep_private(response)
    return response


def _visible(request: HttpRequest, public_id: str) -> Event | None:
    events = Event.objects.visible_to(request.user).exclude(review_state=ReviewState.MERGED)
    return events.with_everything().filter(public_id=public_id).first()


def _elsewhere(
    request: HttpRequest, public_id: str, *, suffix: str = "", tombstone: str = "web/gone.html"
) -> HttpResponse:
    """Moved (301), withdrawn (410), or unknown (404), which to the public is also what is not published."""
    found = Event.objects.filter(public_id=public_id).select_related("merged_into").first()
    if found and found.review_state == ReviewState.RETRACTED:
        return gone(request, found, template=tombstone)
    if found and found.leads_to:
        return HttpResponsePermanentRedirect(found.leads_to.get_absolute_url() + suffix)
    raise Http404


def _description(event: Event) -> str:
    """Date, parties and the beginning of the summary, as search engines and chats show them."""
    parties = ", ".join(dict.fromkeys(p.actor.name for p in event.participations.all()))
    text = " · ".join(part for part in (event.when, parties, event.summary) if part)
    return Truncator(" ".join(text.split())).chars(200)
