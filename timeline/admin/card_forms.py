"""The card of a proposal as a form: what is proposed can be changed in place before it is accepted."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates
from timeline.desk import ActorNames, Draft, Party
from timeline.models import Article, EventType, Medium, Proposal, Realisation, Stance, VerbClass

from .card_rows import PartyForm, QuantityForm
from .dating import as_edtf, read_date, reference_for
from .widgets import QuickSelect

NO_DAY = gettext_lazy("The day of this article is not known: the phrase is kept, and stays unresolved.")
SPARE_ROWS = 1  # the script adds more
LEAST_PARTIES = 2
MOST_ROWS = 12
MORE = (
    "medium",
    "duration",
    "occurrences",
    "speaker",
    "verb_class",
    "stance",
)  # below the fields that every card shows


class Known:
    """What all cards of a page share: the day to count from, the names of actors, the types; each read once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reference = reference_for(article)
        self.names = ActorNames()

    @cached_property
    def types(self) -> list[tuple[str, str]]:
        return list(EventType.objects.values_list("slug", "label"))


class CardForm(forms.Form):
    """Bound or not, `draft()` is what the card says; errors stand at their fields, and nothing typed is lost."""

    type = forms.ChoiceField(widget=QuickSelect, label=gettext_lazy("Type"), required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    date = forms.CharField(label=gettext_lazy("Date"), max_length=100, required=False)
    realisation = forms.ChoiceField(widget=QuickSelect, label=gettext_lazy("Realisation"), choices=Realisation.choices)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    medium = forms.ChoiceField(widget=QuickSelect, label=gettext_lazy("Medium"), choices=Medium.choices, required=False)
    duration = forms.CharField(label=gettext_lazy("Duration"), max_length=60, required=False)
    occurrences = forms.IntegerField(label=gettext_lazy("Occurrences"), min_value=1, max_value=9999, required=False)
    speaker = forms.CharField(label=gettext_lazy("Credited to"), max_length=200, required=False)
    verb_class = forms.ChoiceField(widget=QuickSelect, label=gettext_lazy("Attribution"), choices=VerbClass.choices)
    stance = forms.ChoiceField(widget=QuickSelect, label=gettext_lazy("Stance"), choices=Stance.choices)

    def __init__(self, proposal: Proposal, known: Known, data: Any = None) -> None:
        self.proposal, self.reference, self.names = proposal, known.reference, known.names
        self.proposed = Draft.from_json(proposal.draft)
        super().__init__(data, prefix=f"p{proposal.pk}", initial=_initial(self.proposed))
        self.fields["type"].choices = [("", _("choose a type")), *known.types]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
        self.fields["date"].widget.attrs |= {
            "data-read-date": f"{reverse('admin:timeline_event_read_date')}?article={known.article.pk}",
            "data-no-day": NO_DAY,
        }
        least = max(len(self.proposed.parties) + SPARE_ROWS, LEAST_PARTIES)
        self.parties = [self._party_form(rank, data) for rank in self._ranks(data, "{}-name", least)]
        least = len(self.proposed.quantities) + SPARE_ROWS
        self.quantities = [self._quantity_form(rank, data) for rank in self._ranks(data, "q{}-what", least)]

    def _ranks(self, data: Any, name: str, least: int) -> range:
        """As many rows as were sent, or as are shown at first."""
        if data is None:
            return range(min(least, MOST_ROWS))
        sent = (f"{self.prefix}-{name.format(at)}" in data for at in range(MOST_ROWS))
        return range(next((at for at, there in enumerate(sent) if not there), MOST_ROWS))

    def _party_form(self, rank: int, data: Any) -> PartyForm:
        known = self.proposed.parties[rank] if rank < len(self.proposed.parties) else Party("")
        return PartyForm(known, self.names, data, prefix=f"{self.prefix}-{rank}")

    def _quantity_form(self, rank: int, data: Any) -> QuantityForm:
        proposed = self.proposed.quantities[rank] if rank < len(self.proposed.quantities) else None
        return QuantityForm(proposed, data, prefix=f"{self.prefix}-q{rank}")

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in (*self.parties, *self.quantities))])

    def clean_duration(self) -> str:
        text = self.cleaned_data["duration"]
        try:
            return dates.parse_duration(_iso_duration(text)) if text else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned |= self._date(cleaned)
        except ValidationError as error:
            self.add_error("date", error)
        if not cleaned.get("type") and not cleaned.get("title"):
            self.add_error("type", _("Choose a type, or give a title."))
        return cleaned

    def _date(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """What was proposed, as long as the phrase is the same; else as it reads now."""
        typed = cleaned.get("date") or ""
        if not typed:
            return dict.fromkeys(DATE_FIELDS, "")
        if typed == (self.proposed.date_text or self.proposed.edtf) and self.proposed.edtf:
            return {name: getattr(self.proposed, name) for name in DATE_FIELDS}
        try:
            reading = read_date(typed, self.reference, planned=cleaned.get("realisation") == Realisation.PLANNED)
        except ValidationError as error:
            if error.code != "no_reference":
                raise
            return dict.fromkeys(DATE_FIELDS, "") | {"date_text": typed}  # unresolved, until the article has a day
        return {
            "edtf": reading.edtf,
            "date_text": reading.text,
            "date_anchor": str(reading.anchor or ""),
            "date_rule": reading.rule,
            "date_basis": reading.basis,
        }

    def draft(self) -> Draft:
        if not self.is_bound or not hasattr(self, "cleaned_data"):
            return self.proposed
        cleaned = self.cleaned_data
        kept = {name: cleaned.get(name) or "" for name in (*DATE_FIELDS, *PLAIN)}
        return Draft(
            **kept,
            occurrences=cleaned.get("occurrences"),
            parties=tuple(party.party() for party in self.parties if party.is_filled),
            quantities=tuple(row.measure() for row in self.quantities if row.is_filled),
        )

    # -- as it is read -----------------------------------------------------------------------------------------

    @property
    def when(self) -> str:
        """“Saturday 5 March 2022”, as far as it is known; empty where another date was typed."""
        is_proposed = self["date"].value() == (self.proposed.date_text or self.proposed.edtf)
        found = as_edtf(self.proposed.edtf) if is_proposed else None
        return dates.describe(found, weekday=True, lasted=False) if found else ""

    @property
    def is_to_fill_in(self) -> bool:
        """Nothing is proposed, or something of it was refused: the fields want to be seen."""
        return self.is_bound or not (self.proposed.type or self.proposed.title)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What else it says, as field and words; where the field says nothing the words are empty."""
        names = ("realisation", "place", "medium", "duration", "occurrences")
        return [(name, self._in_words(name)) for name in names]

    @property
    def type_words(self) -> str:
        return self._in_words("type")

    @property
    def said_words(self) -> str:
        """“Israeli officials · claimed”, where the passage credits somebody or disputes."""
        is_plain = self["verb_class"].value() == VerbClass.REPORTED
        verb = "" if is_plain and not self["speaker"].value() else self._in_words("verb_class")
        stance = "" if self["stance"].value() == Stance.SUPPORTS else self._in_words("stance")
        return " · ".join(part for part in (self._in_words("speaker"), verb, stance) if part)

    def _in_words(self, name: str) -> str:
        value = self[name].value() or ""
        if name == "occurrences":
            return _("%(count)s times") % {"count": value} if value else ""
        choices = getattr(self.fields[name], "choices", None)
        return str(dict(choices).get(value, "") if choices and value else value)

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE]


SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(years?|months?|weeks?|days?|hours?|minutes?|seconds?)", re.IGNORECASE)
SPAN_IN_WORDS = re.compile(rf"{SPAN.pattern}(?:(?:,| and|, and)?\s+{SPAN.pattern})*", re.IGNORECASE)
UNITS = (("ye", "mo", "we", "da"), ("ho", "mi", "se"))  # in the order of ISO 8601
DATE_FIELDS = ("edtf", "date_text", "date_anchor", "date_rule", "date_basis")
PLAIN = ("type", "title", "realisation", "place", "medium", "duration", "speaker", "verb_class", "stance")


def _iso_duration(text: str) -> str:
    """“1 day and 2 hours” as “P1DT2H”; anything else as it is."""
    if not SPAN_IN_WORDS.fullmatch(text.strip()):
        return text
    found = SPAN.findall(text)
    amounts = {unit[:2].lower(): amount for amount, unit in found}
    if len(amounts) < len(found):
        return text  # “2 days and 3 days”
    date, clock = ("".join(f"{amounts[key]}{key[0].upper()}" for key in keys if key in amounts) for keys in UNITS)
    return f"P{date}T{clock}" if clock else f"P{date}"


def _initial(draft: Draft) -> dict[str, Any]:
    plain = {name: getattr(draft, name) for name in PLAIN}
    if draft.duration:
        plain["duration"] = dates.describe_duration(draft.duration)
    return plain | {"date": draft.date_text or draft.edtf, "occurrences": draft.occurrences}
