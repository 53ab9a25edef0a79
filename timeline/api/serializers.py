"""The shape of every answer, for the schema. exports/records.py writes the events; a test keeps the two the same."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as s

from timeline.models import (
    Actor,
    Article,
    EventPlace,
    EventType,
    Medium,
    Origin,
    Outlet,
    Participation,
    Place,
    Quantity,
    Realisation,
    ReviewState,
    Role,
)


class NamedSerializer(s.Serializer):
    slug = s.CharField()
    name = s.CharField()


class EventTypeOfSerializer(s.Serializer):
    slug = s.CharField()
    label = s.CharField()
    family = s.CharField()
    cameo_code = s.CharField(allow_blank=True, help_text="CAMEO code, text: “010” is not “10”.")
    plover_event = s.CharField(allow_blank=True)
    plover_mode = s.CharField(allow_blank=True)


class OwnCodesSerializer(s.Serializer):
    cameo_code = s.CharField(allow_null=True)
    plover_event = s.CharField(allow_null=True)
    plover_mode = s.CharField(allow_null=True)


class OriginOfDateSerializer(s.Serializer):
    phrase = s.CharField(allow_null=True, help_text="The article's own words.")
    resolved_against = s.DateField(allow_null=True)
    rule = s.CharField(allow_null=True)
    basis = s.CharField(allow_null=True)


class DateSerializer(s.Serializer):
    edtf = s.CharField(help_text="EDTF (ISO 8601-2), canonical.")
    earliest = s.DateField(allow_null=True, help_text="First possible day; null: open.")
    latest = s.DateField(allow_null=True, help_text="Last possible day, included; null: open.")
    precision = s.CharField()
    uncertain = s.BooleanField()
    approximate = s.BooleanField()
    lasted = s.BooleanField(help_text="A span is how long it lasted, not where it lies.")
    wording = s.CharField()
    time_start = s.CharField(allow_null=True)
    time_end = s.CharField(allow_null=True)
    time_zone = s.CharField(allow_null=True)
    phrase = s.CharField(allow_null=True, help_text="The article's own words.")
    resolved_against = s.DateField(allow_null=True)
    rule = s.CharField(allow_null=True)
    basis = s.CharField(allow_null=True)


class PartyActorSerializer(NamedSerializer):
    kind = s.ChoiceField(Actor.Kind.choices)
    country = s.CharField(allow_null=True, help_text="ISO 3166-1 alpha-2, or XK.")


class PartySerializer(s.Serializer):
    actor = PartyActorSerializer()
    role = s.ChoiceField(Role.choices)
    office = s.CharField(allow_null=True)
    office_in = PartyActorSerializer(allow_null=True, help_text="The organisation in which the office is held.")
    office_held = s.CharField(allow_null=True, help_text="When it was held, EDTF.")
    acts_for = PartyActorSerializer(allow_null=True)
    certainty = s.ChoiceField(Participation.Certainty.choices)
    note = s.CharField(allow_null=True)


class EventPlaceSerializer(NamedSerializer):
    role = s.ChoiceField(EventPlace.Role.choices)
    kind = s.ChoiceField(Place.Kind.choices)
    country = s.CharField(allow_null=True, help_text="ISO 3166-1 alpha-2, or XK.")
    latitude = s.FloatField(allow_null=True)
    longitude = s.FloatField(allow_null=True)
    exactness = s.CharField(allow_null=True)


class QuantitySerializer(s.Serializer):
    what = s.CharField()
    amount = s.CharField(help_text="A decimal as text.")
    amount_max = s.CharField(allow_null=True)
    qualifier = s.ChoiceField(Quantity.Qualifier.choices)
    unit = s.CharField(allow_null=True)
    currency = s.CharField(allow_null=True, help_text="ISO 4217.")
    wording = s.CharField()


class LinkSerializer(s.Serializer):
    kind = s.CharField()
    event = s.CharField()


class OutletOfSerializer(NamedSerializer):
    publisher = s.CharField(allow_null=True)
    domain = s.CharField(allow_null=True)
    country = s.CharField(allow_null=True)
    language = s.CharField(allow_null=True, help_text="BCP 47.")
    reliability = s.CharField(help_text="Admiralty code, A to F.")


class SourceSerializer(s.Serializer):
    article = s.CharField()
    title = s.CharField()
    url = s.URLField()
    archive_url = s.URLField(allow_null=True)
    page = s.URLField()
    author = s.CharField(allow_null=True)
    language = s.CharField(allow_null=True, help_text="BCP 47.")
    published_on = s.DateField(allow_null=True)
    published_tz = s.CharField(allow_null=True)
    outlet = OutletOfSerializer(allow_null=True)


class SelectorSerializer(s.Serializer):
    type = s.ChoiceField(["TextQuoteSelector", "TextPositionSelector"])
    exact = s.CharField(required=False)
    prefix = s.CharField(required=False)
    suffix = s.CharField(required=False)
    start = s.IntegerField(required=False, help_text="Unicode code points.")
    end = s.IntegerField(required=False, help_text="Exclusive.")


class CitationSerializer(s.Serializer):
    article = s.CharField()
    source = s.URLField()
    rendition = s.CharField(allow_null=True, help_text="original, paraphrase or translation.")
    text_version = s.IntegerField(allow_null=True)
    selector = SelectorSerializer(many=True, help_text="W3C Web Annotation selectors.")
    anchor = s.CharField()
    speaker = PartyActorSerializer(allow_null=True)
    speaker_text = s.CharField(allow_null=True)
    credited_to = s.CharField(allow_null=True, help_text="The speaker's name, else the words.")
    verb_class = s.CharField()
    stance = s.CharField()
    credibility = s.IntegerField(help_text="Admiralty code, 1 to 6.")
    supports = s.ListField(child=s.CharField())
    reported = s.DictField(child=s.CharField(), help_text="What this report says instead, by field.")
    rank = s.CharField()


class EventSerializer(s.Serializer):
    id = s.CharField()
    url = s.URLField()
    title = s.CharField()
    title_given = s.BooleanField(help_text="no: the title is the label of the type.")
    summary = s.CharField(allow_blank=True)
    type = EventTypeOfSerializer(allow_null=True)
    own_codes = OwnCodesSerializer(help_text="The codes that are not those of the type.")
    medium = s.ChoiceField([c for c in Medium.choices if c[0]], allow_null=True)
    realisation = s.ChoiceField(Realisation.choices)
    date = DateSerializer(allow_null=True, help_text="null: the date is not known.")
    undated_phrase = OriginOfDateSerializer(allow_null=True, help_text="What is said of a date that is not known.")
    duration = s.CharField(allow_null=True, help_text="ISO 8601.")
    occurrences = s.IntegerField(allow_null=True)
    importance = s.IntegerField()
    parties = PartySerializer(many=True)
    places = EventPlaceSerializer(many=True)
    quantities = QuantitySerializer(many=True)
    links = LinkSerializer(many=True)
    sources = SourceSerializer(many=True, required=False, help_text="In a list only with include=citations.")
    citations = CitationSerializer(many=True, required=False, help_text="In a list only with include=citations.")
    source_count = s.IntegerField(help_text="Independent sources: a wire and its carriers are one.")
    disputed = s.BooleanField()
    adjudication = s.CharField(allow_blank=True)
    origin = s.ChoiceField(Origin.choices)
    state = s.ChoiceField(ReviewState.choices)
    version = s.IntegerField()
    published_at = s.DateTimeField(allow_null=True)
    updated_at = s.DateTimeField()


class HistorySerializer(s.Serializer):
    """The event's own values, its date, and the names of parties, places and articles are from the snapshot."""

    as_of = s.DateTimeField()
    since = s.DateTimeField(help_text="When what is told here became public.")
    until = s.DateTimeField(allow_null=True, help_text="When it was changed; null: it stands.")
    from_today = s.ListField(
        child=s.CharField(),
        help_text="What the snapshot does not hold and is told as it is today; null where it is not public any more.",
    )
    not_kept = s.ListField(child=s.CharField(), help_text="What the snapshot does not hold and is left empty.")


