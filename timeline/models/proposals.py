"""Proposals: drafts that the extraction suggests for a passage, until an analyst decides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .articles import ArticleText
from .events import Event


class Proposal(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        EDITED = "edited", _("accepted after changes")
        REJECTED = "rejected", _("rejected")

    text = models.ForeignKey(ArticleText, verbose_name=_("text"), on_delete=models.CASCADE, related_name="proposals")
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    draft = models.JSONField(_("draft"), default=dict)
    rules = models.JSONField(_("rules that fired"), default=list)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["text_id", "start", "pk"]
        indexes = [models.Index(fields=["text", "state"], name="proposal_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="proposal_offsets_in_order"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="decided_proposal_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "edited"]) | Q(event=None),
                name="only_an_accepted_proposal_made_an_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} [{self.start}:{self.end}]"
