"""Tokens: in whose name a program asks, for how long, and what it is answered where the token does not hold."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from rest_framework.test import APIRequestFactory

from tests.rows import make_event, make_public_event, make_user
from timeline.api.access import NeedsWriteScope
from timeline.models import ApiToken

pytestmark = pytest.mark.django_db
ADD = "/admin/timeline/apitoken/add/"
DOORS = ["/api/v1/events/", "/api/v1/events.csv", "/api/v1/actors/", "/api/v1/events/facets/"]


def make_token(user: User, scope: str = "read", days: int = 30) -> str:
    _token, secret = ApiToken.objects.create(user, timedelta(days=days), name="notebook", scope=scope)
    return secret


def bearing(secret: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


@pytest.fixture
def analyst() -> User:
    return make_user()


@pytest.mark.parametrize("door", DOORS)
def test_a_token_opens_what_its_owner_may_see(client: Client, analyst: User, door: str):
    answer = client.get(door, **bearing(make_token(analyst)))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "Authorization" in answer["Vary"]


@pytest.mark.parametrize("door", ["/api/v1/events/?state=draft", "/api/v1/events.jsonl?state=draft"])
def test_drafts_are_for_the_tokens_of_staff(client: Client, analyst: User, door: str):
    make_event("A draft")
    make_public_event("Public")
    assert client.get(door).status_code == 400
    reader = User.objects.create_user("reader", password="a long pass phrase")
    assert client.get(door, **bearing(make_token(reader))).status_code == 400
    answer = client.get(door, **bearing(make_token(analyst)))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"A draft" in body
    assert b"Public" not in body


WRONG = {
    "unknown": "Bearer 0123456789abcdef",
    "empty": "Bearer",
    "two": "Bearer one two",
    "no text": "Bearer \xff\xfe",
    "no hexadecimals": "Bearer zzzzzzzzzzzzzzzzzzzz",
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("header", WRONG.values(), ids=list(WRONG))
def test_a_token_that_does_not_hold_is_refused_and_never_ignored(client: Client, door: str, header: str):
    answer = client.get(door, HTTP_AUTHORIZATION=header)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["status"] == 401


@pytest.mark.parametrize("door", DOORS)
def test_expired_revoked_and_orphaned_tokens_are_refused(client: Client, analyst: User, door: str):
    expired = make_token(analyst, days=-1)
    revoked = make_token(analyst)
    ApiToken.objects.get(token_key=revoked[:15]).delete()
    assert client.get(door, **bearing(expired)).status_code == 401
    assert client.get(door, **bearing(revoked)).status_code == 401
    good = make_token(analyst)
    User.objects.filter(pk=analyst.pk).update(is_active=False)
    assert client.get(door, **bearing(good)).status_code == 401


def test_another_scheme_is_somebody_else_s(client: Client):
    assert client.get("/api/v1/events/", HTTP_AUTHORIZATION="Basic dXNlcjpwYXNz").status_code == 200


@pytest.mark.parametrize(
    ("method", "scope", "may"),
    [("get", "read", True), ("get", "write", True), ("post", "read", False), ("post", "write", True)],
)
def test_only_a_token_that_may_write_writes(analyst: User, method: str, scope: str, may: bool):
    request = getattr(APIRequestFactory(), method)("/")
    make_token(analyst, scope)
    request.user, request.auth = analyst, ApiToken.objects.get()
    assert NeedsWriteScope().has_permission(request, None) is may


def test_nobody_without_a_name_writes():
    request = APIRequestFactory().post("/")
    request.user, request.auth = User.objects.create_user("reader"), None
    assert NeedsWriteScope().has_permission(request, None) is False


def test_a_token_is_made_in_the_admin_and_shown_once(client: Client, analyst: User):
    client.force_login(analyst)
    page = client.post(ADD, {"name": "notebook", "scope": "write", "days": "30"})
    [secret] = re.findall(r'value="([0-9a-f]{64})"', page.content.decode())
    token = ApiToken.objects.get()
    assert (token.user, token.scope, token.digest == secret) == (analyst, "write", False)
    assert "no-store" in page["Cache-Control"]
    assert secret not in client.get("/admin/timeline/apitoken/").content.decode()
    assert Client().get("/api/v1/events/?state=draft", **bearing(secret)).status_code == 200
    client.post(f"/admin/timeline/apitoken/{token.pk}/delete/", {"post": "yes"})
    assert Client().get("/api/v1/events/?state=draft", **bearing(secret)).status_code == 401


def test_the_tokens_of_others_are_nobody_s(client: Client, analyst: User):
    make_token(analyst)
    token = ApiToken.objects.get()
    client.force_login(User.objects.create_superuser("root", password="a long pass phrase"))
    assert "notebook" not in client.get("/admin/timeline/apitoken/").content.decode()
    client.post(f"/admin/timeline/apitoken/{token.pk}/delete/", {"post": "yes"})
    assert ApiToken.objects.filter(pk=token.pk).exists()


def test_the_secret_is_nowhere_in_the_database(analyst: User):
    secret = make_token(analyst)
    token = ApiToken.objects.get()
    stored = [str(getattr(token, field.attname)) for field in ApiToken._meta.concrete_fields]
    assert not [value for value in stored if secret in value]
