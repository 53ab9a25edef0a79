"""The history of events: one row for each change, never altered. Written by the verbs in timeline/review/ alone."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .events import Event
from .text import ProseField


class Verb(models.TextChoices):
    CREATE = "create", _("created")
    EDIT = "edit", _("edited")
    SUBMIT = "submit", _("submitted for review")
    SEND_BACK = "send_back", _("sent back")
    PUBLISH = "publish", _("published")
    RETRACT = "retract", _("retracted")
    RESTORE = "restore", _("restored")
    MERGE = "merge", _("merged into another event")
    RECEIVE = "receive", _("received another event's reports")


class RevisionQuerySet(models.QuerySet["Revision"]):
    def public(self) -> RevisionQuerySet:
        """What readers may know of a published event's past: the changes since it was first published.

        A comment and what was changed are shown; drafts before the first publication are not.
        """
        published = Revision.objects.filter(event=models.OuterRef("event"), verb=Verb.PUBLISH)
        first = published.order_by("version").values("version")[:1]
        return self.filter(event__review_state="published", version__gte=models.Subquery(first))

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("History is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("History is append-only.")


class Revision(models.Model):
    """Who did what to an event, when and why; `before` and `after` are snapshots (see review/snapshots.py)."""

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.SET_NULL, null=True, related_name="revisions"
    )
    public_id = models.CharField(max_length=12, db_index=True)  # stays when a draft is deleted
    version = models.PositiveIntegerField(_("version"))
    verb = models.CharField(_("what"), max_length=10, choices=Verb.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    comment = ProseField(_("why"), blank=True, max_length=2000)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["event_id", "-version", "-pk"]
        constraints = [models.UniqueConstraint(fields=["public_id", "version"], name="revision_once_for_a_version")]

    def __str__(self) -> str:
        return f"{self.public_id} v{self.version}: {self.get_verb_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("History is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("History is append-only.")
