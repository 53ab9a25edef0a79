"""Inline rows that somebody else removed while the form was open: they come back as new rows, never as an error.

A stock formset refuses such a row for ever, because the hidden id is gone, and shows other rows beside wrong labels.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.text import capfirst

MOST_ROWS = 300


class CarefulFormSet(BaseInlineFormSet):
    names_controls = True  # in a table the heading of the column is no label, and the stock table has no other

    def __init__(self, data: Any = None, files: Any = None, instance: Model | None = None, **kwargs: Any) -> None:
        if data is not None and instance is not None and instance.pk:
            prefix = kwargs.get("prefix") or self.get_default_prefix()
            present = self.model._default_manager.filter(**{self.fk.name: instance.pk}).values_list("pk", flat=True)
            data = with_lost_rows_as_new(data, prefix, {str(pk) for pk in present})
        super().__init__(data, files, instance, **kwargs)

    def get_queryset(self) -> Any:
        """Of a form that was sent: the rows that it names, in its order; what others have added is left alone."""
        rows = super().get_queryset()
        if not self.is_bound:
            return rows
        by_pk = {str(row.pk): row for row in rows}
        named = (self.data.get(f"{self.prefix}-{i}-{self.model._meta.pk.name}") for i in range(MOST_ROWS))
        return [by_pk[pk] for pk in named if pk in by_pk]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values() if self.names_controls else ():
            if field.label and not field.widget.is_hidden:
                widget = getattr(field.widget, "widget", field.widget)  # the inner one, beside a “+”
                widget.attrs.setdefault("aria-label", capfirst(field.label))


def with_lost_rows_as_new(data: QueryDict, prefix: str, present: set[str]) -> QueryDict:
    """The same rows, those with an id that is not `present` moved behind the stored ones and without their id."""
    total, initial = (_count(data, f"{prefix}-{name}_FORMS") for name in ("TOTAL", "INITIAL"))
    initial = min(initial, total)
    lost = [i for i in range(initial) if data.get(f"{prefix}-{i}-id") not in present]
    if not lost:
        return data
    order = [i for i in range(initial) if i not in lost] + lost + list(range(initial, total))
    return _renumbered(data, prefix, {old: new for new, old in enumerate(order)}, {*lost}, initial - len(lost))


def _renumbered(data: QueryDict, prefix: str, places: dict[int, int], lost: set[int], initial: int) -> QueryDict:
    row_key = re.compile(rf"{re.escape(prefix)}-(\d{{1,6}})-(.+)", re.ASCII | re.DOTALL)
    moved = QueryDict(mutable=True)
    for key, values in data.lists():
        match = row_key.fullmatch(key)
        number = int(match[1]) if match else -1
        if number in places:
            if number in lost and match[2] == "id":
                continue
            key = f"{prefix}-{places[number]}-{match[2]}"
        moved.setlist(key, values)
    moved[f"{prefix}-INITIAL_FORMS"] = str(initial)
    return moved


def _count(data: QueryDict, name: str) -> int:
    text = data.get(name) or ""
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 10 else 0
