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


@pytest.mark.postgres
def test_the_version_changes_with_whoever_writes_here_and_not_with_other_databases_of_the_server():
    before = data_version()
    with writer_in("postgres"):
        assert data_version() == before
    with writer_in(connection.settings_dict["NAME"]):
        assert data_version() != before
    assert data_version() == before


@contextmanager
def writer_in(database: str) -> Iterator[None]:
    """A transaction in that database of the same server which writes and has not ended, though a later one has."""
    with unfinished_in(database):
        with unfinished_in(database):
            pass
        yield


@contextmanager
def unfinished_in(database: str) -> Iterator[None]:
    other = connection.copy()
    other.settings_dict = {**other.settings_dict, "NAME": database}
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        yield
    finally:
        other.rollback()
        other.close()
