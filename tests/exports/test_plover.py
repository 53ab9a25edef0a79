"""PLOVER lines against a JSON Schema of the manual's shape, and the rules on dates, sides and codes."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tests.rows import make_actor, make_event, make_public_event, make_type, publish_now, take_part

pytestmark = pytest.mark.django_db
DAY = {"type": ["string", "null"], "pattern": r"^-?\d{4,}-\d\d-\d\d$"}
LISTS = ("actor", "recipient", "event", "mode", "context", "event_loc", "text_info", "cite_info")
SCHEMA = {
    "type": "object",
    "required": ["id", "date", "enddate", "edtf", "event_text", "link", *LISTS],
    "properties": {"date": DAY, "enddate": DAY, **{name: {"type": "array"} for name in LISTS}},
}


def lines(client: Client) -> list[dict]:
    body = b"".join(client.get("/api/v1/events.plover.jsonl").streaming_content).decode()
    found = [json.loads(line) for line in body.split("\n")[:-1]]
    for line in found:
        Draft202012Validator(SCHEMA).validate(line)
    return found


def test_the_schema_refuses_a_broken_line():
    assert not Draft202012Validator(SCHEMA).is_valid({"id": "x", "date": "2022-03"})


@pytest.mark.parametrize(("edtf", "day"), [("2022-03-05", "2022-03-05"), ("2022-03", None), ("2022-03-05~", None)])
def test_a_day_is_written_only_where_it_is_known(client: Client, edtf: str, day: str | None):
    make_public_event("Meets", edtf)
    assert [(line["date"], line["edtf"]) for line in lines(client)] == [(day, edtf)]


@pytest.mark.parametrize(("own", "code"), [("", "040"), ("042", "042")])
def test_the_code_is_the_event_s_own_or_that_of_its_type(client: Client, own: str, code: str):
    make_type(cameo_code="040")
    make_public_event(cameo_code=own)
    assert [line["cameo_code"] for line in lines(client)] == [code]


def test_the_host_receives_and_equals_are_all_actors(client: Client):
    visit = make_event("Visits", "2022-03-05")
    take_part(visit, make_actor("Guest"), role="visitor")
    take_part(visit, make_actor("Host"), role="host")
    publish_now(visit)
    (line,) = lines(client)
    sides = [[actor["entity_text"] for actor in line[side]] for side in ("actor", "recipient")]
    assert sides == [["Guest"], ["Host"]]
