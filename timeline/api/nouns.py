"""Actors, places, outlets, articles and event types: what the public selection names, by name or newest first."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from timeline.filters import QueryError, read_page_size
from timeline.models import Actor, Article, Citation, EventType, Outlet, Place
from timeline.models.text import validate_line

from .fresh import kept
from .parameters import only, refuse_unknown, wanted_fields
from .privacy import PrivateForStaff
from .schema import FIELDS_PARAMETER, PROBLEM
from .serializers import ActorSerializer, ArticleSerializer, EventTypeSerializer, OutletSerializer, PlaceSerializer

MOST_CURSOR = 300  # characters
Q_PARAMETER = OpenApiParameter(
    "q", OpenApiTypes.STR, description="A part of the name; of actors also of another name, of articles of the title."
)


class Pages(CursorPagination):
    """Keyset pages; the mark is opaque."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def get_page_size(self, request: Request) -> int:
        return read_page_size(
            request.query_params.get("page_size", ""), default=self.page_size, most=self.max_page_size
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """In the words of JSON Schema, which knows no `nullable`."""
        address = {"type": ["string", "null"], "format": "uri"}
        members = {"next": address, "previous": address, "results": schema}
        return {"type": "object", "required": list(members), "properties": members}

    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        beside = {"next": response.data["next"], "prev": response.data["previous"]}
        if links := [f'<{url}>; rel="{rel}"' for rel, url in beside.items() if url]:
            response["Link"] = ", ".join(links)
        return response

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        self.ordering = view.ordering
        mark = request.query_params.get(self.cursor_query_param, "")
        try:
            if len(mark) > MOST_CURSOR or "\x00" in mark:
                raise NotFound
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, ValueError, ValidationError, OverflowError) as error:
            if isinstance(error, QueryError):
                raise
            raise QueryError({"cursor": [_("No page mark; take it from a “next” or “previous” link.")]}) from error


class NounList(PrivateForStaff, ListAPIView):
    pagination_class = Pages
    ordering: tuple[str, ...] = ("name", "pk")
    searched = "name"

    def get_queryset(self) -> QuerySet[Any]:
        rows = self.rows()
        text = self.request.query_params.get("q", "")
        if not text:
            return rows
        try:
            validate_line(text)
            if "\x00" in text or len(text) > 200:
                raise ValidationError(_("At most 200 characters, and no control characters."))
        except ValidationError as error:
            raise QueryError({"q": [str(message) for message in error.messages]}) from error
        return self.search(rows, text)

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.searched}__icontains": text})

    @kept
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        refuse_unknown(request, {"q", "cursor", "page_size", "fields"})
        fields = wanted_fields(request, self.get_serializer_class()().fields)
        response = super().list(request, *args, **kwargs)
        response.data["results"] = [only(found, fields) for found in response.data["results"]]
        return response


class NounDetail(PrivateForStaff, RetrieveAPIView):
    lookup_field = "slug"

    @kept
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response | HttpResponse:
        refuse_unknown(request, {"fields"})
        fields = wanted_fields(request, self.get_serializer_class()().fields)
        return Response(only(super().retrieve(request, *args, **kwargs).data, fields))


def _actors(request: Request) -> QuerySet[Actor]:
    return Actor.objects.visible_to(request.user).prefetch_related("aliases", "identifiers", "offices__organisation")


def readable_articles(request: Request) -> QuerySet[Article]:
    public = Citation.objects.filter(event__review_state="published").select_related("event").order_by("start", "pk")
    return (
        Article.objects.visible_to(request.user)
        .select_related("outlet")
        .prefetch_related(Prefetch("citations", queryset=public, to_attr="public_citations"))
    )


MERGED = {301: OpenApiResponse(description="Merged: the actor that stays is at Location.")}


def documented(name: str, serializer: type[BaseSerializer], more: dict[int, OpenApiResponse] | None = None) -> Any:
    """Schema of a list and of a detail view of one noun; `more` answers of the latter."""
    return (
        extend_schema_view(
            get=extend_schema(
                operation_id=f"{name}_list",
                parameters=[Q_PARAMETER, FIELDS_PARAMETER],
                responses={200: serializer(many=True), 400: PROBLEM},
            )
        ),
        extend_schema_view(
            get=extend_schema(
                operation_id=f"{name}_retrieve",
                parameters=[FIELDS_PARAMETER],
                responses={200: serializer, 400: PROBLEM, 404: PROBLEM} | (more or {}),
            )
        ),
    )


list_docs, detail_docs = documented("actors", ActorSerializer, MERGED)


@list_docs
class ActorList(NounList):
    serializer_class = ActorSerializer
    queryset = Actor.objects.none()

    def rows(self) -> QuerySet[Actor]:
        return _actors(self.request)

    def search(self, rows: QuerySet[Actor], text: str) -> QuerySet[Actor]:
        return rows.named(text)


@detail_docs
class ActorDetail(NounDetail):
    serializer_class = ActorSerializer
    queryset = Actor.objects.none()

    def get_queryset(self) -> QuerySet[Actor]:
        return _actors(self.request)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response | HttpResponse:
        merged = (
            Actor.objects.filter(slug=kwargs["slug"]).exclude(merged_into=None).select_related("merged_into").first()
        )
        if merged and Actor.objects.public().filter(pk=merged.merged_into_id).exists():
            return HttpResponsePermanentRedirect(reverse("api_actor", args=[merged.merged_into.slug]))
        return super().retrieve(request, *args, **kwargs)


list_docs, detail_docs = documented("places", PlaceSerializer)


@list_docs
class PlaceList(NounList):
    serializer_class = PlaceSerializer
    queryset = Place.objects.none()

    def rows(self) -> QuerySet[Place]:
        return Place.objects.visible_to(self.request.user).select_related("parent")


@detail_docs
class PlaceDetail(NounDetail):
    serializer_class = PlaceSerializer
    queryset = Place.objects.none()

    def get_queryset(self) -> QuerySet[Place]:
        return Place.objects.visible_to(self.request.user).select_related("parent")


list_docs, detail_docs = documented("outlets", OutletSerializer)


@list_docs
class OutletList(NounList):
    serializer_class = OutletSerializer
    queryset = Outlet.objects.none()

    def rows(self) -> QuerySet[Outlet]:
        return Outlet.objects.visible_to(self.request.user)


@detail_docs
class OutletDetail(NounDetail):
    serializer_class = OutletSerializer
    queryset = Outlet.objects.none()

    def get_queryset(self) -> QuerySet[Outlet]:
        return Outlet.objects.visible_to(self.request.user)


list_docs, detail_docs = documented("articles", ArticleSerializer)


@list_docs
class ArticleList(NounList):
    serializer_class = ArticleSerializer
    queryset = Article.objects.none()
    ordering = ("-pk",)
    searched = "title"

    def rows(self) -> QuerySet[Article]:
        return readable_articles(self.request)


@detail_docs
class ArticleDetail(NounDetail):
    serializer_class = ArticleSerializer
    queryset = Article.objects.none()
    lookup_field = "public_id"

    def get_object(self) -> Article:
        return get_object_or_404(readable_articles(self.request), public_id=self.kwargs["public_id"])


list_docs, detail_docs = documented("types", EventTypeSerializer)


@list_docs
class EventTypeList(NounList):
    serializer_class = EventTypeSerializer
    queryset = EventType.objects.none()
    ordering = ("rank", "pk")
    searched = "label"

    def rows(self) -> QuerySet[EventType]:
        return EventType.objects.all()


@detail_docs
class EventTypeDetail(NounDetail):
    serializer_class = EventTypeSerializer
    queryset = EventType.objects.all()
