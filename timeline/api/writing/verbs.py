"""The verbs of the review over the API: the same functions that the admin's buttons call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from timeline import review
from timeline.api.access import NeedsWriteScope
from timeline.api.privacy import PrivateForStaff
from timeline.api.schema import PROBLEM
from timeline.api.serializers import EventSerializer
from timeline.models import Event

from .events import told, visible
from .once import once
from .reading import body_of
from .schema import IDEMPOTENCY_KEY, IF_MATCH, REFUSED_CHANGE
from .shapes import VerbBody
from .versions import version_read

VERBS: dict[str, Callable[..., Event]] = {
    "submit": review.submit,
    "send-back": review.send_back,
    "publish": review.publish,
    "retract": review.retract,
    "restore": review.restore,
    "merge": review.merge,
}

VERB = OpenApiParameter("verb", OpenApiTypes.STR, "path", enum=list(VERBS), description="What is done with the event.")


class EventVerb(PrivateForStaff):
    permission_classes = (NeedsWriteScope,)

    @extend_schema(
        operation_id="events_say_verb",
        parameters=[VERB, IF_MATCH, IDEMPOTENCY_KEY],
        request=VerbBody,
        responses={200: EventSerializer, 404: PROBLEM, **REFUSED_CHANGE},
        examples=[
            OpenApiExample("Publish", {"comment": "Both reports agree."}, request_only=True),
            OpenApiExample("Merge", {"into": "3x1c9r2k7m5p", "comment": "The same visit."}, request_only=True),
        ],
        description="Answers the event as it is afterwards; after a merge the one that stays.",
    )
    def post(self, request: Request, public_id: str, verb: str) -> Response:
        if verb not in VERBS:
            raise NotFound(_("There is no such verb. Known are: %(verbs)s.") % {"verbs": ", ".join(VERBS)})
        return once(request, lambda: self._say(request, public_id, verb))

    def _say(self, request: Request, public_id: str, verb: str) -> Response:
        event, version = visible(request, public_id), version_read(request)
        values = body_of(request, VerbBody)
        more = {"into": self._into(request, values)} if verb == "merge" else self._no_into(values)
        comment = values.get("comment", "")
        after = VERBS[verb](event, by=request.user, comment=comment, version=version, **more)
        return told(request, after.public_id)

    @staticmethod
    def _into(request: Request, values: dict[str, Any]) -> Event:
        found = Event.objects.visible_to(request.user).filter(public_id=values.get("into", "")).first()
        if found is None:
            raise ValidationError({"into": [_("The id of the event that stays is expected.")]})
        return found

    @staticmethod
    def _no_into(values: dict[str, Any]) -> dict[str, Any]:
        if "into" in values:
            raise ValidationError({"into": [_("Only merge takes this.")]})
        return {}
