"""Facets: for every selection, each value's count is the number of events that choosing it leaves."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_state,
    make_type,
    make_unpublished_events,
    make_user,
    publish_now,
    take_part,
    take_place,
)
from timeline.filters import Facet, Selection, facets, facets_of, select

pytestmark = pytest.mark.django_db
NAMES = ("type", "family", "actor", "country", "outlet", "realisation")


def selected(query: str = "", user: Any = None) -> Selection:
    return select(QueryDict(query), user=user or AnonymousUser())


def facets_by_name(query: str = "", user: Any = None) -> dict[str, Facet]:
    return {facet.name: facet for facet in facets_of(selected(query, user))}


def counted(query: str, name: str) -> dict[str, int]:
    return {value.value: value.count for value in facets_by_name(query)[name].values}


def chosen(query: str, name: str) -> list[str]:
    return [value.value for value in facets_by_name(query)[name].values if value.chosen]


@pytest.fixture
def march() -> None:
    """Israel's prime minister in Moscow, his calls, the two presidents without him, and drafts of each state."""
    make_type("phone_call", family="talks")
    make_type("statement", family="statements")
    israel, russia = make_state("Israel", "IL"), make_state("Russia", "RU")
    bennett, putin, zelensky = (make_actor(name) for name in ("Bennett", "Putin", "Zelensky"))
    premier = make_office(bennett, israel, "Prime Minister of Israel")
    kremlin = make_place("Kremlin", country=make_country("RU", "Russia"))
    square = make_place("Red Square", country=make_country("RU", "Russia"))
    wire, daily = make_outlet("Wire"), make_outlet("Daily")
    first, second = make_article(outlet=wire), make_article(outlet=wire)

    meeting = make_event("Meets Putin", "2022-03-05")
    take_part(meeting, bennett, office=premier)
    take_part(meeting, putin, role="host")
    take_part(meeting, putin, role="speaker")  # in two roles
    take_part(meeting, israel)  # beside the person who acts for it
    take_place(meeting, kremlin)
    take_place(meeting, square)  # twice in one country
    cite(meeting, first)
    cite(meeting, second)  # twice in one outlet
    cite(meeting, make_article(outlet=daily))

    call = make_event("Calls Zelensky", "2022-03-06", slug="phone_call")
    take_part(call, bennett, office=premier)
    take_part(call, zelensky)
    cite(call, make_article(outlet=daily))

    statement = make_event("Speaks", "2022-04", slug="statement", realisation="planned")
    take_part(statement, putin, russia, role="speaker")

    undated = make_event("Writes", "")
    take_part(undated, zelensky)
    for event in (meeting, call, statement, undated):
        publish_now(event)
    make_unpublished_events()  # and one public event beside them


COUNTS = [
    ("", "type", {"meeting": 3, "phone_call": 1, "statement": 1}),
    ("", "family", {"talks": 4, "statements": 1}),
    ("", "actor", {"bennett": 2, "israel": 2, "putin": 2, "zelensky": 2, "russia": 1}),
    ("", "country", {"RU": 1}),
    ("", "outlet", {"daily": 2, "wire": 1}),
    ("", "realisation", {"occurred": 4, "planned": 1}),
    # its own parameter is lifted, the others are not
    ("type=phone_call", "type", {"meeting": 3, "phone_call": 1, "statement": 1}),
    ("type=phone_call", "family", {"talks": 1}),
    ("type=phone_call", "outlet", {"daily": 1}),
    ("family=statements", "type", {"statement": 1}),
    ("family=statements", "family", {"talks": 4, "statements": 1}),
    ("actor=putin", "actor", {"bennett": 2, "israel": 2, "putin": 2, "zelensky": 2, "russia": 1}),
    ("actor=putin", "type", {"meeting": 1, "statement": 1}),
    ("actor=putin&outlet=daily", "outlet", {"daily": 1, "wire": 1}),
    ("actor=putin&outlet=daily", "actor", {"bennett": 2, "israel": 2, "putin": 1, "zelensky": 1}),
    ("country=RU&realisation=occurred", "country", {"RU": 1}),
    ("realisation=planned", "realisation", {"occurred": 4, "planned": 1}),
    ("from=2022-04", "type", {"meeting": 1, "statement": 1}),
    ("from=2022-04&undated=exclude", "type", {"statement": 1}),
    # what is chosen stays to be seen
    ("outlet=wire&type=phone_call", "outlet", {"daily": 1, "wire": 0}),
    ("family=pressure&outlet=wire", "family", {"talks": 1, "pressure": 0}),
    ("realisation=ongoing&type=meeting", "realisation", {"occurred": 3, "ongoing": 0}),
    # actors as the parameter reads them
    ("states=no", "actor", {"bennett": 2, "putin": 2, "zelensky": 2, "israel": 1, "russia": 1}),
    ("role=host", "actor", {"putin": 1}),
    ("role=speaker", "actor", {"putin": 2, "russia": 1}),
    ("actor=bennett&role=speaker", "actor", {"putin": 2, "russia": 1, "bennett": 0}),
    ("actor=bennett&actor_match=all", "actor", {"bennett": 2, "israel": 2, "putin": 1, "zelensky": 1}),
    ("actor=bennett,putin&actor_match=all", "actor", {"bennett": 1, "israel": 1, "putin": 1}),
    ("actor=bennett,russia&actor_match=all", "actor", {"bennett": 0, "russia": 0}),
]


