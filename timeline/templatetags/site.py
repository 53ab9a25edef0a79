"""The frame of every page: the sections in its head, and which of them the reader is in."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

SECTIONS = (
    ("timeline", _("Timeline")),
    ("actors", _("Actors")),
    ("places", _("Places")),
    ("types", _("Types")),
    ("outlets", _("Outlets")),
    ("dossiers", _("Dossiers")),
    ("about", _("About")),
)


@dataclass(frozen=True)
class Section:
    address: str
    label: str
    is_here: bool  # this very page
    is_inside: bool  # a page below it


@register.simple_tag(takes_context=True)
def sections(context: template.Context) -> list[Section]:
    """Works without a request as well: error pages have none."""
    request = context.get("request")
    path = request.path if request else ""
    addresses = [(reverse(name), label) for name, label in SECTIONS]
    home = reverse("timeline")
    return [
        Section(address, str(label), path == address, address != home and path.startswith(address))
        for address, label in addresses
    ]
