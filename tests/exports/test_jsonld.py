"""JSON-LD as a processor that we did not write reads it, with no network."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from pyld import jsonld

from tests.exports.nasty import CELLS, event_with
from tests.rows import make_public_event

pytestmark = pytest.mark.django_db
SCHEMA, DM = "https://schema.org/", "http://testserver/api/v1/schema/#"


def no_network(address: str, options: object) -> None:
    raise AssertionError(f"{address} was asked for")


def expanded(client: Client) -> list[dict]:
    text = b"".join(client.get("/api/v1/events.jsonld").streaming_content)
    return jsonld.expand(json.loads(text), {"documentLoader": no_network})


def of_type(nodes: list[dict], kind: str) -> list[dict]:
    return [node for node in nodes if kind in node.get("@type", [])]


@pytest.mark.parametrize(
    ("edtf", "start"),
    [("2022-03-05", "2022-03-05"), ("2022-03", None), ("2022-03-05?", None), ("../2022-03-07", None), ("", None)],
)
def test_only_a_known_day_is_a_start_date(client: Client, edtf: str, start: str | None):
    make_public_event("Meets", edtf)
    (event,) = of_type(expanded(client), f"{SCHEMA}Event")
    assert [value["@value"] for value in event.get(f"{SCHEMA}startDate", [])] == ([start] if start else [])
    assert [value["@value"] for value in event.get(f"{DM}edtf", [])] == ([edtf] if edtf else [])


def test_the_dataset_counts_what_the_graph_holds(client: Client):
    make_public_event("One")
    make_public_event("Two", "")
    nodes = expanded(client)
    (dataset,) = of_type(nodes, f"{SCHEMA}Dataset")
    assert dataset[f"{DM}events"][0]["@value"] == len(of_type(nodes, f"{SCHEMA}Event")) == 2
    assert len(of_type(nodes, "http://www.w3.org/ns/oa#Annotation")) == 2


@pytest.mark.parametrize("text", CELLS)
def test_nasty_text_comes_back_as_it_was(client: Client, text: str):
    event_with(text)
    (event,) = of_type(expanded(client), f"{SCHEMA}Event")
    assert event[f"{SCHEMA}name"] == [{"@value": text}]


def test_a_context_elsewhere_would_be_found_out():
    with pytest.raises(Exception, match=r"asked for|loading"):
        jsonld.expand({"@context": "https://schema.org/"}, {"documentLoader": no_network})
