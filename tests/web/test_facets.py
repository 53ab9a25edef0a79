"""Facets on the site: lists of links that work without a script, the same numbers as data, kept while they hold."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_event,
    make_outlet,
    make_public_event,
    make_type,
    make_unpublished_events,
    make_user,
    publish_now,
    take_part,
)
from timeline.strip import data_version

pytestmark = pytest.mark.django_db
DOORS = ("/facets/", "/facets/fragment/", "/facets/page/", "/api/v1/events/facets/")
COUNTED = "timeline_participation"  # stands in the queries that count


@pytest.fixture(autouse=True)
def two_meetings() -> None:
    """Bennett met Putin twice, and called him once."""
    cache.clear()
    make_type("phone_call", "Phone call")
    bennett, putin = make_actor("Naftali Bennett"), make_actor("Putin & Co")
    wire = make_outlet("Wire")
    for edtf, slug in (("2022-03-05", "meeting"), ("2022-03", "meeting"), ("2022-03-06", "phone_call")):
        event = make_event(f"Event of {edtf}", edtf, slug=slug)
        take_part(event, bennett, putin)
        cite(event, make_article(outlet=wire))
        publish_now(event)


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.content.decode()


def links(html: str) -> dict[tuple[str, str], tuple[str, str, bool]]:
    """(facet, value) → address, what a reader hears, whether it is marked as chosen."""
    found = {}
    for attributes, inside in re.findall(r'<a class="facet-option"([^>]*)>(.*?)</a>', html, re.DOTALL):
        given = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', attributes)}
        heard = re.sub(r'<span aria-hidden="true">.*?</span>', "", inside)
        words = " ".join(unescape(re.sub("<[^>]+>", "", heard)).split())
        found[given["data-facet"], given["data-value"]] = (given["href"], words, given.get("aria-current") == "true")
    return found


LINKS = [
    ("", ("type", "meeting"), ("/?type=meeting", "Meeting 2 events", False)),
    ("", ("actor", "putin-co"), ("/?actor=putin-co", "Putin & Co 3 events", False)),
    ("", ("outlet", "wire"), ("/?outlet=wire", "Wire 3 events", False)),
    ("type=meeting", ("type", "meeting"), ("/", "Remove Meeting 2 events", True)),
    ("type=meeting", ("type", "phone_call"), ("/?type=meeting&type=phone_call", "Phone call 1 event", False)),
    ("type=phone_call,meeting", ("type", "meeting"), ("/?type=phone_call", "Remove Meeting 2 events", True)),
    (
        "to=2022-03-05&q=a,%20event&type=meeting",
        ("type", "meeting"),
        ("/?q=a%2C+event&to=2022-03-05", "Remove Meeting 0 events", True),
    ),
    ("lanes=actor&view=2022-03-01/2022-03-02", ("type", "meeting"), None),
]


@pytest.mark.parametrize(("query", "value", "expected"), LINKS)
def test_a_link_adds_its_value_or_takes_it_away(client: Client, query: str, value: tuple[str, str], expected: Any):
    found = links(body(client, f"/facets/fragment/?{query}"))
    expected = expected or (
        "/?lanes=actor&type=meeting&view=2022-03-01%2F2022-03-02",
        "Meeting 2 events",
        False,
    )
    assert found[value] == expected


def test_every_link_leads_to_a_selection(client: Client):
    found = links(body(client, "/facets/page/?type=meeting&actor=naftali-bennett"))
    assert len(found) > 5
    for address, _words, _chosen in found.values():
        assert client.get(address).status_code == 200, address


def test_what_is_chosen_is_marked_in_text(client: Client):
    html = body(client, "/facets/fragment/?type=meeting")
    assert html.count("✓") == html.count('aria-current="true"') == 1


def test_the_fragment_is_no_page_and_the_page_holds_the_fragment(client: Client):
    part, whole = body(client, "/facets/fragment/?type=meeting"), body(client, "/facets/page/?type=meeting")
    assert "<html" not in part
    assert part.strip() in whole
    assert 'content="noindex"' in whole


@pytest.mark.parametrize("query", ["", "type=meeting&lanes=actor", "type=phone_call&to=2021"])
def test_the_timeline_links_to_its_facets(client: Client, query: str):
    html = body(client, f"/?{query}")
    address = unescape(re.search(r'<a href="(/facets/page/[^"]*)"', html)[1])
    source = unescape(re.search(r'id="facets" data-source="(/facets/fragment/[^"]*)"', html)[1])
    assert links(body(client, address)) == links(body(client, source)) != {}


def test_the_same_numbers_come_as_data(client: Client):
    for door in ("/facets/", "/api/v1/events/facets/"):
        found = json.loads(body(client, f"{door}?from=2022-03-01&to=2022-03-05&type=phone_call"))
        assert found["counts"] == {"certain": 0, "possible": 0, "undated": 0}
        assert found["facets"][0] == {
            "name": "type",
            "label": "Type",
            "values": [
                {"value": "meeting", "label": "Meeting", "count": 2, "chosen": False},
                {"value": "phone_call", "label": "Phone call", "count": 0, "chosen": True},
            ],
            "more": 0,
        }


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("actor=nobody", "actor"),
        ("colour=red", "colour"),
        ("from=x", "from"),
        ("lanes=x", "lanes"),
        ("after=1-1", "after"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(client: Client, door: str, query: str, field: str):
    response = client.get(f"{door}?{query}")
    assert response.status_code == 400
    assert field in response.content.decode()


@pytest.mark.parametrize("door", DOORS[:2] + DOORS[3:])
def test_an_answer_is_valid_until_the_data_changes(client: Client, door: str):
    first = client.get(door)
    assert client.get(door, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(f"{door}?type=meeting")["ETag"] != first["ETag"]
    make_public_event("One more")
    again = client.get(door, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_counting_is_done_once_while_nothing_changes(client: Client):
    body(client, "/facets/?type=meeting")
    with CaptureQueriesContext(connection) as queries:
        for door in DOORS:
            body(client, f"{door}?type=meeting")
    assert not [query["sql"] for query in queries if COUNTED in query["sql"]]
    version = data_version()
    make_public_event("One more")
    assert data_version() != version
    with CaptureQueriesContext(connection) as queries:
        body(client, "/facets/?type=meeting")
    assert [query["sql"] for query in queries if COUNTED in query["sql"]]


@pytest.mark.parametrize("door", DOORS)
def test_nothing_unpublished_is_counted_or_named(client: Client, door: str):
    make_unpublished_events()  # and one public event beside them
    cache.clear()
    found = body(client, door)
    assert "zq" not in found.lower()
    if door in (DOORS[0], DOORS[3]):
        assert sum(value["count"] for value in json.loads(found)["facets"][0]["values"]) == 4


@pytest.mark.parametrize("door", DOORS)
def test_what_staff_see_of_drafts_is_neither_kept_nor_shown_to_others(client: Client, door: str):
    make_unpublished_events()
    client.force_login(make_user())
    response = client.get(f"{door}?state=draft")
    assert "no-store" in response["Cache-Control"]
    assert b"zqdraft-actor" in response.content.lower()
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{door}?state=draft")
    assert [query["sql"] for query in queries if COUNTED in query["sql"]]
    client.logout()
    assert client.get(f"{door}?state=draft").status_code == 400
    assert b"zqdraft-actor" not in client.get(door).content.lower()


@pytest.mark.parametrize("door", DOORS)
def test_an_answer_costs_few_queries_whatever_is_asked(client: Client, door: str, django_assert_max_num_queries: Any):
    query = "type=meeting&actor=naftali-bennett,putin-co&outlet=wire&from=2022&role=participant"
    with django_assert_max_num_queries(19):  # names 3, version 1, counts 1, facets 13, a session at most
        body(client, f"{door}?{query}")
