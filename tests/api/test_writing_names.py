"""Which record is meant by a name: the one that is here, a new one, or none without asking."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.api.writing import body, cited, new_article, post
from tests.rows import make_actor, make_article, make_country, make_place, make_state
from timeline.models import Actor

pytestmark = pytest.mark.django_db


def test_what_is_here_already_is_not_made_twice(analyst: Client):
    putin, kremlin, article = make_actor("Vladimir Putin"), make_place(), make_article(url="https://news.example/1")
    sent = body(
        parties=[{"actor": {"name": "vladimir putin", "kind": "person"}}],
        places=[{"name": "kremlin"}],
        citations=[cited(new_article(url="https://news.example/1?utm_source=x"))],
    )
    told = post(analyst, sent).json()
    assert told["parties"][0]["actor"]["slug"] == putin.slug
    assert told["places"][0]["slug"] == kremlin.slug
    assert told["citations"][0]["article"] == article.public_id


def test_of_several_of_one_name_the_one_in_the_country_is_taken(analyst: Client):
    lebanon, libya = make_country("LB", "Lebanon"), make_country("LY", "Libya")
    make_place("Tripoli", slug="tripoli-libya", country=libya)

    there = post(analyst, body(places=[{"name": "Tripoli", "kind": "locality", "country": "LB"}])).json()["places"][0]
    assert (there["country"], there["slug"] != "tripoli-libya") == (lebanon.code, True)

    unclear = post(analyst, body(places=[{"name": "Tripoli"}]))
    assert unclear.json()["errors"] == {
        "places.0.name": [f"Several have this name; give the slug of one: {there['slug']}, tripoli-libya."]
    }
    clear = post(analyst, body(places=[{"name": "Tripoli", "country": "LY"}]))
    assert clear.json()["places"][0]["slug"] == "tripoli-libya"


def test_of_several_of_one_name_the_one_of_the_kind_is_taken(analyst: Client):
    state, person = make_state("Jordan", "JO"), make_actor("Jordan", slug="jordan-person")
    for said, slug in (({"kind": "person"}, person.slug), ({"kind": "state", "country": "JO"}, state.slug)):
        told = post(analyst, body(parties=[{"actor": {"name": "Jordan", **said}}]))
        assert told.json()["parties"][0]["actor"]["slug"] == slug
    unclear = post(analyst, body(parties=[{"actor": {"name": "Jordan"}}]))
    assert list(unclear.json()["errors"]) == ["parties.0.actor.name"]
    assert Actor.objects.count() == 2


def test_an_actor_is_taken_back_as_it_was_told(analyst: Client):
    putin = make_actor("Vladimir Putin")
    putin.aliases.create(name="V. Putin")
    told = post(analyst, body(parties=[{"actor": putin.slug}])).json()["parties"][0]["actor"]
    for actor in (told, told | {"name": "v. putin"}):
        again = post(analyst, body(parties=[{"actor": actor}]))
        assert again.json()["parties"][0]["actor"] == told
