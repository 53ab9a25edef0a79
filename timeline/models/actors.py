"""Actors: who takes part in events, under which names, with which offices."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline import dates

from .countries import Country
from .text import LineField, ProseField, unique_slug

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

IDENTIFIER_PATTERNS = {  # standards: identifiers.md
    "wikidata": (r"Q[1-9]\d{0,11}", _("a Wikidata item, as in “Q43”")),
    "orcid": (r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", _("an ORCID, as in “0000-0002-1825-0097”")),
    "isni": (r"\d{15}[\dX]", _("16 characters without spaces, as in “0000000121032683”")),
    "viaf": (r"[1-9]\d{0,21}", _("a number, as in “102333412”")),
    "ror": (r"0[a-hj-km-np-tv-z0-9]{6}\d{2}", _("a ROR id, as in “03yrm5c26”")),
    "lei": (r"[A-Z0-9]{18}\d{2}", _("20 characters, as in “5493001KJTIIGC8Y1R12”")),
    "cow": (r"\d{1,3}", _("a Correlates of War number, as in “666”")),
}


class ActorQuerySet(models.QuerySet["Actor"]):
    def current(self) -> ActorQuerySet:
        """Not merged into another."""
        return self.filter(merged_into=None)

    def public(self) -> ActorQuerySet:
        """Actors whom a published event or one of its citations names, or for whom somebody acted in one."""
        from_here = {"event__review_state": "published"}
        participations = self.model._meta.get_field("participations").related_model._default_manager
        citations = self.model._meta.get_field("spoken_citations").related_model._default_manager
        return self.current().filter(
            Exists(participations.filter(actor=OuterRef("pk"), **from_here))
            | Exists(participations.filter(acts_for=OuterRef("pk"), **from_here))
            | Exists(citations.filter(speaker=OuterRef("pk"), **from_here))
        )

    def visible_to(self, user: User | AnonymousUser) -> ActorQuerySet:
        return self.all() if user.is_staff and user.has_perm("timeline.view_actor") else self.public()

    def named(self, text: str) -> ActorQuerySet:
        """Actors with `text` in their name or in an alias, each once."""
        aliases = ActorAlias.objects.filter(actor=OuterRef("pk"), name__icontains=text)
        return self.filter(Q(name__icontains=text) | Exists(aliases))

    def state_of(self, country_id: str | None) -> Actor | None:
        """The actor that is the state of this country; 1 query."""
        if not country_id:
            return None
        return self.current().filter(kind=Actor.Kind.STATE, country_id=country_id).first()


class Actor(models.Model):
    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        STATE = "state", _("state")
        GOVERNMENT_BODY = "government_body", _("government body")
        IGO = "igo", _("intergovernmental organisation")
        NGO = "ngo", _("non-governmental organisation")
        ARMED_GROUP = "armed_group", _("armed group")
        MILITARY = "military", _("military")
        RELIGIOUS_COMMUNITY = "religious_community", _("religious community")
        COMPANY = "company", _("company")
        MEDIA = "media", _("media")
        OTHER = "other", _("other")

    name = LineField(_("name"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Part of the permanent address; made from the name."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, null=True, blank=True, related_name="actors"
    )
    description = ProseField(_("description"), blank=True, max_length=2000)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ActorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"], name="actor_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="actor_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")), name="actor_is_not_merged_into_itself"
            ),
            models.UniqueConstraint(
                fields=["country"],
                condition=Q(kind="state", merged_into=None),
                name="one_state_actor_for_a_country",
                violation_error_message=_("This country already has an actor of the kind “state”; use that one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actor", args=[self.slug])

    def clean(self) -> None:
        if self.kind == self.Kind.STATE and not self.country_id and not self.description:
            raise ValidationError({"country": _("A state needs its country, or a description if it has no ISO code.")})
        seen, target = {self.pk}, self.merged_into
        while target is not None:
            if target.pk in seen:
                raise ValidationError({"merged_into": _("These actors would be merged in a circle.")})
            seen.add(target.pk)
            target = target.merged_into

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Where what it stands for has changed, also those who act in it or for it are read anew."""
        self.slug = self.slug or unique_slug(self, self.name)
        stands_for = ("kind", "country_id", "merged_into_id")
        stored = Actor.objects.filter(pk=self.pk).values_list(*stands_for).first() if self.pk else None
        super().save(*args, **kwargs)
        if stored != tuple(getattr(self, name) for name in stands_for):
            self._refresh_representation(was_new=stored is None)

    def _refresh_representation(self, *, was_new: bool) -> None:
        concerned = Q(actor=self) | Q(office__organisation=self) | Q(acts_for=self)
        if self.kind == self.Kind.STATE and self.country_id:
            concerned |= Q(actor__country=self.country_id) | Q(office__organisation__country=self.country_id)
        elif was_new:
            return  # nobody can have acted in it before it was there
        self._meta.get_field("participations").related_model._default_manager.filter(concerned).refresh_acts_for()

    def represents(self, office: Office | None = None) -> Actor | None:
        """The state for which this actor acts, in `office` where one is given; at most 1 query.

        A person stands for a state only through an office: nationality alone is no mandate.
        """
        if self.kind == self.Kind.STATE:
            return self
        body = office.organisation if office else self
        if body.kind == self.Kind.STATE:
            return body
        if body.kind in (self.Kind.GOVERNMENT_BODY, self.Kind.MILITARY):
            return Actor.objects.state_of(body.country_id)
        return None

    def offices_on(self, earliest: date | None, latest: date | None) -> list[Office]:
        """Offices that this person may have held on some day of the span, both ends included; 1 query."""
        offices = self.offices.select_related("organisation")
        return [o for o in offices if dates.overlaps(o.earliest, o.latest, earliest, latest)]


