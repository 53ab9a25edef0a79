"""Articles over the API: each once, with its text, changed by who has read it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.rows import REPORT, cite, make_article, make_event, make_outlet, make_user
from timeline.models import Article, Citation, Outlet

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"
NEW = {"url": "https://news.example/1", "title": "Talks", "published_on": "2022-03-07", "text": REPORT}


def post(client: Client, **values: Any):
    return client.post(ARTICLES, json.dumps(NEW | values), content_type="application/json")


def patch(client: Client, article: str, tag: str | None, **values: Any):
    headers = {"If-Match": tag} if tag else {}
    address = f"{ARTICLES}{article}/"
    return client.patch(address, json.dumps(values), content_type="application/json", headers=headers)


def test_an_article_is_stored_with_its_text_and_outlet(analyst: Client):
    answer = post(analyst, outlet={"name": "Example Wire"}, author="Staff", rendition="paraphrase", free_to_show=True)
    assert answer.status_code == 201, answer.content
    article = Article.objects.get()
    assert answer["Location"] == f"http://testserver{ARTICLES}{article.public_id}/"
    assert (article.outlet.name, article.coder.username, article.free_to_show) == ("Example Wire", "analyst", True)
    assert (article.current_text.rendition, article.history.first().history_user.username) == ("paraphrase", "analyst")
    assert "text" not in answer.json()
    assert analyst.get(answer["Location"])["ETag"] == answer["ETag"]


def test_the_outlet_is_known_by_its_domain_or_slug(analyst: Client):
    wire, other = make_outlet("Example News", domain="news.example"), make_outlet("Other")
    assert post(analyst).json()["outlet"] == wire.slug
    assert (
        post(analyst, url="https://news.example/2", text="Another.", outlet=other.slug).json()["outlet"] == other.slug
    )
    assert Outlet.objects.count() == 2


def test_the_same_article_leads_to_the_one_that_is_here(analyst: Client):
    first = post(analyst)
    again = post(analyst, url="https://news.example/1?utm_source=mail")
    other = post(analyst, text="Another text.", outlet={"name": "Never made"})
    assert (again.status_code, again["Location"]) == (200, first["Location"])
    assert (other.status_code, other["Location"]) == (409, first["Location"])
    assert (other.json()["id"], other.json()["code"]) == (first.json()["id"], "other_text")
    assert (Article.objects.count(), Article.objects.get().texts.count()) == (1, 1)
    assert not Outlet.objects.filter(name="Never made").exists()


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"url": "nowhere"}, "url"),
        ({"title": ""}, "title"),
        ({"text": "a\x00b"}, "text"),
        ({"text": None}, "text"),
        ({"published_on": None}, "detail"),
        ({"published_tz": "Mars"}, "published_tz"),
        ({"published_on": "2022-02-30"}, "published_on"),
        ({"outlet": "nobody"}, "outlet"),
        ({"outlet": {}}, "outlet.slug"),
        ({"coder": "somebody"}, "coder"),
        ({"text": "x" * 1_000_001}, "text"),
    ],
)
def test_what_is_wrong_is_told_by_its_field_and_nothing_is_kept(analyst: Client, values: dict[str, Any], path: str):
    answer = post(analyst, **values)
    assert answer.status_code == 400, answer.content
    told = answer.json()["errors"]
    assert list(told) == [path] if path != "detail" else "date of publication" in str(told)
    assert not Article.objects.exists()
    assert not Outlet.objects.exists()


def test_a_changed_text_is_a_new_version_in_which_quotes_are_looked_for(analyst: Client):
    made = post(analyst)
    quote = cite(make_event(), Article.objects.get())
    answer = patch(analyst, made.json()["id"], made["ETag"], text="Later: he flew to Moscow on Saturday.", title="New")
    assert (answer.status_code, answer.json()["title"]) == (200, "New")
    assert answer["ETag"] != made["ETag"]
    assert (Citation.objects.get().text.number, Citation.objects.get().anchor_state) == (2, "moved")
    assert quote.event.revisions.latest("version").by.username == "analyst"


def test_nothing_is_overwritten_unseen(analyst: Client):
    made = post(analyst)
    public_id = made.json()["id"]
    assert patch(analyst, public_id, None, title="New").status_code == 428
    assert patch(analyst, public_id, made["ETag"], title="First").status_code == 200
    late = patch(analyst, public_id, made["ETag"], title="Second")
    assert (late.status_code, late["Content-Type"]) == (412, "application/problem+json")
    assert late["ETag"] == analyst.get(f"{ARTICLES}{public_id}/")["ETag"]
    assert Article.objects.get().title == "First"


def test_what_a_change_refuses_is_told_by_its_field(analyst: Client):
    article, _other = make_article(), make_article()
    tag = analyst.get(f"{ARTICLES}{article.public_id}/")["ETag"]
    for path, values in {
        "url": {"url": _other.url},
        "rendition": {"rendition": "translation"},
        "": {"date_unknown": True},
    }.items():
        answer = patch(analyst, article.public_id, tag, **values)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, [path])
    assert patch(analyst, "nothing", tag, title="New").status_code == 404


def test_who_may_not_see_articles_is_not_told_of_one(client: Client):
    staff = make_user("staff", group="")
    staff.user_permissions.add(*Permission.objects.filter(codename__in=["add_article", "add_outlet"]))
    client.force_login(staff)
    hidden = make_article("ZQDRAFT talks", url=NEW["url"])
    answer = post(client)
    assert answer.status_code == 400
    assert hidden.public_id not in answer.content.decode()
    assert "ZQDRAFT" not in answer.content.decode()
