"""Values of a row as they are given, checked one by one: what is wrong is said with its column and what would do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache, wraps
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Model, URLField

from timeline.models.text import validate_line, validate_prose

from .unfit import Plain, known_clean, plain_of

COUNTRY = re.compile(r"[A-Z]{2}")
MOST_PARTS = 200  # of one list in one row, as the engine has it; the largest list seen has some dozens
MOST_SHOWN = 60


class RowError(Exception):
    """Of one row: `column` is where, `reason` a sentence for whoever made the file."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column, self.reason = column, reason


class Part(NamedTuple):
    """An object of a record, and the way to it: `date.`, `parties[2].`, or nothing for the record itself."""

    values: dict[str, Any]
    at: str = ""

    def wrong(self, name: str, reason: str) -> RowError:
        return RowError(f"{self.at}{name}".rstrip("."), reason)

    def text(self, name: str, model: type[Model], column: str = "", *, needed: bool = False) -> str:
        """As the model's column takes it: its length, its closed list, its validators. Empty where nothing is given."""
        given = self.values.get(name)
        if given is None or given == "":
            if needed:
                raise self.wrong(name, "Something has to stand here.")
            return ""
        if type(given) is str and _plain(model, column or name).holds(given):
            return given
        if not isinstance(given, str):
            raise self.wrong(name, f"Text is expected, not {_shown(given)}.")
        if fault := _rule(model, column or name).fault(given):
            raise self.wrong(name, fault)
        return given

    def country(self, name: str = "country") -> str:
        given = self.values.get(name) or ""
        if given and not (isinstance(given, str) and COUNTRY.fullmatch(given)):
            raise self.wrong(name, f"{_shown(given)} is no country code; ISO 3166-1 alpha-2 is expected, as in “IL”.")
        return given

    def whole(self, name: str, least: int, most: int) -> int | None:
        given = self.values.get(name)
        if given is None or given == "":
            return None
        if isinstance(given, str) and re.fullmatch(r"[0-9]{1,9}", given):
            given = int(given)
        if isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most:
            raise self.wrong(name, f"{_shown(given)}: a whole number from {least} to {most} is expected.")
        return given

    def decimal(self, name: str) -> str | None:
        """As text, so that nothing is rounded; as many digits as a quantity has room for."""
        given = self.values.get(name)
        if given is None or given == "":
            return None
        if isinstance(given, bool) or not isinstance(given, str | int | float):
            raise self.wrong(name, f"A number is expected, not {_shown(given)}.")
        try:
            number = Decimal(str(given))
        except InvalidOperation:
            raise self.wrong(name, f"{_shown(given)} is no number; one such as 90 or 2.5 is expected.") from None
        if not number.is_finite() or not 0 <= number < 10**15 or number != round(number, 3):
            raise self.wrong(
                name, f"{_shown(given)}: a number from 0 with at most 15 digits before the point and 3 behind it."
            )
        return f"{number.normalize():f}"

    def degrees(self, name: str, most: int) -> float | None:
        given = self.values.get(name)
        if given is None or given == "":
            return None
        try:
            number = float("x" if isinstance(given, bool) else given)
        except (TypeError, ValueError):
            raise self.wrong(name, f"{_shown(given)} is no number of degrees.") from None
        if not -most <= number <= most:
            raise self.wrong(name, f"{_shown(given)} does not lie between −{most} and {most}.")
        return number

    def yes(self, name: str, *, default: bool = False) -> bool:
        given = self.values.get(name)
        known = {None: default, "": default, True: True, False: False, "yes": True, "no": False}
        if isinstance(given, dict | list | float) or given not in known:
            raise self.wrong(name, f"{_shown(given)}: yes or no is expected.")
        return known[given]

    def day(self, name: str) -> date | None:
        given = self.values.get(name)
        if given is None or given == "":
            return None
        try:
            return date.fromisoformat(given)
        except (TypeError, ValueError):
            raise self.wrong(name, f"{_shown(given)} is no day; one is written as in 2022-03-05.") from None

    def clock(self, name: str) -> time | None:
        given = self.values.get(name)
        if given is None or given == "":
            return None
        try:
            found = time.fromisoformat(given)
        except (TypeError, ValueError):
            found = None
        if found is None or found.tzinfo:
            raise self.wrong(name, f"{_shown(given)} is no time of day; one is written as in 15:30.")
        return found

    def part(self, name: str) -> Part | None:
        given = self.values.get(name)
        if given is None:
            return None
        return Part(self._object(name, given), f"{self.at}{name}.")

    def parts(self, name: str) -> Iterator[Part]:
        given = self.values.get(name)
        if given is None:
            return
        if not isinstance(given, list):
            raise self.wrong(name, f"A list is expected, not {_shown(given)}.")
        if len(given) > MOST_PARTS:
            raise self.wrong(name, f"{len(given):,} are too many; at most {MOST_PARTS:,} are read.")
        for number, one in enumerate(given):
            place = f"{name}[{number}]"
            yield Part(self._object(place, one), f"{self.at}{place}.")

    def _object(self, name: str, given: Any) -> dict[str, Any]:
        if not isinstance(given, dict):
            raise self.wrong(name, f"An object with names and values is expected, not {_shown(given)}.")
        return given


Read = Callable[[Part], dict[str, Any]]


def remembered(read: Read) -> Read:
    """For parts that many rows have alike, such as an actor: each is checked once, as long as the memory has room."""

    @lru_cache(maxsize=10_000)
    def known(values: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
        return read(Part(dict(values)))

    @wraps(read)
    def reading(part: Part) -> dict[str, Any]:
        try:
            return known(tuple(part.values.items()))
        except (TypeError, RowError):  # it holds lists, or is wrong and has to say where
            return read(part)

    return reading


@dataclass(frozen=True)
class _Rule:
    """What a column of a model takes, made ready once: it is asked for every value of a million rows."""

    accepted: frozenset[str]
    most: int | None
    validators: tuple[Callable[[str], object], ...]
    address: URLField[Any, Any] | None  # asked in a way that is remembered, since the engine asks again
    unseen: tuple[Callable[[str], object], ...]  # those that have nothing to say where every character can be seen

    def fault(self, text: str) -> str | None:
        if self.accepted:
            if text in self.accepted:
                return None
            return f"{_shown(text)} is not known here; accepted are {', '.join(sorted(self.accepted))}."
        if self.most and len(text) > self.most:
            return f"{len(text):,} characters are too many; at most {self.most:,} have room."
        try:
            if self.address:
                known_clean(self.address)(text)
                return None
            for validate in self.validators if text.isprintable() else (*self.unseen, *self.validators):
                validate(text)
        except ValidationError as error:
            return " ".join(error.messages)
        return None


@cache
def _plain(model: type[Model], column: str) -> Plain:
    return plain_of(model._meta.get_field(column))


@cache
def _rule(model: type[Model], column: str) -> _Rule:
    field = model._meta.get_field(column)
    validators = [one for one in field.validators if not isinstance(one, MaxLengthValidator)]
    unseen = tuple(one for one in validators if one in (validate_prose, validate_line))
    return _Rule(
        frozenset(str(value) for value, _label in field.choices or () if value != ""),
        field.max_length,
        tuple(one for one in validators if one not in unseen),
        field if isinstance(field, URLField) else None,
        unseen or (validate_prose,),
    )


def _shown(value: Any) -> str:
    text = repr(value) if not isinstance(value, str) else value
    return f"“{text[:MOST_SHOWN]}{'…' if len(text) > MOST_SHOWN else ''}”"
