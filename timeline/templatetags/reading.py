"""How events are put before readers: marks, words for attributions and links, numbers and times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from timeline import dates
from timeline.models import Actor, Citation, Event, EventLink, EventPlace, Family, Participation, Place, VerbClass

register = template.Library()

# One shape for each family, on a 12 × 12 field: told apart without colour. static/js/timeline/shapes.js has the same.
SHAPES = {
    Family.TALKS: '<circle cx="6" cy="6" r="5"/>',
    Family.STATEMENTS: '<rect x="1.5" y="1.5" width="9" height="9"/>',
    Family.REQUESTS: '<path d="M6 .8 11.4 10.6H.6z"/>',
    Family.AGREEMENTS: '<path d="M6 .3 11.7 6 6 11.7.3 6z"/>',
    Family.AID: '<path d="M4.2 1h3.6v3.2H11v3.6H7.8V11H4.2V7.8H1V4.2h3.2z"/>',
    Family.PRESSURE: '<path d="M.6 1.4h10.8L6 11.2z"/>',
    Family.OTHER: '<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="2.5"/>',
}

ATTRIBUTIONS = {
    VerbClass.ANNOUNCED: _("{speaker} announced it."),
    VerbClass.CONFIRMED: _("{speaker} confirmed it."),
    VerbClass.CLAIMED: _("{speaker} claimed it."),
    VerbClass.REPORTED: _("{speaker} reported it."),
    VerbClass.DENIED: _("{speaker} denied it."),
    VerbClass.DECLINED: _("{speaker} declined to comment."),
}
WITHOUT_SPEAKER = {
    VerbClass.ANNOUNCED: _("Announced; by whom is not said."),
    VerbClass.CONFIRMED: _("Confirmed; by whom is not said."),
    VerbClass.CLAIMED: _("Claimed; by whom is not said."),
    VerbClass.REPORTED: _("Reported as fact; nobody is credited."),
    VerbClass.DENIED: _("Denied; by whom is not said."),
    VerbClass.DECLINED: _("No comment; by whom is not said."),
}

PLACE_WORDS = {
    EventPlace.Role.VENUE: "",
    EventPlace.Role.ORIGIN: _("from"),
    EventPlace.Role.VIA: _("via"),
    EventPlace.Role.DESTINATION: _("to"),
}

FROM_THE_OTHER_END = {
    EventLink.Kind.FOLLOWS: _("is followed by"),
    EventLink.Kind.RESPONDS_TO: _("is answered by"),
    EventLink.Kind.PART_OF: _("includes"),
    EventLink.Kind.CONTRADICTS: _("is contradicted by"),
}


@register.simple_tag
def family_mark(family: str) -> SafeString:
    """The shape of a family of types; the words stand beside it."""
    known = family if family in SHAPES else Family.OTHER.value
    return mark_safe(  # both parts are constants from above
        f'<svg class="family-mark family-{known}" viewBox="0 0 12 12" aria-hidden="true" focusable="false">'
        f"{SHAPES[Family(known)]}</svg>"
    )


@register.simple_tag
def family_of(event: Event) -> str:
    return event.type.family if event.type else Family.OTHER.value


@dataclass(frozen=True)
class Party:
    actor: Actor
    office: str
    roles: list[str]
    acts_for: Actor | None
    certainty: str  # in words, empty where certain
    notes: list[str]


@register.simple_tag
def parties_of(event: Event) -> list[Party]:
    """Each actor once, with all the roles it stood in; roles of equals are left out."""
    by_actor: dict[int, list[Participation]] = {}
    for part in event.participations.all():
        by_actor.setdefault(part.actor_id, []).append(part)
    return [_party(parts) for parts in by_actor.values()]


def _party(parts: list[Participation]) -> Party:
    first = parts[0]
    return Party(
        actor=first.actor,
        office=next((part.office.title for part in parts if part.office), ""),
        roles=[str(part.get_role_display()) for part in parts if part.role != "participant"],
        acts_for=first.acts_for if first.acts_for_id != first.actor_id else None,
        certainty="" if first.certainty == Participation.Certainty.CERTAIN else str(first.get_certainty_display()),
        notes=[part.note for part in parts if part.note],
    )


@dataclass(frozen=True)
class Where:
    word: str  # “from”, “via”, “to”; empty for the venue
    place: Place


@register.simple_tag
def places_of(event: Event) -> list[Where]:
    """In the order of a journey, after the venue."""
    order = list(PLACE_WORDS)
    there = sorted(event.event_places.all(), key=lambda found: order.index(found.role))
    return [Where(str(PLACE_WORDS[EventPlace.Role(found.role)]), found.place) for found in there]


@register.simple_tag
def attribution(citation: Citation) -> SafeString | str:
    """“The Kremlin announced it.”, the name linked where it is an actor's."""
    verb = VerbClass(citation.verb_class)
    if citation.speaker:
        address = citation.speaker.get_absolute_url()
        speaker = format_html('<a href="{}"><bdi>{}</bdi></a>', address, citation.speaker.name)
    elif citation.speaker_text:
        speaker = format_html("<bdi>{}</bdi>", _upper_first(citation.speaker_text))
    else:
        return str(WITHOUT_SPEAKER[verb])
    return format_html(str(ATTRIBUTIONS[verb]), speaker=speaker)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


@register.filter
def upper_first(text: object) -> str:
    """The first letter large; unlike capfirst, also of what is not a string yet."""
    return _upper_first(str(text))


@register.filter
def from_the_other_end(link: EventLink) -> str:
    """“A follows B” read from B: “is followed by”."""
    return str(FROM_THE_OTHER_END[EventLink.Kind(link.kind)])


@register.filter
def day_words(event: Event) -> str:
    """The date without the time of day."""
    if not event.edtf:
        return str(pgettext_lazy("event", "date not known"))
    return dates.describe(event.edtf.partition("T")[0], lasted=event.lasted)


@register.filter
def clock(event: Event) -> str:
    """“14:00–15:30 (Europe/Moscow)”; empty without a time."""
    words = event.when
    day = day_words(event)
    return words.removeprefix(f"{day}, ") if words != day else ""


@register.filter
def duration_words(text: str) -> str:
    """“3 hours”; a text that no rule reads is shown as it is."""
    try:
        return dates.describe_duration(text)
    except ValueError:
        return text


@register.filter
def edtf_words(text: str) -> str:
    """A stored EDTF text in words."""
    return dates.describe(text) if text else ""


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"


@register.filter
def coordinate(degrees: Decimal) -> str:
    """Without the zeros of the column, which would claim a precision that nobody gave."""
    return f"{degrees.normalize():f}"


@register.filter
def words_of(label: object) -> str:
    """“usually reliable” of “B – usually reliable”."""
    return str(label).partition(" – ")[2] or str(label)


@register.simple_tag
def lang_of(language: str) -> SafeString:
    """lang and dir of foreign text, as attributes; dir="auto" alone where the language is not known."""
    return format_html(' lang="{}" dir="auto"', language) if language else mark_safe(' dir="auto"')


@register.filter
def numbers(values: Iterable[int]) -> list[tuple[int, bool]]:
    """Each with whether it is the last, for lists with commas."""
    found = list(values)
    return [(value, index == len(found) - 1) for index, value in enumerate(found)]
