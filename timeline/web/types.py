"""Event types: the coding scheme, and the page of one type with its events."""

from __future__ import annotations

from django.core.cache import cache
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from timeline.filters import PAGING, VIEW
from timeline.models import Event, EventType, Family, Role
from timeline.strip import data_version

from .rendering import page, show
from .telling import KEPT_SECONDS, selection_of, told


@page()
def index(request: HttpRequest) -> HttpResponse:
    counts = cache.get_or_set(f"types:{data_version()}", _counts, KEPT_SECONDS)
    families: dict[str, list[tuple[EventType, int]]] = {family.value: [] for family in Family}
    for found in EventType.objects.all():
        families.setdefault(found.family, []).append((found, counts.get(found.pk, 0)))
    labels = dict(Family.choices)
    return show(
        request,
        "web/types.html",
        title=_("Types of events"),
        description=_("The kinds of diplomatic events that are told apart here, with their CAMEO and PLOVER codes."),
        families=[(slug, labels.get(slug, slug), types) for slug, types in families.items() if types],
    )


def _counts() -> dict[int, int]:
    """Public events of each type."""
    return dict(Event.objects.public().order_by().values_list("type").annotate(count=Count("pk")))


@page(*PAGING, *VIEW)
def event_type(request: HttpRequest, slug: str) -> HttpResponse:
    found = EventType.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    roles = dict(Role.choices)
    return show(
        request,
        "web/type.html",
        title=found.label,
        description=Truncator(found.description or found.label).chars(200),
        indexed=not request.GET,
        type=found,
        roles=[roles.get(role, role) for role in found.roles],
        **told(request, selection_of(request, type=found.slug)),
    )
