"""Why a row cannot come in, and the text of a row as databases take it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

MOST_CACHED = 40  # characters of a value that may well come again
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


def check_fields(row: models.Model, *, leave_out: Iterable[str] = (), at: str = "") -> None:
    """The rules of the fields and of the model itself, those that ask the database left aside. Raises `Unfit`."""
    try:
        clean_fields(row, tuple(leave_out))
        row.clean()
    except ValidationError as error:
        raise Unfit.of(error, at=at) from error


def clean_fields(row: models.Model, leave_out: tuple[str, ...]) -> None:
    """As Model.clean_fields(), where what was found of a short value is known from the row before."""
    values = vars(row)
    for field in _fields(type(row), leave_out):
        name = field.attname
        value = values[name]
        if field.blank and value in field.empty_values:
            continue
        try:
            is_long = isinstance(value, str) and len(value) > MOST_CACHED
            is_plain = value.__hash__ is not None and not is_long
            values[name] = _clean(field, value) if is_plain else field.clean(value, None)
        except ValidationError as error:
            raise ValidationError({field.name: error.error_list}) from error


@lru_cache(maxsize=100)
def _fields(model: type[models.Model], leave_out: tuple[str, ...]) -> list[models.Field[Any, Any]]:
    own = [field for field in model._meta.fields if not field.generated]
    return [field for field in own if field.name not in leave_out]


@lru_cache(maxsize=20_000, typed=True)
def _clean(field: models.Field[Any, Any], value: Any) -> Any:
    """No field looks at the row that it stands in, keys aside."""
    return field.clean(value, None)


def storable(value: Any) -> Any:
    """A raw row as JSON that any database takes: no NUL, no halves of characters, endless cells cut and said so."""
    try:
        said = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return _storable(value)
    return value if len(said) < MOST_RAW and not DOUBTFUL.search(said) else _storable(value)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {_text(str(name)): _storable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(part) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)  # NaN and infinity are no JSON
    return _text(str(value))


def _text(value: str) -> str:
    if len(value) > MOST_RAW:
        value = f"{value[:MOST_RAW]}… ({len(value):,} characters)"
    return UNSTORABLE.sub("�", value) if UNSTORABLE.search(value) else value
