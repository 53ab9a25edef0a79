"""Actors: the index of those whom published events name, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from timeline.filters import PAGING, VIEW, QueryError
from timeline.filters.fields import shown
from timeline.models import Actor, Citation, Event, Office

from .keysets import keyset_page
from .rendering import page, show
from .telling import selection_of, told

IDENTIFIER_ADDRESSES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "orcid": "https://orcid.org/{}",
    "isni": "https://isni.org/isni/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "ror": "https://ror.org/{}",
    "lei": "https://search.gleif.org/#/record/{}",
}
MOST_SAID = 20
MOST_HOLDERS = 100


@dataclass(frozen=True)
class Identifier:
    label: str
    value: str
    address: str


@page("q", "kind", *PAGING)
def index(request: HttpRequest) -> HttpResponse:
    offices = Prefetch("offices", queryset=Office.objects.order_by("-earliest", "pk"))
    actors = Actor.objects.public().select_related("country").prefetch_related(offices)
    if text := request.GET.get("q", "").strip()[:200]:
        actors = actors.named(text)
    if kind := request.GET.get("kind", ""):
        if kind not in Actor.Kind.values:
            raise QueryError({"kind": [_not_accepted(kind, Actor.Kind.values)]})
        actors = actors.filter(kind=kind)
    return show(
        request,
        "web/actors.html",
        title=_("Actors"),
        description=_("The persons, states and organisations that take part in the events."),
        indexed=not request.GET,
        actors=keyset_page(actors, request.GET, by="name", key="slug"),
        kinds=Actor.Kind.choices,
        kind=kind,
        text=text,
    )


@page("states", *PAGING, *VIEW)
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    visible = Actor.objects.visible_to(request.user).select_related("country", "merged_into")
    found = visible.prefetch_related("aliases", "identifiers").filter(slug=slug).first()
    if found is None or found.merged_into_id:
        return _moved(request, slug)
    is_state = found.kind == Actor.Kind.STATE
    states = request.GET.get("states", "")
    selection = selection_of(request, actor=found.slug, states=states)
    public = Actor.objects.public()
    return show(
        request,
        "web/actor.html",
        title=found.name,
        description=_description(found),
        indexed=not request.GET,
        actor=found,
        is_state=is_state,
        with_state=selection.filterset.value("states") is not False,
        identifiers=[_identifier(i.scheme, i.get_scheme_display(), i.value) for i in found.identifiers.all()],
        offices=found.offices.select_related("organisation").order_by("-earliest", "pk"),
        holders=found.office_holders.filter(person__in=public)
        .select_related("person")
        .order_by("-earliest", "pk")[:MOST_HOLDERS],
        linkable=set(public.filter(office_holders__person=found).values_list("pk", flat=True)),
        said=_said(found),
        is_public=not request.user.is_staff or public.filter(pk=found.pk).exists(),
        **told(request, selection),
    )


def _moved(request: HttpRequest, slug: str) -> HttpResponse:
    """To the actor that this one was merged into, where the reader may see that one."""
    merged = Actor.objects.filter(slug=slug).exclude(merged_into=None).values("merged_into")
    if target := Actor.objects.visible_to(request.user).filter(pk__in=merged).first():
        return HttpResponsePermanentRedirect(target.get_absolute_url())
    raise Http404


def _said(actor: Actor) -> list[Citation]:
    """The passages in which a report credits it, of the latest public events first."""
    said = Citation.objects.filter(speaker=actor, event__in=Event.objects.public())
    rows = said.select_related("event__type", "article__outlet", "text").defer("text__text")
    return list(rows.order_by("-event__position", "pk")[:MOST_SAID])


def _identifier(scheme: str, label: str, value: str) -> Identifier:
    return Identifier(label, value, IDENTIFIER_ADDRESSES.get(scheme, "").format(value))


def _description(actor: Actor) -> str:
    text = actor.description or _("%(name)s (%(kind)s): events, offices and what was reported of them.") % {
        "name": actor.name,
        "kind": actor.get_kind_display(),
    }
    return Truncator(text).chars(200)


def _not_accepted(value: str, accepted: list[str]) -> str:
    return _("%(given)s is not accepted; use one of: %(accepted)s.") % {
        "given": shown(value),
        "accepted": ", ".join(accepted),
    }
