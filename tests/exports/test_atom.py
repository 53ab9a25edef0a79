"""Atom: well-formed to a parser of others, which checks no more; required elements, counts, dates are checked here."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from tests.rows import cite, make_article, make_event, make_place, make_public_event, publish_now, take_place
from timeline.exports.told import one_line, printable

from .nasty import NASTY, make_nasty_event

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
DATE = "{urn:x-demarche:event}date"


def exported(client: Client, query: str = "") -> ElementTree.Element:
    """The root, after two readers agree on how many entries there are and every required element stands once."""
    response = client.get(f"/api/v1/events.atom?{query}")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    body = b"".join(response.streaming_content)
    parsed = feedparser.parse(body)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    root = ElementTree.fromstring(body)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(parsed.entries)
    assert len(root.findall(f"{ATOM}author")) == 1
    for element in (root, *entries):
        assert_required(element)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    return root


def assert_required(element: ElementTree.Element) -> None:
    for name in ("id", "title", "updated"):
        (found,) = element.findall(f"{ATOM}{name}")
        assert found.text
    assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo
    assert len(element.findall(f"{ATOM}link[@rel='alternate']")) == 1


def only_entry(client: Client) -> ElementTree.Element:
    (entry,) = exported(client).findall(f"{ATOM}entry")
    return entry


@pytest.mark.parametrize(
    ("edtf", "attributes"),
    [
        (
            "2022-03-05",
            {"earliest": "2022-03-05", "uncertain": "no", "wording": "5 March 2022"},
        ),
        ("2022~", {"earliest": "2022-01-01", "latest": "2022-12-31", "approximate": "yes", "wording": "about 2022"}),
        ("../2022-03-07", {"earliest": None, "latest": "2022-03-07", "precision": "open_interval"}),
    ],
)
def test_the_date_of_the_event_is_an_element_of_its_own(client: Client, edtf, attributes):
    make_public_event(edtf=edtf)
    found = only_entry(client).find(DATE)
    assert found is not None
    assert found.get("edtf") == edtf
    assert {name: found.get(name) for name in attributes} == attributes


def test_an_undated_event_has_an_entry_without_a_date(client: Client):
    make_public_event(edtf="")
    entry = only_entry(client)
    assert entry.find(DATE) is None
    assert "When: not known." in entry.findtext(f"{ATOM}content", "")


def test_updated_is_the_last_edit(client: Client):
    event = make_public_event(edtf="1999")
    entry = only_entry(client)
    assert entry.findtext(f"{ATOM}updated") == event.updated_at.isoformat()
    assert entry.findtext(f"{ATOM}published") == event.published_at.isoformat()


def test_each_source_is_linked_once(client: Client):
    event, article = make_event(), make_article(url="https://news.example/a?b=1&c=2")
    cite(event, article)
    cite(event, article, exact="three hours")
    cite(event, make_article(url="https://news.example/z"))
    publish_now(event)
    links = [link.get("href") for link in only_entry(client).findall(f"{ATOM}link[@rel='via']")]
    assert links == ["https://news.example/a?b=1&c=2", "https://news.example/z"]


def test_a_point_is_latitude_then_longitude(client: Client):
    event = make_event()
    take_place(event, make_place(latitude="55.752", longitude="37.617"))
    publish_now(event)
    assert only_entry(client).findtext("{http://www.georss.org/georss}point") == "55.752 37.617"


def test_it_says_what_it_is_and_holds_as_many_as_it_says(client: Client):
    for edtf in ("2022-03-05", "2022", "", "2019"):
        make_public_event(edtf=edtf)
    root = exported(client, "from=2022&type=meeting")
    assert len(root.findall(f"{ATOM}entry")) == 3
    subtitle = root.findtext(f"{ATOM}subtitle", "")
    assert "Events: 3. Selection: from=2022&type=meeting." in subtitle
    assert "Cite as: Demarche" in subtitle
    (own,) = root.findall(f"{ATOM}link[@rel='self']")
    assert own.get("href") == "http://testserver/api/v1/events.atom?from=2022&type=meeting"


def test_nothing_selected_is_a_feed_without_entries(client: Client):
    assert exported(client).findall(f"{ATOM}entry") == []


@pytest.mark.parametrize("name", NASTY)
def test_nasty_text_stays_text(client: Client, name: str):
    event = make_nasty_event(NASTY[name])
    entry = only_entry(client)
    assert entry.findtext(f"{ATOM}title") == one_line(event.title)
    assert printable(event.summary).strip() in entry.findtext(f"{ATOM}content", "")
    assert not [child for child in entry.iter() if child.tag.endswith("script")]


def test_the_timeline_leads_to_the_feed_of_its_selection(client: Client):
    make_public_event()
    page = client.get("/?from=2022&type=meeting").content.decode()
    address = "/api/v1/events.atom?from=2022&amp;type=meeting"
    title = "Events of this selection"
    assert f'<link rel="alternate" type="application/atom+xml" title="{title}" href="{address}">' in page
