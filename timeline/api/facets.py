"""Counts and facets of a selection in one call."""

from __future__ import annotations

from dataclasses import asdict

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from timeline.filters import select
from timeline.strip import holdings, holdings_version

from .fresh import kept
from .privacy import PrivateForStaff
from .schema import PROBLEM, filter_parameters
from .serializers import EventFacetsSerializer

EXAMPLE = OpenApiExample(
    "March 2022",
    description="?from=2022-03&to=2022-03&actor=israel",
    value={
        "counts": {"certain": 12, "possible": 3, "undated": 1},
        "facets": [
            {
                "name": "type",
                "label": "Type",
                "values": [
                    {"value": "phone_call", "label": "Phone call", "count": 9, "chosen": False},
                    {"value": "meeting", "label": "Meeting", "count": 7, "chosen": False},
                ],
                "more": 0,
            },
            {
                "name": "actor",
                "label": "Actor",
                "values": [
                    {"value": "russia", "label": "Russia", "count": 24, "chosen": False},
                    {"value": "israel", "label": "Israel", "count": 16, "chosen": True},
                ],
                "more": 31,
            },
        ],
    },
    response_only=True,
    status_codes=["200"],
)


class EventFacets(PrivateForStaff):
    @extend_schema(
        operation_id="events_facets",
        parameters=list(filter_parameters()),
        responses={200: EventFacetsSerializer, 400: PROBLEM},
        examples=[EXAMPLE],
        description=(
            "How many events the selection has, and how many each value would leave: every facet is counted with its "
            "own parameter taken out and all others as they are."
        ),
    )
    @kept
    def get(self, request: Request) -> Response:
        selection = select(request.query_params, user=request.user)
        return Response(asdict(holdings(selection, holdings_version(selection))))