class EventThenSerializer(EventSerializer):
    history = HistorySerializer(required=False, help_text="Only with as_of.")


class CountsSerializer(s.Serializer):
    certain = s.IntegerField()
    possible = s.IntegerField()
    undated = s.IntegerField()


class TombstoneSerializer(s.Serializer):
    """What to take out of a copy. An event that was never public leaves none."""

    id = s.CharField()
    gone = s.ChoiceField(
        ["retracted", "merged", "unselected"],
        help_text="Withdrawn; one with another event; or public, and changed, and not in this selection.",
    )
    at = s.DateTimeField(allow_null=True, help_text="When: the retraction, else the last change.")
    reason = s.CharField(required=False, help_text="Of a retraction.")
    into = s.CharField(required=False, allow_null=True, help_text="Of a merge: the id of the event that stays.")


class EventPageSerializer(s.Serializer):
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    tombstones = TombstoneSerializer(many=True, required=False, help_text="In the order of change alone.")
    resume = s.URLField(
        required=False, help_text="In the order of change alone: where to ask for what changes after this page."
    )
    counts = CountsSerializer(required=False, help_text="Only with counts=yes.")
    results = EventSerializer(many=True)


class FacetValueSerializer(s.Serializer):
    value = s.CharField(help_text="As the parameter takes it.")
    label = s.CharField()
    count = s.IntegerField(help_text="The events that choosing it would leave.")
    chosen = s.BooleanField()


