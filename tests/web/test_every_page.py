"""Rules that hold for every public page, walked over all of them: what leaves, what is refused, how it is built."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.rows import SECRETS, make_event, make_unpublished_events, make_user, publish_now
from tests.web.addresses import make_everything, patterns
from timeline.models import Actor, Article, Dossier, Event, Outlet, Place, Revision, Verb

pytestmark = pytest.mark.django_db


def body_of(response: HttpResponseBase) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def get(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, body_of(response)


# -- what leaves ------------------------------------------------------------------------------------------------


def everything_there_is() -> list[str]:
    """The addresses of all rows, public or not."""
    rows = [row for model in (Event, Actor, Place, Outlet, Article, Dossier) for row in model.objects.all()]
    cards = [reverse("event_card", args=[event.public_id]) for event in Event.objects.all()]
    return [row.get_absolute_url() for row in rows] + cards


def test_nothing_unpublished_leaves_through_any_page(client: Client):
    addresses = make_everything()
    make_unpublished_events()
    Dossier.objects.create(title="ZQDRAFT dossier", introduction="ZQDRAFT")
    searches = [f"{address}?q=ZQ" for address in addresses if address in ("/", "/actors/", "/places/", "/outlets/")]
    for address in {*addresses, *everything_there_is(), *searches}:
        found = get(client, address)[1]
        for secret in SECRETS.values():
            assert f"{secret} " not in found, address
            assert f"{secret.lower()}-" not in found, address


@pytest.mark.parametrize("query", ["actor=zqdraft-acto", "place=zqdraft-plac", "outlet=zqdraft-outle"])
def test_a_near_miss_betrays_no_unpublished_name(client: Client, query: str):
    make_unpublished_events()
    for address in ("/", "/timeline.json"):
        assert "Did you mean" not in get(client, f"{address}?{query}")[1]


def test_no_account_is_named_on_any_page(client: Client):
    addresses = make_everything()
    editor = make_user("secret.account", group="Editors")
    for event in Event.objects.public():
        Event.objects.filter(pk=event.pk).update(coder=editor)
        Revision.objects.create(event=event, public_id=event.public_id, version=1, verb=Verb.PUBLISH, by=editor)
    assert not [address for address in addresses if "secret.account" in get(client, address)[1]]


# -- what is refused --------------------------------------------------------------------------------------------


def test_every_address_answers(client: Client):
    assert {get(client, address)[0] for address in make_everything()} == {200}


BAD_VALUES = ["%00", "9" * 50, "-1", "a%E2%80%AEb", "a%0ab", "%F0%9F%92%A5" * 300, "' OR 1=1 --", "%ff", "../../etc"]
NAMES = ("after", "before", "page_size", "from", "actor", "states", "kind", "q", "lanes")


@pytest.mark.parametrize("value", BAD_VALUES)
def test_a_bad_value_is_refused_and_never_an_error_of_ours(client: Client, value: str):
    for address in make_everything():
        for name in NAMES:
            status, body = get(client, f"{address}?{name}={value}")
            assert status in (200, 400), (address, name)
            if status == 400:
                assert name in body
            else:  # a search for it finds nothing
                assert name == "q"


@pytest.mark.parametrize("query", ["colour=red", "%00=1", "a%E2%80%AE=1", "utm_source=x&colour="])
def test_an_unknown_parameter_is_refused_on_every_page(client: Client, query: str):
    for address in make_everything():
        status, body = get(client, f"{address}?{query}")
        assert status == 400, address
        assert "Accepted" in body
        assert "\x00" not in body
        assert "\u202e" not in body


def test_a_parameter_given_twice_is_refused_on_every_page(client: Client):
    for address in make_everything():
        for name in ("q", "after", "states"):
            assert get(client, f"{address}?{name}=a&{name}=b")[0] == 400, (address, name)


SHAPES = [
    "x",
    "ZZZZZZZZZZZZ",
    "o0o0o0o0o0o0",
    "0" * 13,
    "0" * 500,
    "%00",
    "a%20b",
    "שלום",
    "a.b",
    "-1",
    "..%2f..",
    "💥",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_an_id_of_any_shape_is_an_unknown_address(client: Client, shape: str):
    for folder in ("events", "actors", "places", "outlets", "articles", "types", "dossiers"):
        assert client.get(f"/{folder}/{shape}/").status_code == 404
    for path in (f"/events/{shape}/card/", f"/sitemaps/{shape}-0.xml", f"/sitemaps/events-{shape}.xml"):
        assert client.get(path).status_code == 404
    assert client.get(f"/sitemaps/events-{'9' * 60}.xml").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_only_read(client: Client, method: str):
    for address in make_everything():
        assert getattr(client, method)(address).status_code == 405, address


# -- how it is built --------------------------------------------------------------------------------------------


class Outline(HTMLParser):
    """Headings, landmarks and whatever a strict content policy forbids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.forbidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        inline_script = tag == "script" and "src" not in attributes and attributes.get("type") != "application/json"
        if tag == "style" or inline_script or any(name == "style" or name.startswith("on") for name in attributes):
            self.forbidden.append(f"{tag} {attributes}")


