"""The timeline for a frame on somebody else's page: the one page of the site that others may frame."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from timeline.filters import QueryError, select

from .errors import bad_query
from .rendering import show
from .sharing import title_of, unpaged, with_query
from .telling import EXTRA, told


@xframe_options_exempt  # safe: nothing here can be changed by a click, and no session is looked at
@csp_replace({"frame-ancestors": ["*"]})
@gzip_page
@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """A query that cannot be read is shown in the frame as well, to whoever is writing the page around it."""
    try:
        return _framed(request)
    except QueryError as error:
        return bad_query(request, error, embedded=True)


def _framed(request: HttpRequest) -> HttpResponse:
    """What the public sees, whoever looks."""
    selection = select(request.GET, user=AnonymousUser(), extra=EXTRA)
    whole = with_query(reverse("timeline"), unpaged(request.GET))
    words = title_of(selection)
    return show(
        request,
        "web/embed.html",
        title=_("%(timeline)s (embedded)") % {"timeline": words},
        description=_("The timeline of a selection, for a frame on another page."),
        address=whole,
        indexed=False,
        to_all=True,
        embedded=True,
        words=words,
        whole=whole,
        **told(request, selection),
    )
