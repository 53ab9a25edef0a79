"""The filter form as data: its controls in their groups, from the FilterSet and the query as it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from timeline.filters import EventFilterSet
from timeline.filters.fields import DayField, NumberField, SlugsField, SwitchField, WordField, WordsField
from timeline.models import Country, EventType, Family, Place

MOST_SUGGESTIONS = 400  # of each kind; a name that is not suggested can be typed all the same

IN_VIEW = ("q", "actor", "from", "to", "family", "realisation")
MORE = (
    (_("Who"), ("actor_match", "role", "states")),
    (_("When"), ("certainty", "undated", "precision", "updated_since")),
    (_("Where"), ("place", "country", "bbox")),
    (_("Sources"), ("outlet", "reliability", "sources", "disputed", "single_source", "claimed_by_parties")),
    (_("How"), ("medium", "importance")),
    (_("Review"), ("state", "coder")),
    (_("Type"), ("type",)),
)
KINDS: dict[type, str] = {
    DayField: "day",
    NumberField: "number",
    SlugsField: "names",
    SwitchField: "choice",
    WordField: "choice",
    WordsField: "words",
}
PLACEHOLDERS = {
    "q": _("Words in titles, names, quotes"),
    "actor": _("Person, state, organisation"),
    "from": _("2022-03-05"),
    "to": _("2022-03-05"),
    "place": _("City, building, country"),
    "bbox": _("29.5,44.3,40.3,52.4"),
    "updated_since": _("2022-03-05"),
}


# What is meant where nothing is said; the form names it, the address leaves it out.
DEFAULTS = {"actor_match": "any", "certainty": "possible", "undated": "include", "states": "yes"}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool
    family: str = ""  # for the mark beside the label


@dataclass(frozen=True)
class Control:
    """`kind` names the template in web/controls/. `choices` of the kind “names” are the names already chosen."""

    name: str
    kind: str
    label: str
    help_text: str
    value: str
    choices: list[Choice]
    groups: list[tuple[str, list[Choice]]]
    suggestions: list[str]
    errors: list[str]
    placeholder: str = ""
    least: int | None = None
    most: int | None = None

    @property
    def is_on(self) -> bool:
        return bool(self.value) or any(choice.chosen for choice in self.choices if choice.value)


@dataclass(frozen=True)
class FilterForm:
    """`kept` are values of other parameters, sent along unchanged."""

    in_view: list[Control]
    more: list[tuple[str, list[Control]]]
    more_count: int
    more_is_open: bool
    kept: list[tuple[str, str]]


def filter_form(
    filterset: EventFilterSet, params: QueryDict, errors: Mapping[str, list[str]], *, keep: tuple[str, ...] = ()
) -> FilterForm:
    """At most 5 queries: suggestions of each kind and the event types."""
    controls = {name: _control(filterset, params, name, errors.get(name, [])) for name in filterset.filters}
    in_view = [controls.pop(name) for name in IN_VIEW if name in controls]
    groups = [(str(label), [controls.pop(name) for name in names if name in controls]) for label, names in MORE]
    groups.append((str(_("Other")), list(controls.values())))
    more = [(label, group) for label, group in groups if group]
    hidden = [control for _label, group in more for control in group]
    return FilterForm(
        in_view,
        more,
        more_count=sum(1 for control in hidden if control.is_on),
        more_is_open=any(control.errors for control in hidden),
        kept=[(name, value) for name in keep for value in params.getlist(name) if value],
    )


def _control(filterset: EventFilterSet, params: QueryDict, name: str, errors: list[str]) -> Control:
    field = filterset.form.fields[name]
    kind = KINDS.get(type(field), "text")
    values = [value for value in params.getlist(name) if value]
    words = [word for value in values for word in value.split(",")] if kind in ("names", "words") else values
    if isinstance(field, SwitchField) and filterset.value(name) is not None:
        words = ["yes" if filterset.value(name) else "no"]  # typed as “true” or “1”
    choices, groups, suggestions, typed = [], [], [], ", ".join(values)
    if kind == "names":
        chosen = filterset.form.cleaned_data.get(name) or []
        choices = [Choice(getattr(row, field.key), str(row), True) for row in chosen]
        typed = "" if chosen else typed
        suggestions = suggestions_for(name, field.queryset)
    elif name == "type":
        groups = _types(words)
        choices = [choice for _family, group in groups for choice in group]
    elif kind == "choice":
        choices = _one_of(field.choices, words, default=DEFAULTS.get(name, ""))
    elif kind == "words":
        choices = [
            Choice(str(value), str(label), str(value) in words, family=str(value) if name == "family" else "")
            for value, label in field.choices
            if value
        ]
    return Control(
        name=name,
        kind="types" if name == "type" else kind,
        label=str(field.label),
        help_text=str(field.help_text),
        value=typed,
        choices=choices,
        groups=groups,
        suggestions=suggestions,
        errors=errors,
        placeholder=str(PLACEHOLDERS.get(name, "")),
        least=getattr(field, "min_value", None),
        most=getattr(field, "max_value", None),
    )


def _one_of(options: Iterable[tuple[Any, Any]], words: list[str], *, default: str) -> list[Choice]:
    """The first is what an empty value means: the default by its name, else “any”."""
    labels = {str(value): str(label) for value, label in options}
    first = Choice("", labels.get(default) or str(_("any")), chosen=not words or default in words)
    others = [(value, label) for value, label in labels.items() if value and value != default]
    return [first, *(Choice(value, label, value in words) for value, label in others)]


def _types(chosen: list[str]) -> list[tuple[str, list[Choice]]]:
    groups: dict[str, list[Choice]] = {family.value: [] for family in Family}
    for slug, label, family in EventType.objects.values_list("slug", "label", "family"):
        groups.setdefault(family, []).append(Choice(slug, label, slug in chosen, family=family))
    labels = {family.value: str(family.label) for family in Family}
    return [(labels.get(family, family), choices) for family, choices in groups.items() if choices]


def suggestions_for(name: str, rows: QuerySet[Any]) -> list[str]:
    """Names to offer, in alphabetical order; never of anything that the reader may not see."""
    if name == "coder":
        return list(rows.order_by("username").values_list("username", flat=True)[:MOST_SUGGESTIONS])
    if name == "country":
        rows = Country.objects.filter(pk__in=Place.objects.public().values("country"))
    return list(rows.order_by("name").values_list("name", flat=True)[:MOST_SUGGESTIONS])
