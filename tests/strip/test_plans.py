"""No tile below the root reads the whole table or a whole index of it, on either database."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rows import make_actor, make_event, make_outlet, make_place, publish_now, take_part, take_place
from tests.strip.drawings import few_are_many, selected
from timeline.dates import UNDATED_POSITION
from timeline.strip import Tile, answer

pytestmark = pytest.mark.django_db
MARCH = Tile(17, 738219 >> 5)  # 32 days that hold 5 March 2022


@pytest.fixture
def march() -> None:
    one, other, place = make_actor("Naftali Bennett"), make_actor("Vladimir Putin"), make_place("Kremlin")
    make_outlet()
    for day in range(1, 8):
        event = make_event(f"Day {day}", f"2022-03-0{day}")
        take_part(event, one, other)
        take_place(event, place)
        publish_now(event)


def plans(sql: list[str]) -> list[str]:
    found = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a handful of rows is cheaper to scan; what matters is that it need not
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        for one in sql:
            cursor.execute(f"{explain} {one.replace('%', '%%')}")
            found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return found


WHOLE = re.compile(r"SCAN timeline_event\b|Seq Scan on timeline_event\b")


@pytest.mark.usefixtures("march")
@pytest.mark.parametrize("most", [0, 2000])
@pytest.mark.parametrize("mode", ["none", "type", "actor", "dyad", "country", "place", "outlet"])
@pytest.mark.parametrize(
    "query", ["", "type=meeting", "actor=naftali-bennett", "from=2022-03-02&to=2022-03-06&undated=exclude"]
)
def test_a_tile_is_read_by_index(monkeypatch: pytest.MonkeyPatch, query: str, mode: str, most: int):
    few_are_many(monkeypatch, most=most)
    selection = selected(query)
    with CaptureQueriesContext(connection) as captured:
        answer(selection, MARCH, mode=mode)
    sql = [found["sql"] for found in captured if found["sql"].lstrip("(").startswith("SELECT")]
    assert len(sql) > 2
    for one, plan in zip(sql, plans(sql), strict=True):
        assert not WHOLE.search(plan), f"{plan}\n{one}"
        # Of two upper bounds SQLite may take the one that bounds nothing, and read on to the end of the chronology.
        assert f'"position" < {UNDATED_POSITION}' not in one
