"""The form of an event: what is typed as a date is read here, so that it works the same without a script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates
from timeline.models import Article, DateBasis, Event, EventType, Realisation

from .conflicts import VersionedForm
from .dating import Reading, Reference, as_edtf, read_date, reference_for, rule_behind
from .fields import DurationField, TypeField
from .guards import MOST_DIGITS

MOST_CITATIONS_READ = 50  # rows looked through for the first article


class EventForm(VersionedForm):
    typed_date = forms.CharField(
        label=gettext_lazy("Date"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "As the report says it (“Saturday”, “over the weekend”, “5 March”) or as EDTF (2022-03-05, 2022-03)."
            " Phrases are counted from the day of the first article below."
        ),
        widget=forms.TextInput(
            attrs={
                "class": "vTextField",
                "autocomplete": "off",
                "data-date-typed": reverse_lazy("admin:timeline_event_read_date"),
            }
        ),
    )
    type = TypeField(queryset=EventType.objects.all(), required=False, empty_label=gettext_lazy("choose a type"))
    duration = DurationField(
        label=gettext_lazy("Duration"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("How long it took, if the report says so: “3 hours”, or ISO 8601: PT3H."),
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Why you change it. Stands in the history; needed once the event is published."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )

    class Meta:
        model = Event
        fields = ["type"]  # the admin names the rest

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("typed_date", self.instance.date_text or self.instance.edtf)
        if self.instance.edtf and "typed_date" in self.fields:
            self.fields["typed_date"].help_text = _("Stored: %(when)s. Type another phrase or EDTF to change it.") % {
                "when": self.instance.when
            }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            self._settle_date(cleaned)
        except ValidationError as error:
            self.add_error("typed_date", error)
        return cleaned

    def _settle_date(self, cleaned: dict[str, Any]) -> None:
        """Fill in the fields of the date from what was typed, unless they say it already."""
        typed, edtf = cleaned.get("typed_date") or "", cleaned.get("edtf") or ""
        reference = self._reference(cleaned)
        planned = cleaned.get("realisation") == Realisation.PLANNED
        edtf_is_new = bool(edtf) and "edtf" in self.changed_data
        if not typed and "typed_date" in self.changed_data and not edtf_is_new:
            cleaned |= dict.fromkeys(("edtf", "date_text", "date_basis"), "") | {"date_anchor": None}
        elif typed and not self._is_accepted(typed, cleaned):
            if edtf_is_new:
                self._keep_what_both_say(typed, edtf, reference, planned, cleaned)
            else:
                self._take(read_date(typed, reference, planned=planned), cleaned)
        if canonical := as_edtf(cleaned.get("edtf") or ""):
            cleaned["edtf"] = canonical.edtf
            self._move_time_of_day(canonical, cleaned)
        counted_from = Reference(cleaned.get("date_anchor"), reference.weekend)
        text, edtf = cleaned.get("date_text") or "", cleaned.get("edtf") or ""
        self.instance.date_rule = rule_behind(text, edtf, counted_from, planned=planned)

    def _is_accepted(self, typed: str, cleaned: dict[str, Any]) -> bool:
        """Whether the reading of `typed` stands in the fields already, perhaps corrected by hand since."""
        edtf = cleaned.get("edtf") or ""
        if typed == (cleaned.get("date_text") or "") and edtf:
            return True
        as_typed = as_edtf(typed)
        return as_typed is not None and as_typed == as_edtf(edtf)

    def _keep_what_both_say(
        self, typed: str, edtf: str, reference: Reference, planned: bool, cleaned: dict[str, Any]
    ) -> None:
        """A date that was given as EDTF as well: the phrase is kept beside it where the two do not contradict."""
        try:
            reading = read_date(typed, reference, planned=planned)
        except ValidationError:  # a phrase outside the table: the analyst has said what it means
            cleaned["date_text"] = cleaned.get("date_text") or typed
            cleaned["date_basis"] = cleaned.get("date_basis") or DateBasis.INFERRED
            return
        stated = as_edtf(edtf)
        if stated and stated.edtf != reading.edtf:
            raise ValidationError(
                _("“%(typed)s” reads as %(words)s, and “date (EDTF)” says %(edtf)s. Empty the one that is wrong.")
                % {"typed": typed, "words": reading.words, "edtf": edtf},
                code="two_dates",
            )
        self._take(reading, cleaned)

    def _take(self, reading: Reading, cleaned: dict[str, Any]) -> None:
        """What the analyst has just filled in beside it stays."""
        values = {"date_text": reading.text, "date_anchor": reading.anchor, "date_basis": reading.basis}
        kept = {name for name in values if name in self.changed_data and cleaned.get(name)}
        cleaned |= {"edtf": reading.edtf} | {name: value for name, value in values.items() if name not in kept}

    def _move_time_of_day(self, date: dates.EDTFDate, cleaned: dict[str, Any]) -> None:
        """A time inside EDTF goes to the fields for it, as far as its offset names a zone."""
        if date.precision != dates.Precision.SECOND or cleaned.get("time_start"):
            return
        cleaned["edtf"] = str(date.earliest)
        cleaned["time_start"] = date.time
        cleaned["tz"] = cleaned.get("tz") or ("UTC" if date.offset in ("Z", "+00:00") else "")

    def _reference(self, cleaned: dict[str, Any]) -> Reference:
        return reference_for(first_cited_article(self.data), cleaned.get("date_anchor"))


def first_cited_article(data: QueryDict) -> Article | None:
    """The article of the first citation that is not to be deleted; at most 1 query."""
    for i in range(MOST_CITATIONS_READ):
        key = data.get(f"citations-{i}-article")
        if key is None:
            return None
        if key and not data.get(f"citations-{i}-DELETE"):
            return article_of(key)
    return None


def article_of(key: str) -> Article | None:
    if not (key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS):
        return None
    return Article.objects.select_related("outlet__country").filter(pk=key).first()
