"""Imports: which file of which data set was brought in, and what became of each of its rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .articles import Article
from .events import Event
from .text import LineField, ProseField


class Outcome(models.TextChoices):
    ADDED = "added", _("added")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("unchanged")
    KEPT = "kept", _("kept as edited here")
    DUPLICATE = "duplicate", _("same event as another row")
    REPORT = "report", _("report of an event")
    LEFT_OUT = "left_out", _("left out")
    REFUSED = "refused", _("refused")


class Import(models.Model):
    """One file brought in. Not finished: it was broken off, and goes on when the same file is brought in again."""

    format = models.CharField(_("format"), max_length=30)
    dataset = LineField(_("data set"), max_length=100)
    dataset_version = LineField(_("version of the data set"), max_length=100, blank=True)
    file_name = LineField(_("file"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    strict = models.BooleanField(_("all or nothing"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    line = models.PositiveBigIntegerField(_("line reached"), default=0)
    counts = models.JSONField(_("counts"), default=dict)  # Outcome → rows
    left_out = models.JSONField(_("left out"), default=dict)  # reason → rows

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["sha256"], name="import_by_file")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.source})"

    @property
    def source(self) -> str:
        """The data set with its version."""
        return " ".join(part for part in (self.dataset, self.dataset_version) if part)


class ImportedRow(models.Model):
    """A row by the name that its data set gives it: what it said, and which event stands for it here."""

    batch = models.ForeignKey(Import, verbose_name=_("import"), on_delete=models.PROTECT, related_name="rows")
    dataset = LineField(_("data set"), max_length=100)
    external_id = LineField(_("id in the data set"), max_length=200)
    group = models.CharField(max_length=64, blank=True)  # a digest; rows that share it tell of one event
    line = models.PositiveBigIntegerField(_("line"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.SET_NULL, null=True, related_name="imported_rows"
    )
    event_version = models.PositiveIntegerField(default=0)  # as the import left it; 0 where it did not make the event
    fingerprint = models.CharField(max_length=64, blank=True)  # of what was made of the row
    raw = models.JSONField(_("row"), default=dict)
    waiting_links = models.JSONField(default=list)  # (kind, external id) of events that were not there yet
    waits = models.BooleanField(default=False)  # whether there are such
    articles = models.ManyToManyField(
        Article, verbose_name=_("reports without a quote"), related_name="imported_rows", blank=True
    )

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        default_permissions = ()
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["batch", "line"], name="imported_row_by_line"),
            models.Index(fields=["dataset"], condition=Q(waits=True), name="imported_row_waiting"),
            models.Index(fields=["dataset", "group"], condition=~Q(group=""), name="imported_row_by_group"),
        ]
        constraints = [models.UniqueConstraint(fields=["dataset", "external_id"], name="row_of_a_data_set_once")]

    def __str__(self) -> str:
        return f"{self.dataset} {self.external_id}"


class RefusedRow(models.Model):
    """A row that did not come in, and why."""

    batch = models.ForeignKey(Import, verbose_name=_("import"), on_delete=models.CASCADE, related_name="refused_rows")
    line = models.PositiveBigIntegerField(_("line"))
    column = models.CharField(_("column"), max_length=100, blank=True)
    reason = ProseField(_("reason"), max_length=1000)
    raw = models.TextField(_("row"), blank=True)

    class Meta:
        verbose_name = _("refused row")
        verbose_name_plural = _("refused rows")
        default_permissions = ()
        ordering = ["line", "pk"]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


class WaitingFile(models.Model):
    """An uploaded file between its preview and its import; removed then, or after a day."""

    name = LineField(_("file"), max_length=255)
    format = models.CharField(_("format"), max_length=30)
    dataset_version = LineField(max_length=100, blank=True)
    strict = models.BooleanField(default=False)
    content = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file that waits to be imported")
        verbose_name_plural = _("files that wait to be imported")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
