"""One request too many is answered with 429 and the seconds to wait; askers are told apart by name, then by address."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.api.test_tokens import bearing, make_token
from tests.rows import make_user

pytestmark = pytest.mark.django_db
LIST, EXPORT = "/api/v1/events/", "/api/v1/events.csv"
MOST = 3


@pytest.fixture(autouse=True)
def rates(settings: LazySettings) -> None:
    settings.API_RATES = {"read": MOST, "export": MOST, "write": MOST}


def statuses(client: Client, door: str, times: int, method: str = "get", **request: Any) -> list[int]:
    return [getattr(client, method)(door, **request).status_code for _time in range(times)]


@pytest.mark.parametrize("door", [LIST, EXPORT, "/api/v1/actors/"])
def test_one_too_many_is_told_when_to_come_back(client: Client, door: str):
    assert statuses(client, door, MOST) == [200] * MOST
    answer = client.get(door)
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer.json()["status"] == 429


def test_reading_exporting_and_writing_are_counted_apart(client: Client):
    assert statuses(client, LIST, MOST + 1)[-1] == 429
    assert statuses(client, EXPORT, 1) == [200]
    assert statuses(client, LIST, 1, "post", data={}, content_type="application/json") == [401]


def test_a_token_is_counted_by_its_owner_and_not_by_the_address(client: Client):
    secret = make_token(make_user())
    assert statuses(client, LIST, MOST + 1)[-1] == 429
    assert statuses(client, LIST, MOST, **bearing(secret)) == [200] * MOST
    assert statuses(Client(REMOTE_ADDR="192.0.2.9"), LIST, 1, **bearing(secret)) == [429]


def test_another_address_is_another_asker(client: Client):
    assert statuses(client, LIST, MOST + 1)[-1] == 429
    assert statuses(Client(REMOTE_ADDR="192.0.2.9"), LIST, 1) == [200]


def test_a_forged_header_starts_no_new_count(client: Client):
    assert statuses(client, LIST, MOST + 1)[-1] == 429
    assert statuses(client, LIST, 1, HTTP_X_FORWARDED_FOR="192.0.2.7") == [429]


def test_without_a_limit_nothing_is_counted(client: Client, settings: LazySettings):
    settings.API_RATES = dict.fromkeys(settings.API_RATES, 0)
    assert statuses(client, LIST, MOST + 2) == [200] * (MOST + 2)
