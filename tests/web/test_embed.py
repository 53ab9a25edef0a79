"""The page for frames: the timeline and nothing else, framed by anybody, while every other page is framed by nobody."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.contracts.doors import addresses
from tests.rows import (
    make_actor,
    make_event,
    make_public_event,
    make_unpublished_events,
    make_user,
    publish_now,
    take_part,
)
from tests.web.addresses import make_everything
from timeline.models import Dossier, Event

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'class="event-title"><a [^>]+><bdi>(.*?)</bdi>', html)


def snippet(html: str) -> str:
    """What a reader copies out of the text area."""
    return unescape(re.search(r"<textarea[^>]* readonly[^>]*>(.*?)</textarea>", html, re.DOTALL)[1])


def attribute(name: str, tag: str) -> str:
    return unescape(re.search(f' {name}="([^"]*)"', tag)[1])


# -- who may frame what -----------------------------------------------------------------------------------------


def frames(client: Client, address: str) -> tuple[str, str]:
    """X-Frame-Options, and what the content policy says about frames."""
    headers = client.get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    return headers.get("X-Frame-Options", ""), policy["frame-ancestors"]


@pytest.mark.parametrize("query", ["", "?from=2022&lanes=type", "?from=x"])
def test_anybody_may_frame_the_embed_and_see_what_is_wrong_with_it(client: Client, query: str):
    make_everything()
    assert frames(client, f"/embed/{query}") == ("", "*")


def test_nobody_may_frame_anything_else(client: Client):
    make_everything()
    make_unpublished_events()
    everything = {*addresses(), "/admin/", "/admin/login/", "/nothing/here", "/?from=x", "/story/?from=x"} - {"/embed/"}
    assert len(everything) > 40
    assert {address: found for address in everything if (found := frames(client, address)) != ("DENY", "'none'")} == {}


def test_the_rest_of_the_policy_holds_in_a_frame_too(client: Client):
    def policy(address: str) -> set[str]:
        return {part.strip() for part in client.get(address).headers["Content-Security-Policy"].split(";")}

    assert policy("/") ^ policy("/embed/") == {"frame-ancestors 'none'", "frame-ancestors *"}


def test_a_frame_knows_nobody_and_leaves_nothing_behind(client: Client):
    make_public_event("Public")
    make_unpublished_events()
    asked_by_anybody = client.get("/embed/")
    client.force_login(make_user(is_superuser=True))
    asked_by_staff = client.get("/embed/")
    assert asked_by_staff.content == asked_by_anybody.content
    assert not asked_by_anybody.cookies
    assert "Cookie" not in asked_by_anybody["Vary"]
    assert client.get("/embed/?state=draft").status_code == 400


# -- what is in it ----------------------------------------------------------------------------------------------


def test_a_frame_holds_the_timeline_and_its_list_as_the_page_does(client: Client):
    make_public_event("Inside", "2022-03-05")
    make_public_event("Outside", "2021")
    whole, framed = page(client, "/?from=2022&lanes=type"), page(client, "/embed/?from=2022&lanes=type")
    assert titles(framed) == titles(whole) == ["Inside"]
    for part in (
        r'<section id="timeline"[^>]+>',
        r'<script id="timeline-data".*?</script>',
        r'<aside id="event-panel"[^>]+>',
        r'<script src="[^"]*dist/main[^"]*"[^>]*>|$',
    ):
        assert re.search(part, framed)[0] == re.search(part, whole)[0]
    for left_out in ("<form", "masthead", "<textarea", "Export this selection", "skip-link"):
        assert left_out not in framed


def test_the_foot_says_what_it_is_how_much_there_is_and_where_it_is_from(client: Client):
    take_part(event := make_event("Talks", "2022-03-05"), make_actor("Naftali Bennett"))
    publish_now(event)
    foot = page(client, "/embed/?actor=naftali-bennett&lanes=type&page_size=5").split("<footer")[1]
    said = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", foot))
    assert "Actor Naftali Bennett" in said
    assert "1 dated event" in said
    link = re.search(r'<a class="embed-open"[^>]+>', foot)[0]
    assert attribute("href", link) == "/?actor=naftali-bennett&lanes=type"
    assert (attribute("target", link), attribute("rel", link)) == ("_top", "noopener")


def test_links_leave_the_frame_but_those_that_turn_its_pages(client: Client):
    for day in range(1, 4):
        make_public_event(f"Day {day}", f"2022-03-0{day}")
    make_public_event("Some time", "")
    html = page(client, "/embed/?page_size=2")
    assert '<base target="_top">' in html
    inside = [attribute("href", tag) for tag in re.findall('<a [^>]+target="_self"[^>]*>', html)]
    assert sorted(address[0] for address in inside) == ["#", "?"]
    turned = next(address for address in inside if address.startswith("?")).partition("#")[0]
    assert titles(page(client, f"/embed/{turned}"))[0] == "Day 3"
    assert '<base target="_top">' not in page(client, "/")


def test_an_empty_frame_says_so(client: Client):
    assert "No event fits this selection." in page(client, "/embed/")


@pytest.mark.parametrize("query", ["from=x", "colour=red", "after=x", "page_size=0", "lanes=colour", "from=1&from=2"])
def test_a_bad_value_is_the_same_400_as_everywhere(client: Client, query: str):
    make_public_event("One")
    response = client.get(f"/embed/?{query}")
    assert response.status_code == 400
    assert f"<code>{query.partition('=')[0]}</code>" in response.content.decode()


# -- how others come by it --------------------------------------------------------------------------------------


def test_the_snippet_frames_the_selection_as_it_is_looked_at(client: Client):
    make_public_event("Inside", "2022-03-05")
    make_public_event("Outside", "2021")
    tag = snippet(page(client, "/?from=2022&type=visit,meeting&lanes=type&page_size=5"))
    assert re.fullmatch("<iframe [^<>]+></iframe>", tag)
    source = attribute("src", tag)
    assert source.startswith("http://testserver/embed/?from=2022&")
    assert "lanes=type" in source
    assert "page_size" not in source
    assert "From 2022" in attribute("title", tag)
    assert attribute("loading", tag) == "lazy"
    assert titles(page(client, source.removeprefix("http://testserver"))) == ["Inside"]


def test_nothing_in_the_query_breaks_out_of_the_snippet(client: Client):
    make_public_event('"><script>alert(1)</script></textarea>')
    html = page(client, "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3C/textarea%3E")
    assert "<script>alert" not in html
    tag = snippet(html)
    assert tag.count("<") == 2
    assert attribute("title", tag) == 'Timeline: Text "><script>alert(1)</script></textarea>'


def test_a_page_about_one_thing_is_read_and_embedded_as_its_selection(client: Client):
    make_public_event("Inside", "2022-03-05")
    make_public_event("Outside", "2021")
    Dossier.objects.create(title="A week in March", query="from=2022", published=True)
    html = page(client, "/dossiers/a-week-in-march/?zone=utc")
    assert attribute("src", snippet(html)) == "http://testserver/embed/?from=2022&zone=utc"
    story = unescape(re.search('href="(/story/[^"]*)"', html)[1])
    assert story == "/story/?from=2022&zone=utc"
    assert page(client, story).count('class="scene-title"') == 1


def test_what_staff_alone_may_select_has_no_story_and_no_snippet(client: Client):
    make_event("A draft")
    client.force_login(make_user(is_superuser=True))
    html = page(client, "/?state=draft")
    assert titles(html) == ["A draft"]
    assert not Event.objects.public().exists()
    assert "/story/" not in html
    assert "iframe" not in html
