"""The parts of an event: who took part, where, how much, and how it relates to other events."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .actors import Actor, Office
from .events import Event
from .places import Place
from .text import LineField
from .types import Role


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def refresh_acts_for(self) -> None:
        """Read anew for which state each acts; a query for each that has changed, and at most one more for each."""
        for part in self.select_related("actor", "office__organisation"):
            state = part.actor.represents(part.office)
            if part.acts_for_id != (state.pk if state else None):
                self.model._default_manager.filter(pk=part.pk).update(acts_for=state)


class Participation(models.Model):
    """An actor in a role, in the office in which it acted and for the state for which it acted."""

    class Certainty(models.TextChoices):
        CERTAIN = "certain", _("certain")
        PROBABLE = "probable", _("probable")
        POSSIBLE = "possible", _("possible")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), on_delete=models.PROTECT, related_name="participations", db_index=False
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PARTICIPANT)
    office = models.ForeignKey(
        Office,
        verbose_name=_("acting as"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
    )
    acts_for = models.ForeignKey(
        Actor,
        verbose_name=_("acts for"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="represented_in",
        db_index=False,
    )
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty.choices, default=Certainty.CERTAIN)
    note = LineField(_("note"), max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["event_id", "rank", "pk"]
        indexes = [
            models.Index(fields=["actor", "event"], name="participation_by_actor"),
            models.Index(fields=["acts_for", "event"], name="participation_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "actor", "role"],
                name="actor_once_in_a_role",
                violation_error_message=_("This actor already stands in this role."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"

    def clean(self) -> None:
        if self.office_id and self.actor_id and self.office.person_id != self.actor_id:
            raise ValidationError(
                {"office": _("%(office)s was not held by %(actor)s.") % {"office": self.office, "actor": self.actor}}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.acts_for = self.actor.represents(self.office)
        super().save(*args, **kwargs)


class EventPlace(models.Model):
    class Role(models.TextChoices):
        VENUE = "venue", _("venue")
        ORIGIN = "origin", _("origin")
        VIA = "via", _("via")
        DESTINATION = "destination", _("destination")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="event_places")
    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="event_places", db_index=False
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.VENUE)

    class Meta:
        verbose_name = _("place of the event")
        verbose_name_plural = _("places of the event")
        ordering = ["event_id", "pk"]
        indexes = [models.Index(fields=["place", "event"], name="event_place_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "place", "role"],
                name="place_once_in_a_role",
                violation_error_message=_("This place already stands in this role."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.get_role_display()})"


class Quantity(models.Model):
    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("at most")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="quantities")
    what = LineField(_("what"), max_length=100, help_text=_("“children”, “blankets”, “votes against”."))
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=3)
    amount_max = models.DecimalField(
        _("up to"), max_digits=18, decimal_places=3, null=True, blank=True, help_text=_("For a range.")
    )
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier.choices, default=Qualifier.EXACTLY)
    unit = LineField(_("unit"), max_length=30, blank=True, help_text=_("“people”, “tonnes”; empty for a sum of money."))
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("An ISO 4217 code, as in “EUR”."))],
    )

    class Meta:
        verbose_name = _("quantity")
        verbose_name_plural = _("quantities")
        ordering = ["event_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="quantity_is_not_negative",
                violation_error_message=_("An amount is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(amount_max=None) | Q(amount_max__gte=F("amount")),
                name="quantity_range_runs_upward",
                violation_error_message=_("The upper end of the range lies below the lower."),
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(currency=""),
                name="quantity_has_unit_or_currency",
                violation_error_message=_("Give a unit or a currency, not both."),
            ),
        ]

    def __str__(self) -> str:
        prefix = "" if self.qualifier == self.Qualifier.EXACTLY else f"{self.get_qualifier_display()} "
        amount = f"{self.amount.normalize():,f}" if self.amount is not None else "?"
        upper = f"–{self.amount_max.normalize():,f}" if self.amount_max is not None else ""
        return " ".join(part for part in (f"{prefix}{amount}{upper}", self.currency or self.unit, self.what) if part)


class EventLink(models.Model):
    class Kind(models.TextChoices):
        FOLLOWS = "follows", _("follows")
        RESPONDS_TO = "responds_to", _("responds to")
        PART_OF = "part_of", _("is part of")
        CONTRADICTS = "contradicts", _("contradicts")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("relation"), max_length=12, choices=Kind.choices)
    other = models.ForeignKey(
        Event, verbose_name=_("other event"), on_delete=models.CASCADE, related_name="linked_from"
    )

    class Meta:
        verbose_name = _("link to another event")
        verbose_name_plural = _("links to other events")
        ordering = ["event_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "other"], name="link_once"),
            models.CheckConstraint(
                condition=~Q(event=F("other")),
                name="event_is_not_linked_to_itself",
                violation_error_message=_("An event cannot be linked to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"
