"""The filter parameters as data, for the API schema, the docs page and the error messages."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from .events import EventFilterSet
from .fields import BoxField, DayField, InstantField, NumberField, SlugsField, SwitchField, WordField, WordsField


@dataclass(frozen=True)
class Parameter:
    """`several`: may be repeated or hold commas. `accepted`: the words it takes, empty where there is no fixed list."""

    name: str
    label: str
    help_text: str
    kind: str
    several: bool
    accepted: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


KINDS = {
    BoxField: "box",
    DayField: "date",
    InstantField: "instant",
    NumberField: "number",
    SlugsField: "slug",
    SwitchField: "switch",
    WordField: "word",
    WordsField: "word",
}


def parameters() -> list[Parameter]:
    """Every public filter parameter, in the order of the form; 1 query for the event types."""
    filterset = EventFilterSet(QueryDict(), user=AnonymousUser())
    return [_parameter(name, item.field) for name, item in filterset.filters.items()]


def _parameter(name: str, field: object) -> Parameter:
    choices = getattr(field, "choices", ())
    return Parameter(
        name=name,
        label=str(field.label),
        help_text=str(field.help_text),
        kind=KINDS.get(type(field), "text"),
        several=isinstance(field, SlugsField | WordsField),
        accepted=tuple(str(value) for value, _label in choices if value),
        least=getattr(field, "min_value", None),
        most=getattr(field, "max_value", None),
    )
