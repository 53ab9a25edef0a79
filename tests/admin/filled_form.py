"""The form of a page as a browser would send it, so that a test changes only what it is about."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


class FormReader(HTMLParser):
    """Names and values of the controls inside the form with `form_id`; without one, inside the last form."""

    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form_id, self.inside = form_id, not form_id
        self.data: dict[str, list[str]] = {}
        self.select: str | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and self.form_id:
            self.inside = given.get("id") == self.form_id
        elif tag == "form":
            self.data = {}
        if not self.inside:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(name, given, dict(attrs))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in dict(attrs):
            self.data.setdefault(self.select, []).append(given.get("value", ""))
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = [""]

    def _input(self, name: str, given: dict[str, str], attrs: dict[str, Any]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and "checked" not in attrs):
            return
        self.data.setdefault(name, []).append(given.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.data[self.textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.textarea:
            self.data[self.textarea][0] = self.data[self.textarea][0].removeprefix("\n")
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form" and self.form_id:
            self.inside = False


def filled(response: HttpResponse, form_id: str = "", **changes: Any) -> dict[str, Any]:
    """What the form of the page would send; `changes` with __ for the - in the names of rows: citations__0__exact."""
    assert response.status_code in (200, 409), f"{response.status_code} {response.get('Location', '')}"
    reader = FormReader(form_id)
    reader.feed(response.content.decode())
    sent: dict[str, Any] = {
        name: values[0] if len(values) == 1 else values
        for name, values in reader.data.items()
        if "__prefix__" not in name
    }
    return sent | {name.replace("__", "-"): value for name, value in changes.items()}