class FacetSerializer(s.Serializer):
    name = s.CharField(help_text="The parameter that selects by it.")
    label = s.CharField()
    values = FacetValueSerializer(many=True, help_text="Those with most events first, then the others that are chosen.")
    more = s.IntegerField(help_text="How many other values have events.")


class EventFacetsSerializer(s.Serializer):
    counts = CountsSerializer()
    facets = FacetSerializer(many=True)


class ProblemSerializer(s.Serializer):
    type = s.CharField()
    title = s.CharField()
    status = s.IntegerField()
    detail = s.CharField()
    errors = s.DictField(child=s.ListField(child=s.CharField()), required=False)


class OfficeSerializer(s.Serializer):
    title = s.CharField()
    organisation = s.CharField(source="organisation.name")
    held = s.CharField(source="edtf", help_text="EDTF.")


class ActorSerializer(s.ModelSerializer):
    aliases = s.SerializerMethodField()
    identifiers = s.SerializerMethodField()
    offices = OfficeSerializer(many=True)
    page = s.SerializerMethodField()

    class Meta:
        model = Actor
        fields = ["slug", "name", "kind", "country", "description", "aliases", "identifiers", "offices", "page"]

    def get_aliases(self, actor: Actor) -> list[dict[str, str]]:
        return [{"name": a.name, "language": a.language, "kind": a.kind} for a in actor.aliases.all()]

    def get_identifiers(self, actor: Actor) -> list[dict[str, str]]:
        return [{"scheme": i.scheme, "value": i.value} for i in actor.identifiers.all()]

    def get_page(self, actor: Actor) -> str:
        return self.context["request"].build_absolute_uri(actor.get_absolute_url())


class PlaceSerializer(s.ModelSerializer):
    parent = s.SerializerMethodField()
    page = s.SerializerMethodField()

    class Meta:
        model = Place
        fields = ["slug", "name", "kind", "parent", "country", "latitude", "longitude", "exactness", "page"]

    def get_parent(self, place: Place) -> str | None:
        return place.parent.slug if place.parent else None

    def get_page(self, place: Place) -> str:
        return self.context["request"].build_absolute_uri(place.get_absolute_url())


class OutletSerializer(s.ModelSerializer):
    page = s.SerializerMethodField()

    class Meta:
        model = Outlet
        fields = ["slug", "name", "publisher", "domain", "country", "language", "reliability", "page"]

    def get_page(self, outlet: Outlet) -> str:
        return self.context["request"].build_absolute_uri(outlet.get_absolute_url())


class PassageSerializer(s.Serializer):
    event = s.CharField(source="event.public_id")
    exact = s.CharField()
    prefix = s.CharField()
    suffix = s.CharField()
    start = s.IntegerField(allow_null=True)
    end = s.IntegerField(allow_null=True)


class ArticleSerializer(s.ModelSerializer):
    """Metadata and the cited passages; never the text."""

    id = s.CharField(source="public_id")
    outlet = s.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    archive_url = s.CharField(help_text="Empty where no copy is known.")
    passages = s.SerializerMethodField()
    page = s.SerializerMethodField()

    class Meta:
        model = Article
        fields = [
            "id", "url", "title", "author", "outlet", "published_on", "published_tz", "date_unknown", "language",
            "archive_url", "passages", "page",
        ]  # fmt: skip

    @extend_schema_field(PassageSerializer(many=True))
    def get_passages(self, article: Article) -> list[dict[str, Any]]:
        return PassageSerializer(article.public_citations, many=True).data

    def get_page(self, article: Article) -> str:
        return self.context["request"].build_absolute_uri(article.get_absolute_url())


class EventTypeSerializer(s.ModelSerializer):
    class Meta:
        model = EventType
        fields = [
            "slug", "label", "family", "symmetric", "roles", "cameo_code", "plover_event", "plover_mode", "goldstein",
            "goldstein_table", "description",
        ]  # fmt: skip
