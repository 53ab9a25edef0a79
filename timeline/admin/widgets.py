"""Widgets that a form of the admin needs beyond the stock ones; all of them work without a script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from timeline.models import CITABLE

SELECTED = SafeString(" selected")


class TypeSelect(forms.Select):
    """Each type carries its roles, which the script puts first in the rows of the parties, and when to use it."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if instance := getattr(value, "instance", None):
            option["attrs"] |= {"data-roles": " ".join(instance.roles), "data-description": instance.description}
            option["attrs"] |= {"data-symmetric": ""} if instance.symmetric else {}
        return option


class QuickSelect(forms.Select):
    """Of a flat list, without a template for each option: a page of cards has thousands of them."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        rows = ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        attributes = flatatt(self.build_attrs(self.attrs, (attrs or {}) | {"name": name}))
        return format_html("<select{}>{}</select>", attributes, options)


class ReportedWidget(forms.Widget):
    """One input for each field that a report can contradict, folded away while all are empty."""

    template_name = "admin/widgets/reported.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        said = value if isinstance(value, dict) else {}
        base_id = context["widget"]["attrs"].get("id", f"id_{name}")
        context["rows"] = [
            {"name": f"{name}-{key}", "id": f"{base_id}-{key}", "label": label, "value": said.get(key, "")}
            for key, label in CITABLE.items()
        ]
        context["is_open"] = any(said.values())
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """By the engine of the pages: the renderer of forms does not look into our templates."""
        return render_to_string(template_name, context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {key: data.get(f"{name}-{key}") or "" for key in CITABLE}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{key}" in data for key in CITABLE)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-{next(iter(CITABLE))}" if id_ else ""


class OfficeSelect(forms.Select):
    """The offices of the row's actor; the script fills it again when actor or date change."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__({"data-offices": reverse_lazy("admin:timeline_event_offices"), **(attrs or {})}, **kwargs)
