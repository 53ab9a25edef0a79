"""Events made and changed over the API: whole or not at all, errors by path, nothing overwritten unseen."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.api.writing import EVENTS, JSON, QUOTE, body, cited, new_article, patch, post
from tests.rows import (
    make_actor,
    make_article,
    make_country,
    make_editor,
    make_event,
    make_office,
    make_place,
    make_public_event,
    make_state,
    make_type,
    make_user,
)
from timeline.models import Actor, ApiToken, Article, Citation, Event, Outlet, Place, Revision

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    return {
        model.__name__: model.objects.count() for model in (Event, Actor, Article, Outlet, Place, Citation, Revision)
    }


def test_one_request_makes_an_event_with_all_that_belongs_to_it(analyst: Client):
    bennett = make_actor()
    make_office(bennett, make_state(), "Prime Minister of Israel")
    make_country("RU", "Russia")
    before = make_public_event("Calls Putin", "2022-03-04")
    sent = body(
        summary="Three hours.",
        medium="in_person",
        duration="PT3H",
        parties=[
            {"actor": bennett.slug, "role": "visitor"},
            {"actor": {"name": "Vladimir Putin", "kind": "person", "country": "RU"}, "role": "host", "note": "alone"},
        ],
        places=[{"name": "Kremlin", "kind": "building", "country": "RU"}],
        quantities=[{"what": "hours", "amount": "3", "qualifier": "about"}],
        links=[{"kind": "follows", "event": before.public_id}],
        citations=[{**cited(new_article()), "supports": ["date"], "credited_to": "His office"}],
        comment="From the wire",
    )

    answer = post(analyst, sent)

    assert answer.status_code == 201, answer.json()
    told = answer.json()
    assert (answer["ETag"], answer["Location"]) == ('"1"', f"http://testserver{EVENTS}{told['id']}/")
    assert (told["state"], told["origin"], told["version"], told["source_count"]) == ("draft", "coded", 1, 1)
    assert [(p["actor"]["name"], p["role"], p["office"]) for p in told["parties"]] == [
        ("Naftali Bennett", "visitor", "Prime Minister of Israel"),
        ("Vladimir Putin", "host", None),
    ]
    assert told["parties"][0]["acts_for"]["slug"] == "israel"
    assert (told["places"][0]["slug"], told["date"]["phrase"]) == ("kremlin", "on Saturday")
    assert told["links"] == [{"kind": "follows", "event": before.public_id}]
    citation = told["citations"][0]
    assert (citation["anchor"], citation["selector"][0]["exact"]) == ("anchored", QUOTE)
    stored = Event.objects.get(public_id=told["id"])
    assert stored.coder.username == "analyst"
    revision = stored.revisions.get()
    assert (revision.by.username, revision.comment) == ("analyst", "From the wire")
    assert Actor.objects.get(name="Vladimir Putin").history.get().history_user.username == "analyst"
    assert analyst.get(answer["Location"])["ETag"] == '"1"'


FAULTS = [
    (lambda: body(date={"edtf": "2022-13"}), "date.edtf"),
    (lambda: body(date={"edtf": "2022-03", "time_start": "10:00", "time_zone": "UTC"}), "date.time_start"),
    (lambda: body(date={"edtf": "2022-03-05", "time_start": "10:00", "time_zone": "Mars"}), "date.time_zone"),
    (lambda: body(date={"phrase": "soon"}), "date.edtf"),
    (lambda: body(date="2022-03-05"), "date"),
    (lambda: body(type="nonsense"), "type"),
    (lambda: body(type=None, title=""), "title"),
    (lambda: body(duration="three hours"), "duration"),
    (lambda: body(medium="pigeon"), "medium"),
    (lambda: body(titel="x"), "titel"),
    (lambda: body(title="x" * 201), "title"),
    (lambda: body(title="two\nlines"), "title"),
    (lambda: body(title="\x00"), "title"),
    (lambda: body(title="\ud800"), "title"),
    (lambda: body(importance=9), "importance"),
    (lambda: body(parties={"actor": "x"}), "parties"),
    (lambda: body(parties=["x"]), "parties.0"),
    (lambda: body(parties=[{"actor": "nobody"}]), "parties.0.actor"),
    (lambda: body(parties=[{"actor": {"name": "Nobody Known"}}]), "parties.0.actor.kind"),
    (lambda: body(parties=[{"actor": {"name": "Atlantis", "kind": "state"}}]), "parties.0.actor.country"),
    (lambda: body(parties=[{"actor": {"name": "A", "kind": "other", "country": "QQ"}}]), "parties.0.actor.country"),
    (lambda: body(parties=[{"actor": {"slug": make_actor().slug, "name": "Vladimir Putin"}}]), "parties.0.actor.name"),
    (lambda: body(parties=[{"actor": {"name": make_actor().name, "kind": "state"}}]), "parties.0.actor.kind"),
    (lambda: body(parties=[{"actor": 5}]), "parties.0.actor"),
    (lambda: body(parties=[{"actor": make_actor().slug, "office": "King"}]), "parties.0.office"),
    (lambda: body(parties=[{"actor": {"name": "A", "kind": "other"}}] * 2), "parties.1"),
    (lambda: body(places=[{"role": "venue"}]), "places.0.slug"),
    (lambda: body(places=[{"slug": "nowhere"}]), "places.0.slug"),
    (lambda: body(places=[{"slug": make_place().slug, "name": "White House"}]), "places.0.name"),
    (lambda: body(quantities=[{"what": "votes", "amount": "many"}]), "quantities.0.amount"),
    (lambda: body(quantities=[{"what": "votes", "amount": -1}]), "quantities.0"),
    (lambda: body(quantities=[{"what": "euros", "amount": 1, "currency": "euro"}]), "quantities.0.currency"),
    (lambda: body(links=[{"kind": "follows", "event": "nothing"}]), "links.0.event"),
    (lambda: body(citations=[cited("nothing")]), "citations.0.article"),
    (lambda: body(citations=[cited(new_article(url="ftp://x"))]), "citations.0.article.url"),
    (lambda: body(citations=[cited(new_article(text=" "))]), "citations.0.article.text"),
    (lambda: body(citations=[cited(new_article(published_on="soon"))]), "citations.0.article.published_on"),
    (lambda: body(citations=[cited(new_article(), "never said")]), "citations.0.selector.exact"),
    (lambda: body(citations=[cited(new_article(), "The")]), "citations.0.selector.exact"),
    (lambda: body(citations=[cited(new_article(), start=0, end=5)]), "citations.0.selector.start"),
    (lambda: body(citations=[cited(new_article(), start=3)]), "citations.0.selector.end"),
    (lambda: body(citations=[{"article": new_article(), "selector": {}}]), "citations.0.selector.exact"),
    (
        lambda: body(citations=[{"article": new_article(), "selector": {"start": 9_000, "end": 9_001}}]),
        "citations.0.selector.start",
    ),
    (lambda: body(citations=[cited(make_article().public_id)] * 2), "citations.1"),
    (lambda: body(citations=[{**cited(new_article()), "supports": ["mood"]}]), "citations.0.supports.0"),
    (lambda: body(citations=[{**cited(new_article()), "reported": {"mood": "x"}}]), "citations.0.reported"),
    (lambda: body(citations=[{**cited(new_article()), "reported": {"a\x00": "x"}}]), "citations.0.reported"),
    (lambda: body(citations=[{**cited(new_article()), "reported": {"date": "5\n6 March"}}]), "citations.0.reported"),
    (lambda: body(citations=[{**cited(new_article()), "reported": {"date": "5 \u202emarch"}}]), "citations.0.reported"),
    (lambda: body(links=[{"kind": "follows", "event": make_event().public_id}] * 2), "links.1"),
    (lambda: body(citations=[cited(new_article())] * 61), "citations"),
    (lambda: body(comment="x" * 2_001), "comment"),
]


@pytest.mark.parametrize(("make", "path"), FAULTS, ids=[f"{at}-{path}" for at, (_make, path) in enumerate(FAULTS)])
def test_what_is_wrong_is_told_by_its_path_and_nothing_is_kept(analyst: Client, make, path: str):
    sent = make()
    before = counts()

    answer = post(analyst, sent)

    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == [path]
    assert counts() == before


def test_a_word_that_is_not_accepted_is_answered_with_those_that_are(analyst: Client):
    sent = body(medium="pigeon", type="quarrel", parties=[{"actor": "x", "role": "king"}])
    shape = post(analyst, sent).json()["errors"]
    assert shape["medium"] == [
        "“pigeon” is not accepted; use one of: in_person, telephone, video, letter, broadcast, social_media."
    ]
    assert "visitor, mediator" in shape["parties.0.role"][0]
    meant = post(analyst, body(type="quarrel")).json()["errors"]
    assert meant["type"][0].startswith("“quarrel” is not accepted; use one of: ")
    assert "meeting" in meant["type"][0]


def test_several_faults_are_told_at_once(analyst: Client):
    sent = body(parties=[{"actor": "nobody"}, {"actor": "no-one"}], citations=[cited("nothing")])
    told = post(analyst, sent).json()["errors"]
    assert set(told) == {"parties.0.actor", "parties.1.actor", "citations.0.article"}


def test_an_article_that_is_here_is_not_changed_by_the_way(analyst: Client):
    article = make_article(url="https://news.example/1")
    answer = post(analyst, body(citations=[cited(new_article(text="Another text."), "Another")]))
    assert answer.status_code == 400
    assert article.public_id in answer.json()["errors"]["citations.0.article"][0]
    assert article.texts.count() == 1


@pytest.mark.parametrize(("scope", "status"), [("write", 201), ("read", 403)])
def test_a_program_writes_in_the_name_of_its_tokens_owner(client: Client, scope: str, status: int):
    make_type()
    _token, secret = ApiToken.objects.create(make_user(), timedelta(days=30), name="notebook", scope=scope)
    sent = body(parties=[{"actor": {"name": "Vladimir Putin", "kind": "person"}}])
    answer = post(client, sent, Authorization=f"Bearer {secret}", **{"Idempotency-Key": "k1"})
    assert answer.status_code == status, answer.content
    if status == 201:
        assert Event.objects.get().coder.username == Revision.objects.get().by.username == "analyst"
        assert Actor.objects.get().history.get().history_user.username == "analyst"


# -- changing ------------------------------------------------------------------------------------------------------


def test_a_change_is_one_version_and_what_is_not_named_stays(analyst: Client):
    made = post(
        analyst, body(parties=[{"actor": {"name": "A", "kind": "other"}}], citations=[cited(new_article())])
    ).json()
    quoted = Citation.objects.get()

    answer = patch(analyst, made["id"], {"title": "Meets in Moscow", "parties": [], "comment": "Nobody was named"})

    assert answer.status_code == 200, answer.json()
    told = answer.json()
    assert (answer["ETag"], told["version"], told["title"], told["parties"]) == ('"2"', 2, "Meets in Moscow", [])
    assert (told["date"], told["citations"]) == (made["date"], made["citations"])
    assert Citation.objects.get().pk == quoted.pk
    revision = Revision.objects.get(version=2)
    assert (revision.by.username, revision.comment) == ("analyst", "Nobody was named")
    # The same again changes nothing, and makes no version.
    assert patch(analyst, made["id"], {"title": "Meets in Moscow"}, 2)["ETag"] == '"2"'


def test_a_date_is_given_whole_or_taken_away(analyst: Client):
    made = post(analyst, body()).json()
    told = patch(analyst, made["id"], {"date": {"edtf": "2022-03"}}).json()
    assert (told["date"]["edtf"], told["date"]["phrase"]) == ("2022-03", None)
    assert patch(analyst, made["id"], {"date": None}, 2).json()["date"] is None


@pytest.mark.parametrize(
    ("header", "status"),
    [(None, 428), ("*", 428), ('"9"', 412), ('"0"', 412), ("three", 400), ('"1"', 200), ("1", 200), ('W/"1-a0"', 200)],
)
def test_a_change_needs_the_version_that_was_read(analyst: Client, header: str | None, status: int):
    event = make_event()
    headers = {"If-Match": header} if header else {}
    answer = analyst.patch(f"{EVENTS}{event.public_id}/", '{"title": "New"}', content_type=JSON, headers=headers)
    assert answer.status_code == status, answer.content
    if status == 412:
        assert (answer.json()["version"], answer["ETag"]) == (1, '"1"')
    event.refresh_from_db()
    assert (event.title == "New") == (status == 200)


def test_the_tag_of_a_public_event_serves_as_its_version(client: Client):
    event = make_public_event()
    client.force_login(make_editor())
    tag = client.get(f"{EVENTS}{event.public_id}/")["ETag"]
    sent = json.dumps({"title": "New", "comment": "Mistyped"})
    answer = client.patch(f"{EVENTS}{event.public_id}/", sent, content_type=JSON, headers={"If-Match": tag})
    assert answer.status_code == 200


def test_a_published_event_is_changed_by_editors_who_say_why(client: Client):
    event = make_public_event()
    make_type()
    client.force_login(make_user())
    assert patch(client, event.public_id, {"title": "New", "comment": "Why"}).status_code == 403
    client.force_login(make_editor())
    silent = patch(client, event.public_id, {"title": "New"})
    assert (silent.status_code, list(silent.json()["errors"])) == (400, ["comment"])
    bare = patch(client, event.public_id, {"citations": [], "comment": "Why"})
    assert (bare.status_code, bare.json()["code"]) == (409, "incomplete")
    assert patch(client, event.public_id, {"title": "New", "comment": "Why"}).json()["version"] == 2


def test_a_fault_in_a_change_keeps_everything(analyst: Client):
    made = post(analyst, body(citations=[cited(new_article())])).json()
    before = counts()
    sent = {
        "title": "New",
        "places": [{"name": "Nowhere"}],
        "citations": [cited(made["citations"][0]["article"], "never said")],
    }
    answer = patch(analyst, made["id"], sent)
    assert list(answer.json()["errors"]) == ["citations.0.selector.exact"]
    assert counts() == before
    assert Event.objects.get().title == made["title"]


def test_twenty_citations_cost_as_many_queries_as_two(analyst: Client, django_assert_max_num_queries):
    article = make_article(text=" ".join(f"Sentence number {n:03} of the report." for n in range(40)))

    def sent(count: int) -> dict[str, Any]:
        return body(citations=[cited(article.public_id, f"number {n:03} of") for n in range(count)])

    with django_assert_max_num_queries(90) as few:
        assert post(analyst, sent(2)).status_code == 201
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert post(analyst, sent(20)).status_code == 201
