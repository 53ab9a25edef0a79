"""Reading mode: the selection as a story, dated no better than it is known, with the words behind each event."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_public_event,
    make_state,
    make_unpublished_events,
    make_user,
    publish_now,
    take_part,
    take_place,
)
from timeline.models import Event, EventLink
from timeline.web.chapters import headings

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/story/?{query}" if query else "/story/")
    assert response.status_code == 200
    return response.content.decode()


def outline(html: str) -> list[str]:
    """Headings below the title, in the order of the page."""
    found = re.findall(r"<h([2-4])[^>]*>(.*?)</h\1>", html)
    return [re.sub("<[^>]+>", "", text) for _level, text in found]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html))


CHAPTERS = [
    ("2022-03-05", False, ("2022", "March 2022")),
    ("2022-03-05T14:00:00", False, ("2022", "March 2022")),
    ("2022-03", False, ("2022", "March 2022")),
    ("2022-03-XX", False, ("2022", "March 2022")),
    ("2022", False, ("2022", "")),
    ("2022-XX-XX", False, ("2022", "")),
    ("2022-02-28/2022-03-01", False, ("2022", "February–March 2022")),
    ("2022-02-28/2022-03-01", True, ("2022", "February 2022")),
    ("2021-12-31/2022-01-01", False, ("2021–2022", "")),
    ("2021-12-31/2022-01-01", True, ("2021", "December 2021")),
    ("../2022-03-07", False, ("2022", "By March 2022")),
    ("2022-03-07/..", False, ("2022", "From March 2022")),
    ("2022-03-07/..", True, ("2022", "March 2022")),
    ("", False, ("Date not known", "")),
]


@pytest.mark.parametrize(("edtf", "lasted", "expected"), CHAPTERS)
def test_a_chapter_claims_no_more_than_is_known(edtf: str, lasted: bool, expected: tuple[str, str]):
    assert headings(make_event("Talks", edtf, lasted=lasted)) == expected


def test_events_follow_one_another_under_years_and_months(client: Client):
    for edtf in ("2022-04-01", "2022-03-05", "2022", "", "../2022-03-07", "2021-12-31", "2022-03"):
        make_public_event(f"E {edtf}", edtf)
    assert outline(page(client)) == [
        *("2021", "December 2021", "E 2021-12-31"),
        *("2022", "E 2022"),
        *("March 2022", "E 2022-03", "E 2022-03-05"),
        *("By March 2022", "E ../2022-03-07"),
        *("April 2022", "E 2022-04-01"),
        *("Date not known", "E "),
    ]


def test_a_scene_tells_when_who_where_how_much_and_in_whose_words(client: Client):
    israel, bennett = make_state("Israel", "IL"), make_actor("Naftali Bennett")
    event = make_event("Brings aid", "2022-03-05~", duration="PT3H", realisation="planned", summary="In three flights.")
    take_part(event, bennett, role="donor", office=make_office(bennett, israel, "Prime Minister of Israel"))
    take_place(event, make_place("Kyiv", "locality", country=make_country("UA", "Ukraine")), role="destination")
    event.quantities.create(what="tents", amount=100)
    wire = make_outlet("Example Wire", reliability="B")
    quote = {"speaker": bennett, "verb_class": "announced"}
    cite(event, make_article("Talks in Moscow", outlet=wire), "flew to Moscow on Saturday", **quote)
    daily = make_article("What they said", outlet=make_outlet("Daily"))
    cite(event, daily, "sat with the Russian", stance="disputes", reported={"date": "6 March"})
    earlier = make_public_event("Promises aid", "2022-03-01")
    EventLink.objects.create(event=event, other=earlier, kind="follows")
    publish_now(event)
    said = words(page(client))
    for expected in (
        "On or about 5 March 2022 · 3 hours",
        "Brings aid",
        "Planned",
        "In three flights.",
        "Naftali Bennett, Prime Minister of Israel (donor)",
        "to Kyiv, Ukraine",
        "100 tents",
        "flew to Moscow on Saturday",
        "Naftali Bennett announced it.",
        "Example Wire, usually reliable B · Talks in Moscow",
        "Disputes the event as given",
        "sat with the Russian",
        "Says instead, date: 6 March",
        "Follows Promises aid, 1 March 2022",
    ):
        assert expected in said


def test_a_paraphrase_is_named_as_one(client: Client):
    event = make_event()
    article = make_article(text="", outlet=make_outlet())
    article.add_text("He went to Moscow on Saturday.", rendition="paraphrase")
    cite(event, article, "went to Moscow on Saturday")
    publish_now(event)
    assert "Paraphrase" in words(page(client))


def test_pages_cover_every_event_once_with_the_undated_last(client: Client):
    for day in range(1, 6):
        make_public_event(f"Day {day}", f"2022-03-0{day}")
    make_public_event("Some time", "")
    seen, query = [], "from=2022&page_size=2"
    while query:
        html = page(client, query)
        seen += re.findall(r'class="scene-title".*?<bdi>(.*?)</bdi>', html)
        following = re.search(r'rel="next" href="\?([^"#]+)', html)
        query = following[1].replace("&amp;", "&") if following else ""
        assert not following or "from=2022" in query
    assert seen == [*(f"Day {day}" for day in range(1, 6)), "Some time"]
    previous = re.search(r'rel="prev" href="\?([^"#]+)', html)[1].replace("&amp;", "&")
    assert "Day 4" in page(client, previous)


def test_keys_alone_lead_from_event_to_event(client: Client):
    ids = [make_public_event(f"Day {day}", f"2022-03-0{day}").public_id for day in (1, 2, 3)]
    steps = re.findall(r'class="scene-step" href="#event-(\w+)"', page(client))
    assert steps == [ids[1], ids[0], ids[2], ids[1]]


def test_the_way_back_keeps_the_selection_and_how_it_was_looked_at(client: Client):
    make_public_event("One")
    html = page(client, "from=2022&lanes=type&view=2022-03-01%2F2022-03-31&page_size=5")
    assert 'href="/?from=2022&amp;lanes=type&amp;view=2022-03-01%2F2022-03-31"' in html


def test_an_empty_story_says_so(client: Client):
    make_public_event("One")
    assert "No event fits this selection." in page(client, "from=2030&undated=exclude")


def make_cited_events(number: int) -> None:
    israel = make_state()
    for count in range(number):
        actor = make_actor(f"Minister {count}")
        event = make_event(f"Event {count}", f"2022-03-{count + 1:02}")
        take_part(event, actor, office=make_office(actor, israel, f"Minister {count} of Israel"))
        take_place(event, make_place(f"Place {count}"))
        cite(event, make_article(outlet=make_outlet(f"Outlet {count}")), speaker=actor)
        publish_now(event)


def test_a_longer_story_costs_no_more_queries(client: Client, django_assert_max_num_queries: Callable):
    make_cited_events(8)
    page(client)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, "page_size=2")
    with django_assert_max_num_queries(len(few)):
        page(client, "page_size=8")
    assert len(few) <= 20


def test_a_story_is_the_public_one_whoever_reads_it(client: Client):
    make_public_event("Public")
    make_unpublished_events()
    client.force_login(make_user(is_superuser=True))
    assert Event.objects.public().count() == page(client).count('class="scene-title"')
    assert client.get("/story/?state=draft").status_code == 400


@pytest.mark.parametrize("query", ["from=x", "colour=red", "after=x", "page_size=0", "lanes=colour", "from=1&from=2"])
def test_a_bad_value_is_the_same_400_as_everywhere(client: Client, query: str):
    make_public_event("One")
    response = client.get(f"/story/?{query}")
    assert response.status_code == 400
    assert f"<code>{query.partition('=')[0]}</code>" in response.content.decode()
