"""Addresses and steps that the tests of the admin share."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.admin.filled_form import filled
from tests.rows import cite, make_article, make_event, take_part
from timeline import review
from timeline.models import Article, Event

ADD = "/admin/timeline/event/add/"
LIST = "/admin/timeline/event/"


def change_url(obj: Any) -> str:
    return f"/admin/timeline/{obj._meta.model_name}/{obj.pk}/change/"


def open_form(desk: Client, obj: Any, **changes: Any) -> dict[str, Any]:
    """The form of a stored record, with what the test types into it."""
    return filled(desk.get(change_url(obj)), f"{obj._meta.model_name}_form", **changes)


def save(desk: Client, obj: Any, form: dict[str, Any], **changes: Any) -> HttpResponse:
    return desk.post(change_url(obj), form | {name.replace("__", "-"): value for name, value in changes.items()})


def enter(desk: Client, article: Article | None = None, url: str = ADD, **changes: Any) -> HttpResponse:
    """Fill in the empty event form with what a test says, and send it."""
    if article:
        quote = {"citations__0__article": article.pk, "citations__0__exact": "flew to Moscow on Saturday"}
        changes = quote | changes
    return desk.post(url, filled(desk.get(url), "event_form", **changes))


def errors(response: HttpResponse) -> str:
    """All errors of a form that came back."""
    assert response.status_code == 200, f"{response.status_code} {response.get('Location', '')}"
    listed = response.context["errors"]
    return " ".join(entry if isinstance(entry, str) else " ".join(entry) for entry in listed)


def drafted(by: Any, *actors: Any, **values: Any) -> Event:
    """A cited draft with its history, as the admin makes it."""
    with transaction.atomic():
        event = make_event(coder=by, **values)
        take_part(event, *actors)
        cite(event, make_article())
        event.refresh_from_db()
        review.begin_history(event, by=by)
    return event
