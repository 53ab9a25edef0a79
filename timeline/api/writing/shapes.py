"""The shape of what is written, for reading it and for the schema. What the values mean is checked by the models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as s

from timeline.filters.fields import shown
from timeline.models import (
    CITABLE,
    MOST_REPORTED,
    Actor,
    ArticleText,
    Credibility,
    DateBasis,
    EventLink,
    EventPlace,
    Medium,
    Participation,
    Place,
    Quantity,
    Rank,
    Realisation,
    Role,
    Stance,
    VerbClass,
)
from timeline.models.articles import MOST_TEXT

MOST_PARTS = 60  # rows of one list, as many as the admin's form of an event holds
MOST_TOLD = 10  # unknown fields of one object that an error names


class Shape(s.Serializer):
    """Refuses names that it does not know: nothing that was sent is left out in silence."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = [name for name in data if name not in self.fields] if isinstance(data, Mapping) else []
        if unknown:
            said = _("Unknown field. Accepted are: %(names)s.") % {"names": ", ".join(self.fields)}
            raise s.ValidationError({name[:60]: [said] for name in unknown[:MOST_TOLD]})
        return super().to_internal_value(data)


class Lines(s.CharField):
    """Text as it is: white space at its ends may belong to a quote."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)


class Word(s.ChoiceField):
    """One of a fixed list of words; says which."""

    def fail(self, key: str, **kwargs: Any) -> NoReturn:
        if key == "invalid_choice":
            accepted = ", ".join(str(word) for word in self.choices if word != "")
            said = _("%(given)s is not accepted; use one of: %(accepted)s.")
            raise s.ValidationError(said % {"given": shown(kwargs["input"]), "accepted": accepted}, code=key)
        super().fail(key, **kwargs)


class Few(s.ListField):
    """A list whose length is looked at before what is in it."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, list) and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


def optional(field: type[s.Field] = s.CharField, **kwargs: Any) -> s.Field:
    """May be left out; empty text says that there is none."""
    return field(required=False, **({"allow_blank": True} if issubclass(field, s.CharField) else {}), **kwargs)


class KnownOrNew(s.Field):
    """The key of a record that is there, or an object for one that is new (or that names the key itself)."""

    def __init__(self, shape: type[Shape], *, key: str = "slug", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.shape, self.key = shape, key

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if isinstance(data, str):
            return {self.key: s.CharField(max_length=200).run_validation(data)}
        return dict(self.shape().run_validation(data))


class NewActor(Shape):
    slug = optional()
    name = optional(max_length=200)
    kind = Word(Actor.Kind.choices, required=False)
    country = optional(allow_null=True, help_text="ISO 3166-1 alpha-2; a state needs it.")

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        return one_of(values)


def one_of(values: dict[str, Any]) -> dict[str, Any]:
    if not values.get("slug") and not values.get("name"):
        raise s.ValidationError({"slug": [_("Give the slug of what is here, or the name of what is new.")]})
    return values


KNOWN_OR_NEW_ACTOR = {
    "oneOf": [
        {"type": "string", "description": "The slug of an actor."},
        {
            "type": "object",
            "description": "An actor by slug, or a new one; an actor of just this name is not made twice.",
            "properties": {
                "slug": {"type": "string"},
                "name": {"type": "string", "maxLength": 200},
                "kind": {"type": "string", "enum": [str(value) for value in Actor.Kind.values]},
                "country": {"type": ["string", "null"]},
            },
        },
    ]
}


@extend_schema_field(KNOWN_OR_NEW_ACTOR)
class ActorField(KnownOrNew):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(NewActor, **kwargs)


class NewOutlet(Shape):
    slug = optional()
    name = optional(max_length=200)

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        return one_of(values)


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "description": "The slug of an outlet."},
            {
                "type": "object",
                "description": "An outlet by slug, or by its name; one of just this name is not made twice.",
                "properties": {"slug": {"type": "string"}, "name": {"type": "string", "maxLength": 200}},
            },
        ]
    }
)
class OutletField(KnownOrNew):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(NewOutlet, **kwargs)


