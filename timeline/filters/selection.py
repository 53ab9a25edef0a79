"""From a query string to a selection of events, or to an error that names each parameter and what it accepts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.models import EventQuerySet

from .events import EventFilterSet
from .fields import SlugsField, WordsField, shown
from .looking import VIEW, look_errors

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


LISTS_OF_OTHERS = ("fields", "include")  # a caller's own parameters that may be repeated


class QueryError(ValueError):
    """`fields` maps each parameter that was refused to what is wrong with it and what would do."""

    def __init__(self, fields: dict[str, list[str]], filterset: EventFilterSet | None = None) -> None:
        self.fields, self.filterset = fields, filterset
        super().__init__("; ".join(f"{name}: {' '.join(errors)}" for name, errors in fields.items()))


@dataclass(frozen=True)
class Window:
    """Days, both included; None where the window is open."""

    start: date | None
    end: date | None


@dataclass(frozen=True)
class Counts:
    """`certain` lie in the window whatever their date turns out to be, `possible` may; `undated` could be anywhere."""

    certain: int
    possible: int
    undated: int

    @property
    def total(self) -> int:
        return self.certain + self.possible + self.undated


@dataclass(frozen=True)
class Selection:
    """What a query string selects: `events` in chronological order, not yet read from the database."""

    events: EventQuerySet
    filterset: EventFilterSet
    query: str
    window: Window

    @cached_property
    def counts(self) -> Counts:
        """1 query."""
        certain, all_dated, undated = self.events.tally(self.window.start, self.window.end)
        return Counts(certain, all_dated - certain, undated)


def select(params: QueryDict, *, user: User | AnonymousUser, extra: Collection[str] = ()) -> Selection:
    """The selection that `params` describe for this user; `extra` names the caller's own parameters, which pass.

    The parameters that say how to look at it (looking.py) pass everywhere: one query string serves every door.

    Raises `QueryError` for an unknown parameter, for a single-valued one that is given twice, and for every value that
    does not parse. Never falls back to everything.
    """
    filterset = EventFilterSet(params, user=user)
    errors = look_errors(params) | _shape_errors(params, filterset, {*extra, *VIEW})
    if not filterset.form.is_valid():
        errors |= {name: [str(e) for e in found] for name, found in filterset.form.errors.items()}
    start, end = filterset.window
    if start and end and start > end and not errors:
        errors["to"] = [_("The window ends on %(end)s, before it begins on %(start)s.") % {"start": start, "end": end}]
    if errors:
        raise QueryError(errors, filterset)
    return Selection(filterset.qs, filterset, canonical_query(params, filterset), Window(start, end))


def _shape_errors(params: QueryDict, filterset: EventFilterSet, passing: Collection[str]) -> dict[str, list[str]]:
    accepted = {*filterset.filters, *passing}
    several = {name for name, item in filterset.filters.items() if isinstance(item.field, SlugsField | WordsField)}
    errors: dict[str, list[str]] = {}
    for name in params:
        times = len(params.getlist(name))
        if name not in accepted:
            said = _("Unknown parameter. Accepted are: %(accepted)s.") % {"accepted": ", ".join(sorted(accepted))}
            errors[shown(name).strip("“”")] = [said]
        elif times > 1 and name not in several and name not in LISTS_OF_OTHERS:
            errors[name] = [_("Given %(times)s times; give it once.") % {"times": times}]
    return errors


def canonical_query(params: QueryDict, filterset: EventFilterSet) -> str:
    """The filter parameters alone, sorted and without empty ones: the same selection has the same text."""
    kept = QueryDict(mutable=True)
    for name in sorted(filterset.filters):
        if values := sorted(value for value in params.getlist(name) if value):
            kept.setlist(name, values)
    return kept.urlencode()
