"""Places: a tree, so that an event at the Kremlin is also an event in Moscow and in Russia."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .countries import Country
from .search import together
from .text import LineField, unique_slug

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class PlaceQuerySet(models.QuerySet["Place"]):
    def public(self) -> PlaceQuerySet:
        """Places of published events, and the places that hold those."""
        event_places = self.model._meta.get_field("event_places").related_model._default_manager
        in_use = event_places.filter(event__review_state="published", place=OuterRef("pk"))
        return self.filter(Exists(Place.objects.filter(Exists(in_use), path__startswith=OuterRef("path"))))

    def visible_to(self, user: User | AnonymousUser) -> PlaceQuerySet:
        return self.all() if user.is_staff and user.has_perm("timeline.view_place") else self.public()

    def within(self, places: Iterable[Place]) -> PlaceQuerySet:
        """`places` and everything below them."""
        below = Q(pk__in=[])
        for place in places:
            below |= Q(path__startswith=place.path)
        return self.filter(below)


class Place(models.Model):
    class Kind(models.TextChoices):
        BUILDING = "building", _("building or site")
        LOCALITY = "locality", _("city or locality")
        REGION = "region", _("region")
        COUNTRY = "country", _("country")
        WATER = "water", _("sea or water")
        OTHER = "other", _("other")

    class Exactness(models.TextChoices):
        """How exact the point is."""

        BUILDING = "building", _("building")
        LOCALITY = "locality", _("locality")
        REGION = "region", _("region")
        COUNTRY = "country", _("country")

    name = LineField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("lies in"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    exactness = models.CharField(_("exactness of the point"), max_length=10, choices=Exactness.choices, blank=True)
    path = models.CharField(max_length=255, editable=False, db_index=True, default="")  # "/3/17/": own id last

    objects = PlaceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="place_by_point")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="place_has_a_name"),
            models.CheckConstraint(
                condition=Q(latitude=None) | Q(latitude__gte=-90, latitude__lte=90),
                name="latitude_within_90",
                violation_error_message=_("Latitude lies between −90 and 90."),
            ),
            models.CheckConstraint(
                condition=Q(longitude=None) | Q(longitude__gte=-180, longitude__lte=180),
                name="longitude_within_180",
                violation_error_message=_("Longitude lies between −180 and 180."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="latitude_and_longitude_together",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="place_does_not_lie_in_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])

    def clean(self) -> None:
        above = self.parent
        while above is not None:
            if self.pk and above.pk == self.pk:
                raise ValidationError({"parent": _("%(name)s would lie in itself.") % {"name": self.name}})
            above = above.parent

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also moves everything below when the parent changes; the country is taken from the parent if left empty."""
        self.slug = self.slug or unique_slug(self, self.name)
        if self.parent and not self.country_id:
            self.country_id = self.parent.country_id
        with together():
            super().save(*args, **kwargs)
            old, new = self.path, f"{self.parent.path if self.parent else '/'}{self.pk}/"
            if old == new:
                return
            self.path = new
            Place.objects.filter(pk=self.pk).update(path=new)
            below = Place.objects.filter(path__startswith=old).exclude(pk=self.pk) if old else []
            for place in below:
                Place.objects.filter(pk=place.pk).update(path=new + place.path.removeprefix(old))

    @property
    def full_name(self) -> str:
        """With its country, where that says more: “Kremlin, Russia”."""
        return (
            self.name if not self.country_id or self.country.name == self.name else f"{self.name}, {self.country.name}"
        )
