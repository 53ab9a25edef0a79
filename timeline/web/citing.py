"""How to cite an event: one line of text, and BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.exports import PUBLICATION
from timeline.models import Event

ESCAPES = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    character: f"\\{character}" for character in "&%$#_"
}


@dataclass(frozen=True)
class Reference:
    """`particulars` follow the title, which stands apart because it may run in the other direction."""

    title: str
    particulars: str
    bibtex: str


def reference(event: Event, address: str) -> Reference:
    """`address` is the full permanent address. The version is named: a later correction makes a new one."""
    today = timezone.localdate()
    particulars = _("(%(when)s). %(publication)s, event %(id)s, version %(version)s. %(address)s (%(today)s).") % {
        "when": event.when,
        "publication": PUBLICATION,
        "id": event.public_id,
        "version": event.version,
        "address": address,
        "today": today.isoformat(),
    }
    return Reference(event.heading, particulars, _bibtex(event, address, today))


def _bibtex(event: Event, address: str, today: date) -> str:
    fields = {
        "title": f"{{{escaped(event.heading)}}}",
        "howpublished": escaped(f"{PUBLICATION}, event {event.public_id}"),
        "year": str((event.published_at or timezone.now()).year),
        "note": escaped(f"Date of the event: {event.when}. Version {event.version}."),
        "url": address,
        "urldate": today.isoformat(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{demarche-{event.public_id},\n{lines}\n}}"


def escaped(text: str) -> str:
    """Without any character that means something to TeX."""
    return "".join(ESCAPES.get(character, character) for character in text)
