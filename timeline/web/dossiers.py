"""Dossiers: named stories, each an introduction and a selection."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from timeline.filters import PAGING, VIEW, QueryError, Selection, select
from timeline.models import Dossier

from .keysets import keyset_page
from .rendering import page, show
from .telling import told


@page(*PAGING)
def index(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "web/dossiers.html",
        title=_("Dossiers"),
        description=_("Stories told by a selection of events."),
        indexed=not request.GET,
        dossiers=keyset_page(Dossier.objects.public(), request.GET, by="title", key="slug"),
    )


@page(*PAGING, *VIEW)
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    found = Dossier.objects.visible_to(request.user).filter(slug=slug).first()
    if found is None:
        raise Http404
    selection = stored_selection(found)
    backward = found.order == Dossier.Order.BACKWARD
    return show(
        request,
        "web/dossier.html",
        title=found.title,
        description=Truncator(found.introduction or found.title).chars(200),
        indexed=found.published and not request.GET,
        dossier=found,
        is_public=found.published,
        **(told(request, selection, backward=backward) if selection else {}),
    )


def stored_selection(dossier: Dossier) -> Selection | None:
    """What the public sees of it, whoever looks; None where the stored query no longer means anything."""
    try:
        return select(QueryDict(dossier.query.lstrip("?")), user=AnonymousUser(), extra=(*PAGING, *VIEW))
    except QueryError:
        return None
