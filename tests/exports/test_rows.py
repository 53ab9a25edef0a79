"""What an export reads: the same as instances would hold, each event once, in few queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.test_events import full_event
from tests.rows import cite, make_event, make_public_event, make_unpublished_events, publish_now
from timeline.exports import record
from timeline.exports import rows as reading
from timeline.exports.comma_separated import NEEDED, cells
from timeline.exports.rows import rows_of
from timeline.models import Event, EventLink

SITE = "https://timeline.example.org"
QUERIES_A_CHUNK = 9  # keys, events, and at most one for each kind of part with what it leads to

db = pytest.mark.django_db


def make_many_kinds() -> None:
    first = full_event()
    cite(first, reported={"date": "6 March"}, stance="disputes", exact="three calls", speaker_text="officials")
    second = full_event("Calls Kyiv")
    EventLink.objects.create(event=second, kind="follows", other=first)
    EventLink.objects.create(event=second, kind="part_of", other=make_event("Draft that nobody may know of"))
    make_public_event("Somewhen", "", slug="statement", date_text="at some point", cameo_code="036")
    make_public_event("", "2022-03-05T14:30:00Z")
    publish_now(Event.objects.create(title="Without a type", edtf="../2022-03", lasted=True))


@db
def test_rows_tell_what_instances_tell():
    make_many_kinds()
    instances = list(Event.objects.public().chronological().with_everything())
    rows = list(rows_of(Event.objects.public()))
    assert [record(row, SITE) for row in rows] == [record(event, SITE) for event in instances]
    assert [cells(row, SITE) for row in rows] == [cells(event, SITE) for event in instances]


@db
def test_the_columns_of_the_csv_need_no_more_than_they_say():
    make_many_kinds()
    some, whole = (rows_of(Event.objects.public(), parts) for parts in (NEEDED, reading.EVERYTHING))
    assert [cells(row, SITE) for row in some] == [cells(row, SITE) for row in whole]


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "FIRST", 2)
    monkeypatch.setattr(reading, "CHUNK", 2)
    monkeypatch.setattr(reading, "MOST_KEYS", 3)
    monkeypatch.setattr(reading, "MOST_KEPT", 1)


@db
@pytest.mark.usefixtures("small_chunks")
def test_every_event_comes_once_and_in_order():
    for number in range(7):
        full_event(f"Event {number}")
    make_public_event("Before", "2021")
    make_public_event("Somewhen", "")
    found = [row.public_id for row in rows_of(Event.objects.public())]
    assert found == list(Event.objects.public().chronological().values_list("public_id", flat=True))
    assert len(found) == 9


@db
@pytest.mark.usefixtures("small_chunks")
def test_what_is_retracted_meanwhile_does_not_leave():
    make_public_event("First", "2021")
    second = make_public_event("Second", "2022")
    make_public_event("Third", "2023")
    rows = reading.Reader(())
    (keys,) = list(reading._keys(Event.objects.public()))[:1]
    Event.objects.filter(pk=second.pk).update(review_state="retracted", retraction_reason="it was another day")
    assert [row.title for row in rows.chunk({key: state for _position, key, state in keys})] == ["First"]


@db
def test_only_the_selection_is_read():
    make_unpublished_events()
    make_public_event("Before", "2021")
    titles = [row.title for row in rows_of(Event.objects.public().filter(edtf="2021"))]
    assert titles == ["Before"]


@db
@pytest.mark.parametrize("parts", [NEEDED, reading.EVERYTHING])
def test_a_chunk_takes_few_queries_whatever_is_in_it(parts: frozenset[str]):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            list(rows_of(Event.objects.public(), parts))
        return len(asked)

    make_many_kinds()
    few = queries()
    for number in range(12):
        full_event(f"Event {number}")
    assert queries() == few
    assert few <= QUERIES_A_CHUNK + 4  # actors, offices, places and outlets once
