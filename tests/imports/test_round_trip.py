"""What goes out comes back: any public event, exported and read, is a candidate with all that the database holds."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import models, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports import held
from tests.imports.any_event import Drawing
from timeline.imports import comma_separated, data_package, json_lines
from timeline.imports.candidates import Candidate
from timeline.models import Actor, Article, Citation, Event, EventPlace, Outlet, Participation, Place, Quantity

pytestmark = pytest.mark.django_db

WHOLE = {"jsonl": json_lines.read, "zip": data_package.read}
several = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def exported(name: str, query: str = "") -> bytes:
    return b"".join(Client().get(f"/api/v1/events.{name}?{query}").streaming_content)


def candidates(name: str, read: Any, query: str = "") -> list[Candidate]:
    rows = list(read(io.BytesIO(exported(name, query))))
    assert [row for row in rows if not isinstance(row, Candidate)] == []
    return rows


def drawn(data: st.DataObject) -> list[Event]:
    drawing = Drawing(data)
    first = drawing.event()
    if data.draw(st.booleans()):
        drawing.link(first, drawing.event())
    return list(Event.objects.chronological())


@pytest.mark.parametrize("name", WHOLE)
@several
@given(data=st.data())
def test_any_event_comes_back_whole(name: str, data: st.DataObject):
    with transaction.atomic():
        events = drawn(data)
        found = [held.of_candidate(row) for row in candidates(name, WHOLE[name], data.draw(RAW))]
        assert found == [held.of_event(event, package=name == "zip") for event in events]
        transaction.set_rollback(True)


# JSON knows no formulas, and a package says whether its text is raw.
RAW = st.sampled_from(["", "raw=yes"])


@several
@given(data=st.data())
def test_any_event_comes_back_from_csv_as_far_as_a_row_can_hold_it(data: st.DataObject):
    with transaction.atomic():
        events = drawn(data)
        found = candidates("csv", comma_separated.read)
        assert [as_a_row(held.of_candidate(row)) for row in found] == [
            as_a_row(held.of_event(event, package=False)) for event in events
        ]
        transaction.set_rollback(True)


def as_a_row(whole: held.Plain) -> held.Plain:
    """What docs/reference/imports-own.md says that CSV holds."""
    first = {"country", "latitude", "longitude"}
    return {
        "id": whole["id"],
        "type": whole["type"],
        "fields": whole["fields"],
        "actors": [(party["slug"], party["kind"], party.get("country")) for party in whole["parties"]],
        "places": [place["slug"] for place in whole["places"]],
        "place": {name: value for name, value in (whole["places"] or [{}])[0].items() if name in first},
        "quantities": len(whole["quantities"]),
        "sources": sorted({report["url"] for report in whole["reports"]}),
    }


# What is not compared, because it is counted or looked up anew, or because it is not public.
ANEW: dict[type[models.Model], str] = {
    Event: "id public_id type earliest latest precision uncertain approximate position reach origin review_state"
    " version retraction_reason published_at retracted_at merged_into coder created_at updated_at citation_count"
    " source_count disputed",
    Actor: "id description merged_into created_at updated_at",
    Place: "id parent path",
    Article: "id public_id canonical_url outlet date_unknown retrieved_at copy_of folder coding_state coder"
    " free_to_show created_at updated_at",
    Outlet: "id parent wire created_at updated_at",
    Citation: "id event article text start end anchor_state speaker note created_at",
    Quantity: "id event",
}
COMPARED = {
    Event: held.EVENT,
    Actor: held.ACTOR,
    Place: held.PLACE,
    Article: held.ARTICLE,
    Outlet: held.OUTLET,
    Citation: held.CITATION,
    Quantity: held.QUANTITY,
}


@pytest.mark.parametrize("model", COMPARED, ids=lambda model: model.__name__)
def test_each_column_is_compared_or_said_to_be_made_anew(model: type[models.Model]):
    """A column that is added later has to be exported, or to be named here and in the reference."""
    columns = {field.name for field in model._meta.concrete_fields}
    assert columns == {*COMPARED[model], *ANEW[model].split()}


def test_the_parts_of_an_event_have_no_other_columns():
    assert {field.name for field in Participation._meta.concrete_fields} == {
        *("id", "event", "actor", "role", "office", "acts_for", "certainty", "note", "rank")
    }
    assert {field.name for field in EventPlace._meta.concrete_fields} == {"id", "event", "place", "role"}
