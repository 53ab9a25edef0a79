"""Outlets: the index of those whose reports are cited, and the page of one with its articles."""

from __future__ import annotations

from datetime import date

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from timeline.filters import PAGING
from timeline.models import Article, Outlet

from .keysets import keyset_page
from .rendering import page, show


@page("q", *PAGING)
def index(request: HttpRequest) -> HttpResponse:
    outlets = Outlet.objects.public().select_related("country")
    if text := request.GET.get("q", "").strip()[:200]:
        outlets = outlets.filter(name__icontains=text)
    return show(
        request,
        "web/outlets.html",
        title=_("Outlets"),
        description=_("Who reported the events, and how reliable each source is held to be."),
        indexed=not request.GET,
        outlets=keyset_page(outlets, request.GET, by="name", key="slug"),
        text=text,
    )


@page(*PAGING)
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    visible = Outlet.objects.visible_to(request.user)
    found = visible.select_related("country", "parent", "wire").filter(slug=slug).first()
    if found is None:
        raise Http404
    public = Outlet.objects.public()
    # An article whose day is not known stands behind all others.
    articles = Article.objects.public().filter(outlet=found).annotate(day=Coalesce("published_on", Value(date.min)))
    return show(
        request,
        "web/outlet.html",
        title=found.name,
        description=_("%(outlet)s: reliability as a source, and its reports that are cited here.")
        % {"outlet": found.name},
        indexed=not request.GET,
        outlet=found,
        linkable=set(public.filter(pk__in=[found.parent_id, found.wire_id]).values_list("pk", flat=True)),
        carriers=public.filter(wire=found).order_by("name", "pk")[:100],
        articles=keyset_page(articles, request.GET, by="day", key="public_id", descending=True),
        is_public=not request.user.is_staff or public.filter(pk=found.pk).exists(),
    )
