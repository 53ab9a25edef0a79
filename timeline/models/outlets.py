"""Outlets: who published a report, and how far they are to be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .countries import Country
from .text import LineField, unique_slug

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class Reliability(models.TextChoices):
    """Reliability of a source (Admiralty code, A–F; standards: provenance.md 4.2)."""

    A = "A", _("A – completely reliable")
    B = "B", _("B – usually reliable")
    C = "C", _("C – fairly reliable")
    D = "D", _("D – not usually reliable")
    E = "E", _("E – unreliable")
    F = "F", _("F – cannot be judged")


class OutletQuerySet(models.QuerySet["Outlet"]):
    def public(self) -> OutletQuerySet:
        """Outlets whose reports a published event cites."""
        articles = self.model._meta.get_field("articles").related_model._default_manager
        return self.filter(Exists(articles.public().filter(outlet=OuterRef("pk"))))

    def visible_to(self, user: User | AnonymousUser) -> OutletQuerySet:
        return self.all() if user.is_staff and user.has_perm("timeline.view_outlet") else self.public()


class Outlet(models.Model):
    name = LineField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, blank=True)
    publisher = LineField(_("publisher"), max_length=200, blank=True)
    domain = models.CharField(
        _("domain"),
        max_length=253,
        blank=True,
        validators=[
            RegexValidator(
                r"^([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}\Z", _("A bare domain in small letters, as in “example.org”.")
            )
        ],
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, null=True, blank=True, related_name="outlets"
    )
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47: “en”, “he”."))
    reliability = models.CharField(_("reliability"), max_length=1, choices=Reliability.choices, default=Reliability.F)
    parent = models.ForeignKey(
        "self", verbose_name=_("belongs to"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    wire = models.ForeignKey(
        "self",
        verbose_name=_("carries the wire"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carriers",
        help_text=_("The agency whose reports it prints; the two then count as one source."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = OutletQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="outlet_has_a_name"),
            models.UniqueConstraint(
                fields=["domain"],
                condition=~Q(domain=""),
                name="domain_belongs_to_one_outlet",
                violation_error_message=_("Another outlet already has this domain."),
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="outlet_does_not_own_itself"),
            models.CheckConstraint(condition=Q(wire=None) | ~Q(wire=F("pk")), name="outlet_is_not_its_own_wire"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outlet", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also counts the sources of its events anew where it carries another wire than before."""
        self.slug = self.slug or unique_slug(self, self.name)
        stored = (
            Outlet.objects.filter(pk=self.pk).values_list("wire_id", flat=True).first() if self.pk else self.wire_id
        )
        super().save(*args, **kwargs)
        if stored != self.wire_id:
            for article in self.articles.all():
                article.refresh_source_counts()
