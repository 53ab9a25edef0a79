"""The filters of a list as one form: choices, a text, a window of days. A value that does not parse selects nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import ListFilter, ModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from timeline.filters.fields import DayField, WordField
from timeline.models.text import validate_line

MOST_TEXT = 200


class BarFilter(ListFilter):
    """One filter of the bar above a list; `parameters` are its names in the address, in the order of `fields()`."""

    parameters: tuple[str, ...] = ()

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: type[models.Model], admin: ModelAdmin):
        super().__init__(request, params, model, admin)
        self.given = {name: params.pop(name)[-1] for name in self.parameters if name in params}
        self.used_parameters = self.given
        self.values: dict[str, Any] = {}
        self.errors: list[str] = []
        self.form_fields = dict(zip(self.parameters, self.fields(), strict=True))
        for name, field in self.form_fields.items():
            try:
                self.values[name] = field.clean(self.given.get(name, ""))
            except ValidationError as error:
                self.errors += error.messages
        self.errors += [] if self.errors else self.contradictions()

    def contradictions(self) -> list[str]:
        """What is wrong with the values taken together."""
        return []

    def fields(self) -> list[forms.Field]:
        raise NotImplementedError

    def narrow(self, rows: Any, values: dict[str, Any]) -> Any:
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.errors:
            return queryset.none()
        return self.narrow(queryset, self.values) if any(self.values.values()) else queryset

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> list[Any]:
        return []

    def expected_parameters(self) -> list[str]:
        return list(self.parameters)

    def controls(self) -> list[dict[str, Any]]:
        """What the template of the bar draws."""
        return [self._control(name, field) for name, field in self.form_fields.items()]

    def _control(self, name: str, field: forms.Field) -> dict[str, Any]:
        attrs = {"id": f"filter-{name}"}
        if self.errors:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"filter-{self.parameters[0]}-error"}
        html: SafeString = field.widget.render(name, self.given.get(name, ""), attrs)
        return {"id": attrs["id"], "label": field.label, "html": html}

    @property
    def error_id(self) -> str:
        return f"filter-{self.parameters[0]}-error"


class ChoiceFilter(BarFilter):
    """One of `options()`, matched against the field `lookup`."""

    lookup = ""

    def options(self) -> list[tuple[Any, Any]]:
        raise NotImplementedError

    def fields(self) -> list[forms.Field]:
        field = WordField(choices=[("", _("all")), *self.options()], required=False, label=self.title)
        return [field]

    def narrow(self, rows: Any, values: dict[str, Any]) -> Any:
        return rows.filter(**{self.lookup: values[self.parameters[0]]})


class TextFilter(BarFilter):
    """A few letters of a name."""

    def fields(self) -> list[forms.Field]:
        return [
            forms.CharField(required=False, max_length=MOST_TEXT, label=self.title, validators=[validate_line])
        ]  # fmt: skip


class WindowFilter(BarFilter):
    """Days, months or years, both ends included."""

    def fields(self) -> list[forms.Field]:
        first, last = DayField(required=False, label=_("from")), DayField(required=False, label=_("to"), end=True)
        for field in (first, last):
            field.widget.attrs |= {"placeholder": "2022-03", "size": 10}
        return [first, last]

    def contradictions(self) -> list[str]:
        first, last = (self.values[name] for name in self.parameters)
        return [str(_("The window ends before it begins."))] if first and last and first > last else []


def choice_filter(title: str, parameter: str, choices: Any, lookup: str = "") -> type[ChoiceFilter]:
    """A filter over a fixed list; `choices` may be a function, asked for each page."""
    options = staticmethod(choices if callable(choices) else lambda: list(choices))
    members = {"title": title, "parameters": (parameter,), "lookup": lookup or parameter, "options": options}
    return type(f"{parameter.title()}Filter", (ChoiceFilter,), members)


def question_filter(title: str, parameter: str, answers: dict[str, tuple[Any, str]]) -> type[ChoiceFilter]:
    """A filter whose values each stand for a method of the QuerySet: value → label, name of the method."""

    def narrow(_self: ChoiceFilter, rows: Any, values: dict[str, Any]) -> Any:
        _label, method = answers[values[parameter]]
        return getattr(rows, method)()

    options = staticmethod(lambda: [(value, label) for value, (label, _method) in answers.items()])
    members = {"title": title, "parameters": (parameter,), "options": options, "narrow": narrow}
    return type(f"{parameter.title()}Filter", (ChoiceFilter,), members)
