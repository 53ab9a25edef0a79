"""Events: what we hold to have happened, and how precisely we know when."""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline import dates

from .articles import source_of
from .event_queries import Cursor, EventQuerySet
from .identity import new_public_id
from .reach import reach_of
from .text import LineField, ProseField
from .types import EventType, validate_cameo


class ReviewState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    RETRACTED = "retracted", _("retracted")
    MERGED = "merged", _("merged into another")


class Medium(models.TextChoices):
    NOT_STATED = "", _("not stated")
    IN_PERSON = "in_person", _("in person")
    TELEPHONE = "telephone", _("telephone")
    VIDEO = "video", _("video")
    LETTER = "letter", _("letter")
    BROADCAST = "broadcast", _("broadcast")
    SOCIAL_MEDIA = "social_media", _("social media")


class Realisation(models.TextChoices):
    OCCURRED = "occurred", _("occurred")
    PLANNED = "planned", _("planned")
    ONGOING = "ongoing", _("ongoing")
    DID_NOT_HAPPEN = "did_not_happen", _("did not happen")


class DateBasis(models.TextChoices):
    STATED = "stated", _("stated in the text")
    RESOLVED = "resolved", _("resolved from a relative phrase")
    INFERRED = "inferred", _("inferred by the analyst")


class Origin(models.TextChoices):
    CODED = "coded", _("coded by an analyst")
    DEMO = "demo", _("demonstration")
    SYNTHETIC = "synthetic", _("synthetic")
    IMPORTED = "imported", _("imported")


