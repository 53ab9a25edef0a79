"""The indexes serve the queries: no scan of all events and no sorting of them, on either database."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q
from django.http import QueryDict

from tests.rows import make_actor, make_public_event, take_part
from timeline.filters import select
from timeline.models import Event, EventChange, search

pytestmark = pytest.mark.django_db


def plan(queryset) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a handful of rows is cheaper to scan; what matters is that it need not
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )
    return queryset.explain()


def selected(query: str):
    return select(QueryDict(query), user=AnonymousUser()).events


@pytest.fixture
def bennett():
    actor = make_actor()
    take_part(make_public_event(), actor)
    return actor


PAGES = {
    "everything": lambda: selected("")[:50],
    "the next page": lambda: selected("").after((5, 5))[:50],
    "a window": lambda: selected("from=2022-03&to=2022-04")[:50],
    "a certain window": lambda: selected("from=2022-03&to=2022-04&certainty=certain")[:50],
}


def scans_everything(found: str) -> bool:
    return "Seq Scan on timeline_event" in found or re.search(r"SCAN timeline_event\b(?! USING)", found) is not None


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_chronology_is_read_in_the_order_of_its_index(name: str):
    found = plan(PAGES[name]())
    assert "event_state_chronology" in found or "event_chronology" in found
    assert "TEMP B-TREE" not in found
    assert "Sort" not in found


@pytest.mark.usefixtures("bennett")
@pytest.mark.parametrize(
    "query",
    [
        "",
        "type=meeting",
        "family=talks",
        "actor=naftali-bennett",
        "from=2022",
        "undated=only",
        "disputed=yes",
        "sources=2",
        "precision=day",
        "role=host",
        "actor=naftali-bennett&role=host",
        "bbox=30,50,40,60",
        "bbox=170,-20,-170,20",
        "updated_since=2026-01-01",
        "realisation=planned",
        "medium=telephone",
        "reliability=B",
    ],
)
def test_counting_a_selection_does_not_scan_the_table(query: str):
    assert not scans_everything(plan(selected(query).order_by()))


@pytest.mark.parametrize(
    "query", ["", "from=2022", "realisation=planned", "precision=day", "sources=2", "disputed=yes", "medium=telephone"]
)
def test_what_half_of_all_events_may_have_is_counted_from_an_index_alone(query: str):
    make_public_event()
    if connection.vendor == "postgresql":  # for one event all indexes cost the same, so there is one
        others = [index.name for index in Event._meta.indexes if index.name != "event_state_chronology"]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {', '.join(others)}")  # until the end of the transaction
    found = plan(selected(query).order_by().values_list("type", "earliest", "latest"))
    assert "USING COVERING INDEX event_" in found or "Index Only Scan using event_" in found


def test_changes_are_read_in_the_order_of_their_index():
    changes = EventChange.objects.filter(at__gte=5).filter(Q(at__gt=5) | Q(event__gt=5)).order_by("at", "event_id")
    found = plan(changes.values_list("at", "event__public_id", "event__merged_into__public_id")[:51])
    assert "event_change_in_order" in found
    assert not scans_everything(found)
    assert "TEMP B-TREE" not in found
    assert "Sort" not in found


@pytest.mark.sqlite  # PostgreSQL takes another way as long as there is one event
@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("updated_since=2026-01-01", "event_change_in_order"),
        ("bbox=30,50,40,60", "place_by_point"),
        ("actor=naftali-bennett&states=no", "participation_by_actor"),
    ],
)
@pytest.mark.usefixtures("bennett")
def test_what_few_events_have_is_found_by_its_index(query: str, index: str):
    assert index in plan(selected(query).order_by())


def test_the_list_of_the_last_changes_needs_no_sorting():
    assert "event_last_changed" in plan(Event.objects.order_by("-updated_at", "-pk")[:100])


def test_counting_a_window_reads_the_index_alone(django_assert_num_queries):
    make_public_event()
    with django_assert_num_queries(1):
        assert Event.objects.public().tally(date(2022, 3, 1), date(2022, 3, 31)) == (1, 1, 0)


WORDS_INDEX = {"sqlite": "timeline_search VIRTUAL TABLE INDEX", "postgresql": "Bitmap Index Scan on timeline_search"}


def plan_of_words(queryset) -> str:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    return queryset.explain()


@pytest.mark.usefixtures("bennett")
@pytest.mark.parametrize("query", ["bennett", "naftali ben", '"naftali bennett"', "foreign-minister", "莫斯科"])
def test_words_are_found_by_their_index(query: str, monkeypatch):
    make_public_event("莫斯科 foreign-minister")
    monkeypatch.setattr(search, "FEW", 0)
    events = selected(f"q={query}&actor=naftali-bennett")
    assert WORDS_INDEX[connection.vendor] in plan_of_words(events.order_by())
    assert "LIKE" not in str(events.query).upper()


@pytest.mark.usefixtures("bennett")
def test_the_keys_of_a_rare_word_lead():
    events = selected("q=bennett")
    assert list(events) == list(Event.objects.all())
    found = plan(events)
    assert "INTEGER PRIMARY KEY (rowid=?)" in found or "(id = " in found


@pytest.mark.usefixtures("bennett")
def test_a_rare_word_is_looked_up_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        events = Event.objects.public().mentioning("bennett")
    with django_assert_num_queries(2):
        assert events.count() == len(events[:50]) == 1


@pytest.mark.parametrize("few", [0, 1, 2, 3])
def test_rare_and_common_words_find_the_same(few: int, monkeypatch):
    monkeypatch.setattr(search, "FEW", few)
    for number in range(3):
        make_public_event(f"Talks {number}")
    assert Event.objects.public().mentioning("talks").count() == 3
    assert Event.objects.public().mentioning("talks 1").count() == 1
