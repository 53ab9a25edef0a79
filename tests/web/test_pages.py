"""Pages about the site: about, robots, the sitemap, and the pages for errors."""

from __future__ import annotations

import re

import pytest
from django.template import loader
from django.test import Client, override_settings

from tests.rows import make_event, make_public_event

pytestmark = pytest.mark.django_db


def test_about_explains_dates_citing_and_the_api(client: Client):
    html = client.get("/about/").content.decode()
    for part in ('id="dates"', 'id="cite"', "/api/v1/docs/", "completely reliable", "Between 5 and 6 March 2022"):
        assert part in html


def test_robots_are_led_to_the_sitemap(client: Client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def addresses(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return re.findall("<loc>http://testserver([^<]+)</loc>", body.decode())


def test_the_sitemap_holds_every_public_page_once(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("timeline.web.sitemaps.IN_PART", 2)
    public = [make_public_event(f"Event {number}") for number in range(5)]
    make_event("A draft")
    parts = [part for part in addresses(client, "/sitemap.xml") if "/events-" in part]
    found = [address for part in parts for address in addresses(client, part)]
    assert found == [event.get_absolute_url() for event in public]
    assert client.get(f"/sitemaps/events-{len(parts)}.xml").status_code == 404


def test_a_part_of_the_sitemap_reads_only_what_it_writes(client: Client, django_assert_num_queries):
    for number in range(5):
        make_public_event(f"Event {number}")
    with django_assert_num_queries(2):  # how many parts there are, and the ids
        assert len(addresses(client, "/sitemaps/events-0.xml")) == 5


@pytest.mark.parametrize("code", ["400", "403", "404", "500", "403_csrf"])
def test_an_error_page_needs_nothing_but_itself(code: str):
    html = loader.get_template(f"{code}.html").render()
    assert "Demarche" in html
    assert "noindex" in html
    assert '<a href="/">To the timeline</a>' in html


@override_settings(DEBUG=False)
def test_an_expired_form_is_explained(client: Client):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()
