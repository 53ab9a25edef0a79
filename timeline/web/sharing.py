"""Other ways to show a selection: as a story, and in a frame on somebody else's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from timeline.filters import PAGING, VIEW, Selection
from timeline.filters.events import PERMITTED_ONLY

from .chips import chips, in_words

HEIGHT_PX = 640  # of the frame: the strip and the first events of the list


@dataclass(frozen=True)
class Ways:
    """`story` is a path; `snippet` is HTML to be copied, with the full address of the embed in it."""

    story: str
    snippet: str


def ways_to_share(request: HttpRequest, selection: Selection) -> Ways | None:
    """None for what staff alone may select. No query."""
    if any(selection.filterset.value(name) for name in PERMITTED_ONLY):
        return None
    query = _with_look(selection.query, request.GET)
    frame = request.build_absolute_uri(with_query(reverse("embed"), query))
    return Ways(with_query(reverse("story"), query), _snippet(frame, title_of(selection)))


def title_of(selection: Selection, *, most: int = 4) -> str:
    """The conditions in words."""
    said = in_words(chips(selection, QueryDict(selection.query)), most)
    return _("Timeline: %(conditions)s") % {"conditions": said} if said else _("Timeline of diplomatic events")


def unpaged(params: QueryDict) -> str:
    """The query string of the whole selection, looked at in the same way."""
    kept = params.copy()
    for paging in PAGING:
        kept.pop(paging, None)
    return kept.urlencode()


def with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _with_look(query: str, params: QueryDict) -> str:
    kept = QueryDict(query, mutable=True)
    for name in VIEW:
        if value := params.get(name):
            kept[name] = value
    return kept.urlencode()


def _snippet(address: str, title: str) -> str:
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border: 0"></iframe>',
        address,
        title,
        HEIGHT_PX,
    )