@pytest.mark.parametrize(("query", "name", "expected"), COUNTS)
@pytest.mark.usefixtures("march")
def test_a_facet_counts_each_event_once_with_its_own_parameter_lifted(query: str, name: str, expected: dict[str, int]):
    assert counted(query, name) == expected


def assert_counts_are_what_choosing_leaves(query: str) -> None:
    together = "actor_match=all" in query
    for name, facet in facets_by_name(query).items():
        for value in facet.values:
            params = QueryDict(query, mutable=True)
            kept = params.getlist(name) if together and name == "actor" else []
            params.setlist(name, [*kept, value.value])
            assert selected(params.urlencode()).events.count() == value.count, (query, name, value)


@pytest.mark.parametrize("query", list(dict.fromkeys(row[0] for row in COUNTS)))
@pytest.mark.usefixtures("march")
def test_every_count_is_what_choosing_the_value_leaves(query: str):
    assert_counts_are_what_choosing_leaves(query)


CHOSEN = [
    ("", "actor", []),
    ("actor=putin,bennett", "actor", ["bennett", "putin"]),
    ("type=statement", "type", ["statement"]),
    ("country=RU", "country", ["RU"]),
    ("family=talks", "type", []),
]


@pytest.mark.parametrize(("query", "name", "expected"), CHOSEN)
@pytest.mark.usefixtures("march")
def test_what_is_chosen_is_marked(query: str, name: str, expected: list[str]):
    assert chosen(query, name) == expected


@pytest.mark.usefixtures("march")
def test_facets_come_in_order_with_labels_and_the_fullest_first():
    found = facets_by_name()
    assert tuple(found) == NAMES
    assert [facet.label for facet in found.values()] == ["Type", "Family", "Actor", "Country", "Outlet", "Realisation"]
    assert [(v.value, v.label) for v in found["family"].values] == [("talks", "Talks"), ("statements", "Statements")]
    assert [(v.value, v.label) for v in found["country"].values] == [("RU", "Russia")]


@pytest.mark.usefixtures("march")
def test_a_long_facet_ends_but_keeps_what_is_chosen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(facets, "MOST_VALUES", 2)
    found = facets_by_name("actor=russia&outlet=daily")["actor"]
    assert [(value.value, value.count) for value in found.values] == [("israel", 2), ("bennett", 2), ("russia", 0)]
    assert found.more == 2


@pytest.mark.usefixtures("march")
def test_staff_count_drafts_only_where_they_ask_for_them():
    staff = make_user()
    assert "zqdraft-actor" not in {v.value for v in facets_by_name("", staff)["actor"].values}
    assert "zqdraft-actor" in {v.value for v in facets_by_name("state=draft", staff)["actor"].values}


QUERIES = ["", "type=meeting&family=talks&realisation=occurred&from=2022", "actor=putin,bennett&outlet=daily,wire"]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.usefixtures("march")
def test_facets_cost_at_most_13_queries(query: str, django_assert_max_num_queries: Any):
    selection = selected(query)
    with django_assert_max_num_queries(13):
        facets_of(selection)


def test_random_selections_count_as_they_select():
    dice = random.Random(11)
    israel = make_state("Israel", "IL")
    people = [make_actor(name) for name in ("Bennett", "Putin", "Zelensky", "Scholz")]
    offices = {people[0]: make_office(people[0], israel, "Prime Minister of Israel")}
    places = [make_place(f"Place {code}", country=make_country(code, code)) for code in ("RU", "DE")]
    articles = [make_article(outlet=make_outlet(name)) for name in ("Wire", "Daily")]
    for number in range(40):
        event = make_event(f"Event {number}", f"2022-03-{number % 28 + 1:02}", slug=dice.choice(["meeting", "visit"]))
        for actor in dice.sample([*people, israel], dice.randrange(4)):
            take_part(event, actor, role=dice.choice(["host", "speaker"]), office=offices.get(actor))
        for place in dice.sample(places, dice.randrange(3)):
            take_place(event, place)
        for article in dice.sample(articles, dice.randrange(1, 3)):
            cite(event, article)
        publish_now(event)
    words = {
        "type": ["meeting", "visit"],
        "actor": ["bennett", "israel", "putin"],
        "country": ["RU", "DE"],
        "outlet": ["wire", "daily"],
        "role": ["host", "speaker"],
        "states": ["no"],
        "to": ["2022-03-15"],
    }
    for _round in range(12):
        query = "&".join(f"{name}={dice.choice(words[name])}" for name in dice.sample(list(words), 3))
        assert_counts_are_what_choosing_leaves(query)
