"""Articles are taken in and changed: with their text, each once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from timeline import review
from timeline.api.access import NeedsWriteScope
from timeline.api.nouns import ArticleDetail, ArticleList, readable_articles
from timeline.api.problems import MEDIA_TYPE, problem
from timeline.api.schema import PROBLEM
from timeline.api.serializers import ArticleSerializer
from timeline.models import Article

from .meeting import undisturbed
from .once import once
from .reading import body_of
from .resolving import Resolver, plain, under
from .schema import ARTICLE_CHANGE_EXAMPLE, ARTICLE_EXAMPLE, IDEMPOTENCY_KEY, IF_MATCH, REFUSED, REFUSED_CHANGE
from .shapes import ArticleBody
from .versions import article_tag, tag_read

OWN = (
    *("url", "title", "author", "published_tz", "language", "archive_url", "published_on", "date_unknown"),
    "free_to_show",
)


class HasOtherText(APIException):
    """The article is here with another text, which nothing but a PATCH of it replaces."""

    status_code = status.HTTP_409_CONFLICT


class ArticleListDoor(ArticleList):
    permission_classes = (NeedsWriteScope,)

    @extend_schema(
        operation_id="articles_create",
        parameters=[IDEMPOTENCY_KEY],
        request=ArticleBody,
        responses={
            201: ArticleSerializer,
            200: OpenApiResponse(ArticleSerializer, description="It is here already, with this text; nothing changed."),
            **REFUSED,
        },
        examples=[ARTICLE_EXAMPLE],
        description="An article with its text. One that is here is not stored twice: 200 with the same text, else 409.",
    )
    def post(self, request: Request) -> Response:
        return once(request, lambda: self._create(request))

    def _create(self, request: Request) -> Response:
        values, resolver = body_of(request, ArticleBody), Resolver(request.user)
        if not request.user.has_perm("timeline.add_article"):
            raise review.NotAllowed(_("You may not add articles."), code="not_allowed")
        taken = resolver.take(values)
        if not taken.is_new and not resolver.has_text(taken.article, values["text"]):
            return self._conflict(request, taken.article)
        return told(request, taken.article, status=201 if taken.is_new else 200, with_location=True)

    @staticmethod
    def _conflict(request: Request, article: Article) -> Response:
        said = _("This article is here with another text. PATCH it with the text to store that as a new version.")
        url = _address(request, article)
        body = problem(409, said, code="other_text", id=article.public_id, url=url)
        return Response(body, status=409, content_type=MEDIA_TYPE, headers={"Location": url})


class ArticleDoor(ArticleDetail):
    permission_classes = (NeedsWriteScope,)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With the tag that a PATCH needs, for who may send one."""
        response = super().retrieve(request, *args, **kwargs)
        if request.user.is_staff:
            response["ETag"] = article_tag(self.get_object())
        return response

    @extend_schema(
        operation_id="articles_change",
        parameters=[IF_MATCH],
        request=ArticleBody,
        responses={200: ArticleSerializer, 404: PROBLEM, **REFUSED_CHANGE},
        examples=[ARTICLE_CHANGE_EXAMPLE],
        description="Another text becomes a new version, in which the quotes of the older ones are looked for.",
    )
    def patch(self, request: Request, public_id: str) -> Response:
        return undisturbed(lambda: self._patch(request, public_id))

    def _patch(self, request: Request, public_id: str) -> Response:
        tag, values = tag_read(request), body_of(request, ArticleBody, partial=True)
        with transaction.atomic():
            visible = Article.objects.visible_to(request.user)
            article = visible.select_for_update(of=("self",)).filter(public_id=public_id).first()
            if article is None:
                raise Http404
            if not request.user.has_perm("timeline.change_article"):
                raise review.NotAllowed(_("You may not change articles."), code="not_allowed")
            if (now := article_tag(article)) != tag.removeprefix("W/"):
                return _stale(now)
            self._change(request, article, values)
        return told(request, article)

    @staticmethod
    def _change(request: Request, article: Article, values: dict[str, Any]) -> None:
        if "rendition" in values and "text" not in values:
            raise ValidationError({"rendition": _("It says what a text is; send the text with it.")})
        for name, value in plain(values, OWN).items():
            setattr(article, name, values[name] if name == "published_on" else value)
        if "outlet" in values:
            article.outlet = under("outlet", lambda: Resolver(request.user).outlet(values["outlet"]))
        article.full_clean(exclude=["canonical_url"])
        article.save()
        if "text" in values:
            count = article.texts.count()
            stored = article.add_text(values["text"], rendition=values.get("rendition", "original"))
            if article.texts.count() > count:
                review.reanchor(stored, user=request.user)


def _stale(now: str) -> Response:
    said = _("Somebody else has changed this article since; read it again.")
    body = problem(412, said, code="stale", version=now.strip('"'))
    return Response(body, status=412, content_type=MEDIA_TYPE, headers={"ETag": now})


def told(request: Request, article: Article, *, status: int = 200, with_location: bool = False) -> Response:
    found = readable_articles(request).filter(pk=article.pk).first()
    body = dict(ArticleSerializer(found, context={"request": request}).data) if found else {"id": article.public_id}
    headers = {"ETag": article_tag(found or Article.objects.get(pk=article.pk))}
    if with_location:
        headers["Location"] = _address(request, article)
    return Response(body, status=status, headers=headers)


def _address(request: Request, article: Article) -> str:
    return request.build_absolute_uri(reverse("api_article", args=[article.public_id]))
