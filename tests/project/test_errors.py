"""Where no view could answer, programs get a problem document and people a page."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.test import Client

from timeline.models import Event

PATHS = [("/api/v1/events/", "application/problem+json"), ("/api/v1/events.csv", "application/problem+json")]


@pytest.mark.parametrize(("path", "media_type"), [*PATHS, ("/", "text/html; charset=utf-8")])
def test_a_host_that_is_not_ours_is_refused(client: Client, path: str, media_type: str):
    answer = client.get(path, headers={"host": "evil.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, media_type)
    assert "evil" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/", "/api/v2/events/", "/api/v1/nothing/"])
def test_what_is_not_there_under_api_is_a_problem_document(client: Client, path: str):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert client.get(path.removeprefix("/api"))["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "media_type"), [*PATHS, ("/", "text/html; charset=utf-8")])
def test_what_goes_wrong_is_told_without_what_it_was(monkeypatch, path: str, media_type: str):
    def broken(_manager: object) -> None:
        raise DatabaseError("a secret of the server")

    monkeypatch.setattr(type(Event.objects), "public", broken)
    answer = Client(raise_request_exception=False).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (500, media_type)
    assert "secret" not in answer.content.decode()
