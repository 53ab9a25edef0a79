"""Actors, places, outlets, articles, types and dossiers: forms, lists, and names that complete themselves."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.filled_form import filled
from tests.admin.pages import change_url, drafted, errors, open_form, save
from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_event,
    make_outlet,
    make_place,
    make_state,
    make_type,
    take_part,
)
from timeline.models import Actor, Article, Dossier, Office, Place

pytestmark = pytest.mark.django_db


def add(client: Client, noun: str, **values):
    url = f"/admin/timeline/{noun}/add/"
    return client.post(url, filled(client.get(url), f"{noun}_form", **values))


def completions(client: Client, model: str, field: str, term: str) -> list[str]:
    query = {"app_label": "timeline", "model_name": model, "field_name": field, "term": term}
    return [result["text"] for result in client.get("/admin/autocomplete/", query).json()["results"]]


def test_an_actor_is_found_by_an_alias_and_told_apart_by_kind_and_country(desk: Client):
    bennett = make_actor(country=make_country())
    bennett.aliases.create(name="Benet")
    assert completions(desk, "participation", "actor", "bene") == ["Naftali Bennett (person, Israel)"]


def test_the_exact_name_stands_before_longer_ones(desk: Client):
    make_state()
    make_actor("Bank of Israel", "government_body")
    make_actor("Israel Aerospace", "company")
    names = [text.partition(" (")[0] for text in completions(desk, "participation", "actor", "israel")]
    assert names == ["Israel", "Israel Aerospace", "Bank of Israel"]


def test_a_merged_actor_is_not_suggested(desk: Client):
    stays = make_actor("Volodymyr Zelenskyy")
    make_actor("Vladimir Zelensky", merged_into=stays)
    assert completions(desk, "participation", "actor", "zelensky") == ["Volodymyr Zelenskyy (person)"]


def test_a_place_is_suggested_with_what_it_lies_in(desk: Client):
    russia = make_country("RU", "Russia")
    moscow = make_place("Moscow", "locality", country=russia)
    make_place("Kremlin", parent=moscow)
    assert completions(desk, "eventplace", "place", "krem") == ["Kremlin, Moscow, Russia"]


def test_an_article_is_suggested_with_day_and_outlet(desk: Client):
    make_article(outlet=make_outlet())
    assert completions(desk, "citation", "article", "moscow") == ["2022-03-07 · Example Wire · Talks in Moscow"]


def test_a_country_is_found_by_its_adjective(desk: Client):
    assert "Israel" in completions(desk, "actor", "country", "israeli")


def test_an_actor_is_entered_with_aliases_identifiers_and_offices(desk: Client):
    israel = make_state()
    row = {
        "aliases__0__name": "Benet", "aliases__0__language": "en",
        "identifiers__0__scheme": "wikidata", "identifiers__0__value": "Q43",
        "offices__0__title": "Prime Minister of Israel", "offices__0__organisation": israel.pk,
        "offices__0__edtf": "2021-06-13/2022-06-30",
    }  # fmt: skip
    response = add(desk, "actor", name="Naftali Bennett", kind="person", **row)
    assert response.status_code == 302, errors(response)
    bennett = Actor.objects.get(kind="person")
    assert str(bennett.offices.get().earliest) == "2021-06-13"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "state"}, "A state needs its country"),
        ({"identifiers__0__scheme": "wikidata", "identifiers__0__value": "43"}, "is not a Wikidata item"),
        ({"aliases__0__name": "B", "aliases__0__language": "english!"}, "Not a language tag"),
        ({"name": "Ben\u202enett"}, "invisible direction mark"),
        ({"name": ""}, "required"),
    ],
)
def test_an_actor_that_cannot_be_stored_says_why(desk: Client, values: dict, said: str):
    assert said in errors(add(desk, "actor", **{"name": "Naftali Bennett", "kind": "person"} | values))


def test_an_actor_made_in_a_window_goes_back_into_the_form(desk: Client):
    url = "/admin/timeline/actor/add/?_to_field=id&_popup=1"
    response = desk.post(url, filled(desk.get(url), "actor_form", name="Vladimir Putin", kind="person"))
    assert "popup_response" in response.content.decode()
    assert str(Actor.objects.get().pk) in response.content.decode()


def test_an_office_is_made_in_a_window_and_stands_in_no_menu(desk: Client):
    bennett, israel = make_actor(), make_state()
    url = "/admin/timeline/office/add/?_to_field=id&_popup=1"
    desk.post(url, filled(desk.get(url), "office_form", person=bennett.pk, organisation=israel.pk, title="Minister"))
    assert Office.objects.get().person == bennett
    assert "/admin/timeline/office/" not in desk.get("/admin/").content.decode()


def test_what_is_in_use_is_not_deleted(editors_desk: Client):
    used, free = make_actor("Naftali Bennett"), make_actor("Vladimir Putin")
    take_part(make_event(), used)
    for actor, status in ((used, 403), (free, 302)):
        assert editors_desk.post(f"/admin/timeline/actor/{actor.pk}/delete/", {"post": "yes"}).status_code == status
    assert list(Actor.objects.all()) == [used]


def test_a_place_takes_the_country_of_what_it_lies_in(desk: Client):
    moscow = make_place("Moscow", "locality", country=make_country("RU", "Russia"))
    add(desk, "place", name="Kremlin", kind="building", parent=moscow.pk)
    assert Place.objects.get(name="Kremlin").country_id == "RU"


def test_half_a_point_on_the_map_is_an_error(desk: Client):
    assert "Give both latitude and longitude" in errors(add(desk, "place", name="X", kind="other", latitude="55.7"))


# -- articles ----------------------------------------------------------------------------------------------------


def test_an_article_is_entered_with_its_text(desk: Client, analyst: User):
    response = add(
        desk, "article", url="https://news.example/a?utm_source=x", title="Talks", published_on="2022-03-07",
        new_text="The minister\r\nflew to Moscow.",
    )  # fmt: skip
    assert response.status_code == 302, errors(response)
    article = Article.objects.get()
    assert article.canonical_url == "https://news.example/a"
    assert article.current_text.text == "The minister\nflew to Moscow."
    assert article.coder == analyst


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"url": "ftp://news.example/a"}, "http"),
        ({"url": "https://[oops"}, "valid URL"),
        ({"published_on": ""}, "say that it is not known"),
        ({"published_on": "31.02.2022"}, "valid date"),
        ({"published_tz": "Moscow"}, "is no time zone"),
        ({"new_text": "a\x00b"}, "Null characters"),
        ({"title": "Talks\u202e"}, "invisible direction mark"),
        ({"url": "https://news.example/1?utm_medium=x"}, "already here"),
    ],
)
def test_an_article_that_cannot_be_stored_says_why(desk: Client, values: dict, said: str):
    make_article(url="https://news.example/1")
    good = {"url": "https://news.example/a", "title": "Talks", "published_on": "2022-03-07"}
    assert said in errors(add(desk, "article", **good | values))


def test_a_changed_text_is_a_new_version_in_which_quotes_are_looked_for(desk: Client):
    article = make_article()
    citation = cite(make_event(), article)
    start = citation.start
    save(desk, article, open_form(desk, article, new_text="A corrected text. " + article.current_text.text))
    assert list(article.texts.order_by("number").values_list("number", flat=True)) == [1, 2]
    citation.refresh_from_db()
    assert (citation.text.number, citation.start - start) == (2, len("A corrected text. "))


def test_saving_an_article_unchanged_stores_no_new_version(desk: Client):
    article = make_article()
    save(desk, article, open_form(desk, article, title="Another title"))
    assert article.texts.count() == 1


def test_a_stored_text_is_not_emptied(desk: Client):
    article = make_article()
    assert "A stored text is not removed" in errors(save(desk, article, open_form(desk, article, new_text="  ")))


def test_a_version_of_the_text_is_shown_with_its_cited_passages(desk: Client):
    article = make_article()
    cite(make_event(), article)
    page = desk.get(f"/admin/timeline/article/{article.pk}/text/1/").content.decode()
    assert "<mark>flew to Moscow on Saturday</mark>" in page


def test_the_page_of_an_article_lists_the_events_that_cite_it(desk: Client, analyst: User):
    event = drafted(analyst)
    article = event.citations.get().article
    page = desk.get(change_url(article)).content.decode()
    assert f'href="{change_url(event)}"' in page
    assert f"/admin/timeline/event/add/?article={article.pk}" in page


# -- types and dossiers ------------------------------------------------------------------------------------------


def test_the_roles_of_a_type_are_ticked_and_keep_their_order(editors_desk: Client):
    visit = make_type("visit")
    visit.roles = ["visitor", "host"]
    visit.save()
    form = open_form(editors_desk, visit, label="A visit")
    assert form["roles"] == ["host", "visitor"]  # as the boxes stand on the page
    save(editors_desk, visit, form, roles=["observer", "host", "visitor"])
    visit.refresh_from_db()
    assert visit.roles == ["visitor", "host", "observer"]


def test_a_dossier_holds_a_query_that_works(editors_desk: Client):
    good = {"title": "The mediation", "query": "?from=2022-03&to=2022-03", "order": "forward"}
    assert "Unknown parameter" in errors(add(editors_desk, "dossier", **good | {"query": "nonsense=1"}))
    assert "Unknown parameter" in errors(add(editors_desk, "dossier", **good | {"query": "state=draft"}))
    add(editors_desk, "dossier", **good)
    assert Dossier.objects.get().query == "from=2022-03&to=2022-03"


def test_lists_of_records_are_narrowed_and_searched(desk: Client):
    make_state()
    make_actor().aliases.create(name="Benet")
    url = "/admin/timeline/actor/"
    assert [a.name for a in desk.get(f"{url}?kind=state").context["cl"].result_list] == ["Israel"]
    assert [a.name for a in desk.get(f"{url}?q=benet").context["cl"].result_list] == ["Naftali Bennett"]
    assert [a.name for a in desk.get(f"{url}?country=IL").context["cl"].result_list] == ["Israel"]


@pytest.mark.parametrize("noun", ["actor", "place", "outlet", "article"])
def test_a_list_of_a_hundred_records_takes_at_most_15_queries(desk: Client, noun: str, django_assert_max_num_queries):
    make = {"actor": make_actor, "place": make_place, "outlet": make_outlet, "article": make_article}[noun]
    country = make_country()
    for number in range(101):
        make(f"Number {number}", **({} if noun == "article" else {"country": country}))
    desk.get(f"/admin/timeline/{noun}/")
    with django_assert_max_num_queries(15):
        assert len(desk.get(f"/admin/timeline/{noun}/").context["cl"].result_list) == 100
