"""The front page: filter, timeline and list of one selection."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from timeline.filters import VIEW, EventFilterSet, QueryError, select

from .chips import chips, ways_to_loosen
from .facets import facets_query
from .filter_form import filter_form
from .names import with_slugs
from .rendering import show
from .sharing import title_of, with_query
from .telling import EXTRA, told


@gzip_page
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    if (filled := _filled(request.GET)) != request.GET:  # a form sends its empty fields along
        return redirect(_address(filled))
    try:
        selection = select(request.GET, user=request.user, extra=EXTRA)
        context = told(request, selection)
    except QueryError as error:
        if repaired := with_slugs(request.GET, error):
            return redirect(_address(repaired))
        return _refused(request, error)
    found = chips(selection, request.GET)
    is_empty = not context["counts"]["total"]
    return show(
        request,
        "web/timeline.html",
        title=title_of(selection),
        description=_("Diplomatic events on a timeline, each drawn as precisely as it is known, each with its source."),
        address=_address(request.GET),
        indexed=not request.GET,
        form=filter_form(selection.filterset, request.GET, {}, keep=tuple(VIEW)),
        chips=found,
        looser=ways_to_loosen(found, user=request.user, extra=EXTRA) if is_empty else [],
        facets_query=facets_query(selection, request.GET),
        **context,
    )


def _refused(request: HttpRequest, error: QueryError) -> HttpResponse:
    """The form as it was filled in, with what is wrong at each field."""
    filterset = error.filterset or select(QueryDict(), user=request.user).filterset
    filterset.form.is_valid()
    labels = {name: str(item.field.label) for name, item in filterset.filters.items()}
    return show(
        request,
        "web/timeline.html",
        title=_("This selection cannot be read"),
        description=_("A part of the address is not understood; the page says which, and what is accepted."),
        address=reverse("timeline"),
        indexed=False,
        status=400,
        form=filter_form(filterset, request.GET, error.fields, keep=()),
        errors=[(name, labels.get(name, ""), messages) for name, messages in error.fields.items()],
    )


def _filled(params: QueryDict) -> QueryDict:
    """Without the empty values of parameters that exist; an unknown one stays, to be refused."""
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        is_known = name in EventFilterSet.base_filters or name in EXTRA
        if filled := [value for value in values if value or not is_known]:
            kept.setlist(name, filled)
    return kept


def _address(params: QueryDict) -> str:
    return with_query(reverse("timeline"), params.urlencode())
