"""The front page: the list as honest as the dates, the form, its chips, its errors; and the data behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client
from django.utils.html import escape

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
from tests.strip.drawings import few_are_many
from timeline.filters import parameters
from timeline.models import Article

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "", status: int = 200) -> str:
    response = client.get(f"/?{query}" if query else "/")
    assert response.status_code == status
    return response.content.decode()


def groups(html: str) -> list[tuple[str, list[str]]]:
    """The date headings of the list, each with the titles that stand under it."""
    found = []
    for part in html.split('<section class="group">')[1:]:
        heading = re.sub("<[^>]+>", "", re.search(r"<h3[^>]*>(.*?)</h3>", part)[1])
        found.append((heading, re.findall(r'class="event-title"><a [^>]+><bdi>(.*?)</bdi>', part.split("<section")[0])))
    return found


def chips(html: str) -> list[str]:
    return [re.sub("<[^>]+>|×|\\s+", " ", chip).split() for chip in re.findall(r'<li class="chip">(.*?)</li>', html)]


# -- the list ---------------------------------------------------------------------------------------------------


def test_events_stand_under_the_date_as_it_is_known(client: Client):
    for edtf in (
        "2022-03-05",
        "2022-03",
        "2022-03-05/2022-03-06",
        "../2022-03-07",
        "2022",
        "2022-03-05~",
        "2022-03-05",
    ):
        make_public_event(f"E {edtf}", edtf)
    assert [heading for heading, _titles in groups(page(client))] == [
        "2022",
        "March 2022",
        "5 March 2022",
        "On or about 5 March 2022",
        "Between 5 and 6 March 2022",
        "By 7 March 2022",
    ]
    assert dict(groups(page(client)))["5 March 2022"] == ["E 2022-03-05", "E 2022-03-05"]


def test_only_a_date_that_html_can_hold_is_marked_as_time(client: Client):
    make_public_event("A day", "2022-03-05")
    make_public_event("About a day", "2022-03-06~")
    assert re.findall(r'<time datetime="([^"]+)">', page(client)) == ["2022-03-05"]


def test_a_row_says_what_happened_who_took_part_and_where_it_is_from(client: Client):
    israel, bennett = make_state("Israel", "IL"), make_actor("Naftali Bennett")
    event = make_event("Flies out", "2022-03-05", slug="visit", realisation="planned", tz="Asia/Jerusalem")
    event.time_start = time(9, 30)
    event.save()
    take_part(event, bennett, role="visitor", office=make_office(bennett, israel, "Prime Minister of Israel"))
    take_place(event, make_place("Jerusalem", "locality"), role="origin")
    take_place(event, make_place("Moscow", "locality", country=make_country("RU", "Russia")), role="destination")
    wire = make_outlet("Example Wire")
    cite(event, make_article(outlet=wire), "flew to Moscow on Saturday", rank="preferred")
    cite(event, make_article(outlet=make_outlet("Daily")), "sat with the Russian", reported={"date": "6 March"})
    publish_now(event)
    text = re.sub(
        r"\s+", " ", re.sub("<[^>]+>", "", page(client).split('class="group-events"')[1].split("</section>")[0])
    )
    for words in (
        "Visit · 09:30 (Asia/Jerusalem)",
        "Naftali Bennett, Prime Minister of Israel (visitor)",
        "from Jerusalem to Moscow, Russia",
        "Planned",
        "Disputed",
        "2 independent sources",
        "flew to Moscow on Saturday",
        "Example Wire",
    ):
        assert words in text
    assert "sat with" not in text


def test_a_paraphrase_is_never_shown_as_a_quotation(client: Client):
    event = make_event()
    article = make_article(text="", outlet=make_outlet())
    article.add_text("He went to Moscow on Saturday.", rendition="paraphrase")
    cite(event, article, "went to Moscow on Saturday")
    publish_now(event)
    html = page(client)
    assert "<q>" not in html
    assert "Paraphrase of" in html


def test_undated_events_wait_in_a_tray_of_their_own(client: Client):
    make_public_event("Dated")
    for number in range(14):
        make_public_event(f"Undated {number}", "")
    html = page(client)
    assert groups(html) == [("5 March 2022", ["Dated"])]
    assert html.count("<bdi>Undated ") == 12
    assert '"Undated ' not in json_block(html)  # the strip draws what has a date
    assert "/?undated=only" in html
    ((heading, titles),) = groups(page(client, "undated=only"))
    assert (heading, len(titles)) == ("Date not known", 14)


def json_block(html: str) -> str:
    return re.search(r'<script id="timeline-data" type="application/json">(.*?)</script>', html)[1]


def test_the_pages_of_the_list_are_the_selection_once(client: Client):
    for day in range(1, 10):
        make_public_event(f"Day {day}", f"2022-03-0{day}")
    seen, query, pages = [], "page_size=4", 0
    while query:
        html = page(client, query)
        seen += [title for _heading, titles in groups(html) for title in titles]
        following = re.search(r'rel="next" href="\?([^"#]+)', html)
        query, pages = following[1].replace("&amp;", "&") if following else "", pages + 1
    assert (seen, pages) == ([f"Day {day}" for day in range(1, 10)], 3)
    assert 'rel="prev"' in html


def test_counts_keep_certain_and_possible_apart(client: Client):
    for edtf in ("2022-03-05", "2022-03", ""):
        make_public_event("Event", edtf)
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page(client, "from=2022-03-05&to=2022-03-06")))
    assert "1 certain + 1 possible + 1 undated" in text
    assert "2 dated events + 1 undated" in re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page(client)))


def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client, django_assert_num_queries: Callable):
    def one_more(number: int) -> None:
        event = make_event(f"Event {number}", f"2022-03-0{number % 9 + 1}" if number % 4 else "")
        bennett = make_actor(f"Actor {number}")
        take_part(event, bennett, office=make_office(bennett, make_actor(f"Body {number}", "igo"), f"Head {number}"))
        take_place(event, make_place(f"Place {number}", country=make_country()))
        cite(event, make_article(outlet=make_outlet(f"Outlet {number}")))
        publish_now(event)

    for number in range(1, 6):
        one_more(number)
    with django_assert_num_queries(33):
        page(client)
    for number in range(6, 30):
        one_more(number)
    with django_assert_num_queries(33):
        page(client)


# -- the form ---------------------------------------------------------------------------------------------------


def test_every_filter_has_a_control_with_its_name(client: Client):
    make_public_event()
    html = page(client)
    for parameter in parameters():
        assert re.search(rf'(input|select)[^>]* name="{parameter.name}"', html), parameter.name


def test_the_form_comes_back_as_it_was_filled_in(client: Client):
    take_part(make_public_event(), make_actor("Naftali Bennett"))
    html = page(client, "q=Putin&actor=naftali-bennett&family=talks&from=2022-03&certainty=certain&sources=1&states=0")
    for part in (
        'name="q" value="Putin"',
        'name="actor" value="naftali-bennett" checked',
        'name="family" value="talks" checked',
        'name="from" value="2022-03"',
        '<option value="certain" selected>',
        'name="sources" value="1"',
        '<option value="no" selected>',
    ):
        assert part in html


def test_empty_fields_are_left_out_of_the_address(client: Client):
    response = client.get("/?q=&actor=&family=talks&from=&to=")
    assert (response.status_code, response["Location"]) == (302, "/?family=talks")


def test_an_unknown_parameter_is_refused_even_when_it_is_empty(client: Client):
    assert client.get("/?ordering=").status_code == 400


NAMES = [
    ("actor=Naftali+Bennett", "/?actor=naftali-bennett"),
    ("actor=Беннет", "/?actor=naftali-bennett"),
    ("actor=Vladimir+Putin,naftali-bennett", "/?actor=vladimir-putin%2Cnaftali-bennett"),
    ("place=Kremlin&from=2022", "/?place=kremlin&from=2022"),
    ("country=Russia", "/?country=RU"),
]


@pytest.mark.parametrize(("query", "address"), NAMES)
def test_a_name_typed_into_the_form_is_understood(client: Client, query: str, address: str):
    event = make_event()
    bennett = make_actor("Naftali Bennett")
    bennett.aliases.create(name="Беннет", language="ru")
    take_part(event, bennett, make_actor("Vladimir Putin"))
    take_place(event, make_place("Kremlin", country=make_country("RU", "Russia")))
    publish_now(event)
    response = client.get(f"/?{query}")
    assert (response.status_code, response["Location"]) == (302, address)


def test_a_name_that_two_actors_have_is_refused(client: Client):
    take_part(make_public_event(), make_actor("Ivan Petrov"), make_actor("Ivan Petrov"))
    assert "No actor “Ivan Petrov” is known" in page(client, "actor=Ivan+Petrov", status=400)


def test_what_is_on_can_be_switched_off_one_by_one(client: Client):
    take_part(make_public_event(), make_actor("Naftali Bennett"), make_actor("Vladimir Putin"))
    html = page(client, "actor=naftali-bennett,vladimir-putin&from=2022-03&family=talks&lanes=type")
    assert chips(html) == [
        ["Actor", "Naftali", "Bennett"],
        ["Actor", "Vladimir", "Putin"],
        ["Family", "Talks"],
        ["From", "March", "2022"],
    ]
    assert 'href="/?actor=vladimir-putin&amp;from=2022-03&amp;family=talks&amp;lanes=type"' in html


def test_an_empty_selection_says_what_to_loosen(client: Client):
    for number in range(3):
        make_public_event(f"Event {number}")
    html = page(client, "q=nothing+like+this&family=talks")
    assert "No event fits all of this" in html
    assert re.search(r'href="/\?family=talks">without Text “nothing like this”</a>: 3 events', html)
    assert "without Family" not in html


def test_suggestions_name_nobody_who_is_not_public(client: Client):
    take_part(make_event("Draft"), make_actor("Secret Envoy"))
    take_part(make_public_event(), make_actor("Naftali Bennett"))
    html = page(client)
    assert '<option value="Naftali Bennett">' in html
    assert "Secret Envoy" not in html


def test_a_bad_query_shows_the_form_with_the_error_at_its_field(client: Client):
    make_public_event("Shown by mistake")
    html = page(client, "from=2022-02-30&actor=isreal&x=1", status=400)
    assert "Shown by mistake" not in html
    assert escape("“2022-02-30” is no date") in html
    assert 'name="from" value="2022-02-30"' in html
    assert 'aria-describedby="error-from help-from"' in html
    assert 'href="#field-from"' in html
    assert "<code>x</code>: Unknown parameter" in html


@pytest.mark.parametrize(
    "query", ["after=1", "page_size=0", "page_size=" + "9" * 30, "lanes=colour", "before=x", "q=%00"]
)
def test_a_bad_page_or_view_is_refused_as_well(client: Client, query: str):
    assert query.split("=")[0] in page(client, query, status=400)


def test_staff_see_drafts_only_where_they_ask_and_nobody_keeps_a_copy(client: Client):
    make_event("A draft")
    client.force_login(make_user())
    assert "A draft" not in page(client)
    response = client.get("/?state=draft")
    assert "A draft" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


# -- the data ---------------------------------------------------------------------------------------------------


def test_the_data_on_the_page_is_the_data_at_its_address(client: Client):
    make_public_event("One")
    make_public_event("Other", "2021")
    html = page(client, "from=2022")
    source = re.search(r'id="timeline"[^>]* data-source="([^"]+)"', html)[1].replace("&amp;", "&")
    assert source == "/timeline.json?from=2022"
    assert client.get(source).json() == json.loads(json_block(html))


def test_a_bad_query_for_data_is_an_error_in_json(client: Client):
    response = client.get("/timeline.json?from=x&y=1")
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"from", "y"}


def test_data_are_asked_for_by_typed_names_as_the_page_is(client: Client):
    event = make_event("A call")
    take_part(event, make_state("Israel", "IL"))
    publish_now(event)
    response = client.get("/timeline.json?actor=Israel&lanes=actor")
    assert (response.status_code, response["Location"]) == (302, "/timeline.json?actor=israel&lanes=actor")


def test_unchanged_data_is_not_sent_twice(client: Client, django_assert_max_num_queries: Callable):
    make_public_event("One")
    tag = client.get("/timeline.json")["ETag"]
    with django_assert_max_num_queries(2):
        again = client.get("/timeline.json", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    make_public_event("Two")
    assert client.get("/timeline.json", headers={"if-none-match": tag}).status_code == 200
    assert client.get("/timeline.json?from=2022", headers={"if-none-match": tag}).status_code == 200


def test_what_took_long_to_count_is_kept_until_something_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Callable
):
    few_are_many(monkeypatch, most=2)
    for number in range(4):
        make_public_event(f"Event {number}")
    assert client.get("/timeline.json").json()["tiles"][0]["kind"] == "summary"
    with django_assert_max_num_queries(2):
        client.get("/timeline.json")
    make_public_event("One more")
    assert client.get("/timeline.json").json()["counts"]["total"] == 5


# -- tile by tile ------------------------------------------------------------------------------------------------


def test_the_tiles_of_the_page_are_the_tiles_at_their_addresses(client: Client, monkeypatch: pytest.MonkeyPatch):
    for number in range(5):
        make_public_event(f"Event {number}", f"202{number}")
    few_are_many(monkeypatch, most=2)
    tiles = client.get("/timeline.json?from=2020").json()["tiles"]
    assert tiles
    for tile in tiles:
        level, index = tile["tile"]
        assert client.get(f"/timeline/{level}/{index}.json?from=2020").json() == tile


def test_an_unchanged_tile_is_not_sent_twice_and_may_be_kept_by_anybody(client: Client):
    make_public_event("One")
    first = client.get("/timeline/3/1.json")
    again = client.get("/timeline/3/1.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "public" in again["Cache-Control"]
    assert client.get("/timeline/3/0.json", headers={"if-none-match": first["ETag"]}).status_code == 200


NO_TILES = ["/timeline/62/0.json", "/timeline/3/8.json", "/coverage/23/0.json", "/timeline/-1/0.json"]


@pytest.mark.parametrize("address", NO_TILES)
def test_an_address_outside_the_tree_is_not_found(client: Client, address: str):
    assert client.get(address).status_code == 404


def test_coverage_counts_the_articles_of_published_events_by_day(client: Client):
    for title, edtf in (("One", "2022-03-05"), ("Two", "2022-03-06")):
        make_public_event(title, edtf)
    make_unpublished_events()
    Article.objects.update(published_on="2022-03-07")
    bins = client.get("/coverage/0/0.json").json()["bins"]
    public = Article.objects.public().count()
    assert [count for _number, count in bins] == [public]
    assert public < Article.objects.count()
    day = date(2022, 3, 7).toordinal()
    assert client.get(f"/coverage/22/{day}.json").json()["bins"] == [[0, public]]
    assert client.get(f"/coverage/22/{day + 1}.json").json()["bins"] == []


LOOKS = [
    ("lanes=dyad", ""),
    ("lane=israel,russia~ukraine", ""),
    ("view=2022-03-01/2022-03-31T12:00", ""),
    ("zone=utc", ""),
    ("lanes=colour", "lanes"),
    ("lane=a b", "lane"),
    ("lane=" + ",".join(f"a{n}" for n in range(13)), "lane"),
    ("view=2022-03-31/2022-03-01", "view"),
    ("view=2022-02-30/2022-03-01", "view"),
    ("view=2022", "view"),
    ("zone=moon", "zone"),
    ("lanes=none&lanes=type", "lanes"),
]


@pytest.mark.parametrize(("query", "refused"), LOOKS)
@pytest.mark.parametrize("door", ["/", "/timeline.json", "/api/v1/events/", "/api/v1/events.csv"])
def test_how_to_look_at_a_selection_passes_every_door_and_is_checked(
    client: Client, door: str, query: str, refused: str
):
    make_public_event("One")
    response = client.get(f"{door}?{query}")
    assert response.status_code == (400 if refused else 200)
    if refused and door != "/":
        assert refused in response.content.decode()
