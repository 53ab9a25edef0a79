import json

import pytest
from django.test import Client

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_editor,
    make_event,
    make_outlet,
    make_place,
    make_type,
    make_unpublished_events,
    publish_now,
    take_part,
    take_place,
)
from timeline import review
from timeline.models import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> None:
    event = make_event()
    for name in ("Bennett", "Lapid", "Putin", "Zelenskyy"):
        take_part(event, make_actor(name))
    take_place(event, make_place("Kremlin", parent=make_place("Moscow", "locality")))
    cite(event, make_article("Talks in Moscow", outlet=make_outlet("Wire")))
    publish_now(event)
    make_type()


ADDRESSES = [
    ("actors", "bennett", "slug"),
    ("places", "kremlin", "slug"),
    ("places", "moscow", "slug"),
    ("outlets", "wire", "slug"),
    ("types", "meeting", "slug"),
]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("noun", "slug", "key"), ADDRESSES)
def test_a_noun_is_listed_and_told(client: Client, noun: str, slug: str, key: str):
    listed = client.get(f"/api/v1/{noun}/").json()["results"]
    assert client.get(f"/api/v1/{noun}/{slug}/").json() in listed


@pytest.mark.usefixtures("people")
def test_an_article_tells_its_cited_passages_and_not_its_text(client: Client):
    article = client.get("/api/v1/articles/").json()["results"][0]
    assert [p["exact"] for p in article["passages"]] == ["flew to Moscow on Saturday"]
    assert "gave no details" not in json.dumps(article)


@pytest.mark.usefixtures("people")
def test_pages_hold_every_actor_once(client: Client):
    seen, path = [], "/api/v1/actors/?page_size=3"
    while path:
        response = client.get(path)
        body = response.json()
        beside = [
            f'<{body[name]}>; rel="{rel}"' for name, rel in (("next", "next"), ("previous", "prev")) if body[name]
        ]
        assert response["Link"] == ", ".join(beside)
        seen += [actor["slug"] for actor in body["results"]]
        path = body["next"]
    assert seen == ["bennett", "lapid", "putin", "zelenskyy"]


@pytest.mark.usefixtures("people")
def test_an_actor_is_found_by_an_alias(client: Client):
    Actor.objects.get(slug="bennett").aliases.create(name="Беннет")
    assert [a["slug"] for a in client.get("/api/v1/actors/?q=Беннет").json()["results"]] == ["bennett"]


@pytest.mark.parametrize("noun", ["actors", "places", "outlets", "articles"])
def test_what_only_unpublished_events_name_is_not_told(client: Client, noun: str):
    make_unpublished_events()
    assert b"ZQ" not in client.get(f"/api/v1/{noun}/?page_size=200").content


def test_a_merged_actor_leads_to_the_one_that_stays(client: Client):
    old, new = make_actor("N. Bennett"), make_actor("Naftali Bennett")
    take_part(publish_now(make_event()), old)
    review.merge_actors(old, into=new, by=make_editor())
    response = client.get("/api/v1/actors/n-bennett/")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/actors/naftali-bennett/")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("noun", ["actors", "places", "outlets", "articles", "types"])
def test_a_list_takes_a_bounded_number_of_queries(client: Client, noun: str, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(f"/api/v1/{noun}/")
