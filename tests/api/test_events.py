import json

import pytest
from django.test import Client

from tests.rows import (
    REPORT,
    cite,
    make_actor,
    make_article,
    make_editor,
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
from timeline import review
from timeline.api.serializers import EventSerializer
from timeline.exports import record
from timeline.models import Event

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/events/"


def full_event(title: str = "Meets Putin at the Kremlin") -> Event:
    israel = make_state() if not Event.objects.exists() else None
    event = make_event(title, "2022-03-05", medium="in_person", duration="PT3H")
    bennett = make_actor(f"Naftali Bennett {title}")
    if israel:
        take_part(event, bennett, office=make_office(bennett, israel, "Prime Minister of Israel"), role="visitor")
    take_part(event, make_actor(f"Vladimir Putin {title}"), role="host")
    take_place(event, make_place(f"Kremlin {title}", latitude="55.75200", longitude="37.61700", exactness="building"))
    event.quantities.create(what="children", amount=90, unit="people")
    cite(event, make_article(outlet=make_outlet(f"Wire {title}")), speaker=bennett, supports=["date"])
    return publish_now(event)


def get(client: Client, path: str, **headers: str):
    response = client.get(path, headers=headers)
    return response, json.loads(response.content) if response.content else None


def test_an_event_is_told_whole(client: Client):
    event = full_event()
    _response, body = get(client, f"{EVENTS}{event.public_id}/")
    assert body["url"] == f"http://testserver/events/{event.public_id}/"
    assert body["date"]["edtf"] == "2022-03-05"
    assert body["date"]["wording"] == "5 March 2022"
    assert body["parties"][0] == {
        "actor": {
            "slug": body["parties"][0]["actor"]["slug"],
            "name": f"Naftali Bennett {event.title}",
            "kind": "person",
            "country": None,
        },
        "role": "visitor",
        "office": "Prime Minister of Israel",
        "office_in": {"slug": "israel", "name": "Israel", "kind": "state", "country": "IL"},
        "office_held": "2021-06-13/2022-06-30",
        "acts_for": {"slug": "israel", "name": "Israel", "kind": "state", "country": "IL"},
        "certainty": "certain",
        "note": None,
    }
    assert body["quantities"][0]["wording"] == "90 people children"
    quote, place = body["citations"][0]["selector"]
    assert REPORT[place["start"] : place["end"]] == quote["exact"]


def test_the_schema_names_what_the_record_holds():
    event = Event.objects.with_everything().get(pk=full_event().pk)

    def same(fields, value) -> None:
        assert list(fields) == list(value)
        for name, field in fields.items():
            inner = getattr(getattr(field, "child", field), "fields", None)
            found = value[name][0] if isinstance(value[name], list) and value[name] else value[name]
            if inner and isinstance(found, dict) and name != "selector":
                same(inner, found)

    same(EventSerializer().fields, record(event, ""))


SELECTIONS = {  # query → how many queries a page takes: 5, and one for each kind of name that it gives
    "include=citations": 5,
    "": 4,
    "fields=title": 2,
    "include=citations&from=2022&undated=exclude&sources=1&bbox=30,50,40,60&precision=day": 5,
    "include=citations&actor=israel&role=visitor&type=meeting": 7,
    "include=citations&place=kremlin-event-0&order=time": 6,
    "include=citations&q=event": 6,
}


@pytest.mark.parametrize("query", SELECTIONS)
def test_a_page_takes_few_queries_whatever_it_holds(client: Client, django_assert_num_queries, query: str):
    for number in range(4):
        full_event(f"Event {number}")
    with django_assert_num_queries(SELECTIONS[query]):
        client.get(f"{EVENTS}?{query}")


def test_a_list_leaves_citations_out_unless_they_are_asked_for(client: Client):
    event = full_event()
    whole = get(client, f"{EVENTS}{event.public_id}/")[1]
    lean = {name: value for name, value in whole.items() if name not in ("sources", "citations")}
    assert get(client, EVENTS)[1]["results"] == [lean]
    assert get(client, f"{EVENTS}?include=citations")[1]["results"] == [whole]
    named = {name: whole[name] for name in ("title", "citations")}
    assert get(client, f"{EVENTS}?fields=title,citations")[1]["results"] == [named]
    both = get(client, f"{EVENTS}?fields=title&include=citations")[1]["results"]
    assert both == [named | {"sources": whole["sources"]}]
    response, body = get(client, f"{EVENTS}?include=everything")
    assert (response.status_code, body["errors"]["include"]) == (
        400,
        ["“everything” is not accepted; use: citations."],
    )


def test_pages_follow_their_links_and_hold_the_selection_once(client: Client):
    made = [make_public_event(f"Event {n}", f"2022-03-{n + 1:02}").public_id for n in range(5)] + [
        make_public_event("Undated", "").public_id
    ]
    seen, path = [], f"{EVENTS}?page_size=2&family=talks"
    while path:
        response, body = get(client, path)
        seen += [event["id"] for event in body["results"]]
        path = body["next"]
        assert ("next" in response.get("Link", "")) == bool(path)
    assert seen == made


def test_counts_come_only_when_asked_for(client: Client):
    make_public_event()
    assert "counts" not in get(client, EVENTS)[1]
    assert get(client, f"{EVENTS}?counts=yes")[1]["counts"] == {"certain": 1, "possible": 0, "undated": 0}


def test_fields_narrow_a_record_and_unknown_ones_are_named(client: Client):
    make_public_event()
    assert list(get(client, f"{EVENTS}?fields=title,id")[1]["results"][0]) == ["title", "id"]
    response, body = get(client, f"{EVENTS}?fields=titel")
    assert response.status_code == 400
    assert "use some of: id" in body["errors"]["fields"][0]


def test_a_version_that_the_client_has_is_not_sent_again(client: Client):
    path = f"{EVENTS}{make_public_event().public_id}/"
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_a_retracted_event_leaves_a_tombstone_with_its_reason_alone(client: Client):
    event = review.retract(make_public_event("ZQ title"), by=make_editor(), comment="The agency withdrew it.")
    response, body = get(client, f"{EVENTS}{event.public_id}/")
    assert (response.status_code, body["detail"]) == (410, "The agency withdrew it.")
    assert b"ZQ" not in response.content


def test_a_merged_event_leads_to_the_one_that_stays(client: Client):
    gone, kept = make_public_event("Gone"), make_public_event("Kept")
    review.merge(gone, into=kept, by=make_editor())
    response = client.get(f"{EVENTS}{gone.public_id}/")
    assert (response.status_code, response["Location"]) == (301, f"{EVENTS}{kept.public_id}/")


def test_a_draft_answers_like_an_id_that_never_was(client: Client):
    draft = make_event()
    answers = [get(client, f"{EVENTS}{public_id}/") for public_id in (draft.public_id, "0" * 12)]
    assert [response.status_code for response, _body in answers] == [404, 404]
    assert answers[0][1] == answers[1][1]


def test_staff_select_drafts_by_state_and_others_may_not(client: Client):
    make_unpublished_events()
    assert client.get(f"{EVENTS}?state=draft").status_code == 400
    client.force_login(make_user())
    assert [e["title"] for e in get(client, f"{EVENTS}?state=draft")[1]["results"]] == ["ZQDRAFT title"]


PROBLEMS = [
    ("get", f"{EVENTS}?actr=x", 400),
    ("get", f"{EVENTS}?ordering=--title", 400),
    ("get", f"{EVENTS}?page_size=0", 400),
    ("get", f"{EVENTS}?after=x", 400),
    ("get", f"{EVENTS}?counts=maybe", 400),
    ("get", f"{EVENTS}?format=xml", 400),
    ("get", f"{EVENTS}?page_size=1&page_size=2", 400),
    ("get", f"{EVENTS}?from=2022~", 400),
    ("get", f"{EVENTS}?fields=" + ",".join(f"a{n}" for n in range(60)), 400),
    ("get", "/api/v1/types/?fields=" + ",".join(f"a{n}" for n in range(60)), 400),
    ("get", "/api/v1/events.csv?raw=1&raw=0", 400),
    ("get", f"{EVENTS}nothing/", 404),
    ("get", "/api/v1/nothing", 404),
    ("get", "/api/v1/events.xml", 404),
    ("get", "/api/v1/events.csv?from=2022-02-30", 400),
    ("get", "/api/v1/events.csv?raw=perhaps", 400),
    ("get", "/api/v1/actors/?page_size=x", 400),
    ("get", "/api/v1/actors/?cursor=%00", 400),
    ("get", "/api/v1/actors/?kind=state", 400),
    ("get", "/api/v1/actors/nobody/", 404),
    ("post", EVENTS, 401),
    ("post", "/api/v1/events.csv", 405),
    ("post", "/api/v1/", 405),
    ("delete", EVENTS, 401),
]


@pytest.mark.parametrize(("method", "path", "status"), PROBLEMS)
def test_every_error_is_a_problem_document(client: Client, method: str, path: str, status: int):
    response = getattr(client, method)(path)
    body = json.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (body["status"], bool(body["title"]), bool(body["detail"])) == (status, True, True)
    if status == 400:
        assert body["errors"]


def test_json_nested_too_deeply_is_refused_and_not_an_error_of_ours(client: Client):
    response = client.post(EVENTS, data="[" * 100_000, content_type="application/json")
    assert response.status_code in (400, 401, 405)


def test_there_is_one_renderer(client: Client):
    make_public_event()
    response = client.get(EVENTS, headers={"Accept": "text/html"})
    assert response.status_code in (200, 406)
    assert "json" in response["Content-Type"]


def test_a_merged_event_leads_to_the_tombstone_of_the_one_that_was_retracted(client: Client):
    gone, kept = make_public_event("Gone"), make_public_event("Kept")
    editor = make_editor()
    review.retract(review.merge(gone, into=kept, by=editor), by=editor, comment="Wrong")
    response = client.get(f"{EVENTS}{gone.public_id}/", follow=True)
    assert (response.status_code, response.json()["id"]) == (410, kept.public_id)


@pytest.mark.parametrize("path", [EVENTS, "/api/v1/events.csv", "/api/v1/actors/"])
def test_no_copy_of_what_staff_are_answered_is_kept(client: Client, path: str):
    assert "no-store" not in client.get(path).get("Cache-Control", "")
    client.force_login(make_user())
    assert "no-store" in client.get(path)["Cache-Control"]


def test_the_best_of_a_search_come_by_where_it_stands(client: Client):
    quoted = make_event("Newest", "2022-03-09")
    cite(quoted, make_article(text=""), "Sat in Geneva")
    summed = make_event("Summed up", "2022-03-08", summary="They sat in Geneva.")
    named = make_event("Named", "2022-03-01")
    take_place(named, make_place("Geneva", "locality"))
    undated = make_event("Geneva, some day", "")
    titles = [make_event(f"Geneva {number}", f"2022-03-0{number}") for number in (2, 3)]
    make_event("Geneva, a draft", "2022-03-04")
    for event in (quoted, summed, named, undated, *titles):
        publish_now(event)
    _response, body = get(client, f"{EVENTS}?q=geneva&order=best")
    expected = ["Geneva 3", "Geneva 2", "Geneva, some day", "Named", "Summed up", "Newest"]
    assert [event["title"] for event in body["results"]] == expected
    assert body["next"] is body["previous"] is None
    _response, body = get(client, f"{EVENTS}?q=geneva&order=best&page_size=2&from=2022-03-08&undated=exclude")
    assert [event["title"] for event in body["results"]] == ["Summed up", "Newest"]


def test_only_the_newest_are_ranked():
    old = make_public_event("Geneva", "2022-03-01")
    newer = [make_public_event("Newer", f"2022-03-0{day}", summary="In Geneva") for day in (3, 2)]
    assert Event.objects.best_first("geneva") == [old.pk, *(event.pk for event in newer)]
    assert Event.objects.best_first("geneva", most=2) == [event.pk for event in newer]
    assert Event.objects.best_first("zagreb") == Event.objects.best_first("") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("order=best", "order"),
        ("order=best&q=", "order"),
        ("order=worst&q=geneva", "order"),
        ("order=best&q=geneva&after=1-1", "after"),
        ("order=best&q=geneva&page_size=0", "page_size"),
        ("order=best&q=geneva&actor=nobody", "actor"),
    ],
)
def test_an_order_that_cannot_be_is_refused(client: Client, query: str, field: str):
    response, body = get(client, f"{EVENTS}?{query}")
    assert (response.status_code, list(body["errors"])) == (400, [field])


def test_an_order_of_time_is_the_ordinary_one(client: Client):
    make_public_event()
    assert get(client, f"{EVENTS}?order=time")[1]["results"] == get(client, EVENTS)[1]["results"]


@pytest.mark.parametrize("method", ["get", "head", "post", "patch", "options"])
def test_an_address_without_its_slash_leads_to_the_one_with_it(client: Client, method: str):
    answer = getattr(client, method)("/api/v1/events?from=2022&q=a%26b")
    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/events/?from=2022&q=a%26b")


@pytest.mark.parametrize("address", ["nothing", "events.csv/", "/evil.example/events", "events/a/b/c"])
def test_an_address_that_has_nothing_with_a_slash_either_is_not_found(client: Client, address: str):
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
