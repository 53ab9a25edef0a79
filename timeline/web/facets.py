"""How many events of a selection each value has, and the way to each: as data, as a part of a page, as a page."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from timeline.filters import VIEW, Facet, FacetValue, QueryError, Selection, select
from timeline.filters.fields import several
from timeline.strip import holdings, holdings_version

from .rendering import keep_private, readable, show
from .tiles import revalidated


@dataclass(frozen=True)
class Option:
    """`address` leads to the selection with this value added, or without it where it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Group:
    """`more` values with events are not listed."""

    name: str
    label: str
    options: list[Option]
    more: int


@gzip_page
@require_safe
def facets(request: HttpRequest) -> HttpResponse:
    """{"counts", "facets"} as in the API, or {"errors": {parameter: [what is accepted]}} with status 400."""
    try:
        selection = select(request.GET, user=request.user)
    except QueryError as error:
        return JsonResponse({"errors": error.fields}, status=400)
    version = holdings_version(selection)
    if request.user.is_staff:
        return _private(JsonResponse(asdict(holdings(selection, version))))
    return revalidated(request, f'"{version}-facets"', lambda: JsonResponse(asdict(holdings(selection, version))))


@readable
def fragment(request: HttpRequest) -> HttpResponse:
    """The lists alone, to be put into a page."""
    selection = select(request.GET, user=request.user)
    version = holdings_version(selection)
    query = facets_query(selection, request.GET)  # its links take along how the selection is looked at
    response = render(request, "web/_facets.html", {"facets": _groups(selection, version, query)})
    if request.user.is_staff:
        return _private(response)
    # By its content: the same numbers look different after a new release.
    return revalidated(request, f'"{hashlib.sha256(response.content).hexdigest()[:32]}"', lambda: response)


@readable
def facets_page(request: HttpRequest) -> HttpResponse:
    selection = select(request.GET, user=request.user)
    version = holdings_version(selection)
    query = facets_query(selection, request.GET)
    return show(
        request,
        "web/facets.html",
        title=_("Counts by type, actor, country, outlet"),
        description=_("How many events of a selection each value has, and how many choosing it would leave."),
        address=_with_query(reverse("facets_page"), selection.query),
        indexed=not request.GET,
        counts=holdings(selection, version).counts,
        has_window=bool(selection.window.start or selection.window.end),
        facets=_groups(selection, version, query),
        timeline_address=_with_query(reverse("timeline"), query),
    )


def facets_query(selection: Selection, params: QueryDict) -> str:
    """The canonical query with the parameters that say how to look at it."""
    kept = QueryDict(selection.query, mutable=True)
    for name in VIEW:
        if value := params.get(name):
            kept[name] = value
    return kept.urlencode()


def _private(response: HttpResponse) -> HttpResponse:
    keep_private(response)
    return response


def _groups(selection: Selection, version: str, query: str) -> list[Group]:
    return [_group(facet, query) for facet in holdings(selection, version).facets]


def _group(facet: Facet, query: str) -> Group:
    options = [Option(**asdict(value), address=_toggled(facet.name, value, query)) for value in facet.values]
    return Group(facet.name, facet.label, options, facet.more)


def _toggled(name: str, value: FacetValue, query: str) -> str:
    params = QueryDict(query, mutable=True)
    words = {*several(params.getlist(name))} ^ {value.value}
    params.setlist(name, sorted(words))
    ordered = QueryDict(mutable=True)
    for key in sorted(params):
        ordered.setlist(key, params.getlist(key))
    return _with_query(reverse("timeline"), ordered.urlencode())


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