class ArticleBody(Shape):
    """An article with its text. For PATCH every field may be left out."""

    url = s.CharField(max_length=2000)
    title = s.CharField(max_length=500)
    text = Lines(max_length=MOST_TEXT, help_text="The report as it was printed. Never given out to the public.")
    rendition = Word(ArticleText.Rendition.choices, required=False)
    outlet = OutletField(required=False, allow_null=True)
    author = optional(max_length=300)
    published_on = s.DateField(required=False, allow_null=True)
    published_tz = optional(max_length=50)
    date_unknown = s.BooleanField(required=False)
    language = optional(max_length=35)
    archive_url = optional(max_length=2000)
    free_to_show = s.BooleanField(required=False)


class DateBody(Shape):
    edtf = s.CharField(max_length=100, help_text="EDTF (ISO 8601-2): “2022-03-05”, “2022-03”, “../2022-03-07”.")
    lasted = s.BooleanField(required=False)
    time_start = s.TimeField(required=False, allow_null=True)
    time_end = s.TimeField(required=False, allow_null=True)
    time_zone = optional(max_length=50, allow_null=True)
    phrase = optional(max_length=200, allow_null=True, help_text="The article's own words.")
    resolved_against = s.DateField(required=False, allow_null=True)
    basis = Word([("", "not stated"), *DateBasis.choices], required=False, allow_null=True)


class PartyBody(Shape):
    actor = ActorField()
    role = Word(Role.choices, required=False)
    office = optional(
        max_length=200,
        allow_null=True,
        help_text="The title of an office of this person. Left out: the one held at the time, if it was one.",
    )
    certainty = Word(Participation.Certainty.choices, required=False)
    note = optional(max_length=300, allow_null=True)


class PlaceBody(Shape):
    """By slug, or by name: a place of just this name is not made twice."""

    slug = optional()
    name = optional(max_length=200)
    kind = Word(Place.Kind.choices, required=False)
    country = optional(allow_null=True, help_text="ISO 3166-1 alpha-2.")
    role = Word(EventPlace.Role.choices, required=False)

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        return one_of(values)


class QuantityBody(Shape):
    what = s.CharField(max_length=100)
    amount = s.DecimalField(max_digits=18, decimal_places=3, help_text="A number, or a decimal as text.")
    amount_max = s.DecimalField(max_digits=18, decimal_places=3, required=False, allow_null=True)
    qualifier = Word(Quantity.Qualifier.choices, required=False)
    unit = optional(max_length=30, allow_null=True)
    currency = optional(max_length=3, allow_null=True)


class LinkBody(Shape):
    kind = Word(EventLink.Kind.choices)
    event = s.CharField(max_length=12, help_text="The id of the other event.")


# Of the Web Annotation Data Model (W3C), sections 4.2.4 and 4.2.5: type → members.
SELECTORS: dict[str, dict[str, dict[str, Any]]] = {
    "TextQuoteSelector": {
        "exact": {"type": "string", "maxLength": 5000, "description": "Word for word as in the article."},
        "prefix": {"type": "string", "maxLength": 200, "description": "What stands before it, where it occurs twice."},
        "suffix": {"type": "string", "maxLength": 200},
    },
    "TextPositionSelector": {
        "start": {"type": "integer", "minimum": 0, "maximum": MOST_TEXT, "description": "Unicode code points."},
        "end": {"type": "integer", "minimum": 0, "maximum": MOST_TEXT, "description": "Exclusive."},
    },
}


def joined(selectors: list[Any]) -> dict[str, Any]:
    """The selectors of one passage, as answers hold them, in one object. Raises `ValidationError` by position."""
    found: dict[str, Any] = {}
    for at, selector in enumerate(selectors):
        given = dict(selector) if isinstance(selector, Mapping) else {}
        members = SELECTORS.get(str(given.pop("type", "")), {})
        if not members or given.keys() - members.keys() or given.keys() & found.keys():
            kinds = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in SELECTORS.items())
            said = _("One selector of each type is expected, with its own members (%(kinds)s).") % {"kinds": kinds}
            raise s.ValidationError({str(at): [said]})
        found |= given
    return found


