"""The kinds of value in a query string. Each says what it accepts when it is given something else."""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from timeline import dates
from timeline.models.text import validate_line

MOST_VALUES = 50  # in one parameter


def shown(value: object) -> str:
    """A value from outside as an error message may repeat it: short, on one line, nothing invisible."""
    text = str(value)
    text = "".join(c if c.isprintable() else "�" for c in text[:60])
    return f"“{text}{'…' if len(str(value)) > 60 else ''}”"


def several(values: Iterable[str] | None) -> list[str]:
    """`a=x&a=y` and `a=x,y` mean the same; empty parts and repetitions are dropped, the order stays."""
    parts = [part.strip() for value in values or () for part in str(value).split(",")]
    unique = list(dict.fromkeys(part for part in parts if part))
    if len(unique) > MOST_VALUES:
        raise ValidationError(
            _("At most %(most)s values are accepted, %(given)s were given.")
            % {"most": MOST_VALUES, "given": len(unique)}
        )
    return unique


class WordsField(forms.MultipleChoiceField):
    """One or more of a fixed list of words."""

    def to_python(self, value: Any) -> list[str]:
        return several(value)

    def validate(self, value: list[str]) -> None:
        if not value:  # some choices are rows, which are read only where they are needed
            return
        accepted = [str(choice) for choice, _label in self.choices]
        for word in value:
            if word not in accepted:
                raise ValidationError(
                    _("%(given)s is not accepted; use one or more of: %(accepted)s.")
                    % {"given": shown(word), "accepted": ", ".join(word or "not_stated" for word in accepted)}
                )


class WordField(forms.ChoiceField):
    """One of a fixed list of words."""

    def validate(self, value: str) -> None:
        accepted = [str(choice) for choice, _label in self.choices if choice]
        if value and value not in accepted:
            raise ValidationError(
                _("%(given)s is not accepted; use one of: %(accepted)s.")
                % {"given": shown(value), "accepted": ", ".join(accepted)}
            )


class SwitchField(forms.ChoiceField):
    """yes or no; None where nothing is said."""

    WORDS = {"yes": True, "true": True, "1": True, "on": True, "no": False, "false": False, "0": False, "off": False}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", [("", _("either")), ("yes", _("yes")), ("no", _("no"))])
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        if value and value.lower() not in self.WORDS:
            raise ValidationError(_("%(given)s is not accepted; use yes or no.") % {"given": shown(value)})

    def clean(self, value: Any) -> bool | None:
        return self.WORDS.get(str(super().clean(value)).lower())


class DayField(forms.CharField):
    """A day, month or year; stands for its first day at the start of a window and for its last at the end."""

    def __init__(self, *, end: bool = False, **kwargs: Any) -> None:
        self.end = end
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            parsed = dates.parse(text)
        except dates.EDTFError as error:
            raise ValidationError(
                _("%(given)s is no date; a day, a month or a year is expected: 2022-03-05, 2022-03, 2022.")
                % {"given": shown(text)}
            ) from error
        if (
            parsed.precision not in (dates.Precision.DAY, dates.Precision.MONTH, dates.Precision.YEAR)
            or parsed.uncertain
            or parsed.approximate
        ):
            raise ValidationError(
                _("%(given)s is no plain date; a day, a month or a year is expected: 2022-03-05, 2022-03, 2022.")
                % {"given": shown(text)}
            )
        return parsed.latest if self.end else parsed.earliest


class NumberField(forms.IntegerField):
    """A small whole number between `min_value` and `max_value`, both included."""

    def clean(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        if (
            not text.isascii()
            or not text.isdigit()
            or len(text) > 9
            or not self.min_value <= int(text) <= self.max_value
        ):
            raise ValidationError(
                _("%(given)s is not accepted; use a whole number from %(least)s to %(most)s.")
                % {"given": shown(text), "least": self.min_value, "most": self.max_value}
            )
        return int(text)


class InstantField(forms.CharField):
    """An instant with its zone, or a day for its first moment in UTC. ISO 8601; a “+” that became a space is read."""

    INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[-+]\d\d:?\d\d))?", re.ASCII)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            if not self.INSTANT.fullmatch(written := text.replace(" ", "+")):
                raise ValueError(text)
            found = datetime.fromisoformat(written)
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(
                _("%(given)s is no instant; 2022-03-05T12:00:00Z, 2022-03-05T14:00+02:00 or 2022-03-05 is expected.")
                % {"given": shown(text)}
            ) from error


