"""What is switched on, in words, each with the address that switches it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline import dates
from timeline.filters import PAGING, EventFilterSet, QueryError, Selection, select
from timeline.filters.fields import DayField, SlugsField, SwitchField, several

MOST_LOOSENED = 6  # conditions tried on an empty page; each costs a count
ENOUGH = 1_000  # nobody needs to know how many more


@dataclass(frozen=True)
class Chip:
    name: str
    label: str
    value: str
    query: str  # of the selection without it


def chips(selection: Selection, params: QueryDict) -> list[Chip]:
    """In the order of the form. No query: the names are those that the selection found."""
    found = []
    for name, item in selection.filterset.filters.items():
        for word, said in _values(selection.filterset, params, name):
            found.append(Chip(name, str(item.field.label), said, without(params, name, word)))
    return found


def _values(filterset: EventFilterSet, params: QueryDict, name: str) -> list[tuple[str, str]]:
    """Each value as it stands in the query and in words."""
    field, value = filterset.form.fields[name], filterset.value(name)
    if value in (None, "", []):
        return []
    if isinstance(field, SlugsField):
        return [(getattr(row, field.key), str(row)) for row in value]
    if isinstance(field, DayField):
        return [(params[name], dates.describe(params[name].strip()))]
    if isinstance(field, SwitchField):
        return [(params[name], _("yes") if value else _("no"))]
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, list):
        return [(word, labels.get(word, word)) for word in value]
    return [(params[name], labels.get(str(value), str(value)))]


def in_words(found: list[Chip], most: int = 4) -> str:
    """“Actor Naftali Bennett; From March 2022”; empty for everything."""
    said = "; ".join(f"{chip.label} {chip.value}" for chip in found[:most])
    return f"{said}; …" if len(found) > most else said


def without(params: QueryDict, name: str, word: str) -> str:
    """The query with this one value taken out, from its first page."""
    kept = params.copy()
    for paging in PAGING:
        kept.pop(paging, None)
    values = [value for value in params.getlist(name) if value != word]  # a box is one value with commas in it
    rest = [part for part in several(values) if part != word] if any("," in v for v in values) else values
    kept.setlist(name, [value for value in rest if value])
    return kept.urlencode()


@dataclass(frozen=True)
class Looser:
    chip: Chip
    count: int
    is_more: bool  # than `count`


def ways_to_loosen(found: list[Chip], *, user: Any, extra: tuple[str, ...]) -> list[Looser]:
    """For an empty selection: how many events there would be without each condition; 1 to 3 queries for each."""
    ways = []
    for chip in found[:MOST_LOOSENED]:
        try:
            selection = select(QueryDict(chip.query), user=user, extra=extra)
        except QueryError:  # what is left makes no sense alone
            continue
        if count := selection.events[: ENOUGH + 1].count():
            ways.append(Looser(chip, min(count, ENOUGH), is_more=count > ENOUGH))
    return sorted(ways, key=lambda way: -way.count)