@extend_schema_field(
    {
        "oneOf": [
            {
                "type": "object",
                "description": "The quote, the positions, or both.",
                "properties": {name: said for members in SELECTORS.values() for name, said in members.items()},
            },
            {
                "type": "array",
                "description": "The same as a list of W3C selectors, as answers hold them.",
                "minItems": 1,
                "maxItems": len(SELECTORS),
                "items": {
                    "oneOf": [
                        {
                            "type": "object",
                            "required": ["type", *(name for name in members if name in ("exact", "start", "end"))],
                            "properties": {"type": {"const": kind}, **members},
                        }
                        for kind, members in SELECTORS.items()
                    ]
                },
            },
        ]
    }
)
class SelectorBody(Shape):
    """W3C TextQuoteSelector and TextPositionSelector: one or both, in one object or in a list."""

    exact = optional(Lines, max_length=5000)
    prefix = optional(Lines, max_length=200)
    suffix = optional(Lines, max_length=200)
    start = s.IntegerField(required=False, min_value=0, max_value=MOST_TEXT)
    end = s.IntegerField(required=False, min_value=0, max_value=MOST_TEXT)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(joined(data) if isinstance(data, list) else data)

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        if ("start" in values) != ("end" in values):
            raise s.ValidationError({"end": [_("Give both start and end, or neither.")]})
        if "exact" not in values and "start" not in values:
            raise s.ValidationError({"exact": [_("Give the quote, or its positions.")]})
        return values


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "description": "The id of an article."},
            {"$ref": "#/components/schemas/ArticleBody"},
        ]
    }
)
class ArticleField(KnownOrNew):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ArticleBody, key="id", **kwargs)


class CitationBody(Shape):
    article = ArticleField()
    selector = SelectorBody()
    speaker = ActorField(required=False, allow_null=True)
    credited_to = optional(max_length=200, allow_null=True, help_text="In words: “Israeli officials”.")
    verb_class = Word(VerbClass.choices, required=False)
    stance = Word(Stance.choices, required=False)
    credibility = Word(Credibility.choices, required=False)
    supports = Few(child=Word(list(CITABLE.items())), required=False, max_length=len(CITABLE))
    reported = s.DictField(child=s.CharField(max_length=MOST_REPORTED), required=False)
    rank = Word(Rank.choices, required=False)
    note = optional(max_length=1000, allow_null=True)


class EventBody(Shape):
    """An event with its parts. A field that is left out of a PATCH stays; a list that is given replaces the stored."""

    title = optional(max_length=200)
    summary = optional(max_length=5000)
    type = s.CharField(required=False, allow_null=True, max_length=80, help_text="The slug of an event type.")
    medium = Word(Medium.choices, required=False, allow_null=True)
    realisation = Word(Realisation.choices, required=False)
    date = DateBody(required=False, allow_null=True, help_text="null: the date is not known.")
    duration = optional(max_length=30, allow_null=True, help_text="ISO 8601.")
    occurrences = s.IntegerField(required=False, allow_null=True, min_value=1, max_value=32_767)
    importance = s.IntegerField(required=False, min_value=1, max_value=5)
    cameo_code = optional(max_length=5)
    plover_event = optional(max_length=20)
    plover_mode = optional(max_length=30)
    adjudication = optional(max_length=2000)
    parties = PartyBody(many=True, required=False, max_length=MOST_PARTS)
    places = PlaceBody(many=True, required=False, max_length=MOST_PARTS)
    quantities = QuantityBody(many=True, required=False, max_length=MOST_PARTS)
    links = LinkBody(many=True, required=False, max_length=MOST_PARTS)
    citations = CitationBody(many=True, required=False, max_length=MOST_PARTS)
    comment = optional(max_length=2000, help_text="Stands in the history; needed once the event is published.")


class VerbBody(Shape):
    comment = optional(max_length=2000, help_text="Why; needed to send back, retract and restore.")
    into = optional(max_length=12, help_text="For merge: the id of the event that stays.")
