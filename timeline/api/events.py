"""Events: pages of a selection, one event by its id, and whole selections as streams."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from timeline.exports import EXTRAS, FORMATS, Format, Provenance, record, records
from timeline.filters import PAGING, QueryError, select
from timeline.models import Event, ReviewState, instant_of, settled
from timeline.strip import data_state

from .access import recognise
from .copies import tombstone_lines, with_tombstones
from .fresh import freshness, kept
from .lists import listed, listed_fields
from .parameters import only, refuse_unknown, wanted_fields
from .past import answer_then, read_as_of
from .privacy import PrivateForStaff, keep_private
from .problems import MEDIA_TYPE, problem, problem_response, query_problem, refused, safe_only
from .schema import AS_OF, FIELDS_PARAMETER, PROBLEM, event_parameters
from .serializers import EventPageSerializer, EventSerializer, EventThenSerializer
from .throttling import throttle_export

OWN = (*PAGING, "fields", "include", "counts", "order")
EVENT_FIELDS = tuple(EventSerializer().fields)


class EventList(PrivateForStaff):
    @extend_schema(
        operation_id="events_list",
        parameters=event_parameters(),
        responses={200: EventPageSerializer, 400: PROBLEM},
        description=(
            "A page of the selection, in chronological order, undated events last; or the best that `q` finds; or, "
            "with `updated_since`, what changed, in the order of its changes, with tombstones of what has left."
        ),
    )
    @kept
    def get(self, request: Request) -> Response:
        params = request.query_params
        fields = listed_fields(request, wanted_fields(request, EVENT_FIELDS), EVENT_FIELDS)
        with_counts = _switch(params.get("counts", ""))
        selection = select(params, user=request.user, extra=OWN)
        page = listed(selection, params)
        body: dict[str, Any] = {
            "next": _beside(request, "after", page.after),
            "previous": _beside(request, "before", page.before),
            "results": records(page.rows, _site(request), fields),
        }
        if page.tombstones is not None:
            body |= {"tombstones": page.tombstones, "resume": _beside(request, "after", page.resume)}
        if with_counts:
            counts = selection.counts
            body["counts"] = {"certain": counts.certain, "possible": counts.possible, "undated": counts.undated}
        response = Response(body)
        links = [f'<{body[name]}>; rel="{rel}"' for name, rel in (("next", "next"), ("previous", "prev")) if body[name]]
        if links:
            response["Link"] = ", ".join(links)
        return response


class EventDetail(PrivateForStaff):
    @extend_schema(
        operation_id="events_retrieve",
        parameters=[FIELDS_PARAMETER, AS_OF],
        responses={
            200: EventThenSerializer,
            400: PROBLEM,
            301: OpenApiResponse(description="Merged: the event that stays is at Location."),
            404: OpenApiResponse(PROBLEM.response, description="Not public, or with `as_of` not public yet."),
            410: OpenApiResponse(PROBLEM.response, description="Retracted, now or then: `detail` is the reason."),
        },
    )
    def get(self, request: Request, public_id: str) -> Response | HttpResponse:
        fields = wanted_fields(request, EVENT_FIELDS)
        refuse_unknown(request, ("as_of", "fields"))
        instant = read_as_of(request.query_params.get("as_of", ""))
        state = data_state()
        event = Event.objects.visible_to(request.user).with_everything().filter(public_id=public_id).first()
        if event is None or not event.is_public:
            return self._not_public(event, request, public_id, fields)
        if instant:
            told = answer_then(event, instant, _site(request), fields)
            return freshness(request, state).over(told, request)
        # The record names actors, articles and places, which change without the event.
        fresh = freshness(request, state, tag=f'"{event.version}-{state.version}"')
        if (unchanged := fresh.unchanged(request)) is not None:
            return unchanged
        response = Response(only(record(event, _site(request)), fields))
        fresh.mark(response)
        return response

    def _not_public(
        self, event: Event | None, request: Request, public_id: str, fields: list[str]
    ) -> Response | HttpResponse:
        """A tombstone, a redirect, a draft for staff, or nothing: what is hidden looks like what is not there."""
        stored = Event.objects.select_related("merged_into").filter(public_id=public_id).first()
        if stored and stored.review_state == ReviewState.RETRACTED:
            tombstone = stored.tombstone()
            when = stored.retracted_at.isoformat() if stored.retracted_at else None
            body = problem(410, str(tombstone["reason"]), id=public_id, retracted_at=when)
            return Response(body, status=410, content_type=MEDIA_TYPE)
        if stored and stored.leads_to:
            return HttpResponsePermanentRedirect(reverse("api_event", args=[stored.leads_to.public_id]))
        if event is None:
            raise Http404
        return Response(only(record(event, _site(request)), fields), headers={"ETag": f'"{event.version}"'})


@safe_only
def export(request: HttpRequest, format_name: str) -> HttpResponse | StreamingHttpResponse:
    """The whole selection as a stream. A plain view: a renderer of REST framework would build it in memory first."""
    found = FORMATS.get(format_name)
    if found is None and format_name in EXTRAS:
        needed = {"command": EXTRAS[format_name]}
        return problem_response(404, _("This format is not installed here. It takes: %(command)s") % needed)
    if found is None:
        return problem_response(
            404, _("There is no such format. Known are: %(known)s.") % {"known": ", ".join(FORMATS)}
        )
    try:
        recognise(request)
        throttle_export(request)
        raw = _switch(request.GET.get("raw", ""), name="raw")
        told_to = settled()  # before anything is read: what comes later is told to whoever asks since then
        selection = select(request.GET, user=request.user, extra=("raw", "tombstones"))
        buried = with_tombstones(request.GET, selection, format_name)
    except (AuthenticationFailed, Throttled) as error:
        return refused(error)
    except QueryError as error:
        body = query_problem(error)
        return problem_response(400, body["detail"], body["errors"])
    state = data_state()
    fresh = freshness(request, state)
    if not buried and (unchanged := fresh.unchanged(request)) is not None:
        return unchanged
    counts = selection.counts
    provenance = Provenance(
        site=_site(request),
        query=selection.query,
        made_at=timezone.now(),
        version=state.version,
        dated=counts.certain + counts.possible,
        undated=counts.undated,
        raw=raw,
    )
    pieces = found.stream(selection.events, provenance) if request.method != "HEAD" else iter(())
    if buried and request.method != "HEAD":
        pieces = chain(pieces, tombstone_lines(selection, told_to))
    response = _stream(found, pieces, provenance)
    response["X-Demarche-Resume"] = instant_of(told_to).isoformat()
    fresh.mark(response)
    keep_private(request, response)
    return response


def _stream(found: Format, pieces: Iterator[bytes], provenance: Provenance) -> StreamingHttpResponse:
    """What the file itself may have no room to say, its headers say."""
    response = StreamingHttpResponse(pieces, content_type=found.media_type)
    file_name = f"demarche-events-{provenance.made_at:%Y-%m-%d}.{found.extension}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    left_out = 0 if found.holds_undated else provenance.undated
    said = {
        "Query": provenance.query or "everything",
        "Generated": provenance.made_at.isoformat(timespec="seconds"),
        "Events": str(provenance.dated + provenance.undated - left_out),
        "Left-Out": f"{left_out} undated" if left_out else "",
        "Version": provenance.version,
        "Licence": provenance.licence,
        "Citation": provenance.citation,
    }
    for name, value in said.items():
        if value:
            response[f"X-Demarche-{name}"] = value
    return response


def _site(request: HttpRequest | Request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _switch(text: str, name: str = "counts") -> bool:
    if text not in ("", "yes", "no", "1", "0"):
        raise QueryError({name: [_("“%(given)s” is not accepted; use yes or no.") % {"given": text[:40]}]})
    return text in ("yes", "1")


def _beside(request: Request, name: str, mark: str) -> str | None:
    """The address of the next or previous page: the same query with another mark."""
    if not mark:
        return None
    params = request.query_params.copy()
    for other in ("after", "before"):
        params.pop(other, None)
    params[name] = mark
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")
