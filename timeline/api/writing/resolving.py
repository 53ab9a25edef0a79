"""From what was written to unsaved rows: keys are looked up among what the writer may see, what is new is made.

Works inside the transaction of the request: whatever was made goes again if anything is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from timeline import desk, intake, review
from timeline.filters.fields import shown
from timeline.models import (
    Actor,
    Article,
    Citation,
    Country,
    Event,
    EventLink,
    EventPlace,
    EventType,
    Office,
    Outlet,
    Participation,
    Place,
    Quantity,
)
from timeline.models.text import normalise_text

from .known import called, the_one

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Values = dict[str, Any]

# What differs between the names of a body and those of the models.
DATE = {
    "edtf": "edtf",
    "lasted": "lasted",
    "time_start": "time_start",
    "time_end": "time_end",
    "time_zone": "tz",
    "phrase": "date_text",
    "resolved_against": "date_anchor",
    "basis": "date_basis",
}
NULLABLE = {"time_start", "time_end", "date_anchor", "occurrences", "amount_max"}
OWN = (
    *("title", "summary", "medium", "realisation", "duration", "occurrences", "importance"),
    *("cameo_code", "plover_event", "plover_mode", "adjudication"),
)
PARTY = ("role", "certainty", "note")
QUANTITY = ("what", "amount", "amount_max", "qualifier", "unit", "currency")
CITATION = ("verb_class", "stance", "credibility", "supports", "reported", "rank", "note")
LISTS = ("parties", "places", "quantities", "links", "citations")


def plain(values: Values, names: tuple[str, ...]) -> Values:
    """Those of `names` that are given; null says of text that there is none."""
    return {
        name: "" if values[name] is None and name not in NULLABLE else values[name] for name in names if name in values
    }


class Resolver:
    """For one request of `user`; each record is looked up once."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.faults: review.Faults = {}
        self._names = desk.ActorNames()
        self._found: dict[tuple[type, str], Any] = {}

    def event(self, values: Values, event: Event) -> review.Parts:
        """Sets what is given on `event`. Raises `ValidationError` by path."""
        for name, value in plain(values, OWN).items():
            setattr(event, name, value)
        if "type" in values:
            event.type = self._try("type", lambda: self._type(values["type"]))
        if "date" in values:
            self._date(values["date"], event)
        self._bounds(event)
        rows = {name: self._rows(name, values[name], event) for name in LISTS if name in values}
        if self.faults:
            raise ValidationError(self.faults)
        return review.Parts(**rows)

    def _bounds(self, event: Event) -> None:
        """Which office somebody held depends on them; whatever else is wrong is told later, with everything."""
        try:
            event.clean()
        except ValidationError:
            event.earliest = event.latest = None

    def _date(self, values: Values | None, event: Event) -> None:
        """Whole: what is left out of a date is not known of it."""
        before = (event.edtf, event.date_text, event.date_anchor)
        for name, field in DATE.items():
            value = (values or {}).get(name)
            empty = None if field in NULLABLE else field != "lasted" and ""
            setattr(event, field, empty if value is None else value)
        if before != (event.edtf, event.date_text, event.date_anchor):
            event.date_rule = ""

    def _rows(self, name: str, given: list[Values], event: Event) -> list[Any]:
        build = getattr(self, f"_{name}")
        return [
            self._try(f"{name}.{at}", lambda v=values, at=at: build(v, event, at)) for at, values in enumerate(given)
        ]

    def _try(self, path: str, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except ValidationError as error:
            by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, messages in by_field.items():
                where = ".".join(part for part in (path, "" if name == "__all__" else name) if part)
                self.faults.setdefault(where, []).extend(messages)
            return None

    # -- rows --------------------------------------------------------------------------------------------------

    def _parties(self, values: Values, event: Event, at: int) -> Participation:
        actor = under("actor", lambda: self.actor(values["actor"]))
        office = self._office(values, actor, event)
        return Participation(actor=actor, office=office, rank=at, **plain(values, PARTY))

    def _office(self, values: Values, actor: Actor, event: Event) -> Office | None:
        if "office" not in values:
            return review.office_then(actor, event)
        if not values["office"]:
            return None
        named = [office for office in actor.offices.all() if office.title == values["office"]]
        held = [office for office in actor.offices_on(event.earliest, event.latest) if office in named]
        if not named:
            raise ValidationError({"office": _("%(actor)s has no office of this title.") % {"actor": actor}})
        return (held or named)[0]

    def _places(self, values: Values, event: Event, at: int) -> EventPlace:
        return EventPlace(place=self.place(values), **plain(values, ("role",)))

    def _quantities(self, values: Values, event: Event, at: int) -> Quantity:
        return Quantity(**plain(values, QUANTITY))

    def _links(self, values: Values, event: Event, at: int) -> EventLink:
        other = self._one(Event, values["event"], Event.objects.visible_to(self.user), "event", "public_id")
        return EventLink(kind=values["kind"], other=other)

    def _citations(self, values: Values, event: Event, at: int) -> Citation:
        article = under("article", lambda: self.article(values["article"]))
        speaker = under("speaker", lambda: self.actor(values["speaker"])) if values.get("speaker") else None
        words = values.get("credited_to") or ""
        if "supports" in values:
            values = values | {"supports": list(dict.fromkeys(values["supports"]))}
        return Citation(
            article=article,
            speaker=speaker,
            speaker_text="" if speaker and words == speaker.name else words,
            **under("selector", lambda: self._selected(values["selector"], article)),
            **plain(values, CITATION),
        )

    def _selected(self, selector: Values, article: Article) -> Values:
        """Positions alone stand for the words that are there; positions and a quote must say the same."""
        start, end, exact = (selector.get(name) for name in ("start", "end", "exact"))
        around = {name: selector.get(name, "") for name in ("prefix", "suffix")}
        if start is None:
            return around | {"exact": exact}
        texts = self._texts(article)
        if not texts:
            if exact is None:
                raise ValidationError({"start": _("No text of this article is stored; give the quote in words.")})
            return around | {"exact": exact}
        wanted = normalise_text(exact).strip() if exact is not None else None
        for text in texts:
            words = text.text[start:end]
            if words.strip() and end <= len(text.text) and wanted in (None, words.strip()):
                return around | {"exact": words, "start": start + len(words) - len(words.lstrip())}
        if wanted is None:
            raise ValidationError({"start": _("There are no words at these positions.")})
        if any(wanted in text.text for text in texts):
            raise ValidationError({"start": _("Other words than the quote stand at these positions.")})
        return around | {"exact": exact}  # which its own check will say is not there

    def _texts(self, article: Article) -> list[Any]:
        """The versions of its text, the newest first; 1 query for each article."""
        key = (Article, f"texts of {article.pk}")
        if key not in self._found:
            self._found[key] = list(article.texts.order_by("-number"))
        return self._found[key]

    # -- records -----------------------------------------------------------------------------------------------

    def _one(self, model: type, key: str, rows: models.QuerySet[Any], field: str, column: str = "slug") -> Any:
        """By its key among `rows`: what the writer may not see is answered as what is not there."""
        if (model, key) not in self._found:
            found = rows.filter(**{column: key}).first()
            if found is None:
                raise ValidationError({field: _("There is no “%(key)s”.") % {"key": key[:80]}})
            self._found[model, key] = found
        return self._found[model, key]

    def _type(self, slug: str | None) -> EventType | None:
        if not slug:
            return None
        known = {found.slug: found for found in EventType.objects.order_by("rank", "pk")}
        if slug not in known:
            said = _("%(given)s is not accepted; use one of: %(accepted)s.")
            raise ValidationError(said % {"given": shown(slug), "accepted": ", ".join(known)})
        return known[slug]

    def actor(self, values: Values) -> Actor:
        rows = Actor.objects.visible_to(self.user).current()
        if slug := values.get("slug"):
            return called(self._one(Actor, slug, rows, ""), values.get("name"))
        if made := self._found.get((Actor, f"new {values['name'].casefold()}")):
            return made
        here = rows.filter(slug__in=[known.slug for known in self._names.called(values["name"])])
        return the_one(here, country=values.get("country"), kind=values.get("kind")) or self._new_actor(values)

    def _new_actor(self, values: Values) -> Actor:
        if not values.get("kind"):
            raise ValidationError({"kind": _("Nobody here has this name; say what kind of actor it is.")})
        actor = Actor(name=values["name"], kind=values["kind"], country=self._country(values))
        self._found[Actor, f"new {actor.name.casefold()}"] = self._stored(actor)
        return actor

    def place(self, values: Values) -> Place:
        rows = Place.objects.visible_to(self.user)
        if slug := values.get("slug"):
            return called(self._one(Place, slug, rows, "slug"), values.get("name"))
        here = rows.filter(name__iexact=values["name"])
        return the_one(here, country=values.get("country")) or self._new_place(values)

    def _new_place(self, values: Values) -> Place:
        kind = values.get("kind") or Place.Kind.OTHER
        return self._stored(Place(name=values["name"], kind=kind, country=self._country(values)))

    def _country(self, values: Values) -> Country | None:
        code = (values.get("country") or "").upper()
        if not code:
            return None
        return self._one(Country, code, Country.objects.all(), "country", "code")

    def _stored(self, row: Any) -> Any:
        self.need("add", type(row))
        row.full_clean(exclude=["slug"])
        row.save()
        return row

    def need(self, do: str, model: type[models.Model]) -> None:
        if not self.user.has_perm(f"timeline.{do}_{model._meta.model_name}"):
            said = _("You may not do this: %(do)s %(what)s.")
            raise ValidationError(said % {"do": do, "what": model._meta.verbose_name_plural}, code="not_allowed")

    def outlet(self, values: Values | None) -> Outlet | None:
        if values is None:
            return None
        if slug := values.get("slug"):
            return called(self._one(Outlet, slug, Outlet.objects.visible_to(self.user), ""), values.get("name"))
        return the_one(Outlet.objects.filter(name__iexact=values["name"])) or self._stored(Outlet(name=values["name"]))

    # -- articles ----------------------------------------------------------------------------------------------

    def article(self, values: Values) -> Article:
        """For a citation: one that is here under this address with another text is not changed by the way."""
        if public_id := values.get("id"):
            return self._one(Article, public_id, Article.objects.visible_to(self.user), "", "public_id")
        taken = self.take(values)
        if not taken.is_new and not self.has_text(taken.article, values["text"]):
            raise ValidationError(
                _("This article is here with another text, as %(id)s. Cite it by its id, or PATCH its text first.")
                % {"id": taken.article.public_id}
            )
        return taken.article

    @staticmethod
    def has_text(article: Article, text: str) -> bool:
        return any(intake.is_same_text(text, stored) for stored in article.texts.all())

    def take(self, values: Values) -> intake.Taken:
        """A new article, or the one that is here as it is; raises `ValidationError` by field."""
        reading = intake.Reading(
            text=normalise_text(values["text"]),
            title=values["title"],
            author=values.get("author", ""),
            published_on=values.get("published_on"),
            time_zone=values.get("published_tz", ""),
            language=values.get("language", "en"),
            url=values["url"],
        )
        if found := intake.same_article(reading):
            if not Article.objects.visible_to(self.user).filter(pk=found.pk).exists():
                raise ValidationError({"url": _("This article cannot be taken in.")})
            return intake.Taken(found, is_new=False, has_new_text=False)
        self.need("add", Article)
        outlet = under("outlet", lambda: self.outlet(values.get("outlet")))
        domain = "" if outlet else intake.domain_of(values["url"])
        reading = replace(reading, domain=domain, outlet_name=outlet.name if outlet else "")
        if domain and intake.outlet_of(reading) is None:
            self.need("add", Outlet)
        taken = intake.take(
            reading,
            by=self.user,
            date_unknown=values.get("date_unknown", False),
            rendition=values.get("rendition", "original"),
        )
        self._complete(taken.article, values, outlet)
        return taken

    def _complete(self, article: Article, values: Values, outlet: Outlet | None) -> None:
        more = {name: values[name] for name in ("archive_url", "free_to_show") if values.get(name)}
        if outlet and article.outlet_id != outlet.pk:
            more["outlet"] = outlet
        if more:
            for name, value in more.items():
                setattr(article, name, value)
            article.full_clean(exclude=["canonical_url"])
            article.save()


def under(name: str, act: Callable[[], Any]) -> Any:
    """What is wrong inside is told by a path that begins with `name`."""
    try:
        return act()
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        joined = {
            ".".join(part for part in (name, "" if field == "__all__" else field) if part): messages
            for field, messages in by_field.items()
        }
        raise ValidationError(joined) from error


def in_names_of_the_body(faults: dict[str, list[str]]) -> dict[str, list[str]]:
    """The paths that the models' rules tell, as they stand in the body."""
    return {_renamed(path): messages for path, messages in faults.items()}


EVENT_NAMES = {field: f"date.{name}" for name, field in DATE.items()}
CITATION_NAMES = {name: f"selector.{name}" for name in ("exact", "prefix", "suffix", "start", "end")} | {
    "speaker_text": "credited_to"
}


def _renamed(path: str) -> str:
    head, *rest = path.split(".")
    if head == "citations" and len(rest) == 2:
        return f"citations.{rest[0]}.{CITATION_NAMES.get(rest[1], rest[1])}"
    return EVENT_NAMES.get(path, path)
