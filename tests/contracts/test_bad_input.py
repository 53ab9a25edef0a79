"""Contract: whatever a parameter holds, the answer is a selection or an error that names it. Never a 500."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.contracts.doors import addresses, body_of
from tests.rows import make_outlet, make_place, make_public_event, make_unpublished_events, make_user, take_place
from timeline.filters import PAGING, parameters
from timeline.models import Dossier

pytestmark = pytest.mark.django_db
DOORS = (
    "/",
    "/story/",
    "/embed/",
    "/timeline.json",
    "/facets/",
    "/facets/fragment/",
    "/facets/page/",
    "/api/v1/events/facets/",
    "/api/v1/events/",
    "/api/v1/events.csv",
    "/api/v1/events.jsonl",
)

VALUES = [
    "%00",
    "a%00b",
    "%01",
    "%0a",
    "a%E2%80%AEb",
    "%F0%9F%92%A5",
    "x" * 5_000,
    "9" * 40,
    "-1",
    "0",
    "1e9",
    "NaN",
    "9999-12-31",
    "0001-01-01",
    "0000",
    "10000-01-01",
    "2022-02-30",
    "2022-03-06/2022-03-05",
    "%ff%fe",
    "%ED%A0%80",
    "';DROP TABLE timeline_event;--",
    "<script>",
    "{{7*7}}",
    "..%2f..%2fetc",
    "," * 2_000,
    "%2B",
]


def names() -> list[str]:
    return [*(parameter.name for parameter in parameters()), *PAGING]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_strange_value_selects_or_is_refused_by_name(client: Client, value: str):
    make_public_event()
    for number, name in enumerate(names()):
        # One meaning for all doors: every name is tried at one, and each door gets its share of the names.
        for door in {"/api/v1/events/", DOORS[number % len(DOORS)]}:
            response = client.get(f"{door}?{name}={value}")
            assert response.status_code in (200, 400), (door, name)
            if response.status_code == 400:
                assert name in body_of(response), (door, name)


@pytest.mark.parametrize(
    "query", ["actr=israel", "ordering=--title", "id__in=1", "title__regex=(", "format=xml", "page=2"]
)
def test_an_unknown_parameter_is_refused_and_never_ignored(client: Client, query: str):
    make_public_event()
    for door in DOORS:
        response = client.get(f"{door}?{query}")
        assert response.status_code == 400, door
        assert query.partition("=")[0] in body_of(response)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "head", "trace"])
def test_no_door_breaks_under_another_method(client: Client, method: str):
    event = make_public_event()
    take_place(event, make_place())
    make_outlet()
    make_unpublished_events()
    Dossier.objects.create(title="Public dossier", published=True)
    for address in addresses():
        response = getattr(client, method)(address)
        # 401: only staff may write.
        assert response.status_code in (200, 301, 302, 401, 404, 405, 410), (method, address)


BODIES = ["[" * 100_000, '{"a":' * 50_000, "\x00", "NaN", "", '{"a": 1']


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_strange_body_is_refused(client: Client, body: str):
    client.force_login(make_user())
    response = client.post("/api/v1/events/", data=body, content_type="application/json")
    assert response.status_code in (400, 405, 415)
    assert response["Content-Type"] == "application/problem+json"


def test_a_strange_charset_is_refused(client: Client):
    client.force_login(make_user())
    response = client.generic("POST", "/api/v1/events/", b"{}", content_type="application/json; charset=bz2_codec")
    assert response.status_code in (400, 405, 415)