@dataclass(frozen=True)
class Box:
    """In degrees, borders included. Where `west` lies east of `east`, it crosses the 180th meridian (RFC 7946, 5.2)."""

    west: float
    south: float
    east: float
    north: float


class BoxField(forms.CharField):
    """west,south,east,north in degrees."""

    NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,10})?", re.ASCII)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, **kwargs)

    def clean(self, value: Any) -> Box | None:
        text = super().clean(value)
        if not text:
            return None
        parts = [part.strip() for part in text.split(",")]
        if len(parts) == 4 and all(self.NUMBER.fullmatch(part) for part in parts):
            box = Box(*map(float, parts))
            if -90 <= box.south <= box.north <= 90 and max(abs(box.west), abs(box.east)) <= 180:
                return box
        raise ValidationError(
            _(
                "%(given)s is no box; west,south,east,north in degrees are expected, as in 29.5,44.3,40.3,52.4"
                " (south not above north, 90 and 180 at most; a west that lies east of east crosses the date line)."
            )
            % {"given": shown(text)}
        )


class SlugsField(forms.Field):
    """One or more records, each named by its slug or code; only what the reader may see is known."""

    widget = forms.TextInput

    def __init__(
        self, *, queryset: models.QuerySet[Any] | None = None, key: str = "slug", noun: str = "", **kwargs: Any
    ) -> None:
        self.queryset, self.key, self.noun = queryset, key, noun
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Any]:
        wanted = several(value)
        if not wanted:
            return []
        for word in wanted:
            validate_line(word)
        found = {getattr(row, self.key): row for row in self.queryset.filter(**{f"{self.key}__in": wanted})}
        for word in wanted:
            if word not in found:
                raise ValidationError(self._unknown(word))
        return [found[word] for word in wanted]

    def _unknown(self, word: str) -> str:
        said = str(_("No %(noun)s %(given)s is known.") % {"noun": self.noun, "given": shown(word)})
        near = self._written_otherwise(word) or self._near(word[:80].casefold())
        return f"{said} {_('Did you mean: %(near)s?') % {'near': ', '.join(near)}}" if near else said

    def _written_otherwise(self, word: str) -> list[str]:
        """With other capitals, or as a name: “us”, “Israel”, “Naftali Bennett”."""
        written = {word.lower(), word.upper(), slugify(word)}
        return list(self.queryset.filter(**{f"{self.key}__in": written}).values_list(self.key, flat=True))

    def _near(self, word: str) -> list[str]:
        # Comparing costs time and anybody may ask: only what begins alike, and no more than this.
        alike = Q(**{f"{self.key}__startswith": word[:1]}) | Q(**{f"{self.key}__startswith": word[:1].upper()})
        known = {code.casefold(): code for code in self.queryset.filter(alike).values_list(self.key, flat=True)[:500]}
        return [known[code] for code in difflib.get_close_matches(word, known, n=3, cutoff=0.6)]


class TextInList(forms.TextInput):
    """A text input that takes every value of a repeated parameter and shows them with commas."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name) if hasattr(data, "getlist") else several([data.get(name) or ""])

    def format_value(self, value: Any) -> str:
        return ",".join(value) if isinstance(value, list) else str(value or "")


class LightFilter(django_filters.Filter):
    """Every selection has filters of its own. What they share stays shared: nothing changes it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> LightFilter:
        copied = copy.copy(self)
        copied.extra = dict(self.extra)
        copied.__dict__.pop("_field", None)
        if self.method:
            copied.method = self.method  # its caller knows the filter that it belongs to
        return copied


def filter_of(field: type[forms.Field]) -> type[django_filters.Filter]:
    """A filter class for one of the fields above."""
    return type(f"{field.__name__.removesuffix('Field')}Filter", (LightFilter,), {"field_class": field})


WordsFilter = filter_of(WordsField)
WordFilter = filter_of(WordField)
SwitchFilter = filter_of(SwitchField)
DayFilter = filter_of(DayField)
NumberFilter = filter_of(NumberField)
SlugsFilter = filter_of(SlugsField)
InstantFilter = filter_of(InstantField)
BoxFilter = filter_of(BoxField)
TextFilter = filter_of(forms.CharField)
