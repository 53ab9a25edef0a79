"""Event types: the coding scheme as data, with its default CAMEO and PLOVER codes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .text import LineField, ProseField

# CAMEO codes are text: “010” and “10” differ, and ICEWS has codes such as “138i” (standards: events.md 1.1).
validate_cameo = RegexValidator(r"^\d{2,4}[a-z]?\Z", _("A CAMEO code has 2 to 4 digits, as in “041” or “0871”."))


class Role(models.TextChoices):
    INITIATOR = "initiator", _("initiator")
    COUNTERPART = "counterpart", _("counterpart")
    PARTICIPANT = "participant", _("participant")
    HOST = "host", _("host")
    VISITOR = "visitor", _("visitor")
    MEDIATOR = "mediator", _("mediator")
    SPEAKER = "speaker", _("speaker")
    ADDRESSEE = "addressee", _("addressee")
    DONOR = "donor", _("donor")
    RECIPIENT = "recipient", _("recipient")
    BENEFICIARY = "beneficiary", _("beneficiary")
    TARGET = "target", _("target")
    OBSERVER = "observer", _("observer")


class Family(models.TextChoices):
    TALKS = "talks", _("Talks")
    STATEMENTS = "statements", _("Statements")
    REQUESTS = "requests", _("Requests and answers")
    AGREEMENTS = "agreements", _("Agreements and status")
    AID = "aid", _("Aid and relief")
    PRESSURE = "pressure", _("Pressure")
    OTHER = "other", _("Other")


class EventType(models.Model):
    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    label = LineField(_("label"), max_length=80, unique=True)
    family = models.CharField(_("family"), max_length=20, choices=Family.choices)
    symmetric = models.BooleanField(_("parties are equals"), default=False)
    roles = models.JSONField(_("roles offered"), default=list, blank=True)
    cameo_code = models.CharField(_("CAMEO code"), max_length=5, blank=True, validators=[validate_cameo])
    plover_event = models.CharField(_("PLOVER event"), max_length=20, blank=True)
    plover_mode = models.CharField(_("PLOVER mode"), max_length=30, blank=True)
    goldstein = models.DecimalField(_("typical Goldstein value"), max_digits=3, decimal_places=1, null=True, blank=True)
    goldstein_table = models.CharField(_("Goldstein table"), max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    description = ProseField(_("when to use it"), blank=True, max_length=1000)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event type")
        verbose_name_plural = _("event types")
        ordering = ["rank", "label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goldstein=None) | Q(goldstein__gte=-10, goldstein__lte=10), name="goldstein_within_10"
            ),
            models.CheckConstraint(
                condition=Q(goldstein=None) | ~Q(goldstein_table=""),
                name="goldstein_names_its_table",
                violation_error_message=_("Say which Goldstein table the value is from: two are in circulation."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("event_type", args=[self.slug])

    def clean(self) -> None:
        if not isinstance(self.roles, list):
            raise ValidationError({"roles": _('A list of roles is expected, as in ["host", "visitor"].')})
        if unknown := [role for role in self.roles if role not in Role.values]:
            raise ValidationError(
                {
                    "roles": _("Unknown role “%(role)s”; known are %(known)s.")
                    % {"role": unknown[0], "known": ", ".join(Role.values)}
                }
            )
