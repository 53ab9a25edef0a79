"""The tree of tiles: every event in one tile of each level, whatever is selected and however it is counted."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.rows import cite, make_actor, make_event, make_place, make_public_event, publish_now, take_part, take_place
from tests.strip.drawings import few_are_many, ids, leaves, selected, titles
from timeline import dates
from timeline.models import Event
from timeline.strip import Tile, answer
from timeline.strip.tiles import DEEPEST, covering

ROOT = Tile(0, 0)


# -- the tree ------------------------------------------------------


@given(level=st.integers(0, DEEPEST - 1), data=st.data())
def test_the_halves_of_a_tile_are_the_tile(level: int, data: Any):
    tile = Tile(level, data.draw(st.integers(0, 2**level - 1)))
    left, right = tile.halves
    assert (left.first, left.end, right.end) == (tile.first, right.first, tile.end)
    assert left.is_possible
    assert right.is_possible


@given(st.integers(1, dates.UNDATED_POSITION // 2 - 1), st.integers(1, dates.UNDATED_POSITION // 2 - 1))
def test_few_tiles_cover_any_stretch(a: int, b: int):
    first, last = sorted((a, b))
    found = list(covering(first, last))
    assert 1 <= len(found) <= 3
    assert found[0].first <= first < found[0].end
    assert found[-1].first <= last < found[-1].end


@given(st.dates(), st.sampled_from([None, time(0), time(23, 59, 59)]))
def test_a_tile_of_level_22_is_a_day(day: date, at: time | None):
    place = dates.position(day, day, at)
    tile = Tile(22, day.toordinal())
    assert tile.first <= place < tile.end
    assert tile.first_day == day.toordinal()


IMPOSSIBLE = [(0, 1), (3, 8), (62, 0), (22, 2**22)]


@pytest.mark.parametrize(("level", "index"), IMPOSSIBLE)
def test_a_tile_outside_the_tree_is_none(level: int, index: int):
    assert not Tile(level, index).is_possible


# -- what it answers ------------------------------------------------


@pytest.fixture
def crowd(db: None) -> list[Event]:
    """60 events of every precision over 4 years; the same every time."""
    dice = random.Random(7)
    actors = [make_actor(name) for name in ("Naftali Bennett", "Vladimir Putin", "Volodymyr Zelensky", "Olaf Scholz")]
    places = [make_place(name) for name in ("Kremlin", "Berlin Chancellery")]
    events = []
    for number in range(60):
        day = date(2020, 1, 1) + timedelta(days=dice.randrange(1460))
        later = day + timedelta(days=dice.choice([1, 5, 40, 400]))
        edtf = dice.choice([f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"{day}/{later}", f"../{day}", f"{day}/..", ""])
        event = make_event(f"Event {number}", edtf, slug=dice.choice(["meeting", "statement", "phone_call"]))
        take_part(event, *dice.sample(actors, dice.randrange(4)))
        if number % 2:
            take_place(event, dice.choice(places))
        if number % 3:
            cite(event)
        events.append(publish_now(event))
    return events


QUERIES = ["", "family=talks", "actor=vladimir-putin", "from=2021", "from=2021-03&to=2021-08", "undated=exclude"]


@pytest.mark.parametrize(("query", "most"), [("", 1), ("", 1000), *((query, 7) for query in QUERIES)])
def test_descending_into_every_summary_finds_every_dated_event_once(
    crowd: list[Event], monkeypatch: pytest.MonkeyPatch, query: str, most: int
):
    few_are_many(monkeypatch, most=most)
    selection = selected(query)
    found = [public_id for leaf in leaves(selection, ROOT) for public_id in ids(leaf)]
    assert sorted(found) == sorted(selection.events.dated().values_list("public_id", flat=True))
    assert len(found) > 5


def test_events_that_share_one_position_are_never_summed_up_for_ever(db: None, monkeypatch: pytest.MonkeyPatch):
    for number in range(5):
        make_public_event(f"Event {number}", "2022-03-05")
    few_are_many(monkeypatch, most=2)
    (leaf,) = (leaf for leaf in leaves(selected(), ROOT) if leaf["count"])
    assert (leaf["tile"][0], leaf["count"]) == (DEEPEST, 5)


def test_bins_count_every_event_where_it_begins(crowd: list[Event], monkeypatch: pytest.MonkeyPatch):
    few_are_many(monkeypatch, most=1)
    tile = next(covering(dates.position(date(2020, 1, 1), None), dates.position(date(2023, 12, 31), None)))
    found = answer(selected(), tile)
    counted = dict.fromkeys(range(2**tile.bin_bits), 0)
    for lane in found["lanes"]:
        for number, count in lane["bins"]:
            counted[number] += count
    expected = [p >> tile.bin_shift for p in Event.objects.dated().values_list("position", flat=True)]
    inside = [number - (tile.index << tile.bin_bits) for number in expected]
    assert counted == {number: inside.count(number) for number in counted}
    assert found["count"] == sum(counted.values())


def lanes_in(mode: str, chosen: list[str] | None = None) -> dict[str, int]:
    found = answer(selected(), ROOT, mode=mode, chosen=chosen)
    return {lane["key"]: sum(count for _number, count in lane["bins"]) for lane in found["lanes"]}


@pytest.fixture
def few_events(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    few_are_many(monkeypatch, most=1)
    bennett, putin, scholz = (make_actor(name) for name in ("Bennett", "Putin", "Scholz"))
    kremlin = make_place("Kremlin")
    for number, parties in enumerate([(bennett, putin), (bennett, scholz, putin), (scholz,), ()]):
        event = make_event(f"Event {number}", slug="statement" if number == 2 else "meeting")
        take_part(event, *parties)
        if number < 2:
            take_place(event, kremlin)
        publish_now(event)


LANES = [
    ("none", None, {"talks": 3, "statements": 1}),
    ("type", None, {"talks": 3, "statements": 1}),
    ("actor", None, {"bennett": 2, "putin": 2, "scholz": 2, "": 1}),
    ("actor", ["scholz"], {"scholz": 2, "": 2}),
    ("actor", ["nobody"], {"": 4}),
    ("dyad", None, {"bennett~putin": 2, "bennett~scholz": 1, "putin~scholz": 1, "": 2}),
    ("dyad", ["scholz~putin"], {"putin~scholz": 1, "": 3}),
    ("place", None, {"kremlin": 2, "": 2}),
]


@pytest.mark.parametrize(("mode", "chosen", "expected"), LANES)
@pytest.mark.usefixtures("few_events")
def test_a_lane_counts_each_of_its_events_once(mode: str, chosen: list[str] | None, expected: dict[str, int]):
    assert lanes_in(mode, chosen) == expected


def test_a_party_in_two_roles_is_counted_once(db: None, monkeypatch: pytest.MonkeyPatch):
    few_are_many(monkeypatch, most=0)
    event, putin = make_event("Visit"), make_actor("Putin")
    take_part(event, putin, role="host")
    take_part(event, putin, role="speaker")
    publish_now(event)
    assert lanes_in("actor") == {"putin": 1}


REACHING = [
    ("2022-02-27/2022-03-03", True),
    ("2022-02", False),
    ("2022", True),
    ("2019/2022", True),
    ("2001/2029", True),
    ("2022-03-01", False),  # begins in it
    ("2022-03-01/2022-04-02", False),
    ("2022-01-01/..", False),  # nobody knows how far
    ("../2022-03-05", False),
    ("2022-03", False),
    ("", False),
]


@pytest.mark.parametrize(("edtf", "expected"), REACHING)
def test_what_begins_before_a_tile_and_reaches_into_it_comes_along(db: None, edtf: str, expected: bool):
    make_public_event("An event", edtf)
    tile = Tile(22, date(2022, 3, 1).toordinal())
    found = answer(selected(), tile)
    assert bool(ids(found, "reaching")) == expected
    assert (titles(found) == ["An event"]) == (edtf.startswith("2022-03"))


def test_the_foremost_of_a_tile_come_first(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("timeline.strip.foremost.MOST_FOREMOST", 2)
    few_are_many(monkeypatch, most=3)
    for number, importance in enumerate([1, 5, 2, 4, 3]):
        make_public_event(f"Event {number}", f"2022-03-0{number + 1}", importance=importance)
    found = answer(selected(), ROOT)
    assert (found["kind"], found["count"], titles(found)) == ("summary", 5, ["Event 1", "Event 3"])


@pytest.mark.sqlite
def test_no_query_for_a_tile_reads_all_events(db: None, monkeypatch: pytest.MonkeyPatch):
    few_are_many(monkeypatch, most=0)
    make_public_event("Some event", "2022-03-01")
    with CaptureQueriesContext(connection) as queries:
        answer(selected(), Tile(15, date(2022, 3, 1).toordinal() >> 7))
    for query in queries.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = " ; ".join(step[3] for step in cursor.fetchall())
        assert "SCAN timeline_event " not in f"{plan} ", (query["sql"], plan)