class Event(models.Model):
    public_id = models.CharField(_("public id"), max_length=12, unique=True, default=new_public_id, editable=False)
    title = LineField(
        _("title"), max_length=200, blank=True, help_text=_("Short, verb first: “Meets Putin at the Kremlin”.")
    )
    summary = ProseField(_("summary"), blank=True, max_length=5000)
    type = models.ForeignKey(
        EventType, verbose_name=_("type"), on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    medium = models.CharField(_("medium"), max_length=12, choices=Medium.choices, default="", blank=True)
    realisation = models.CharField(
        _("realisation"), max_length=14, choices=Realisation.choices, default=Realisation.OCCURRED
    )

    # When (design, section 4). The bounds follow from `edtf` and are never typed.
    edtf = models.CharField(
        _("date (EDTF)"),
        max_length=100,
        blank=True,
        help_text=_("“2022-03-05”, “2022-03”, “2022-03-05/2022-03-06”, “../2022-03-07”."),
    )
    earliest = models.DateField(_("earliest"), null=True, editable=False)
    latest = models.DateField(_("latest"), null=True, editable=False)
    precision = models.CharField(_("precision"), max_length=14, blank=True, editable=False)
    uncertain = models.BooleanField(_("uncertain"), default=False, editable=False)
    approximate = models.BooleanField(_("approximate"), default=False, editable=False)
    lasted = models.BooleanField(
        _("went on throughout"),
        default=False,
        help_text=_("The dates say how long it lasted. Otherwise it lies somewhere between them."),
    )
    time_start = models.TimeField(_("from"), null=True, blank=True)
    time_end = models.TimeField(_("until"), null=True, blank=True)
    tz = models.CharField(
        _("time zone"), max_length=50, blank=True, help_text=_("As in “Europe/Moscow”; needed with a time.")
    )
    date_text = LineField(
        _("phrase in the text"), max_length=200, blank=True, help_text=_("“on Saturday”, “over the weekend”.")
    )
    date_anchor = models.DateField(_("resolved against"), null=True, blank=True)
    date_rule = models.CharField(_("rule"), max_length=40, blank=True)
    date_basis = models.CharField(_("basis"), max_length=10, choices=DateBasis.choices, blank=True)
    position = models.BigIntegerField(default=dates.UNDATED_POSITION, editable=False)  # see dates.position()
    reach = models.GeneratedField(
        expression=reach_of(), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )

    duration = models.CharField(
        _("duration (ISO 8601)"), max_length=30, blank=True, help_text=_("“PT3H” for three hours.")
    )
    occurrences = models.PositiveSmallIntegerField(
        _("occurrences"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("If the text gives a number: three conversations."),
    )
    importance = models.PositiveSmallIntegerField(
        _("importance"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("1 to 5; 5 is shown first."),
    )
    cameo_code = models.CharField(
        _("CAMEO code"),
        max_length=5,
        blank=True,
        validators=[validate_cameo],
        help_text=_("Only where it differs from the type's."),
    )
    plover_event = models.CharField(_("PLOVER event"), max_length=20, blank=True)
    plover_mode = models.CharField(_("PLOVER mode"), max_length=30, blank=True)
    adjudication = ProseField(
        _("adjudication"),
        blank=True,
        max_length=2000,
        help_text=_("Where reports differ: why these values were chosen. Shown to readers."),
    )
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, default=Origin.CODED, editable=False)

    # Review. Changed by the verbs in timeline/review/ alone.
    review_state = models.CharField(
        _("state"), max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    retraction_reason = ProseField(_("reason for the retraction"), blank=True, max_length=2000, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    retracted_at = models.DateTimeField(_("retracted"), null=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
    )
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("coder"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="coded_events",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    # Counted by refresh_counts() whenever a citation changes.
    citation_count = models.PositiveIntegerField(_("citations"), default=0, editable=False)
    source_count = models.PositiveIntegerField(_("independent sources"), default=0, editable=False)
    disputed = models.BooleanField(_("disputed"), default=False, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["position", "pk"]
        permissions = [
            ("submit_event", "Can submit events for review"),
            ("publish_event", "Can publish, send back and edit published events"),
            ("retract_event", "Can retract and restore events"),
            ("merge_event", "Can merge events and actors"),
        ]
        # Bounds and type ride along, so that counting reads the index alone.
        indexes = [
            # Behind the order stands what many events share, so that it is counted from the index alone.
            models.Index(
                fields=[
                    *("review_state", "position", "id", "latest", "earliest", "type"),
                    *("realisation", "precision", "source_count", "disputed", "medium"),
                ],
                name="event_state_chronology",
            ),
            models.Index(fields=["review_state", "-importance", "public_id", "position"], name="event_foremost"),
            models.Index(fields=["review_state", "reach", "position", "latest"], name="event_reaching"),
            models.Index(fields=["type", "review_state", "position", "id", "latest", "earliest"], name="event_by_type"),
            models.Index(fields=["position", "id"], name="event_chronology"),
            models.Index(fields=["-updated_at", "-id"], name="event_last_changed"),
            models.Index(fields=["review_state", "-updated_at", "-id"], name="event_state_last_changed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(type__isnull=False) | ~Q(title=""), name="event_has_title_or_type"),
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(earliest__lte=F("latest")),
                name="event_span_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(edtf="", earliest=None, latest=None, position=dates.UNDATED_POSITION)
                | (
                    ~Q(edtf="")
                    & (Q(earliest__isnull=False) | Q(latest__isnull=False))
                    & Q(position__lt=dates.UNDATED_POSITION)
                ),
                name="event_bounds_belong_to_a_date",
            ),
            models.CheckConstraint(
                condition=Q(time_start=None, time_end=None) | (Q(time_start__isnull=False) & ~Q(tz="")),
                name="event_time_has_start_and_zone",
            ),
            models.CheckConstraint(condition=Q(importance__gte=1, importance__lte=5), name="event_importance_1_to_5"),
            models.CheckConstraint(
                condition=Q(occurrences=None) | Q(occurrences__gte=1), name="event_occurs_at_least_once"
            ),
            models.CheckConstraint(
                condition=~Q(review_state="published") | Q(citation_count__gte=1, published_at__isnull=False),
                name="published_event_is_cited",
            ),
            models.CheckConstraint(
                condition=~Q(review_state="retracted") | ~Q(retraction_reason=""), name="retraction_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(review_state="merged", merged_into__isnull=False)
                | (~Q(review_state="merged") & Q(merged_into=None)),
                name="merged_event_names_its_target",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")), name="event_is_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.public_id])

    @property
    def heading(self) -> str:
        """The title, or the type where no title was given."""
        return self.title or (self.type.label if self.type else self.public_id)

    @property
    def when(self) -> str:
        """The date in words, exactly as precise as it is known; “date not known” where there is none."""
        if not self.edtf:
            return str(_("date not known"))
        return dates.describe(
            self.edtf, time_start=self.time_start, time_end=self.time_end, tz=self.tz, lasted=self.lasted
        )

    @property
    def leads_to(self) -> Event | None:
        """Where a public address goes after a merge: to the event that stays, or to its tombstone."""
        target = self.merged_into
        public = target and target.review_state in (ReviewState.PUBLISHED, ReviewState.RETRACTED)
        return target if public and self.published_at else None

    @property
    def is_public(self) -> bool:
        return self.review_state == ReviewState.PUBLISHED

    @property
    def cursor(self) -> Cursor:
        return self.position, self.pk

    @property
    def codes(self) -> dict[str, str]:
        """CAMEO and PLOVER codes: the event's own where given, else those of its type.

        A mode belongs to its PLOVER event, so the type's does not stand beside an event of another kind.
        """
        defaults = self.type or EventType()
        same_event = self.plover_event in ("", defaults.plover_event)
        return {
            "cameo_code": self.cameo_code or defaults.cameo_code,
            "plover_event": self.plover_event or defaults.plover_event,
            "plover_mode": self.plover_mode or (defaults.plover_mode if same_event else ""),
        }

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if not self.title and not self.type_id:
            errors["title"] = _("Give a title or a type: one of the two is needed.")
        try:
            self.read_date()
        except dates.EDTFError as error:
            errors["edtf"] = str(error)
        else:
            errors |= self._time_errors()
        if self.duration:
            try:
                self.duration = dates.parse_duration(self.duration)
            except ValueError as error:
                errors["duration"] = str(error)
        if errors:
            raise ValidationError(errors)

    def _time_errors(self) -> dict[str, Any]:
        if not (self.time_start or self.time_end):
            return {}
        if not self.time_start:
            return {"time_start": _("Give the time at which it began as well.")}
        if not self.tz:
            return {"tz": _("A time needs its time zone, as in “Europe/Moscow”.")}
        if self.tz not in zoneinfo.available_timezones():
            return {
                "tz": _("“%(zone)s” is no time zone; names such as “Asia/Jerusalem” are expected.") % {"zone": self.tz}
            }
        if not self.earliest or self.earliest != self.latest:
            return {
                "time_start": _("A time of day needs a single day: the date here is %(date)s.") % {"date": self.when}
            }
        if self.time_end and self.time_end < self.time_start:
            return {"time_end": _("Ends before it begins (%(start)s).") % {"start": self.time_start.strftime("%H:%M")}}
        for field in ("time_start", "time_end"):
            if at := getattr(self, field):
                try:
                    dates.instant(self.earliest, at, self.tz)
                except ValueError as error:
                    return {field: str(error)}
        return {}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.read_date()
        super().save(*args, **kwargs)

    def read_date(self) -> None:
        """Bounds, precision and place in the chronology from `edtf`; raises `EDTFError`."""
        self.earliest = self.latest = None
        self.precision, self.uncertain, self.approximate = "", False, False
        clock = None
        if self.edtf:
            date = dates.parse(self.edtf)
            self.edtf, self.earliest, self.latest = date.edtf, date.earliest, date.latest
            self.precision, self.uncertain, self.approximate = date.precision.value, date.uncertain, date.approximate
            clock = date.time
        self.position = dates.position(self.earliest, self.latest, self.time_start or clock)

    def missing_for_publication(self) -> list[str]:
        """What an editor would miss, in words; empty when the event may be published. At most 2 queries."""
        missing = []
        if not self.edtf and not self.event_places.exists():
            missing.append(_("a date or a place"))
        if not self.citations.exclude(exact="").exists():
            missing.append(_("a citation with its quote"))
        return [str(m) for m in missing]

    def refresh_counts(self) -> None:
        """Count citations and independent sources; 2 queries. One source are a wire and the outlets that carry it, and
        an article and its copies.

        A published event keeps its counts while its only citation is replaced: editing() refuses to end without one.
        """
        own = ("article__outlet__wire", "article__outlet", "article")
        original = ("article__copy_of__outlet__wire", "article__copy_of__outlet", "article__copy_of")
        rows = list(self.citations.values_list(*own, *original, "stance", "reported"))
        if self.is_public and not rows:
            return
        sources = {source_of(*row[:6]) for row in rows}
        counts = {
            "citation_count": len(rows),
            "source_count": len(sources),
            "disputed": any(stance == "disputes" or reported for *_ids, stance, reported in rows),
        }
        type(self).objects.filter(pk=self.pk).update(**counts)
        for name, value in counts.items():
            setattr(self, name, value)

    def tombstone(self) -> dict[str, str | datetime | None]:
        """All that the public may know of a retracted event."""
        return {"public_id": self.public_id, "retracted_at": self.retracted_at, "reason": self.retraction_reason}
