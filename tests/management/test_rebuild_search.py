"""`rebuild_search`: finds and mends what was written past the models."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from tests.rows import make_actor, make_event, take_part
from timeline.models import Actor, Event, SearchDocument

pytestmark = pytest.mark.django_db


def rebuild(**options) -> str:
    out = StringIO()
    call_command("rebuild_search", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def out_of_step() -> Event:
    event = make_event("Oldtitle")
    take_part(event, make_actor("Oldactor"))
    make_event("Right")
    Event.objects.filter(pk=event.pk).update(title="Newtitle")
    Actor.objects.update(name="Newactor")
    return event


def test_it_mends_what_is_not_right(out_of_step: Event):
    assert rebuild().startswith("2 events read, 1 were not right and are now")
    assert list(Event.objects.mentioning("newtitle newactor")) == [out_of_step]
    assert not Event.objects.mentioning("oldactor").exists()
    assert rebuild(check=True).startswith("2 events read, 0 are not right")


def test_a_check_changes_nothing_and_fails(out_of_step: Event):
    with pytest.raises(SystemExit, match="1"):
        rebuild(check=True)
    assert list(Event.objects.mentioning("oldtitle oldactor")) == [out_of_step]


def test_it_makes_lost_documents_again(out_of_step: Event):
    SearchDocument.objects.all().delete()
    assert rebuild().startswith("2 events read, 2 were not right")
    assert Event.objects.mentioning("right").count() == 1


@pytest.mark.sqlite
def test_it_makes_a_lost_index_again(out_of_step: Event):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO timeline_search (timeline_search) VALUES ('delete-all')")
    assert not Event.objects.mentioning("right").exists()
    rebuild()
    assert Event.objects.mentioning("right").count() == 1
