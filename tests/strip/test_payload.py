"""What the timeline is given for a selection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from tests.rows import (
    SECRETS,
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
from timeline.filters import select
from timeline.strip import payload

pytestmark = pytest.mark.django_db


def drawn(query: str = "") -> dict[str, Any]:
    return payload(select(QueryDict(query), user=AnonymousUser()))


def few_are_many(monkeypatch: pytest.MonkeyPatch, most: int, drawn_at_most: int = 300) -> None:
    monkeypatch.setitem(payload.__globals__, "MOST_EVENTS", most)
    monkeypatch.setitem(payload.__globals__, "MOST_DRAWN", drawn_at_most)


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
def test_a_mark_holds_what_the_contract_names():
    (mark,) = drawn()["events"]
    assert mark.pop("url") == f"/events/{mark.pop('id')}/"
    assert mark == {
        "title": "Visit",
        "earliest": "2022-03-05",
        "latest": "2022-03-05",
        "edtf": "2022-03-05",
        "precision": "day",
        "uncertain": False,
        "approximate": False,
        "lasted": False,
        "date": "5 March 2022",
        "time": "14:00",
        "duration": "PT3H",
        "type": "visit",
        "type_label": "Visit",
        "family": "talks",
        "realisation": "occurred",
        "disputed": False,
        "importance": 5,
        "parties": [
            {"slug": "naftali-bennett", "name": "Naftali Bennett", "state": "israel"},
            {"slug": "vladimir-putin", "name": "Vladimir Putin", "state": None},
        ],
        "place": "Kremlin",
    }


DATES = [
    ("2022-03-05", False, "2022-03-05", "2022-03-05", "5 March 2022"),
    ("2022-03", False, "2022-03-01", "2022-03-31", "March 2022"),
    ("../2022-03-07", False, None, "2022-03-07", "by 7 March 2022"),
    ("2022-03-05/2022-03-06", True, "2022-03-05", "2022-03-06", "5–6 March 2022"),
    ("2022-03-05/2022-03-06", False, "2022-03-05", "2022-03-06", "between 5 and 6 March 2022"),
    ("", False, None, None, ""),
]


@pytest.mark.parametrize(("edtf", "lasted", "earliest", "latest", "words"), DATES)
def test_a_date_is_given_as_precisely_as_it_is_known(edtf: str, lasted: bool, earliest: str, latest: str, words: str):
    make_public_event("Somewhen", edtf, lasted=lasted)
    (mark,) = drawn()["events"]
    assert (mark["earliest"], mark["latest"], mark["date"]) == (earliest, latest, words)


def test_an_event_without_title_and_place_is_named_by_its_type():
    make_public_event("")
    (mark,) = drawn()["events"]
    assert (mark["title"], mark["place"], mark["parties"]) == ("Meeting", "", [])


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
    assert drawn(query)["span"] == span


def test_a_large_selection_is_drawn_as_counts_and_its_foremost_events(monkeypatch: pytest.MonkeyPatch):
    for day in range(1, 8):
        make_public_event(f"Day {day}", f"2022-03-0{day}", importance=5 if day == 6 else 2)
    make_public_event("Undated", "")
    few_are_many(monkeypatch, most=3, drawn_at_most=1)
    drawing = drawn()
    assert drawing["kind"] == "summary"
    assert [mark["title"] for mark in drawing["events"]] == ["Day 6"]
    assert [b["count"] for b in drawing["bins"]] == [1] * 7
    assert drawing["bins"][0] == {"start": "2022-03-01", "end": "2022-03-01", "count": 1, "families": {"talks": 1}}
    assert drawing["counts"] == {"certain": 7, "possible": 0, "undated": 1, "total": 8}


def test_in_a_window_the_certain_ones_are_drawn_before_those_that_may_lie_in_it(monkeypatch: pytest.MonkeyPatch):
    for number in range(4):
        make_public_event(f"Possible {number}", "2022", importance=5)
        make_public_event(f"Certain {number}", f"2022-03-0{number + 1}", importance=1)
    few_are_many(monkeypatch, most=3)
    monkeypatch.setitem(payload.__globals__, "MOST_MAYBE", 2)
    drawing = drawn("from=2022-03&to=2022-03")
    titles = [mark["title"] for mark in drawing["events"]]
    assert [title.split()[0] for title in titles] == ["Possible"] * 2 + ["Certain"] * 4
    assert sum(found["count"] for found in drawing["bins"]) == 4


def test_many_undated_events_do_not_hide_the_few_dated_ones(monkeypatch: pytest.MonkeyPatch):
    make_public_event("Dated")
    for number in range(5):
        make_public_event(f"Undated {number}", "")
    few_are_many(monkeypatch, most=3)
    drawing = drawn()
    assert drawing["kind"] == "events"
    assert [mark["title"] for mark in drawing["events"]] == ["Dated", "Undated 0", "Undated 1"]


def test_a_selection_without_dates_has_no_bins(monkeypatch: pytest.MonkeyPatch):
    for number in range(3):
        make_public_event(f"Undated {number}", "")
    few_are_many(monkeypatch, most=2)
    assert "bins" not in drawn()


def test_nothing_unpublished_is_drawn_or_counted(monkeypatch: pytest.MonkeyPatch):
    make_unpublished_events()
    for most in (100, 0):
        few_are_many(monkeypatch, most=most)
        drawing = drawn()
        assert drawing["counts"]["total"] == 1
        assert sum(found["count"] for found in drawing.get("bins", [])) <= 1
        assert not any(secret in str(drawing) for secret in SECRETS.values())


@pytest.mark.parametrize("most", [100, 3])
def test_the_number_of_queries_does_not_grow(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Callable, most: int
):
    for number in range(6):
        event = make_public_event(f"Event {number}")
        take_part(event, make_actor(f"Actor {number}"), make_actor(f"Other {number}"))
        take_place(event, make_place(f"Place {number}"))
    few_are_many(monkeypatch, most=most)
    selection = select(QueryDict(), user=AnonymousUser())
    with django_assert_max_num_queries(9):
        payload(selection)