class ActorAlias(models.Model):
    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        SHORT = "short", _("short")
        FORMER = "former", _("former")
        TRANSLITERATION = "transliteration", _("transliteration")
        ADJECTIVE = "adjective", _("adjective")

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    name = LineField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47: “en”, “uk”, “he”."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.SHORT)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"], name="alias_name")]
        constraints = [
            models.UniqueConstraint(fields=["actor", "name", "language"], name="alias_once_for_an_actor_and_language"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.language and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", self.language):
            raise ValidationError({"language": _("Not a language tag; BCP 47 is expected, as in “en” or “zh-Hant”.")})


class ActorIdentifier(models.Model):
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(
        _("scheme"), max_length=20, choices=[(s, s.upper() if len(s) < 5 else s.title()) for s in IDENTIFIER_PATTERNS]
    )
    value = models.CharField(_("value"), max_length=50)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_belongs_to_one_actor",
                violation_error_message=_("Another actor already has this identifier; is it the same one?"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    def clean(self) -> None:
        pattern, example = IDENTIFIER_PATTERNS.get(self.scheme, (r".+", ""))
        if not re.fullmatch(pattern, self.value):
            raise ValidationError(
                {"value": _("“%(value)s” is not %(example)s.") % {"value": self.value, "example": example}}
            )


class Office(models.Model):
    """A person held a title in an organisation over an EDTF interval; either end may be open."""

    person = models.ForeignKey(Actor, verbose_name=_("person"), on_delete=models.CASCADE, related_name="offices")
    organisation = models.ForeignKey(
        Actor, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="office_holders"
    )
    title = LineField(_("title"), max_length=200, help_text=_("As written before a name: “Prime Minister of Israel”."))
    edtf = models.CharField(
        _("held (EDTF)"),
        max_length=100,
        blank=True,
        help_text=_("“2021-06-13/2022-06-30”, or “2020-01/..” if still held."),
    )
    earliest = models.DateField(null=True, editable=False)
    latest = models.DateField(null=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["person_id", F("earliest").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(earliest__lte=F("latest")),
                name="office_begins_before_it_ends",
            ),
            models.CheckConstraint(condition=~Q(person=F("organisation")), name="office_is_held_in_another_actor"),
            models.UniqueConstraint(fields=["person", "organisation", "title", "edtf"], name="office_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}{f' ({self.held})' if self.edtf else ''}"

    @property
    def held(self) -> str:
        """When, in words; empty where it is not known."""
        return dates.describe(self.edtf) if self.edtf else ""

    def clean(self) -> None:
        if self.person_id and self.person.kind != Actor.Kind.PERSON:
            raise ValidationError(
                {"person": _("Only a person holds an office; %(name)s is no person.") % {"name": self.person}}
            )
        try:
            self._read_date()
        except dates.EDTFError as error:
            raise ValidationError({"edtf": str(error)}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = self.pk is None
        self._read_date()
        super().save(*args, **kwargs)
        if not is_new:
            self.participations.refresh_acts_for()

    def _read_date(self) -> None:
        self.earliest = self.latest = None
        if self.edtf:
            held = dates.parse(self.edtf)
            self.edtf, self.earliest, self.latest = held.edtf, held.earliest, held.latest
