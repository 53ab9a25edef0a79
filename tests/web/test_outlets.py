"""Outlets: how reliable, whose, and which of their articles are cited."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from tests.rows import cite, make_article, make_outlet, make_public_event, make_unpublished_events
from tests.web.test_events import text_of

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_outlet_tells_its_reliability_owner_and_wire(client: Client):
    wire, owner = make_outlet("Example Wire"), make_outlet("Example Group")
    daily = make_outlet("Daily", reliability="D", wire=wire, parent=owner, domain="daily.example")
    event = make_public_event()
    for outlet in (daily, wire):
        cite(event, make_article(outlet=outlet))
    html = page(client, "/outlets/daily/")
    assert "D not usually reliable" in text_of(html)
    assert 'href="/outlets/example-wire/"' in html
    assert "/outlets/example-group/" not in html  # no article of its own is cited
    assert "Example Group" in html
    assert 'href="/outlets/daily/"' in page(client, "/outlets/example-wire/")


def test_articles_are_paged_latest_first_and_those_without_a_day_last(client: Client):
    outlet, event = make_outlet("Daily"), make_public_event()
    days = [date(2022, 3, 1), date(2022, 3, 9), None, date(2022, 3, 9), None]
    for number, day in enumerate(days):
        article = make_article(f"Article {number}", outlet=outlet, published_on=day, date_unknown=day is None)
        cite(event, article)
    seen, address = [], "/outlets/daily/?page_size=2"
    for _page in range(3):
        html = page(client, address)
        seen += [part.split("</bdi>")[0] for part in html.split("<bdi>Article ")[1:]]
        following = re.search(r'rel="next" href="([^"]+)', html)
        address = f"/outlets/daily/{unescape(following[1])}" if following else ""
    assert seen == ["3", "1", "0", "4", "2"]


def test_outlets_and_articles_of_drafts_are_unknown(client: Client):
    make_unpublished_events()
    assert client.get("/outlets/zqdraft-outlet/").status_code == 404
    assert "ZQ" not in page(client, "/outlets/")


def test_the_number_of_queries_is_bounded(client: Client, django_assert_max_num_queries: Callable):
    event, outlet = make_public_event(), make_outlet("Daily")
    for number in range(8):
        cite(event, make_article(f"Article {number}", outlet=outlet))
        cite(event, make_article(f"Other {number}", outlet=make_outlet(f"Outlet {number}")))
    with django_assert_max_num_queries(4):
        page(client, "/outlets/daily/")
    with django_assert_max_num_queries(1):
        page(client, "/outlets/")
