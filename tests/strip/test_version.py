"""A copy that somebody keeps is out of date as soon as anything changed that it may show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import connection

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_editor,
    make_event,
    make_outlet,
    make_place,
    make_public_event,
    make_type,
)
from timeline import review
from timeline.models import Event
from timeline.strip import data_version

pytestmark = pytest.mark.django_db


def changed(row, **values) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


CHANGES = [
    ("a new event", lambda: make_public_event("Another")),
    ("an actor's name", lambda: changed(make_actor("Old name"), name="New name")),
    ("an alias", lambda: make_actor("Kyiv").aliases.create(name="Kiev")),
    ("a place's name", lambda: changed(make_place("Old place"), name="New place")),
    ("a type's label", lambda: changed(make_type(), label="Encounter")),
    ("an outlet's reliability", lambda: changed(make_outlet(), reliability="E")),
    ("an article's outlet", lambda: changed(make_article(), outlet=make_outlet())),
    ("a retraction", lambda: review.retract(make_public_event("Wrong"), by=make_editor(), comment="An error.")),
]


@pytest.mark.parametrize(("what", "change"), CHANGES, ids=[what for what, _change in CHANGES])
def test_the_version_changes_with(what: str, change):
    make_type()
    before = data_version()
    change()
    assert data_version() != before


def retitle(event: Event, *, by: User, comment: str = "") -> None:
    with review.editing(event, by=by, version=event.version, comment=comment) as fresh:
        fresh.title = "Another title"
        fresh.save()


def test_the_version_changes_with_a_correction_and_not_with_work_on_a_draft():
    public, draft, editor = make_public_event("Public"), make_event("Draft"), make_editor()
    cite(draft)
    before = data_version()
    retitle(draft, by=editor)
    review.submit(draft, by=editor)
    assert data_version() == before
    retitle(public, by=editor, comment="The report says otherwise.")
    assert data_version() != before


def test_the_version_stays_while_nothing_changes(django_assert_num_queries):
    make_public_event()
    before = data_version()
    with django_assert_num_queries(1):
        assert data_version() == before


WRITES = "LOCK TABLE timeline_event IN ROW EXCLUSIVE MODE"  # what every statement that writes there does first
READS = "LOCK TABLE timeline_event IN ROW SHARE MODE"
ELSEWHERE = "SELECT pg_current_xact_id()"


@pytest.mark.postgres
def test_the_version_is_another_while_somebody_writes_and_has_not_ended():
    before = data_version()
    with unfinished(WRITES):
        during = data_version()
        assert during != before
        with unfinished(WRITES):
            assert data_version() not in (before, during)
        assert data_version() == during
    assert data_version() == before


@pytest.mark.postgres
@pytest.mark.parametrize(("statement", "database"), [(READS, ""), (ELSEWHERE, ""), (ELSEWHERE, "postgres")])
def test_the_version_stays_while_others_read_or_write_elsewhere(statement: str, database: str):
    before = data_version()
    with unfinished(statement, database):
        assert data_version() == before


@contextmanager
def unfinished(statement: str, database: str = "") -> Iterator[None]:
    """A transaction of somebody else: here, or in that database of the same server."""
    other = connection.copy()
    other.settings_dict = {**other.settings_dict, "NAME": database or other.settings_dict["NAME"]}
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(statement)
        yield
    finally:
        other.rollback()
        other.close()
