"""The sitemap: an index and its parts, each at most 50,000 addresses (sitemaps.org), written while they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse

from timeline.models import Actor, Article, Dossier, Event, EventType, Outlet, Place

from .rendering import page

IN_PART = 50_000  # keys, not rows: a part is a range of keys, so that none needs an offset
CONTENT_TYPE = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
STATIC = ("timeline", "actors", "places", "types", "outlets", "dossiers", "about")

# The rows that have a page, the name of its address, and the column that stands in it.
KINDS: dict[str, tuple[Callable[[], QuerySet], str, str]] = {
    "events": (lambda: Event.objects.public(), "event", "public_id"),
    "actors": (lambda: Actor.objects.public(), "actor", "slug"),
    "places": (lambda: Place.objects.public(), "place", "slug"),
    "outlets": (lambda: Outlet.objects.public(), "outlet", "slug"),
    "articles": (lambda: Article.objects.public(), "article", "public_id"),
    "types": (lambda: EventType.objects.all(), "event_type", "slug"),
    "dossiers": (lambda: Dossier.objects.public(), "dossier", "slug"),
}


@page()
def index(request: HttpRequest) -> HttpResponse:
    parts = [("pages", 0)] + [(kind, number) for kind in KINDS for number in range(_part_count(kind))]
    addresses = (request.build_absolute_uri(reverse("sitemap_part", args=part)) for part in parts)
    entries = "".join(f"<sitemap><loc>{address}</loc></sitemap>\n" for address in addresses)
    return HttpResponse(
        f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{entries}</sitemapindex>\n', content_type=CONTENT_TYPE
    )


@page()
def part(request: HttpRequest, kind: str, part: int) -> StreamingHttpResponse:
    if kind == "pages" and part == 0:
        paths = (reverse(name) for name in STATIC)
    elif kind in KINDS and part < _part_count(kind):
        paths = _paths(kind, part)
    else:
        raise Http404
    return StreamingHttpResponse(_urlset(request, paths), content_type=CONTENT_TYPE)


def _part_count(kind: str) -> int:
    """At least 1; 1 query that reads the end of an index."""
    rows, _name, _column = KINDS[kind]
    last = rows().model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return last // IN_PART + 1


def _paths(kind: str, part: int) -> Iterator[str]:
    rows, name, column = KINDS[kind]
    keys = rows().filter(pk__gte=part * IN_PART, pk__lt=(part + 1) * IN_PART).order_by("pk")
    for key in keys.values_list(column, flat=True).iterator(chunk_size=2_000):
        yield reverse(name, args=[key])


def _urlset(request: HttpRequest, paths: Iterator[str]) -> Iterator[str]:
    yield f'{HEAD}<urlset xmlns="{NAMESPACE}">\n'
    for path in paths:
        yield f"<url><loc>{request.build_absolute_uri(path)}</loc></url>\n"
    yield "</urlset>\n"
