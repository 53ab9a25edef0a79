"""What a page needs to tell a selection: the timeline's data, the list, the tray and the ways to take it away."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.exports import FORMATS
from timeline.filters import PAGING, QueryError, Selection, select
from timeline.filters.events import PERMITTED_ONLY
from timeline.filters.fields import shown
from timeline.strip import data_version, payload

from .chronicle import chronicle

# Parameters that say how a selection is looked at, with the values they take.
VIEW: dict[str, tuple[str, ...]] = {"lanes": ("none", "type", "actor")}
EXTRA = (*PAGING, *VIEW)
KEPT_SECONDS = 3600


def told(request: HttpRequest, selection: Selection, *, backward: bool = False) -> dict[str, Any]:
    """Context for web/selection.html."""
    check_view(request.GET)
    drawing = drawn(selection, drawing_version(selection))
    return {
        "drawing": drawing,
        "counts": drawing["counts"],
        "has_window": bool(selection.window.start or selection.window.end),
        "chronicle": chronicle(selection, request.GET, undated=drawing["counts"]["undated"], backward=backward),
        "data_source": _with_query(reverse("timeline_data"), selection.query),
        "undated_address": _with_query(reverse("timeline"), _and(selection.query, "undated", "only")),
        "exports": [(label, _with_query(address, selection.query)) for label, address in _exports()],
    }


def _exports() -> list[tuple[str, str]]:
    """Every format that is registered, and the API's own pages."""
    formats = [(found.label, reverse("api_export", args=[found.name])) for found in FORMATS.values()]
    return [*formats, (_("JSON, page by page"), reverse("api_events"))]


def check_view(params: QueryDict) -> None:
    """Raises `QueryError`; a value given twice is refused as well."""
    for name, accepted in VIEW.items():
        values = params.getlist(name)
        if len(values) > 1:
            raise QueryError({name: [_("Given %(times)s times; give it once.") % {"times": len(values)}]})
        if values and values[0] not in accepted:
            said = _("%(given)s is not accepted; use one of: %(accepted)s.")
            raise QueryError({name: [said % {"given": shown(values[0]), "accepted": ", ".join(accepted)}]})


def selection_of(request: HttpRequest, **query: str) -> Selection:
    """The events that belong to a page about one thing: the same selection as the query string of that name."""
    params = QueryDict(mutable=True)
    params.update({name: value for name, value in query.items() if value})
    return select(params, user=request.user)


def drawn(selection: Selection, version: str) -> dict[str, Any]:
    """The strip's payload; one that took long to count is kept as long as it has this version.

    What staff see of drafts is never kept: work on a draft makes no new version.
    """
    if any(selection.filterset.value(name) for name in PERMITTED_ONLY):
        return payload(selection)
    key = f"strip:{version}"
    if kept := cache.get(key):
        return kept
    drawing = payload(selection)
    if drawing["kind"] == "summary":
        cache.set(key, drawing, KEPT_SECONDS)
    return drawing


def drawing_version(selection: Selection) -> str:
    """Changes with the selection, with the language and with the data; 1 query."""
    state = f"{data_version()}:{get_language()}:{selection.query}"
    return hashlib.sha256(state.encode()).hexdigest()[:32]


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _and(query: str, name: str, value: str) -> str:
    params = QueryDict(query, mutable=True)
    params[name] = value
    return params.urlencode()
