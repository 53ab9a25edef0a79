"""The rows of citations: a quote that stands in the article, what it supports and what it says instead."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib.admin import StackedInline, display
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import AnchorState, Citation, Event, Rank

from .event_parts import ReadOnlyWhereClosed
from .fields import ReportedField, SupportsField
from .rows import CarefulFormSet

MOST_CITATIONS = 60  # each is some 25 inputs, and a request may hold 2,000

# What to do about a quote that the newest version of its text lost.
MENDING = {
    AnchorState.LOST: gettext_lazy(
        "Not found in the newest version of the text: it stands in an older one."
        " If the newest says it in other words, type them as they stand there."
    ),
    AnchorState.AMBIGUOUS: gettext_lazy(
        "Found several times in the newest version of the text: it stands in an older one. Quote more of the sentence,"
        " or fill in what stands before and after it there."
    ),
}


class CitationForm(forms.ModelForm):
    supports = SupportsField(
        label=gettext_lazy("Supports"), required=False, help_text=gettext_lazy("What this quote is evidence for.")
    )
    reported = ReportedField(label=gettext_lazy("Says instead"), required=False)

    class Meta:
        model = Citation
        fields = ["article"]  # the inline names the rest
        widgets = {
            "exact": forms.Textarea(
                attrs={
                    "rows": 3,
                    "class": "vLargeTextField",
                    "data-quote": reverse_lazy("admin:timeline_event_check_quote"),
                }
            ),
            "note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "exact" in self.fields and self.instance.anchor_state in MENDING:
            self.fields["exact"].help_text = MENDING[self.instance.anchor_state]

    def _post_clean(self) -> None:
        """Anchored at once, so that the formset can tell two rows for one passage."""
        super()._post_clean()
        if not self.errors and self.has_changed():
            self.instance.anchor()

    def _get_validation_exclusions(self) -> set[str]:
        """Which citation leads is a matter of all rows together: see the formset."""
        return super()._get_validation_exclusions() | {"rank"}


class CitationFormSet(CarefulFormSet):
    names_controls = False

    def clean(self) -> None:
        super().clean()
        rows = [form.instance for form in self.forms if self._counts(form)] + self._rows_elsewhere()
        if sum(row.rank == Rank.PREFERRED for row in rows) > 1:
            raise ValidationError(_("Only one citation can lead; give the others another rank."), code="two_lead")
        passages = Counter((row.text_id, row.start, row.end) for row in rows if row.start is not None)
        if any(times > 1 for times in passages.values()):
            raise ValidationError(
                _("The same passage is cited twice; keep one of the two and put everything it supports there."),
                code="cited_twice",
            )

    def save(self, commit: bool = True) -> list[Any]:
        """The one that led is set back first: the database allows one leading citation at any moment."""
        if commit and self.instance.pk:
            rows = [form.instance.pk for form in self.initial_forms if form.instance.pk]
            self.instance.citations.filter(pk__in=rows, rank=Rank.PREFERRED).update(rank=Rank.NORMAL)
            self._save_leading_again()
        return super().save(commit=commit)

    def _save_leading_again(self) -> None:
        """Rows that nobody touched are not saved by the formset, the leading one among them."""
        for form in self.initial_forms:
            if form.instance.rank == Rank.PREFERRED and not form.has_changed():
                self.instance.citations.filter(pk=form.instance.pk).update(rank=Rank.PREFERRED)

    def _counts(self, form: forms.ModelForm) -> bool:
        if form in self.deleted_forms or not hasattr(form, "cleaned_data"):
            return False
        return bool(form.instance.pk) or form.has_changed()

    def _rows_elsewhere(self) -> list[Citation]:
        """Citations that were added while this form was open."""
        if not self.instance.pk:
            return []
        here = [form.instance.pk for form in self.initial_forms if form.instance.pk]
        return list(self.instance.citations.exclude(pk__in=here))


class CitationInline(ReadOnlyWhereClosed, StackedInline):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    max_num = MOST_CITATIONS
    autocomplete_fields = ("article", "speaker")
    verbose_name_plural = gettext_lazy("Sources")
    fieldsets = (
        (None, {"fields": ("article", "exact")}),
        (None, {"fields": (("verb_class", "speaker", "speaker_text"),)}),
        (None, {"fields": (("stance", "credibility", "rank"), "supports", "reported", "note")}),
        (gettext_lazy("Where the quote occurs twice"), {"classes": ["collapse"], "fields": (("prefix", "suffix"),)}),
    )
    read_fields = ("article", "quote", "credited", "judged", "supported", "instead", "note")

    def get_extra(self, request: HttpRequest, obj: Event | None = None, **kwargs: Any) -> int:
        return 0 if obj and obj.citation_count else 1

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("article", "speaker")

    @display(description=gettext_lazy("quote"))
    def quote(self, citation: Citation) -> str:
        return format_html("<blockquote>{}</blockquote>", citation.exact)

    @display(description=gettext_lazy("credited to"))
    def credited(self, citation: Citation) -> str:
        return f"{citation.credited_to or '–'} · {citation.get_verb_class_display()}"

    @display(description=gettext_lazy("judged"))
    def judged(self, citation: Citation) -> str:
        parts = [citation.get_stance_display(), citation.get_credibility_display(), citation.get_rank_display()]
        if citation.anchor_state != AnchorState.ANCHORED:
            parts.append(citation.get_anchor_state_display())
        return " · ".join(str(part) for part in parts)

    @display(description=gettext_lazy("supports"))
    def supported(self, citation: Citation) -> str:
        return ", ".join(citation.supported_fields) or "–"

    @display(description=gettext_lazy("says instead"))
    def instead(self, citation: Citation) -> str:
        return "; ".join(f"{field}: {value}" for field, value in citation.differences) or "–"