def html_pages(client: Client) -> list[tuple[str, str]]:
    addresses = [*make_everything(), "/?from=2022&family=talks", "/?q=nothing", "/?from=x", "/events/zzzzzzzzzzzz/"]
    retracted = publish_now(make_event("Retracted"))
    Event.objects.filter(pk=retracted.pk).update(review_state="retracted", retraction_reason="An error.")
    found = [(address, get(client, address)[1]) for address in [*addresses, retracted.get_absolute_url()]]
    return [(address, body) for address, body in found if body.startswith("<!doctype html>")]


def test_headings_are_in_order_and_landmarks_there(client: Client):
    for address, html in html_pages(client):
        outline = Outline(html)
        assert outline.headings.count(1) == 1, address
        assert outline.headings[0] == 1
        assert all(b <= a + 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False)), address
        framed = address.startswith("/embed/")  # on a page that has its own head and ways around
        assert {"main", "footer"} | (set() if framed else {"header", "nav"}) <= set(outline.tags)
        assert len(outline.ids) == len(set(outline.ids)), address


def test_no_page_needs_an_inline_script_or_style(client: Client):
    for address, html in html_pages(client):
        assert Outline(html).forbidden == [], address


def test_every_page_has_a_title_of_its_own_and_says_where_it_lives(client: Client):
    titles = {}
    for address, html in html_pages(client):
        titles.setdefault(re.search(r"<title>(.*?)</title>", html)[1], []).append(address)
        if 'rel="canonical"' in html:
            canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)[1]
            assert canonical.startswith("http://testserver/")
            assert re.search(r'<meta name="description" content="[^"]+', html), address
            assert f'<meta property="og:url" content="{canonical}">' in html
    assert all(len(pages) == 1 for title, pages in titles.items()), titles


def test_a_page_of_a_list_is_not_indexed_but_an_event_is(client: Client):
    pages = dict(html_pages(client))
    assert "noindex" in pages["/?from=2022&family=talks"]
    assert "noindex" not in pages["/"]
    assert "noindex" not in next(html for address, html in pages.items() if address.startswith("/events/"))


HOSTILE = "<script>alert(1)</script>\"'&amp; שלום {{ 7*7 }}"


def test_text_from_outside_is_only_ever_text(client: Client):
    event = publish_now(make_event(HOSTILE, summary=HOSTILE, adjudication=HOSTILE, date_text=HOSTILE))
    event.citations.update(note=HOSTILE, speaker_text=HOSTILE[:50], reported={"date": HOSTILE})
    Article.objects.update(title=HOSTILE, author=HOSTILE)
    article = Article.objects.get()
    for address in ("/", event.get_absolute_url(), event.get_absolute_url() + "card/", article.get_absolute_url()):
        html = get(client, address)[1]
        assert "<script>alert" not in html, address
        assert "49" not in re.sub(r"<svg.*?</svg>|\d{2}:\d{2}", "", html) or "{{ 7*7 }}" in html
    payload = re.search(r'<script id="timeline-data" type="application/json">(.*?)</script>', get(client, "/")[1])[1]
    assert json.loads(payload)["tiles"][0]["events"]["title"] == [HOSTILE]


def test_pages_are_sent_compressed(client: Client):
    make_everything()
    response = client.get("/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 20_000


def test_every_pattern_is_walked():
    assert {pattern.name for pattern in patterns()} >= {
        "timeline",
        "timeline_data",
        "event",
        "actor",
        "place",
        "outlet",
    }
    assert {pattern.name for pattern in patterns()} >= {
        "article",
        "event_type",
        "dossier",
        "story",
        "embed",
        "about",
        "sitemap",
        "robots",
    }
