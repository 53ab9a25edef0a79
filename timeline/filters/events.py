"""The filters over events. To add one: a line in `EventFilterSet`, a method where a lookup will not do, a test row."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from timeline.dates import Certainty, Precision
from timeline.models import (
    Actor,
    Citation,
    Country,
    Event,
    EventQuerySet,
    EventType,
    Family,
    Medium,
    Outlet,
    Place,
    Realisation,
    Reliability,
    ReviewState,
    Role,
)
from timeline.models.text import validate_line

from .fields import (
    Box,
    BoxFilter,
    DayFilter,
    InstantFilter,
    NumberFilter,
    SlugsFilter,
    SwitchFilter,
    TextFilter,
    TextInList,
    WordFilter,
    WordsFilter,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

PERMITTED_ONLY = ("state", "coder")  # parameters that exist for staff alone
MEDIA = [("not_stated", Medium.NOT_STATED.label), *[choice for choice in Medium.choices if choice[0]]]
PRECISIONS = [(precision.value, precision.value.replace("_", " ")) for precision in Precision]


def _types() -> list[tuple[str, str]]:
    return list(EventType.objects.values_list("slug", "label"))


class EventFilterSet(django_filters.FilterSet):
    """`from` and `to` are added below the class: the first is a Python keyword."""

    q = TextFilter(
        method="by_text",
        max_length=200,
        validators=[validate_line],
        label=_("Text"),
        help_text=_(
            "Words in the title, the summary, a quote, or the name of a party or place; “…” for words in a row."
        ),
    )
    actor = SlugsFilter(
        method="by_actor",
        noun=_("actor"),
        label=_("Actor"),
        widget=TextInList,
        help_text=_("Slugs of actors, any of which takes part."),
    )
    actor_match = WordFilter(
        method="keep",
        choices=[("any", _("any of them")), ("all", _("all of them together"))],
        label=_("Actors"),
        help_text=_("Whether any or all of the actors take part; any if left out."),
    )
    states = SwitchFilter(
        method="keep",
        label=_("Include those who acted for a state"),
        help_text=_("With a state as actor: include what its ministers did; yes if left out."),
    )
    role = WordsFilter(
        method="by_role",
        choices=Role.choices,
        label=_("Role"),
        help_text=_("The role in which the actor, or anybody, takes part."),
    )
    type = WordsFilter(method="by_type", choices=_types, label=_("Type"), help_text=_("Slugs of event types."))
    family = WordsFilter(
        method="by_family",
        choices=Family.choices,
        label=_("Family"),
        help_text=_("Families of types."),
    )
    medium = WordsFilter(method="by_medium", choices=MEDIA, label=_("Medium"), help_text=_("How it took place."))
    realisation = WordsFilter(
        lookup_expr="in", choices=Realisation.choices, label=_("Realisation"), help_text=_("Whether it occurred.")
    )
    certainty = WordFilter(
        method="keep",
        choices=[("possible", _("may lie in the window")), ("certain", _("lies in the window for certain"))],
        label=_("Certainty"),
        help_text=_("What the window asks for; possible if left out."),
    )
    undated = WordFilter(
        method="keep",
        choices=[
            ("include", _("with undated events")),
            ("only", _("only undated events")),
            ("exclude", _("without undated events")),
        ],
        label=_("Undated events"),
        help_text=_("Events whose date is not known; include if left out."),
    )
    precision = WordsFilter(
        lookup_expr="in",
        choices=PRECISIONS,
        label=_("Precision"),
        help_text=_("How precisely its date is known; undated events have none."),
    )
    place = SlugsFilter(
        method="by_place",
        noun=_("place"),
        label=_("Place"),
        widget=TextInList,
        help_text=_("Slugs of places; what lies in them is included."),
    )
    country = SlugsFilter(
        method="by_country",
        key="code",
        noun=_("country"),
        label=_("Country"),
        widget=TextInList,
        help_text=_("Where it took place: ISO 3166-1 alpha-2 codes."),
    )
    bbox = BoxFilter(
        method="by_box",
        label=_("Box on the map"),
        help_text=_("Where it took place: west,south,east,north in degrees; places without a point lie in none."),
    )
    outlet = SlugsFilter(
        method="by_outlet",
        noun=_("outlet"),
        label=_("Outlet"),
        widget=TextInList,
        help_text=_("Slugs of outlets that reported it."),
    )
    reliability = WordFilter(
        method="by_reliability",
        choices=[(letter, label) for letter, label in Reliability.choices if letter != "F"],
        label=_("Reliability"),
        help_text=_("At least one source this reliable or better (Admiralty code)."),
    )
    sources = NumberFilter(
        field_name="source_count",
        lookup_expr="gte",
        min_value=1,
        max_value=1000,
        label=_("Independent sources"),
        help_text=_("At least so many independent sources."),
    )
    disputed = SwitchFilter(method="by_disputed", label=_("Disputed"), help_text=_("Whether reports differ."))
    single_source = SwitchFilter(
        method="by_single_source",
        label=_("Single source"),
        help_text=_("Whether one independent source alone tells it."),
    )
    claimed_by_parties = SwitchFilter(
        method="by_claim",
        label=_("Claimed by parties only"),
        help_text=_("Whether every report is credited to a party to the event, or to the state it acts for."),
    )
    importance = NumberFilter(
        lookup_expr="gte",
        min_value=1,
        max_value=5,
        label=_("Importance"),
        help_text=_("At least this important, 1 to 5."),
    )
    updated_since = InstantFilter(
        method="by_change",
        label=_("Changed since"),
        help_text=_("What is told of it changed at this instant or later, names of parties and sources included."),
    )
    state = WordsFilter(
        method="by_state", choices=ReviewState.choices, label=_("State"), help_text=_("State of review; for staff.")
    )
    coder = SlugsFilter(
        method="by_coder",
        key="username",
        noun=_("coder"),
        label=_("Coder"),
        widget=TextInList,
        help_text=_("Who coded it; for staff."),
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, data: Any, *, user: User | AnonymousUser) -> None:
        permitted = user.is_authenticated and user.is_staff and user.has_perm("timeline.view_event")
        # Staff, too, see what the public sees unless they ask for a state or a coder.
        self.asks = permitted and any(data.get(name) for name in PERMITTED_ONLY)
        super().__init__(data, queryset=Event.objects.visible_to(user) if self.asks else Event.objects.public())
        if not permitted:
            for name in PERMITTED_ONLY:
                del self.filters[name]
        self._scope("actor", Actor.objects.visible_to(user))
        self._scope("place", Place.objects.visible_to(user))
        self._scope("outlet", Outlet.objects.visible_to(user))
        self._scope("country", Country.objects.all())
        if permitted:
            self._scope("coder", get_user_model().objects.filter(is_staff=True))

    def _scope(self, name: str, queryset: Any) -> None:
        self.filters[name].extra["queryset"] = queryset

    def value(self, name: str) -> Any:
        return self.form.cleaned_data.get(name)

    @property
    def window(self) -> tuple[date | None, date | None]:
        return self.value("from"), self.value("to")

    def filter_queryset(self, queryset: EventQuerySet) -> EventQuerySet:
        return self._by_date(super().filter_queryset(queryset)).chronological()

    def lifted(self, name: str) -> EventQuerySet:
        """The selection as if parameter `name` had not been given; only for a form that was read without errors."""
        given = self.form.cleaned_data
        self.form.cleaned_data = given | {name: None}  # the methods below read from it what belongs together
        try:
            return self.filter_queryset(self.queryset.all())
        finally:
            self.form.cleaned_data = given

    def _by_date(self, queryset: EventQuerySet) -> EventQuerySet:
        """`from`, `to`, `certainty` and `undated` make one condition: undated events stand outside every window."""
        undated = self.value("undated") or "include"
        if undated == "only":
            return queryset.undated()
        certainty = Certainty(self.value("certainty") or Certainty.POSSIBLE)
        if not any(self.window) and undated == "include":
            return queryset
        return queryset.overlapping(*self.window, certainty, or_undated=undated == "include")

    # -- the methods ----------------------------------------------------------------------------------------

    def keep(self, queryset: EventQuerySet, name: str, value: Any) -> EventQuerySet:
        """For parameters that only say how another one is meant."""
        return queryset

    def by_text(self, queryset: EventQuerySet, name: str, value: str) -> EventQuerySet:
        return queryset.mentioning(value) if value else queryset

    def by_actor(self, queryset: EventQuerySet, name: str, actors: list[Actor]) -> EventQuerySet:
        if not actors:
            return queryset
        with_state = self.value("states") is not False
        groups = [[actor] for actor in actors] if self.value("actor_match") == "all" else [actors]
        for group in groups:
            queryset = queryset.involving(group, roles=self.value("role"), with_state=with_state)
        return queryset

    def by_role(self, queryset: EventQuerySet, name: str, roles: list[str]) -> EventQuerySet:
        # With actors, the role is theirs: see by_actor.
        return queryset if self.value("actor") or not roles else queryset.in_role(roles)

    # Sub-selects rather than joins, so that the index by type leads.

    def by_type(self, queryset: EventQuerySet, name: str, slugs: list[str]) -> EventQuerySet:
        return queryset.filter(type__in=EventType.objects.filter(slug__in=slugs)) if slugs else queryset

    def by_family(self, queryset: EventQuerySet, name: str, families: list[str]) -> EventQuerySet:
        return queryset.filter(type__in=EventType.objects.filter(family__in=families)) if families else queryset

    def by_medium(self, queryset: EventQuerySet, name: str, media: list[str]) -> EventQuerySet:
        return queryset.filter(medium__in=["" if m == "not_stated" else m for m in media]) if media else queryset

    def by_place(self, queryset: EventQuerySet, name: str, places: list[Place]) -> EventQuerySet:
        return queryset.at(places) if places else queryset

    def by_country(self, queryset: EventQuerySet, name: str, countries: list[Country]) -> EventQuerySet:
        return queryset.in_country([country.code for country in countries]) if countries else queryset

    def by_box(self, queryset: EventQuerySet, name: str, box: Box | None) -> EventQuerySet:
        return queryset.in_box(box.west, box.south, box.east, box.north) if box else queryset

    def by_change(self, queryset: EventQuerySet, name: str, instant: datetime | None) -> EventQuerySet:
        return queryset.changed_since(instant, drafts=self.asks) if instant else queryset

    def by_outlet(self, queryset: EventQuerySet, name: str, outlets: list[Outlet]) -> EventQuerySet:
        cited = Citation.objects.filter(article__outlet__in=outlets)
        return queryset.filter(pk__in=cited.values("event")) if outlets else queryset

    def by_reliability(self, queryset: EventQuerySet, name: str, letter: str) -> EventQuerySet:
        cited = Citation.objects.filter(event=OuterRef("pk"), article__outlet__reliability__lte=letter)
        return queryset.filter(Exists(cited)) if letter else queryset

    def by_single_source(self, queryset: EventQuerySet, name: str, value: bool | None) -> EventQuerySet:
        one = Q(source_count=1)
        return queryset if value is None else queryset.filter(one if value else ~one)

    def by_claim(self, queryset: EventQuerySet, name: str, value: bool | None) -> EventQuerySet:
        return queryset if value is None else queryset.claimed_by_parties(only=value)

    def by_disputed(self, queryset: EventQuerySet, name: str, value: bool | None) -> EventQuerySet:
        return queryset if value is None else queryset.filter(disputed=value)

    def by_state(self, queryset: EventQuerySet, name: str, states: list[str]) -> EventQuerySet:
        return queryset.filter(review_state__in=states) if states else queryset

    def by_coder(self, queryset: EventQuerySet, name: str, coders: list[Any]) -> EventQuerySet:
        return queryset.filter(coder__in=coders) if coders else queryset


EventFilterSet.base_filters["from"] = DayFilter(
    field_name="from",
    method="keep",
    label=_("From"),
    help_text=_("First day of the window: a day, a month or a year."),
)
EventFilterSet.base_filters["to"] = DayFilter(
    field_name="to",
    method="keep",
    end=True,
    label=_("To"),
    help_text=_("Last day of the window, included: a day, a month or a year."),
)
