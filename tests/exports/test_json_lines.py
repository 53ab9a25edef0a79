"""JSON Lines: each line is an event as the published schema describes it, and says all that the API says of it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from tests.exports.everything import make_full_event
from tests.exports.nasty import NASTY, make_nasty_event
from tests.rows import make_public_event

pytestmark = pytest.mark.django_db
DATES = ["2022-03-05", "2022-03", "2022-33", "../2022-03-07", "2022-03-05/..", "[2022-03-05,2022-03-07]", "2022~", ""]


def lines(client: Client) -> list[dict[str, Any]]:
    body = b"".join(client.get("/api/v1/events.jsonl").streaming_content)
    assert body.endswith(b"\n")
    return [json.loads(line) for line in body.decode().removesuffix("\n").split("\n")]


@pytest.fixture
def schema() -> Draft202012Validator:
    """Of an event, from the OpenAPI document."""
    out = io.StringIO()
    call_command("spectacular", format="openapi-json", stdout=out)
    components = json.loads(out.getvalue())["components"]
    found = {"$ref": "#/components/schemas/Event", "components": components}
    return Draft202012Validator(found, format_checker=FormatChecker())


def test_every_line_fits_the_published_schema(client: Client, schema: Draft202012Validator):
    make_full_event()
    for edtf in DATES:
        make_public_event(f"Event {edtf}", edtf)
    for text in NASTY.values():
        make_nasty_event(text)
    told = lines(client)
    assert len(told) > len(DATES) + len(NASTY)
    for line in told:
        assert [error.message for error in schema.iter_errors(line)] == [], line["title"]


def test_the_schema_would_not_take_anything(schema: Draft202012Validator, client: Client):
    make_full_event()
    [whole, *_others] = lines(client)
    for broken in ({"title": None}, {"version": "1"}, {"date": "2022-03-05"}, {"parties": [{}]}, {"state": "x"}):
        assert list(schema.iter_errors(whole | broken)), broken
    for name in ("id", "date", "parties"):
        assert list(schema.iter_errors({key: value for key, value in whole.items() if key != name})), name


def test_a_line_is_the_record_of_the_api(client: Client):
    make_full_event()
    for line in lines(client):
        assert line == client.get(f"/api/v1/events/{line['id']}/").json()
