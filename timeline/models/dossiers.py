"""Dossiers: a named story, told by a selection of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .text import LineField, ProseField, unique_slug

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class DossierQuerySet(models.QuerySet["Dossier"]):
    def public(self) -> DossierQuerySet:
        return self.filter(published=True)

    def visible_to(self, user: User | AnonymousUser) -> DossierQuerySet:
        return self.all() if user.is_staff and user.has_perm("timeline.view_dossier") else self.public()


class Dossier(models.Model):
    class Order(models.TextChoices):
        FORWARD = "forward", _("earliest first")
        BACKWARD = "backward", _("latest first")

    title = LineField(_("title"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, blank=True)
    query = models.CharField(
        _("selection"),
        max_length=2000,
        blank=True,
        help_text=_("The query string of the timeline: “actor=israel&from=2022-03”."),
    )
    order = models.CharField(_("order"), max_length=8, choices=Order.choices, default=Order.FORWARD)
    introduction = ProseField(_("introduction"), blank=True)
    published = models.BooleanField(_("published"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DossierQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="dossier_has_a_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dossier", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or unique_slug(self, self.title)
        super().save(*args, **kwargs)
