"""What a change of an article means for the events that cite it, said after saving; nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from timeline.models import Article, Citation, Event, EventQuerySet
from timeline.review import Carried, Report

MOST_LISTED = 20
QUOTE_SHOWN = 60  # characters

# Lists of a report, in the order of the sentence.
OUTCOMES = (
    (
        "anchored",
        ngettext_lazy("%(n)d quote stands where it stood", "%(n)d quotes stand where they stood", "n"),
    ),
    ("moved", ngettext_lazy("%(n)d moved", "%(n)d moved", "n")),
    ("ambiguous", ngettext_lazy("%(n)d is found several times", "%(n)d are found several times", "n")),
    ("lost", ngettext_lazy("%(n)d is lost", "%(n)d are lost", "n")),
    ("doubled", ngettext_lazy("%(n)d is cited there already", "%(n)d are cited there already", "n")),
)


def say_what_became_of_quotes(request: HttpRequest, report: Report) -> None:
    """With links to what needs a look; silent about quotes where the article is not cited. No queries."""
    _say_what_became_of_proposals(request, report.proposals)
    if not len(report):
        return
    numbers = {name: len(getattr(report, name)) for name, _words in OUTCOMES}
    said = [str(words % {"n": numbers[name]}) for name, words in OUTCOMES if numbers[name] or name == "anchored"]
    look_at = report.to_look_at
    listed = _listed([(c.event, _quoted(c)) for c in look_at[:MOST_LISTED]], len(look_at))
    level = messages.WARNING if look_at else messages.SUCCESS
    messages.add_message(request, level, format_html("{}.{}", ", ".join(said), listed))


def _say_what_became_of_proposals(request: HttpRequest, carried: Carried) -> None:
    if carried.moved:
        said = ngettext(
            "%(n)d proposal stands in the new text.", "%(n)d proposals stand in the new text.", carried.moved
        )
        messages.success(request, said % {"n": carried.moved})
    if carried.dropped:
        said = ngettext(
            "%(n)d open proposal was dropped, because its words are not in the new text.",
            "%(n)d open proposals were dropped, because their words are not in the new text.",
            carried.dropped,
        )
        messages.warning(request, said % {"n": carried.dropped})


def _quoted(citation: Citation) -> str:
    cut = "…" if len(citation.exact) > QUOTE_SHOWN else ""
    return f"{citation.get_anchor_state_display()}: “{citation.exact[:QUOTE_SHOWN]}{cut}”"


def say_what_was_dated(request: HttpRequest, article: Article, day: date | None) -> None:
    """`day`: of the article before it was changed. At most 2 queries."""
    found = events_dated_by(article, day)
    number = found.count()
    if not number:
        return
    said = ngettext(
        "%(n)d event has a date that was read against another day, or in another time zone, than this article has now"
        " (%(day)s). It was not changed; look whether it is still right.",
        "%(n)d events have dates that were read against another day, or in another time zone, than this article has"
        " now (%(day)s). They were not changed; look whether they are still right.",
        number,
    )
    now = date_format(article.published_on, "j F Y") if article.published_on else _("not known")
    events = [(event, f"“{event.date_text}” · {event.when}") for event in found.chronological()[:MOST_LISTED]]
    messages.warning(request, format_html("{}{}", said % {"n": number, "day": now}, _listed(events, number)))


def events_dated_by(article: Article, day: date | None) -> EventQuerySet:
    """Whose phrase was read against `day`, or, of an article that had none, against another than it has now."""
    citing = Event.objects.citing(article).select_related("type")
    return citing.dated_against(day) if day else citing.dated_against_another_day()


def _listed(events: Iterable[tuple[Event, str]], number: int) -> SafeString:
    rows = [(reverse("admin:timeline_event_change", args=[event.pk]), event.heading, said) for event, said in events]
    items = format_html_join(
        "", '<li><a href="{}"><bdi>{}</bdi></a> <span class="quiet"><bdi>{}</bdi></span></li>', rows
    )
    more = number - len(rows)
    if more > 0:
        said = ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}
        items = format_html("{}<li>{}</li>", items, said)
    return format_html('<ul class="message-rows">{}</ul>', items) if rows else SafeString()
