"""Reading mode: a selection as a story, one event after another, with the quotes behind each."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.filters import PAGING, VIEW, page_of, select

from .chapters import chapters
from .chips import chips, in_words
from .chronicle import turned
from .rendering import readable, show
from .sharing import unpaged, with_query

EVENTS = 20  # on a page: with their quotes, a quarter of an hour's reading


@readable
def story(request: HttpRequest) -> HttpResponse:
    """What the public sees, whoever looks: a story is shown to others. Undated events are its last chapter."""
    selection = select(request.GET, user=AnonymousUser(), extra=(*PAGING, *VIEW))
    page = page_of(selection.events.with_everything(), request.GET, default_size=EVENTS)
    said = in_words(chips(selection, request.GET))
    query = unpaged(request.GET)
    return show(
        request,
        "web/story.html",
        title=_("Story: %(conditions)s") % {"conditions": said} if said else _("The story of all events"),
        description=_("One event after another, each as precisely dated as it is known, with the words it comes from."),
        address=with_query(reverse("story"), query),
        indexed=False,
        to_all=True,
        counts=selection.counts,
        has_window=bool(selection.window.start or selection.window.end),
        chapters=chapters(page.events),
        timeline_address=with_query(reverse("timeline"), query),
        next_query=turned(request.GET, "after", page.after),
        previous_query=turned(request.GET, "before", page.before),
    )
