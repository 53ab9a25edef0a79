"""Dossiers and types: a page that tells a stored selection."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.rows import make_event, make_public_event, make_user
from timeline.models import Dossier

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'class="event-title"><a [^>]+><bdi>(.*?)</bdi>', html)


def make_dossier(query: str = "", **values) -> Dossier:
    return Dossier.objects.create(title="A week in March", query=query, **{"published": True} | values)


def test_a_dossier_is_its_introduction_and_its_selection(client: Client):
    make_public_event("Inside", "2022-03-05")
    make_public_event("Outside", "2021")
    make_dossier("?from=2022", introduction="How it began.\n\nHow it went on.")
    html = page(client, "/dossiers/a-week-in-march/")
    assert titles(html) == ["Inside"]
    assert "<p>How it began.</p>" in html
    assert "/dossiers/a-week-in-march/" in page(client, "/dossiers/")


def test_a_dossier_may_run_backward_page_by_page(client: Client):
    for day in range(1, 6):
        make_public_event(f"Day {day}", f"2022-03-0{day}")
    make_dossier(order="backward")
    seen, query = [], "?page_size=2"
    for _page in range(3):
        html = page(client, f"/dossiers/a-week-in-march/{query}")
        seen += titles(html)
        following = re.search(r'rel="next" href="([^"#]+)', html)
        query = following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"Day {day}" for day in (5, 4, 3, 2, 1)]
    previous = re.search(r'rel="prev" href="([^"#]+)', html)[1].replace("&amp;", "&")
    assert titles(page(client, f"/dossiers/a-week-in-march/{previous}")) == ["Day 3", "Day 2"]
    assert 'rel="prev"' not in page(client, "/dossiers/a-week-in-march/?page_size=2")


@pytest.mark.parametrize(
    "query", ["actor=somebody-who-was-merged", "from=someday", "colour=red", "state=draft", "&&%00=="]
)
def test_a_selection_that_no_longer_means_anything_is_said_kindly(client: Client, query: str):
    make_public_event("Not asked for")
    make_event("A draft")
    make_dossier(query)
    for login in (False, True):
        if login:
            client.force_login(make_user())
        html = page(client, "/dossiers/a-week-in-march/")
        assert "cannot be shown at the moment" in html
        assert titles(html) == []


def test_an_unpublished_dossier_is_a_preview_for_staff_alone(client: Client):
    make_dossier(published=False)
    assert client.get("/dossiers/a-week-in-march/").status_code == 404
    assert "A week in March" not in page(client, "/dossiers/")
    client.force_login(make_user(is_superuser=True))
    assert "Preview, not public." in page(client, "/dossiers/a-week-in-march/")


def test_a_type_tells_its_codes_and_events(client: Client):
    make_public_event("A call", slug="phone_call")
    make_public_event("A meeting")
    html = page(client, "/types/phone_call/")
    assert titles(html) == ["A call"]
    assert "<code>041</code>" in html
    assert "typical for the type" in html


def test_the_index_of_types_counts_public_events(client: Client, django_assert_num_queries):
    make_public_event("A call", slug="phone_call")
    make_event("A draft", slug="phone_call")
    with django_assert_num_queries(3):
        html = page(client, "/types/")
    assert re.search(r"Phone call</a> <span class=\"soft\">1 event<", html)
