"""JSON Feed: checked against what version 1.1 of the specification demands, said in a schema of our own words."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tests.rows import cite, make_article, make_event, make_public_event, publish_now
from timeline.exports.told import one_line, printable

from .nasty import NASTY, make_nasty_event

pytestmark = pytest.mark.django_db

ADDRESS = {"type": "string", "pattern": "^https?://"}
TEXT = {"type": "string", "minLength": 1}
OF_OUR_OWN = {"^_[A-Za-z][^.]*$": {"type": "object"}}
AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "minProperties": 1,
        "properties": {"name": TEXT, "url": ADDRESS, "avatar": ADDRESS},
        "additionalProperties": False,
    },
}
ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": TEXT,
        "url": ADDRESS,
        "external_url": ADDRESS,
        "title": TEXT,
        "content_html": TEXT,
        "content_text": TEXT,
        "summary": TEXT,
        "date_published": TEXT,
        "date_modified": TEXT,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT},
        "language": TEXT,
    },
    "patternProperties": OF_OUR_OWN,
    "additionalProperties": False,
}
FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "user_comment": TEXT,
        "authors": AUTHORS,
        "language": TEXT,
        "expired": {"type": "boolean"},
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": OF_OUR_OWN,
    "additionalProperties": False,
}


def exported(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/v1/events.feed.json?{query}")
    assert response["Content-Type"] == "application/feed+json"
    assert response["Content-Disposition"].endswith('.json"')
    feed = json.loads(b"".join(response.streaming_content))
    Draft202012Validator(FEED).validate(feed)
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[name]).tzinfo
    return feed


@pytest.mark.parametrize("fault", [{"version": 1}, {"items": [{"content_text": "x"}]}, {"items": [{"id": "x"}]}])
def test_the_schema_notices_what_is_missing(fault):
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}
    assert Draft202012Validator(FEED).is_valid(feed)
    assert not Draft202012Validator(FEED).is_valid(feed | fault)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "title"),
    [
        ("2022-03-05", "2022-03-05", "2022-03-05", "Asks for aid"),
        ("2022~", "2022-01-01", "2022-12-31", "Asks for aid (about 2022)"),
        ("../2022-03-07", None, "2022-03-07", "Asks for aid (by 7 March 2022)"),
    ],
)
def test_the_date_of_the_event_is_not_that_of_the_entry(client: Client, edtf, earliest, latest, title):
    event = make_public_event("Asks for aid", edtf)
    (item,) = exported(client)["items"]
    date = item["_event"]["date"]
    assert (date["edtf"], date["earliest"], date["latest"]) == (edtf, earliest, latest)
    assert item["title"] == title
    assert item["date_modified"] == event.updated_at.isoformat()
    assert item["date_published"] == event.published_at.isoformat()


def test_an_undated_event_is_an_item_too(client: Client):
    make_public_event(edtf="")
    (item,) = exported(client)["items"]
    assert item["_event"]["date"] is None
    assert item["content_text"].startswith("When: not known.")


def test_it_leads_to_the_first_source(client: Client):
    event = make_event()
    cite(event, make_article(url="https://news.example/first"))
    cite(event, make_article(url="https://news.example/second"))
    publish_now(event)
    (item,) = exported(client)["items"]
    assert item["external_url"] == "https://news.example/first"
    assert "https://news.example/second" in item["content_text"]


def test_it_says_what_it_is_and_holds_as_many_as_it_says(client: Client):
    for edtf in ("2022-03-05", "2022", "", "2019"):
        make_public_event(edtf=edtf)
    feed = exported(client, "from=2022")
    assert len(feed["items"]) == feed["_export"]["events"] == 3
    assert feed["feed_url"] == "http://testserver/api/v1/events.feed.json?from=2022"
    assert "Events: 3. Selection: from=2022." in feed["description"]
    assert {"generated", "version", "licence", "citation"} <= set(feed["_export"])


def test_nothing_selected_is_a_feed_without_items(client: Client):
    assert exported(client)["items"] == []


@pytest.mark.parametrize("name", NASTY)
def test_nasty_text_stays_text(client: Client, name: str):
    event = make_nasty_event(NASTY[name])
    (item,) = exported(client)["items"]
    assert item["title"] == one_line(event.title)
    assert printable(event.summary).strip() in item["content_text"]
    assert item["_event"]["parties"][0]["note"] == event.participations.get().note
