"""Places: the index of those where published events lie, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from timeline.filters import PAGING, VIEW
from timeline.models import Place

from .keysets import keyset_page
from .rendering import page, show
from .telling import selection_of, told

MOST_INSIDE = 200


@page("q", *PAGING)
def index(request: HttpRequest) -> HttpResponse:
    places = Place.objects.public().select_related("country", "parent")
    if text := request.GET.get("q", "").strip()[:200]:
        places = places.filter(name__icontains=text)
    return show(
        request,
        "web/places.html",
        title=_("Places"),
        description=_("The buildings, cities, regions and countries where the events took place."),
        indexed=not request.GET,
        places=keyset_page(places, request.GET, by="name", key="slug"),
        text=text,
    )


@page(*PAGING, *VIEW)
def place(request: HttpRequest, slug: str) -> HttpResponse:
    visible = Place.objects.visible_to(request.user)
    found = visible.select_related("country").filter(slug=slug).first()
    if found is None:
        raise Http404
    public = Place.objects.public()
    return show(
        request,
        "web/place.html",
        title=found.full_name,
        description=_("What happened in %(place)s and in the places inside it.") % {"place": found.full_name},
        indexed=not request.GET,
        place=found,
        above=_above(found),
        inside=public.filter(parent=found).order_by("name", "pk")[:MOST_INSIDE],
        is_public=not request.user.is_staff or public.filter(pk=found.pk).exists(),
        **told(request, selection_of(request, place=found.slug)),
    )


def _above(place: Place) -> list[Place]:
    """From the largest to the one that holds `place`; what holds a public place is public."""
    keys = [int(key) for key in place.path.split("/") if key][:-1]
    found = Place.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]
