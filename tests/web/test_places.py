"""Places: what lies in them counts as theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.rows import make_country, make_place, make_public_event, make_unpublished_events, take_place
from tests.web.test_events import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def moscow() -> None:
    russia = make_place("Russia", "country", country=make_country("RU", "Russia"))
    moscow = make_place(
        "Moscow", "locality", parent=russia, latitude="55.756", longitude="37.617", exactness="locality"
    )
    take_place(make_public_event("Meets at the Kremlin"), make_place("Kremlin", parent=moscow))
    make_place("Gorky Park", parent=moscow)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("moscow")
def test_a_place_tells_where_it_lies_and_what_lies_in_it(client: Client):
    html = page(client, "/places/moscow/")
    assert "Coordinates55.756, 37.617 exact to the" in text_of(html)
    assert 'href="/places/russia/"' in html
    assert 'href="/places/kremlin/"' in html
    assert "Gorky Park" not in html


@pytest.mark.usefixtures("moscow")
@pytest.mark.parametrize("slug", ["russia", "moscow", "kremlin"])
def test_events_inside_a_place_are_its_own(client: Client, slug: str):
    assert "Meets at the Kremlin" in page(client, f"/places/{slug}/")


def test_places_of_drafts_are_unknown(client: Client):
    make_unpublished_events()
    assert client.get("/places/zqdraft-place/").status_code == 404


@pytest.mark.usefixtures("moscow")
def test_the_index_is_searched_and_bounded(client: Client, django_assert_max_num_queries: Callable):
    with django_assert_max_num_queries(1):
        assert "/places/kremlin/" in page(client, "/places/")
    assert "/places/moscow/" not in page(client, "/places/?q=krem")
