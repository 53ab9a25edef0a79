"""Tokens with which programs use the API in somebody's name. The secret is shown once; only its digest is kept."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from .text import LineField


class ApiToken(AbstractAuthToken):
    class Scope(models.TextChoices):
        READ = "read", _("read")
        WRITE = "write", _("read and write")

    name = LineField(_("name"), max_length=100, help_text=_("What uses it: “nightly copy”, “notebook”."))
    scope = models.CharField(
        _("may"), max_length=5, choices=Scope.choices, default=Scope.READ, help_text=_("Never more than you may.")
    )

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created"]
        default_permissions = ()  # everybody who may log in has tokens, and nobody sees those of others

    def __str__(self) -> str:
        return f"{self.name} ({self.token_key}…)"

    @property
    def has_expired(self) -> bool:
        return self.expiry is not None and self.expiry < timezone.now()
