"""Countries: ISO 3166-1 alpha-2 and XK, with the codes and names under which data sets know them."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.dates import Weekend

from .text import LineField


class WeekendChoice(models.TextChoices):
    SAT_SUN = Weekend.SAT_SUN.value, _("Saturday–Sunday")
    FRI_SAT = Weekend.FRI_SAT.value, _("Friday–Saturday")
    THU_FRI = Weekend.THU_FRI.value, _("Thursday–Friday")
    FRI = Weekend.FRI.value, _("Friday")
    SUN = Weekend.SUN.value, _("Sunday")


class Country(models.Model):
    code = models.CharField(
        _("ISO 3166-1 alpha-2"),
        max_length=2,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as in ISO 3166-1: “IL”, “XK”."))],
    )
    alpha3 = models.CharField(_("ISO 3166-1 alpha-3 / CAMEO"), max_length=3, unique=True)
    numeric = models.CharField(_("ISO 3166-1 numeric"), max_length=3, blank=True)
    fips = models.CharField(_("FIPS 10-4"), max_length=2, blank=True, db_index=True)
    name = LineField(_("name"), max_length=100, unique=True)
    official_name = LineField(_("official name"), max_length=200, blank=True)
    weekend = models.CharField(_("weekend"), max_length=7, choices=WeekendChoice.choices, default=WeekendChoice.SAT_SUN)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CountryName(models.Model):
    """Another word for a country: an alias, an adjective (“Israeli”) or a capital used as a metonym (“Kyiv”)."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("alias")
        ADJECTIVE = "adjective", _("adjective")
        CAPITAL = "capital", _("capital")

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="names")
    name = LineField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)

    class Meta:
        verbose_name = _("country name")
        verbose_name_plural = _("country names")
        ordering = ["country_id", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "kind"], name="country_name_belongs_to_one_country"),
        ]

    def __str__(self) -> str:
        return self.name
