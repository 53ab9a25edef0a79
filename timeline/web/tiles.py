"""A selection as data for the strip: what it opens with, and tile by tile; a query that cannot be read is a 400."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from timeline.dates import DAY_BITS
from timeline.filters import QueryError, select
from timeline.models import Article
from timeline.strip import Tile, coverage, data_version

from .names import with_slugs
from .rendering import check_parameters, keep_private
from .sharing import with_query
from .telling import KEPT_SECONDS, Drawing


@gzip_page
@require_safe
def timeline_data(request: HttpRequest) -> HttpResponse:
    """The opening of strip/, or {"errors": {parameter: [what is accepted]}} with status 400."""
    return _drawing_answer(request, "opening", lambda drawing: drawing.opening)


@gzip_page
@require_safe
def timeline_tile(request: HttpRequest, level: int, index: int) -> HttpResponse:
    tile = Tile(level, index)
    if not tile.is_possible:
        raise Http404
    return _drawing_answer(request, str(tile), lambda drawing: drawing.tile(tile))


@gzip_page
@require_safe
def timeline_coverage(request: HttpRequest, level: int, index: int) -> HttpResponse:
    """[[bin, articles]] of the articles that published events cite, whatever is selected."""
    tile = Tile(level, index)
    if not tile.is_possible or level > DAY_BITS:
        raise Http404
    try:
        check_parameters(request.GET, ())
    except QueryError as error:
        return JsonResponse({"errors": error.fields}, status=400)
    tag = f'"{data_version()}"'

    def counted() -> dict[str, Any]:
        return {"tile": [level, index], "bins": coverage(Article.objects.public(), tile)}

    def made() -> HttpResponse:
        return JsonResponse(cache.get_or_set(f"coverage:{tile}:{tag}", counted, KEPT_SECONDS))

    return revalidated(request, tag, made)


def _drawing_answer(request: HttpRequest, name: str, content: Callable[[Drawing], dict[str, Any]]) -> HttpResponse:
    try:
        drawing = Drawing(select(request.GET, user=request.user), request.GET)
    except QueryError as error:
        if repaired := with_slugs(request.GET, error):
            return redirect(with_query(request.path, repaired.urlencode()))
        return JsonResponse({"errors": error.fields}, status=400)
    if request.user.is_staff:
        response = JsonResponse(content(drawing))
        keep_private(response)
        return response
    return revalidated(request, f'"{drawing.version}-{name}"', lambda: JsonResponse(content(drawing)))


def revalidated(request: HttpRequest, tag: str, made: Callable[[], HttpResponse]) -> HttpResponse:
    """Any proxy may keep it, and asks again whether it still holds."""
    response = get_conditional_response(request, etag=tag) or made()
    response["ETag"] = tag
    patch_cache_control(response, public=True, no_cache=True)
    return response
