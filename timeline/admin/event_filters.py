"""The filters above the list of events."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from timeline.models import Actor, Citation, EventQuerySet, EventType, Origin, Outlet, ReviewState

from .list_filters import TextFilter, WindowFilter, choice_filter, question_filter

MOST_OUTLETS = 200  # of a similar name


def _types() -> list[tuple[str, str]]:
    return list(EventType.objects.values_list("slug", "label"))


def _coders() -> list[tuple[str, str]]:
    """Staff, at most 200; active or not, for their events stay."""
    users = get_user_model().objects.filter(is_staff=True).order_by("username")
    return [(user.username, user.get_full_name() or user.username) for user in users[:200]]


class ActorFilter(TextFilter):
    title = _("actor")
    parameters = ("actor",)

    def narrow(self, rows: EventQuerySet, values: dict[str, Any]) -> EventQuerySet:
        """Who is so named, or acted for who is."""
        return rows.involving(Actor.objects.named(values["actor"]).values("pk"))


class OutletFilter(TextFilter):
    title = _("outlet")
    parameters = ("outlet",)

    def narrow(self, rows: EventQuerySet, values: dict[str, Any]) -> EventQuerySet:
        """The citations are gathered once: asked of each event, a rare outlet would be looked for a million times."""
        outlets = list(
            Outlet.objects.filter(name__icontains=values["outlet"]).values_list("pk", flat=True)[:MOST_OUTLETS]
        )
        return rows.filter(pk__in=Citation.objects.filter(article__outlet__in=outlets).values("event"))


class DateFilter(WindowFilter):
    title = _("date")
    parameters = ("from", "to")

    def narrow(self, rows: EventQuerySet, values: dict[str, Any]) -> EventQuerySet:
        """Events that may have touched the window; an undated one lies in none."""
        return rows.overlapping(values["from"], values["to"])


EVENT_FILTERS = (
    choice_filter(_("state"), "state", ReviewState.choices, "review_state"),
    choice_filter(_("type"), "type", _types, "type__slug"),
    ActorFilter,
    OutletFilter,
    choice_filter(_("coder"), "coder", _coders, "coder__username"),
    DateFilter,
    choice_filter(_("origin"), "origin", Origin.choices),
    question_filter(
        _("dated against"), "dated", {"another-day": (_("not its article's day"), "dated_against_another_day")}
    ),
)
