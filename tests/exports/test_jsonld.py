"""JSON-LD as a processor that we did not write reads it, with no network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from pyld import jsonld
from rdflib import Graph, URIRef
from rdflib.namespace import PROV, SDO

from tests.rows import cite, make_article, make_event, make_public_event, publish_now

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "exports-tables.md"

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


def test_a_context_elsewhere_would_be_found_out():
    with pytest.raises(Exception, match=r"asked for|loading"):
        jsonld.expand({"@context": "https://schema.org/"}, {"documentLoader": no_network})


OA = "http://www.w3.org/ns/oa#"
# Web Annotation Vocabulary, sections 3 and 4: the terms that a citation needs.
OA_TERMS = {
    *("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "TimeState", "identifying"),
    *("hasBody", "hasTarget", "hasSource", "hasSelector", "hasState", "motivatedBy", "cachedSource"),
    *("exact", "prefix", "suffix", "start", "end"),
}


@pytest.fixture
def graph(client: Client) -> Graph:
    """As an RDF library of others reads the export of an event with all that it may have."""
    article = make_article(text="🕊 שלום. He flew to Moscow on Saturday.", archive_url="https://archive.example/1")
    event = make_event("Flies to Moscow", realisation="did_not_happen")
    cite(event, article, "flew to Moscow", reported={"date": "Sunday"}, supports=["type"], verb_class="claimed")
    publish_now(event)
    text = b"".join(client.get("/api/v1/events.jsonld").streaming_content)
    triples = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads", "documentLoader": no_network})
    return Graph().parse(data=triples, format="nt")


def test_no_term_is_invented_that_its_vocabulary_does_not_have(graph: Graph):
    known = {str(SDO): set(SDO.__annotations__), str(PROV): set(PROV.__annotations__), OA: OA_TERMS}
    used = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    for namespace, terms in known.items():
        found = {term.removeprefix(namespace) for term in used if term.startswith(namespace)}
        assert found, namespace
        assert found <= terms, f"{namespace}: {found - terms}"


def test_a_citation_says_where_its_passage_stands_in_code_points(graph: Graph):
    found = graph.query(
        """
        PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?exact ?start ?end ?copy ?body WHERE {
          ?annotation a oa:Annotation ; oa:hasBody ?body ; oa:hasTarget ?target .
          ?target oa:hasSelector ?quote, ?place ; oa:hasState/oa:cachedSource ?copy .
          ?quote a oa:TextQuoteSelector ; oa:exact ?exact .
          ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
        }"""
    )
    [(exact, start, end, copy, body)] = found
    assert (str(exact), start.value, end.value, str(copy)) == ("flew to Moscow", 11, 25, "https://archive.example/1")
    assert (body, SDO.eventStatus, SDO.EventCancelled) in graph


def test_every_word_of_ours_is_explained_in_the_reference(graph: Graph):
    text = REFERENCE.read_text(encoding="utf-8")
    ours = {str(term).removeprefix(DM) for triple in graph for term in triple if str(term).startswith(DM)}
    assert {"verbClass", "saysInstead", "supports", "edtf"} <= ours
    assert [word for word in sorted(ours) if f"`dm:{word}`" not in text] == []
