"""Events are made and changed: each request with all parts of the event, and one version in its history."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from timeline import review
from timeline.api.access import NeedsWriteScope
from timeline.api.events import EventDetail, EventList
from timeline.api.schema import PROBLEM
from timeline.api.serializers import EventSerializer
from timeline.exports import record
from timeline.models import Event

from .meeting import undisturbed
from .once import once
from .reading import body_of
from .resolving import Resolver, in_names_of_the_body
from .schema import EVENT_CHANGE_EXAMPLE, EVENT_EXAMPLE, IDEMPOTENCY_KEY, IF_MATCH, REFUSED, REFUSED_CHANGE
from .shapes import EventBody
from .versions import event_tag, version_read


class EventListDoor(EventList):
    permission_classes = (NeedsWriteScope,)

    @extend_schema(
        operation_id="events_create",
        parameters=[IDEMPOTENCY_KEY],
        request=EventBody,
        responses={201: EventSerializer, **REFUSED},
        examples=[EVENT_EXAMPLE],
        description="An event as a draft of who sends it, with parties, places, quantities, links and citations.",
    )
    def post(self, request: Request) -> Response:
        return once(request, lambda: self._create(request))

    def _create(self, request: Request) -> Response:
        values = body_of(request, EventBody)
        if not request.user.has_perm("timeline.add_event"):
            raise review.NotAllowed(_("You may not code events."), code="not_allowed")
        event = Event()
        with named_as_sent():
            parts = Resolver(request.user).event(values, event)
            review.create(event, parts, by=request.user, comment=values.get("comment", ""))
        return told(request, event.public_id, status=201)


class EventDoor(EventDetail):
    permission_classes = (NeedsWriteScope,)

    @extend_schema(
        operation_id="events_change",
        parameters=[IF_MATCH],
        request=EventBody,
        responses={200: EventSerializer, 404: PROBLEM, **REFUSED_CHANGE},
        examples=[EVENT_CHANGE_EXAMPLE],
        description="What is given replaces what is stored, lists as a whole; a published event needs a comment.",
    )
    def patch(self, request: Request, public_id: str) -> Response:
        return undisturbed(lambda: self._change(request, public_id))

    def _change(self, request: Request, public_id: str) -> Response:
        event, version = visible(request, public_id), version_read(request)
        values = body_of(request, EventBody, partial=True)
        comment = values.get("comment", "")
        with named_as_sent(), review.editing(event, by=request.user, version=version, comment=comment) as target:
            review.put(target, Resolver(request.user).event(values, target), by=request.user)
        return told(request, public_id)


class named_as_sent:  # noqa: N801 - used as a with block
    """The paths of what is wrong are those of the body."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if (
            isinstance(error, ValidationError)
            and not isinstance(error, review.Refused)
            and hasattr(error, "error_dict")
        ):
            raise ValidationError(in_names_of_the_body(error.message_dict)) from error


def visible(request: Request, public_id: str) -> Event:
    """404 also for what the user may not see."""
    event = Event.objects.visible_to(request.user).filter(public_id=public_id).first()
    if event is None:
        raise Http404
    return event


def told(request: Request, public_id: str, *, status: int = 200) -> Response:
    """The event as it is now, as far as the user may see it: without leave to view drafts only its id and version."""
    event = Event.objects.visible_to(request.user).with_everything().filter(public_id=public_id).first()
    site = request.build_absolute_uri("/").rstrip("/")
    stored = event or Event.objects.get(public_id=public_id)
    body = record(event, site) if event else {"id": public_id, "version": stored.version}
    headers = {"ETag": event_tag(stored)}
    if status == 201:
        headers["Location"] = request.build_absolute_uri(reverse("api_event", args=[public_id]))
    return Response(body, status=status, headers=headers)
