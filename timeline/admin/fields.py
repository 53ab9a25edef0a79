"""Form fields of our own: durations in words, types by family, what a report supports and what it says instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from timeline import dates
from timeline.filters.fields import shown
from timeline.models import CITABLE, Family, validate_reported

from .widgets import ReportedWidget, TypeSelect

UNIT_LETTERS = {
    **dict.fromkeys(("y", "year", "years"), "Y"),
    **dict.fromkeys(("month", "months"), "M"),
    **dict.fromkeys(("w", "week", "weeks"), "W"),
    **dict.fromkeys(("d", "day", "days"), "D"),
    **dict.fromkeys(("h", "hour", "hours", "hr", "hrs"), "TH"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "TM"),
    **dict.fromkeys(("s", "sec", "second", "seconds"), "TS"),
}
LETTER_ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")
NUMBER_WORDS = {"a": 1, "an": 1} | {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}  # fmt: skip
AMOUNT = re.compile(r"(\d{1,4}|[a-z]+)[ -]?([a-z]+)", re.ASCII)


def duration_in_words(text: str) -> str:
    """“3 hours”, “1 hour and 30 minutes”, “half an hour” as ISO 8601; empty for what is none of these."""
    words = " ".join(text.lower().replace(",", " ").split())
    if words in ("half an hour", "half-hour"):
        return "PT30M"
    found: dict[str, int] = {}
    for part in re.split(r" and | (?=\d)", words):
        match = AMOUNT.fullmatch(part.strip())
        letter = UNIT_LETTERS.get(match[2]) if match else None
        number = (int(match[1]) if match[1].isdigit() else NUMBER_WORDS.get(match[1])) if match else None
        if not letter or not number or letter in found:
            return ""
        found[letter] = number
    day_parts = "".join(f"{found[x]}{x}" for x in LETTER_ORDER[:4] if x in found)
    clock_parts = "".join(f"{found[x]}{x[1]}" for x in LETTER_ORDER[4:] if x in found)
    return f"P{day_parts}{'T' + clock_parts if clock_parts else ''}"


class DurationField(forms.CharField):
    """ISO 8601, or a number and a unit in words."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return dates.parse_duration(duration_in_words(text) or text)
        except ValueError as error:
            raise ValidationError(
                _("%(text)s is no duration; write “3 hours”, “90 minutes”, “2 days”, or ISO 8601: PT3H, PT90M, P2D.")
                % {"text": shown(text)}
            ) from error


class FamilyIterator(ModelChoiceIterator):
    """The types under the names of their families, in the order of the families."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        order = Family.values
        types = sorted(self.queryset, key=lambda t: (order.index(t.family), t.rank, t.label))
        for family, members in groupby(types, key=lambda t: t.family):
            yield (Family(family).label, [self.choice(member) for member in members])


class TypeField(forms.ModelChoiceField):
    widget = TypeSelect
    iterator = FamilyIterator


class SupportsField(forms.MultipleChoiceField):
    """Which fields of the event the quote supports."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", list(CITABLE.items()))
        super().__init__(**kwargs)


class ReportedField(forms.Field):
    """What a report says instead, as field → value in words."""

    widget = ReportedWidget

    def clean(self, value: dict[str, str] | None) -> dict[str, str]:
        said = {key: text.strip() for key, text in (value or {}).items() if text and text.strip()}
        validate_reported(said)
        return said

    def has_changed(self, initial: Any, data: Any) -> bool:
        said = {key: text.strip() for key, text in (data or {}).items() if text and text.strip()}
        return (initial or {}) != said
