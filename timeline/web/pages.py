"""Pages about the site itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.models import Credibility, Family, Realisation, Reliability

from .rendering import page, show

# Pages of a filtered list are without number; searching them finds nothing that the event pages do not hold.
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /api/
Disallow: /*?

Sitemap: {sitemap}
"""


@page()
def about(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "web/about.html",
        title=_("About"),
        description=_("What Demarche is, how dates and certainty are drawn, how to cite an event, and the API."),
        families=Family.choices,
        realisations=Realisation.choices,
        reliabilities=Reliability.choices,
        credibilities=Credibility.choices,
    )


@page()
def robots(request: HttpRequest) -> HttpResponse:
    text = ROBOTS.format(sitemap=request.build_absolute_uri(reverse("sitemap")))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
