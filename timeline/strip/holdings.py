"""What a selection holds in numbers, kept as long as the data stays as it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import get_language

from timeline.filters import Counts, Facet, Selection, facets_of
from timeline.filters.events import PERMITTED_ONLY

from .version import data_version

KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Holdings:
    counts: Counts
    facets: tuple[Facet, ...]


def holdings_version(selection: Selection) -> str:
    """Changes with the selection, the language and the data; 1 query."""
    state = f"{data_version()}:{get_language()}:{selection.query}"
    return hashlib.sha256(state.encode()).hexdigest()[:32]


def holdings(selection: Selection, version: str) -> Holdings:
    """At most 14 queries, none while the same `version` is kept.

    What staff see of drafts is never kept: work on a draft makes no new version.
    """
    if any(selection.filterset.value(name) for name in PERMITTED_ONLY):
        return _counted(selection)
    key = f"holdings:{version}"
    found: Holdings | None = cache.get(key)
    if found is None:
        found = _counted(selection)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _counted(selection: Selection) -> Holdings:
    return Holdings(selection.counts, facets_of(selection))
