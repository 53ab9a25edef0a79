"""What the timeline opens with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest

from tests.rows import (
    SECRETS,
    cite,
    make_actor,
    make_event,
    make_office,
    make_place,
    make_public_event,
    make_state,
    make_unpublished_events,
    publish_now,
    take_part,
    take_place,
)
from tests.strip.drawings import few_are_many, opened, selected, titles
from timeline.strip import opening

pytestmark = pytest.mark.django_db


def first_row(columns: dict[str, list[Any]]) -> dict[str, Any]:
    return {name: values[0] for name, values in columns.items()}


def the_only_tile(query: str = "") -> dict[str, Any]:
    (tile,) = opened(query)["tiles"]
    return tile


@pytest.fixture
def visit() -> None:
    israel = make_state("Israel", "IL")
    bennett, putin = make_actor("Naftali Bennett"), make_actor("Vladimir Putin")
    event = make_event("Visit", "2022-03-05", slug="visit", duration="PT3H", importance=5, tz="Europe/Moscow")
    event.time_start = time(14)
    event.save()
    take_part(event, bennett, role="visitor", office=make_office(bennett, israel, "Prime Minister of Israel"))
    take_part(event, putin, role="host")
    take_part(event, putin, role="speaker")
    take_place(event, make_place("Ben Gurion Airport"), role="origin")
    take_place(event, make_place("Kremlin"))
    publish_now(event)


@pytest.mark.usefixtures("visit")
def test_an_event_is_written_as_the_contract_says():
    tile = the_only_tile()
    row = first_row(tile["events"])
    assert len(row.pop("id")) == 12
    assert row.pop("outlets") == ([0] if tile["names"]["outlets"] else [])
    assert row == {
        "title": "Visit",
        "from": 19056,
        "to": 19056,
        "uncertain": False,
        "approximate": False,
        "lasted": False,
        "date": "5 March 2022",
        "time": "14:00",
        "offset": 180,
        "type": 0,
        "realisation": "occurred",
        "disputed": False,
        "importance": 5,
        "parties": [[0, 1], [2, None]],
        "places": [0, 1],
    }
    assert tile["names"]["types"] == [["visit", "Visit", "talks"]]
    assert [name for _slug, name in tile["names"]["actors"]] == ["Naftali Bennett", "Israel", "Vladimir Putin"]
    assert [slug for slug, *_rest in tile["names"]["places"]] == ["kremlin", "ben-gurion-airport"]


def test_the_outlets_of_an_event_are_those_that_reported_it():
    event = make_event("Reported twice")
    outlets = [cite(event).article.outlet, cite(event).article.outlet]
    publish_now(event)
    tile = the_only_tile()
    named = {tile["names"]["outlets"][number][0] for number in tile["events"]["outlets"][0]}
    assert {outlet.slug for outlet in outlets if outlet} <= named


DATES = [
    ("2022-03-05", False, 19056, 19056, "5 March 2022"),
    ("2022-03", False, 19052, 19082, "March 2022"),
    ("../2022-03-07", False, None, 19058, "by 7 March 2022"),
    ("2022-03-07/..", True, 19058, None, "from 7 March 2022"),
    ("2022-03-05/2022-03-06", True, 19056, 19057, "5–6 March 2022"),
    ("2022-03-05/2022-03-06", False, 19056, 19057, "between 5 and 6 March 2022"),
]


@pytest.mark.parametrize(("edtf", "lasted", "first", "last", "words"), DATES)
def test_a_date_is_given_as_precisely_as_it_is_known(edtf: str, lasted: bool, first: int, last: int, words: str):
    make_public_event("Somewhen", edtf, lasted=lasted)
    row = first_row(the_only_tile()["events"])
    assert (row["from"], row["to"], row["date"]) == (first, last, words)


SPANS = [
    ("", ["2022-02-01", "2022-03-31"]),
    ("from=2022-03", ["2022-03-01", "2022-03-31"]),
    ("from=2022-03-05&to=2022-03-06", ["2022-03-05", "2022-03-06"]),
    ("to=2022-02-27", ["2022-02-01", "2022-02-27"]),
    ("undated=only", None),
]


@pytest.mark.parametrize(("query", "span"), SPANS)
def test_the_span_is_the_window_or_as_far_as_events_reach(query: str, span: list[str] | None):
    for edtf in ("2022-02", "2022-03", "../2022-03-04", "2022-02-28/..", ""):
        make_public_event("Event", edtf)
    assert opened(query)["span"] == span


def test_a_small_selection_comes_whole_in_the_root():
    for day in range(1, 8):
        make_public_event(f"Day {day}", f"2022-03-0{day}")
    make_public_event("Undated", "")
    found = opened()
    assert [tile["tile"] for tile in found["tiles"]] == [[0, 0]]
    assert titles(found["tiles"][0]) == [f"Day {day}" for day in range(1, 8)]
    assert found["counts"] == {"certain": 7, "possible": 0, "undated": 1, "total": 8}


def test_a_large_one_comes_as_the_tiles_of_its_span_with_counts_and_the_foremost(monkeypatch: pytest.MonkeyPatch):
    for day in range(1, 8):
        make_public_event(f"Day {day}", f"2022-03-0{day}", importance=5 if day == 6 else 2)
    few_are_many(monkeypatch, most=2)
    found = opened()
    assert 1 <= len(found["tiles"]) <= 3
    assert sum(tile["count"] for tile in found["tiles"]) == 7
    assert any("Day 6" in titles(tile) for tile in found["tiles"])


def test_a_large_one_has_the_same_lanes_in_each_of_its_tiles(monkeypatch: pytest.MonkeyPatch):
    israel, russia, ukraine = make_state("Israel", "IL"), make_state("Russia", "RU"), make_state("Ukraine", "UA")
    for number, actor in enumerate([israel, israel, israel, russia, russia, ukraine]):
        event = make_event(f"Event {number}", f"202{number}-03-05")
        take_part(event, actor)
        publish_now(event)
    monkeypatch.setattr("timeline.strip.lanes.MOST_LANES", 2)
    few_are_many(monkeypatch, most=0)
    tiles = opened(mode="actor")["tiles"]
    assert len(tiles) > 1
    for tile in tiles:
        assert {lane["key"] for lane in tile["lanes"]} >= {"israel", "russia"}
        assert "ukraine" not in [lane["key"] for lane in tile["lanes"]]


def test_nothing_unpublished_is_drawn_or_counted(monkeypatch: pytest.MonkeyPatch):
    make_unpublished_events()
    for most in (100, 0):
        few_are_many(monkeypatch, most=most)
        for mode in ("none", "actor", "dyad", "country", "place", "outlet"):
            found = opened(mode=mode)
            assert found["counts"]["total"] == 1
            assert sum(tile["count"] for tile in found["tiles"]) == 1
            assert not any(secret in str(found) for secret in SECRETS.values())


@pytest.mark.parametrize("most", [100, 3])
def test_the_number_of_queries_does_not_grow(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Callable, most: int
):
    for number in range(6):
        event = make_public_event(f"Event {number}")
        take_part(event, make_actor(f"Actor {number}"), make_actor(f"Other {number}"))
        take_place(event, make_place(f"Place {number}"))
    few_are_many(monkeypatch, most=most)
    selection = selected()
    with django_assert_max_num_queries(16 if most == 100 else 26):
        opening(selection)
