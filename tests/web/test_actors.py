"""Actors: names, offices, events as themselves and as their state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_editor,
    make_event,
    make_office,
    make_outlet,
    make_public_event,
    make_state,
    make_unpublished_events,
    make_user,
    publish_now,
    take_part,
)
from tests.web.test_events import text_of
from timeline import review
from timeline.models import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def israel() -> Actor:
    """It sends aid itself; its prime minister makes a visit for it."""
    israel, bennett = make_state("Israel", "IL"), make_actor("Naftali Bennett")
    office = make_office(bennett, israel, "Prime Minister of Israel")
    aid, visit = make_event("Sends aid", "2022-03-04"), make_event("Makes a visit", "2022-03-05")
    take_part(aid, israel, role="donor")
    take_part(visit, bennett, office=office)
    cite(visit, make_article(outlet=make_outlet()), speaker=bennett, verb_class="confirmed")
    publish_now(aid)
    publish_now(visit)
    israel.aliases.create(name="ישראל", language="he", kind="short")
    israel.identifiers.create(scheme="wikidata", value="Q801")
    return israel


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_tells_names_offices_and_identifiers(client: Client, israel: Actor):
    html = page(client, "/actors/israel/")
    assert '<bdi lang="he">ישראל</bdi>' in html
    assert 'href="https://www.wikidata.org/wiki/Q801" rel="nofollow noopener external"' in html
    assert "Naftali Bennett, Prime Minister of Israel 13 June 2021 – 30 June 2022" in text_of(html)
    assert "Prime Minister of Israel" in page(client, "/actors/naftali-bennett/")


def test_a_state_shows_what_was_done_for_it_until_that_is_switched_off(client: Client, israel: Actor):
    html = page(client, "/actors/israel/")
    assert "Sends aid" in html
    assert "Makes a visit" in html
    assert "Makes a visit" not in page(client, "/actors/israel/?states=no")
    assert 'data-source="/timeline.json?actor=israel&amp;states=no"' in page(client, "/actors/israel/?states=no")


def test_what_reports_credit_to_an_actor_is_listed(client: Client, israel: Actor):
    assert "Confirmed: Makes a visit 5 March 2022 · Example Wire" in text_of(page(client, "/actors/naftali-bennett/"))


def test_an_actor_who_only_speaks_has_a_page(client: Client):
    event = make_public_event()
    cite(event, speaker=make_actor("A Spokeswoman"))
    assert "No published event has it as a party." in page(client, "/actors/a-spokeswoman/")


def test_a_merged_actor_leads_to_the_one_that_stayed(client: Client, israel: Actor):
    twin = make_actor("N. Bennett")
    take_part(make_public_event("Speaks"), twin)
    review.merge_actors(twin, into=Actor.objects.get(slug="naftali-bennett"), by=make_editor())
    answer = client.get("/actors/n-bennett/")
    assert (answer.status_code, answer["Location"]) == (301, "/actors/naftali-bennett/")


def test_an_actor_of_drafts_is_unknown_to_the_public_and_a_preview_to_staff(client: Client):
    make_unpublished_events()
    assert client.get("/actors/zqdraft-actor/").status_code == 404
    client.force_login(make_user())
    assert "Preview, not public." in page(client, "/actors/zqdraft-actor/")


def test_an_office_in_an_organisation_that_is_not_public_is_no_link(client: Client):
    bennett, body = make_actor("Naftali Bennett"), make_actor("A Secret Council", "government_body")
    make_office(bennett, body, "Member")
    take_part(make_public_event(), bennett)
    assert "/actors/a-secret-council/" not in page(client, "/actors/naftali-bennett/")


# -- the index --------------------------------------------------------------------------------------------------


def test_the_index_finds_by_name_and_alias(client: Client, israel: Actor):
    assert "/actors/israel/" in page(client, "/actors/?q=ישרא")
    assert "/actors/israel/" not in page(client, "/actors/?q=bennett")
    assert "/actors/israel/" not in page(client, "/actors/?kind=person")
    assert "No actor has this name" in page(client, "/actors/?q=nobody")


def test_the_index_is_paged_forward_and_back(client: Client):
    event = make_public_event()
    take_part(event, *[make_actor(f"Actor {letter}") for letter in "EDCBA"], make_actor("Actor A"))
    first = page(client, "/actors/?page_size=2")
    assert "after=actor-a-2" in first
    second = page(client, "/actors/?page_size=2&after=actor-a-2")
    assert second.index("Actor B") < second.index("Actor C")
    assert "Actor A" not in second.split('class="index"')[1]
    assert "before=actor-b" in second
    back = page(client, "/actors/?page_size=2&before=actor-b")
    assert back.count("<bdi>Actor A</bdi>") == 2
    assert 'rel="prev"' not in back
    last = page(client, "/actors/?page_size=2&after=actor-d")
    assert 'rel="next"' not in last


@pytest.mark.parametrize(
    "query", ["after=nobody", "before=zqdraft-actor", "kind=wizard", "page_size=0", "after=a&before=b"]
)
def test_a_bad_index_page_is_refused(client: Client, query: str):
    make_unpublished_events()
    assert client.get(f"/actors/?{query}").status_code == 400


def test_the_number_of_queries_does_not_grow(client: Client, israel: Actor, django_assert_max_num_queries: Callable):
    event = make_public_event()
    for number in range(12):
        actor = make_actor(f"Actor {number}")
        make_office(actor, israel, f"Minister {number}", "2022")
        take_part(event, actor)
    with django_assert_max_num_queries(2):
        page(client, "/actors/")
    with django_assert_max_num_queries(28):
        page(client, "/actors/israel/")
