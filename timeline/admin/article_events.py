"""The events that cite an article, at its desk: what other articles say of them, and the verbs for many at once."""

from __future__ import annotations

from functools import cached_property

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse

from timeline import desk, review
from timeline.models import Article, Citation, Event, ReviewState, Verb

from .guards import key_of
from .look_alikes import look_alike
from .verbs import BUTTONS, Button, say_to_all

MOST_EVENTS = 60
MOST_OFFERED = 60
SAID = {f"{verb}_selected": BUTTONS[verb] for verb in (Verb.SUBMIT, Verb.PUBLISH)}  # as the list of events names them


class CitedEvents:
    def __init__(self, article: Article, request: HttpRequest) -> None:
        self.article, self.user = article, request.user

    @cached_property
    def rows(self) -> list[Event]:
        """Each with its citations `elsewhere`, and whether it `waits` for this user's verb: then what is `missing`,
        and for who publishes, with the events of other articles that are `alike`, to be decided one by one.

        2 queries, and for each that waits 2, or 8 for who publishes.
        """
        cited = Citation.objects.filter(article=self.article).values("event")
        others = Citation.objects.exclude(article=self.article).select_related("article__outlet", "speaker")
        events = Event.objects.filter(pk__in=cited).exclude(review_state=ReviewState.MERGED).select_related("type")
        events = events.prefetch_related(Prefetch("citations", others, to_attr="elsewhere"))
        found = list(events.chronological()[:MOST_EVENTS])
        own = {event.pk for event in found}
        for event in found:
            event.waits = any(review.may(self.user, button.verb, event) for button in self.buttons)
            event.missing = event.missing_for_publication() if event.waits else []
            asked = event.waits and self.publishes
            found_alike = [one for one in desk.look_alikes(event) if one.pk not in own] if asked else []
            event.alike = [look_alike(event, one, self.user) for one in found_alike]
            event.is_ready = not event.missing and not event.alike
        return found

    @cached_property
    def buttons(self) -> list[Button]:
        """The verbs that this user may say to many."""
        return [button for button in SAID.values() if self.user.has_perm(f"timeline.{button.permission}")]

    @property
    def publishes(self) -> bool:
        return BUTTONS[Verb.PUBLISH] in self.buttons

    @property
    def waiting(self) -> int:
        return sum(event.waits for event in self.rows)

    @cached_property
    def offered(self) -> list[Event]:
        """Which events a passage may be cited for: those that this user may edit, of this article or changed last."""
        own = [event for event in self.rows if review.can_edit(self.user, event)]
        states = [state for state in ReviewState.values if review.can_edit(self.user, Event(review_state=state))]
        others = Event.objects.filter(review_state__in=states).exclude(pk__in=[event.pk for event in own])
        recent = others.select_related("type").order_by("-updated_at", "-pk")[: MOST_OFFERED - len(own)]
        return [*own, *recent]

    @cached_property
    def states(self) -> list[tuple[str, int]]:
        """“draft”, 12; in the order of the review."""
        counts = {label: 0 for _state, label in ReviewState.choices}
        for event in self.rows:
            counts[event.get_review_state_display()] += 1
        return [(str(label), count) for label, count in counts.items() if count]


def say_to_cited(admin: ModelAdmin, request: HttpRequest, article: Article) -> HttpResponse | None:
    """The page to confirm, then the verb for each chosen event of the article; None when that is done."""
    button = SAID[request.POST["action"]]
    if not request.user.has_perm(f"timeline.{button.permission}"):
        raise PermissionDenied
    chosen = [key_of(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)[:MOST_EVENTS]]
    return say_to_all(admin, request, Event.objects.citing(article).filter(pk__in=chosen), button)
