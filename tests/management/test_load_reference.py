"""`load_reference` says what it did and what it left alone."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from timeline.models import CountryName, EventType


def load_reference(**options) -> str:
    out = StringIO()
    call_command("load_reference", stdout=out, **options)
    return out.getvalue()


def test_after_the_migrations_there_is_nothing_to_insert(db):
    assert load_reference().splitlines() == [
        "countries: 0 rows inserted, 0 differences kept",
        "event types: 0 rows inserted, 0 differences kept",
    ]


def test_an_edited_type_is_named(db):
    EventType.objects.filter(slug="summit").update(label="Summit meeting")
    assert "  summit: label is 'Summit meeting' here, 'Summit' in the file." in load_reference().splitlines()


def test_names_come_back_when_asked_for(db):
    CountryName.objects.filter(name="Burma").delete()
    assert "MM: the alias “Burma” is not here." in load_reference()
    assert "countries: 1 rows inserted" in load_reference(add_names=True)


def test_it_can_be_silent(db):
    assert load_reference(verbosity=0) == ""
