"""The indexes serve the queries: no scan of all events and no sorting of them, on either database."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict

from tests.rows import make_actor, make_public_event, take_part
from timeline.filters import select
from timeline.models import Event

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
    ],
)
def test_counting_a_selection_does_not_scan_the_table(query: str):
    assert not scans_everything(plan(selected(query).order_by()))


def test_the_list_of_the_last_changes_needs_no_sorting():
    assert "event_last_changed" in plan(Event.objects.order_by("-updated_at", "-pk")[:100])


def test_counting_a_window_reads_the_index_alone(django_assert_num_queries):
    make_public_event()
    with django_assert_num_queries(1):
        assert Event.objects.public().tally(date(2022, 3, 1), date(2022, 3, 31)) == (1, 1, 0)
