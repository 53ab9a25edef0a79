"""Why a row cannot come in, and the text of a row as databases take it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from timeline.models.bulk import Json
from timeline.models.text import validate_line, validate_prose

MOST_CACHED = 40  # characters of a value that may well come again
MOST_REMEMBERED = 4_000  # values of one field; addresses of more than a chunk
MOST_RAW = 20_000  # characters of one cell that are kept
MOST_KEPT = 2_000  # of a refused row
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes neither of them in JSON or text


DOUBTFUL = re.compile(r"\\u(0000|d[89a-f])")  # in JSON: a NUL, or half of a character (perhaps with the other)


class Unfit(Exception):  # noqa: N818 - an answer about a row
    """This candidate breaks a rule: in which column, and what would do."""

    def __init__(self, column: str, reason: str) -> None:
        self.column, self.reason = column, reason
        super().__init__(f"{column}: {reason}")

    @classmethod
    def of(cls, error: ValidationError, *, at: str = "") -> Unfit:
        """The first field that a model or a field refuses; `at` is the part of the row that it stands in."""
        if not hasattr(error, "error_dict"):
            return cls(at, " ".join(error.messages))
        field, messages = next(iter(error.message_dict.items()))
        name = "" if field == "__all__" else field
        return cls(".".join(part for part in (at, name) if part), " ".join(messages))


def check_fields(
    row: models.Model, *, leave_out: Iterable[str] = (), at: str = "", given: Iterable[str] | None = None
) -> None:
    """The rules of the fields and of the model itself, those that ask the database left aside. Raises `Unfit`.

    With `given`, all fields but these have their defaults.
    """
    try:
        clean_fields(row, tuple(leave_out), given=given)
        row.clean()
    except ValidationError as error:
        raise Unfit.of(error, at=at) from error


def clean_fields(row: models.Model, leave_out: tuple[str, ...], *, given: Iterable[str] | None = None) -> None:
    """As Model.clean_fields(), where what was found of a short value is known from the row before."""
    values = vars(row)
    for name, field, plain, known in _fields(type(row), leave_out, None if given is None else tuple(given)):
        value = values[name]
        if (type(value) is str and plain.holds(value)) or (field.blank and value in field.empty_values):
            continue
        try:
            values[name] = known(value) if _comes_again(field, value) else field.clean(value, None)
        except ValidationError as error:
            raise ValidationError({field.name: error.error_list}) from error


@dataclass(frozen=True, slots=True)
class Plain:
    """What a column takes of which nobody has to be asked: a word of its list, or letters and no more than it holds.

    It may say no to what is sound, never yes to what is not.
    """

    accepted: frozenset[str]
    most: int

    def holds(self, text: str) -> bool:
        return text in self.accepted or (0 < len(text) <= self.most and text.isprintable())


@cache
def plain_of(field: models.Field[Any, Any]) -> Plain:
    if not isinstance(field, models.CharField | models.TextField):
        return Plain(frozenset(), 0)
    if field.choices:
        return Plain(frozenset(str(value) for value, _label in field.flatchoices if value != ""), 0)
    other = [
        one for one in field.validators if not isinstance(one, MaxLengthValidator) and one not in SEEN_BY_PRINTABLE
    ]
    return Plain(frozenset(), 0 if other else field.max_length or 0)


SEEN_BY_PRINTABLE = (validate_line, validate_prose)  # where all can be seen, these have nothing to say
Clean = Callable[[Any], Any]


@lru_cache(maxsize=1_000)
def _fields(
    model: type[models.Model], leave_out: tuple[str, ...], given: tuple[str, ...] | None
) -> list[tuple[str, models.Field[Any, Any], Plain, Clean]]:
    own = [field for field in model._meta.fields if not field.generated and field.name not in leave_out]
    asked = own if given is None else [f for f in own if f.name in given or not _has_sound_default(f)]
    return [(field.attname, field, plain_of(field), known_clean(field)) for field in asked]


def _has_sound_default(field: models.Field[Any, Any]) -> bool:
    value = field.get_default()
    try:
        return (field.blank and value in field.empty_values) or field.clean(value, None) == value
    except ValidationError:
        return False


def _comes_again(field: models.Field[Any, Any], value: Any) -> bool:
    """Short values do in other rows, addresses when the reader has looked at them."""
    if isinstance(value, str):
        return len(value) <= MOST_CACHED or isinstance(field, models.URLField)
    return value.__hash__ is not None


@cache
def known_clean(field: models.Field[Any, Any]) -> Clean:
    """The field's own rules, which remember what was sound. No field looks at its row, keys aside."""
    return lru_cache(maxsize=MOST_REMEMBERED, typed=True)(lambda value: field.clean(value, None))


def storable(value: Any) -> Json:
    """A raw row as JSON that any database takes: no NUL, no halves of characters, endless cells cut and said so."""
    if type(value) is Json:
        return value
    try:
        said = STRICT.encode(value)
    except (TypeError, ValueError):
        return Json(STRICT.encode(_storable(value)))
    return Json(said if len(said) < MOST_RAW and not DOUBTFUL.search(said) else STRICT.encode(_storable(value)))


STRICT = json.JSONEncoder(allow_nan=False)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, dict):
        return {storable_text(str(name)): _storable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(part) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)  # NaN and infinity are no JSON
    return storable_text(str(value))


def storable_text(value: str) -> str:
    if len(value) > MOST_RAW:
        value = f"{value[:MOST_RAW]}… ({len(value):,} characters)"
    return UNSTORABLE.sub("�", value) if UNSTORABLE.search(value) else value
