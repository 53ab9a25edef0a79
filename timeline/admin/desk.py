"""What an analyst finds on the first page: own drafts, what came back, what waits, articles in progress."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import cached_property

from timeline.models import Article, Citation, Event, EventQuerySet, ReviewState, Revision, Verb

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 8  # rows of each list; one more is read to see whether there are more


@dataclass(frozen=True)
class Pile:
    """The first rows, and whether there are more."""

    rows: list[Event] | list[Article]
    more: bool


@dataclass(frozen=True)
class Progress:
    """How many articles are coded or hold nothing relevant, how many are begun, and how many there are.

    `folder` is empty for all of them together.
    """

    folder: str
    done: int
    begun: int
    total: int


class Desk:
    """Each pile is read when the template asks for it; at most 12 queries in all."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.sees_events = user.has_perm("timeline.view_event")
        self.sees_articles = user.has_perm("timeline.view_article")
        self.adds_events = user.has_perm("timeline.add_event")
        self.adds_articles = user.has_perm("timeline.add_article")
        self.publishes = user.has_perm("timeline.publish_event")

    @cached_property
    def drafts(self) -> Pile:
        """Own drafts that were not sent back."""
        never_or_submitted = Q(last_step=None) | Q(last_step=Verb.SUBMIT)
        return _pile(_with_last_step(self._own_drafts()).filter(never_or_submitted))

    @cached_property
    def sent_back(self) -> Pile:
        """Own drafts that an editor returned; `why` is the editor's comment."""
        comment = _steps().values("comment")[:1]
        returned = _with_last_step(self._own_drafts()).filter(last_step=Verb.SEND_BACK)
        return _pile(returned.annotate(why=Subquery(comment)))

    @cached_property
    def waiting(self) -> Pile:
        """Submitted events: all of them for who can publish, otherwise one's own. Longest waiting first."""
        events = Event.objects.filter(review_state=ReviewState.IN_REVIEW)
        events = events if self.publishes else events.filter(coder=self.user)
        return _pile(events.order_by("updated_at", "pk"))

    @cached_property
    def waiting_articles(self) -> list[Article]:
        """For who can publish: whose submitted events wait, each with their number, as `waiting`; the longest first."""
        if not self.publishes:
            return []
        cited = Citation.objects.filter(event__review_state=ReviewState.IN_REVIEW).order_by().values("article")
        counted = cited.annotate(waiting=Count("event", distinct=True), since=Min("event__updated_at"))
        numbers = {row["article"]: row["waiting"] for row in counted.order_by("since", "article")[:MOST]}
        articles = Article.objects.in_bulk(numbers)
        for key, article in articles.items():
            article.waiting = numbers[key]
        return [articles[key] for key in numbers]

    @cached_property
    def articles(self) -> Pile:
        mine_first = Article.objects.filter(coding_state=Article.CodingState.IN_PROGRESS).select_related("outlet")
        return _pile_of(mine_first.filter(coder__in=[self.user]).order_by("-pk"))

    @cached_property
    def uncoded(self) -> Pile:
        """Articles that nobody has begun, newest first."""
        articles = Article.objects.filter(coding_state=Article.CodingState.NOT_STARTED).select_related("outlet")
        return _pile_of(articles.order_by("-pk"))

    @cached_property
    def progress(self) -> list[Progress]:
        """Of all articles, then of the first folders with something left to do; none without articles. 1 query."""
        counts: dict[str, Counter[str]] = {"": Counter()}
        rows = Article.objects.order_by("folder").values_list("folder", "coding_state").annotate(Count("pk"))
        for folder, state, number in rows:
            counts[""][state] += number
            if folder:
                counts.setdefault(folder, Counter())[state] += number
        everything, *folders = (_progress(folder, states) for folder, states in counts.items())
        return [everything, *[one for one in folders if one.done < one.total][:MOST]] if everything.total else []

    def _own_drafts(self) -> EventQuerySet:
        return Event.objects.filter(review_state=ReviewState.DRAFT, coder=self.user).order_by("-updated_at", "-pk")


def _progress(folder: str, states: Counter[str]) -> Progress:
    done = states[Article.CodingState.CODED] + states[Article.CodingState.NOTHING_RELEVANT]
    return Progress(folder, done, states[Article.CodingState.IN_PROGRESS], states.total())


def _steps() -> QuerySet[Revision]:
    steps = Revision.objects.filter(event=OuterRef("pk"), verb__in=[Verb.SUBMIT, Verb.SEND_BACK])
    return steps.order_by("-version")


def _with_last_step(events: EventQuerySet) -> EventQuerySet:
    return events.annotate(last_step=Subquery(_steps().values("verb")[:1]))


def _pile(events: EventQuerySet) -> Pile:
    return _pile_of(events.select_related("type", "coder"))


def _pile_of(rows: QuerySet[Any]) -> Pile:
    found = list(rows[: MOST + 1])
    return Pile(found[:MOST], len(found) > MOST)
