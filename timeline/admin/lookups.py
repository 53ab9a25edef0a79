"""What the event form asks while it is filled in: how a date reads, which offices fit, whether a quote is there.

Small JSON answers for staff. Status 200 whenever the question was understood, also where the answer is “no”.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from timeline import dates
from timeline.desk import ActorNames
from timeline.models import Actor, Office
from timeline.models.anchoring import Anchor, find_quote
from timeline.models.text import normalise_text, validate_prose

from .card_rows import actor_choices
from .dating import as_edtf, read_date, reference_for
from .event_forms import article_of
from .guards import MOST_DIGITS

MOST_TYPED = 100  # characters of a date
MOST_NAMED = 200  # characters of a name
MOST_QUOTED = 5_000
AROUND = 60  # code points of context shown beside a quote


def _for_coders(request: HttpRequest) -> None:
    if not request.user.has_perm("timeline.view_event"):
        raise PermissionDenied


@require_GET
@never_cache
def read_date_view(request: HttpRequest) -> JsonResponse:
    """`text` against `anchor`, or else against the day of `article`."""
    _for_coders(request)
    text = request.GET.get("text", "")
    if len(text) > MOST_TYPED:
        return _refusal(_("A date is shorter than %(most)s characters.") % {"most": MOST_TYPED})
    try:
        anchor = _day(request.GET.get("anchor", ""))
        reference = reference_for(article_of(request.GET.get("article", "")), anchor)
        reading = read_date(text, reference, planned=request.GET.get("planned") == "1")
    except ValidationError as error:
        return _refusal(" ".join(error.messages), code=error.code)
    return JsonResponse(
        {
            "status": "read",
            "edtf": reading.edtf,
            "words": reading.words,
            "text": reading.text,
            "anchor": str(reading.anchor or ""),
            "anchor_words": date_format(reading.anchor, "j F Y") if reading.anchor else "",
            "rule": reading.rule,
            "basis": reading.basis,
        }
    )


@require_GET
@never_cache
def offices_view(request: HttpRequest) -> JsonResponse:
    """The offices of `actor`: those of the day first, and one suggested where it is the only one of the day."""
    _for_coders(request)
    key = request.GET.get("actor", "")
    actor = Actor.objects.filter(pk=key).first() if _is_number(key) else None
    if actor is None:
        return JsonResponse({"offices": [], "suggested": None})
    day = as_edtf(request.GET.get("edtf", "")[:MOST_TYPED])
    then = {office.pk for office in actor.offices_on(day.earliest, day.latest)} if day else set()
    offices = sorted(actor.offices.all(), key=lambda office: office.pk not in then)
    return JsonResponse(
        {
            "offices": [_office(office, then) for office in offices],
            "suggested": str(min(then)) if len(then) == 1 else None,
        }
    )


@require_GET
@never_cache
def names_view(request: HttpRequest) -> JsonResponse:
    """Who `name` may be: what the card of a proposal offers for it, and the one actor of just that name."""
    _for_coders(request)
    typed = request.GET.get("name", "").strip()
    if len(typed) > MOST_NAMED:
        return _refusal(_("A name is shorter than %(most)s characters.") % {"most": MOST_NAMED})
    exact, choices = actor_choices(typed, ActorNames())
    return JsonResponse({"actors": [{"id": slug, "label": label} for slug, label in choices], "suggested": exact})


@require_POST
@never_cache
def check_quote_view(request: HttpRequest) -> JsonResponse:
    """Where `exact` stands in the newest text of `article`."""
    _for_coders(request)
    exact, prefix, suffix = (normalise_text(request.POST.get(name, "")) for name in ("exact", "prefix", "suffix"))
    exact = exact.strip()
    try:
        validate_prose(exact)
    except ValidationError as error:
        return _refusal(" ".join(error.messages))
    if not exact or len(exact) > MOST_QUOTED:
        return _refusal(_("A quote has 1 to %(most)s characters.") % {"most": f"{MOST_QUOTED:,}"})
    article = article_of(request.POST.get("article", ""))
    if article is None:
        return _refusal(_("Choose the article first."))
    text = article.current_text
    if text is None:
        return JsonResponse(
            {"status": "unchecked", "message": _("No text is stored for this article, so the quote is not checked.")}
        )
    found = find_quote(text.text, exact, prefix=prefix, suffix=suffix)
    return JsonResponse(_place(found, text.text, text.number))


def _place(found: Anchor, text: str, version: int) -> dict[str, Any]:
    if found.state == "lost":
        return {"status": "lost", "message": _("Not found in the article. Copy it word for word.")}
    if found.state == "ambiguous":
        message = _(
            "Found %(count)s times in the article. Quote more of the sentence, or fill in what stands before it."
        )
        return {"status": "ambiguous", "message": message % {"count": len(found.starts)}}
    place = {"start": f"{found.start:,}", "end": f"{found.end:,}", "version": version}
    return {
        "status": "anchored",
        "message": _("Found at characters %(start)s to %(end)s of text version %(version)s.") % place,
        "start": found.start,
        "end": found.end,
        "before": text[max(0, found.start - AROUND) : found.start],
        "after": text[found.end : found.end + AROUND],
    }


def _office(office: Office, then: set[int]) -> dict[str, Any]:
    return {"id": str(office.pk), "label": str(office), "then": office.pk in then}


def _refusal(message: str, *, code: str | None = None) -> JsonResponse:
    """`code` tells refusals apart that a form answers in its own words."""
    return JsonResponse({"status": "refused", "message": message} | ({"code": code} if code else {}))


def _day(text: str) -> date | None:
    """Raises `ValidationError` for what is no calendar day."""
    day = as_edtf(text[:MOST_TYPED]) if text else None
    if text and (day is None or day.precision != dates.Precision.DAY):
        raise ValidationError(_("“Resolved against” takes one day, as in 2022-03-07."))
    return day.earliest if day else None


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS
