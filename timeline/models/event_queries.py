"""The questions asked of events: who may see them, when they were, what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from timeline.dates import UNDATED_POSITION, Certainty

from .actors import Actor
from .articles import Article
from .citations import Citation
from .instants import microseconds
from .places import Place
from .search import Mentions, by_weight, matching_keys
from .words import phrases

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from .events import Event

Cursor = tuple[int, int]  # position in the chronology, primary key

UNDATED = Q(position=UNDATED_POSITION)
MOST_RANKED = 1_000  # events of a search that are ranked
# How far the database's clock may be before ours: SQLite's counts milliseconds, and changes are noted at their end.
CLOCKS_APART = timedelta(milliseconds=2)


def inside_window(start: date | None, end: date | None, certainty: Certainty) -> Q:
    """The condition on a dated event to touch, or for certain to lie in, the days from `start` to `end`.

    Dated is written so that it bounds no index: of two upper bounds SQLite takes the first, and misses that of a tile.
    """
    inside = ~UNDATED
    if certainty == Certainty.CERTAIN:
        inside &= Q(earliest__gte=start) if start else Q()
        return inside & (Q(latest__lte=end) if end else Q())
    inside &= Q(latest__gte=start) | Q(latest=None) if start else Q()
    return inside & (Q(earliest__lte=end) | Q(earliest=None) if end else Q())


class EventQuerySet(models.QuerySet["Event"]):
    # -- who may see what: the only two statements of it ---------------------------------------------------

    def public(self) -> EventQuerySet:
        return self.filter(review_state="published")

    def visible_to(self, user: User | AnonymousUser) -> EventQuerySet:
        """Staff who may view events see every state; everybody else sees what is published."""
        if user.is_authenticated and user.is_staff and user.has_perm("timeline.view_event"):
            return self.all()
        return self.public()

    # -- when -----------------------------------------------------------------------------------------------

    def dated(self) -> EventQuerySet:
        return self.filter(position__lt=UNDATED_POSITION)

    def undated(self) -> EventQuerySet:
        return self.filter(UNDATED)

    def overlapping(
        self,
        start: date | None,
        end: date | None,
        certainty: Certainty = Certainty.POSSIBLE,
        *,
        or_undated: bool = False,
    ) -> EventQuerySet:
        """Dated events that may touch a day from `start` to `end`, both included and either open;
        with `Certainty.CERTAIN` only those that cannot lie outside. `or_undated` lets undated events pass as well."""
        inside = inside_window(start, end, certainty)
        return self.filter(inside | UNDATED if or_undated else inside)

    def tally(self, start: date | None, end: date | None) -> tuple[int, int, int]:
        """How many lie in the window for certain, how many are dated, how many undated; 1 query."""
        certain = inside_window(start, end, Certainty.CERTAIN)
        found = self.order_by().aggregate(
            certain=Count("pk", filter=certain), dated=Count("pk", filter=~UNDATED), undated=Count("pk", filter=UNDATED)
        )
        return found["certain"], found["dated"], found["undated"]

    # -- by which day a phrase was read ----------------------------------------------------------------------

    def dated_against(self, day: date) -> EventQuerySet:
        """Events whose phrase (“on Saturday”) was resolved against `day`."""
        return self.exclude(review_state="merged").exclude(date_text="").filter(date_anchor=day)

    def dated_against_another_day(self) -> EventQuerySet:
        """Events whose phrase was resolved against a day on which none of the articles that they cite was published.

        So it is where an article's date was corrected afterwards; also where an analyst chose another day on purpose.
        """
        cited = self._citations().filter(event=OuterRef("pk"))
        same_day = cited.filter(article__published_on=OuterRef("date_anchor"))
        phrased = self.exclude(review_state="merged").exclude(date_text="").filter(date_anchor__isnull=False)
        return phrased.filter(Exists(cited), ~Exists(same_day))

    # -- on whose word ----------------------------------------------------------------------------------------

    def claimed_by_parties(self, *, only: bool) -> EventQuerySet:
        """Events for which every supporting report is credited to a party or to the state that a party acts for; with
        `only` false the others, those without a report among them."""
        parties = self.model._meta.get_field("participations").related_model._default_manager
        speaking = parties.filter(event=OuterRef("event"))
        speaking = speaking.filter(Q(actor=OuterRef("speaker")) | Q(acts_for=OuterRef("speaker")))
        supporting = Citation.objects.filter(event=OuterRef("pk"), stance="supports")
        claimed = Exists(supporting) & ~Exists(supporting.filter(~Exists(speaking)))
        return self.filter(claimed if only else ~claimed)

    # -- since when ------------------------------------------------------------------------------------------

    def changed_since(self, instant: datetime, *, drafts: bool = False) -> EventQuerySet:
        """Events of which something else is told since `instant`; `drafts` lets those pass that changed, too."""
        changes = self.model._meta.get_field("change").related_model._default_manager
        told = Q(pk__in=changes.filter(at__gte=microseconds(instant)).values("event"))
        return self.filter(told | Q(published_at=None, updated_at__gte=instant - CLOCKS_APART) if drafts else told)

    # -- order ----------------------------------------------------------------------------------------------

    def chronological(self) -> EventQuerySet:
        """By earliest, latest, time of day, id; undated events last."""
        return self.order_by("position", "pk")

    def after(self, cursor: Cursor) -> EventQuerySet:
        """What follows `cursor` in the chronology; keyset, so every page costs the same."""
        position, pk = cursor
        return self.filter(Q(position__gte=position), Q(position__gt=position) | Q(pk__gt=pk))

    def before(self, cursor: Cursor) -> EventQuerySet:
        position, pk = cursor
        return self.filter(Q(position__lte=position), Q(position__lt=position) | Q(pk__lt=pk))

    # -- what they hold -------------------------------------------------------------------------------------

    def with_parties(self) -> EventQuerySet:
        """For a row in a list: type, parties and places; 3 queries whatever the number of rows."""
        return self.select_related("type").prefetch_related(
            "participations__actor",
            "participations__acts_for",
            "participations__office",
            "event_places__place__country",
        )

    def with_everything(self) -> EventQuerySet:
        """For a page or an export: all that an event holds, in at most 14 queries whatever the number of rows."""
        citations = Citation.objects.select_related("article__outlet", "speaker", "text").defer("text__text")
        return self.with_parties().prefetch_related(
            "participations__office__organisation",
            "quantities",
            Prefetch("citations", queryset=citations),
            Prefetch("links", queryset=self.public_links("other")),
            Prefetch("linked_from", queryset=self.public_links("event")),
        )

    def public_links(self, end: str) -> models.QuerySet[models.Model]:
        """Links whose far end is public; a link must not betray a draft."""
        link = self.model._meta.get_field("links").related_model
        public = self.model._default_manager.filter(pk=OuterRef(end)).public()
        return link._default_manager.filter(Exists(public)).select_related(end)

    # -- selections: sub-selects rather than joins, so that no event comes twice and their own index leads ------

    def involving(
        self, actors: Iterable[Actor], *, roles: Iterable[str] = (), with_state: bool = True
    ) -> EventQuerySet:
        """Events in which one of `actors` took part, or somebody who acted for one; in one of `roles` if given."""
        who = Q(actor__in=actors)
        if with_state:
            who |= Q(acts_for__in=actors)
        parts = self._participations().filter(who)
        return self.filter(pk__in=(parts.filter(role__in=roles) if roles else parts).values("event"))

    def in_role(self, roles: Iterable[str]) -> EventQuerySet:
        return self.filter(Exists(self._participations().filter(event=OuterRef("pk"), role__in=roles)))

    def at(self, places: Iterable[Place]) -> EventQuerySet:
        """At one of `places` or anywhere inside it."""
        here = Place.objects.within(places)
        return self.filter(pk__in=self._event_places().filter(place__in=here).values("event"))

    def in_box(self, west: float, south: float, east: float, north: float) -> EventQuerySet:
        """At a point in the box, borders included; one whose west lies east of its east crosses the 180th meridian."""
        across = Q(longitude__gte=west) | Q(longitude__lte=east)
        inside = Q(longitude__gte=west, longitude__lte=east) if west <= east else across
        here = Place.objects.filter(inside, latitude__gte=south, latitude__lte=north).order_by()
        return self.filter(pk__in=self._event_places().filter(place__in=here).values("event"))

    def in_country(self, codes: Iterable[str]) -> EventQuerySet:
        return self.filter(pk__in=self._event_places().filter(place__country__in=codes).values("event"))

    def mentioning(self, text: str) -> EventQuerySet:
        """Events whose title, summary, quotes, or names of parties and places hold all that `phrases(text)` asks.

        1 query at once: where few events match, their keys lead all that is asked of the selection later.
        """
        wanted = phrases(text)
        if not wanted:
            return self.none()
        few = matching_keys(wanted)
        return self.filter(Mentions(F("pk"), wanted) if few is None else Q(pk__in=few))

    def best_first(self, text: str, *, most: int = MOST_RANKED) -> list[int]:
        """The keys of the newest `most` events that mention `text`: by where it stands, then the newest first.

        At most 4 queries, and no more work for a common word than `most` asks for. Undated events come last.
        """
        found = self.mentioning(text)
        newest = list(found.dated().order_by("-position", "-pk").values_list("pk", flat=True)[:most])
        if len(newest) < most:
            newest += found.undated().order_by("-pk").values_list("pk", flat=True)[: most - len(newest)]
        return by_weight(newest, phrases(text))

    def citing(self, article: Article) -> EventQuerySet:
        return self.filter(pk__in=self._citations().filter(article=article).values("event"))

    def like(self, event: Event) -> EventQuerySet:
        """Events that may be the same as `event`: same type, dates that touch, a shared party."""
        if not event.edtf or not event.type_id:
            return self.none()
        actors = self._participations().filter(event=event).values("actor")
        return self.exclude(pk=event.pk).alike(event.type_id, event.earliest, event.latest, actors)

    def alike(self, event_type: int, earliest: date | None, latest: date | None, actors: Any) -> EventQuerySet:
        """Events of that type that have one of these actors as a party and may lie on one of these days."""
        shared = self._participations().filter(event=OuterRef("pk"), actor__in=actors)
        found = self.exclude(review_state="merged").filter(Exists(shared), type=event_type)
        return found.overlapping(earliest, latest)

    def _participations(self) -> models.QuerySet[models.Model]:
        return self.model._meta.get_field("participations").related_model._default_manager.all()

    def _citations(self) -> models.QuerySet[Citation]:
        return Citation._default_manager.all()

    def _event_places(self) -> models.QuerySet[models.Model]:
        return self.model._meta.get_field("event_places").related_model._default_manager.all()
