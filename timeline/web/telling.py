"""What a page needs to tell a selection: the timeline's data, the list, the tray and the ways to take it away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.exports import FORMATS
from timeline.filters import PAGING, VIEW, Selection, lane_keys, select
from timeline.filters.events import PERMITTED_ONLY
from timeline.strip import LaneCounts, Tile, answer, by_day, data_version, opening

from .chronicle import chronicle
from .sharing import ways_to_share, with_query

EXTRA = (*PAGING, *VIEW)
KEPT_SECONDS = 3600
FEW_EVENTS = 100  # as quickly read anew as kept


def told(request: HttpRequest, selection: Selection, *, backward: bool = False) -> dict[str, Any]:
    """Context for web/selection.html."""
    drawing = Drawing(selection, request.GET).opening
    return {
        "drawing": drawing,
        "counts": drawing["counts"],
        "has_window": bool(selection.window.start or selection.window.end),
        "chronicle": chronicle(selection, request.GET, undated=drawing["counts"]["undated"], backward=backward),
        "data_source": with_query(reverse("timeline_data"), selection.query),
        "undated_address": with_query(reverse("timeline"), _and(selection.query, "undated", "only")),
        "exports": [(label, with_query(address, selection.query)) for label, address in _exports()],
        "feed": with_query(reverse("api_export", args=["atom"]), selection.query),
        "ways": ways_to_share(request, selection),
    }


def _exports() -> list[tuple[str, str]]:
    """Every format that is registered, and the API's own pages."""
    formats = [(found.label, reverse("api_export", args=[found.name])) for found in FORMATS.values()]
    return [*formats, (_("JSON, page by page"), reverse("api_events"))]


def selection_of(request: HttpRequest, **query: str) -> Selection:
    """The events that belong to a page about one thing: the same selection as the query string of that name."""
    params = QueryDict(mutable=True)
    params.update({name: value for name, value in query.items() if value})
    return select(params, user=request.user)


class Drawing:
    """What the strip is given for a selection; what took long to count is kept as long as nothing changes.

    What staff see of drafts is never kept: work on a draft makes no new version.
    """

    def __init__(self, selection: Selection, params: QueryDict) -> None:
        self._selection = selection
        self._lanes = {"mode": params.get("lanes") or "none", "chosen": lane_keys(params.get("lane", ""))}
        self._keeps = not any(selection.filterset.value(name) for name in PERMITTED_ONLY)

    @cached_property
    def version(self) -> str:
        """Changes with the selection, the lanes, the language and the data; 1 query."""
        state = f"{data_version()}:{get_language()}:{self._selection.query}:{self._lanes}"
        return hashlib.sha256(state.encode()).hexdigest()[:32]

    @property
    def opening(self) -> dict[str, Any]:
        return self._kept("opening", lambda: opening(self._selection, **self._lanes, counted=self._counted))

    def tile(self, tile: Tile) -> dict[str, Any]:
        return self._kept(f"tile:{tile}", lambda: answer(self._selection, tile, **self._lanes, counted=self._counted))

    @property
    def _counted(self) -> Callable[[], LaneCounts] | None:
        """The counts of the whole selection, made when a tile first needs them; None where they cannot be kept."""
        key = f"strip:days:{self.version}"
        made = partial(by_day, self._selection, **self._lanes)
        return (lambda: cache.get_or_set(key, made, KEPT_SECONDS)) if self._keeps else None

    def _kept(self, name: str, made: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        if not self._keeps:
            return made()
        key = f"strip:{name}:{self.version}"
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            found = made()
            if any("lanes" in tile or tile["count"] > FEW_EVENTS for tile in found.get("tiles", [found])):
                cache.set(key, found, KEPT_SECONDS)
        return found


def _and(query: str, name: str, value: str) -> str:
    params = QueryDict(query, mutable=True)
    params[name] = value
    return params.urlencode()
