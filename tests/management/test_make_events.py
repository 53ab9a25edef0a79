"""`make_events`: what it writes equals what the models would have computed, and goes away again."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.rows import make_actor, make_article, make_event
from timeline.management.synthetic import rows
from timeline.models import (
    Actor,
    Article,
    ArticleText,
    Citation,
    Event,
    EventLink,
    Office,
    Origin,
    Outlet,
    Participation,
    Place,
)
from timeline.models.search import stale

NUMBER = 300
STAMPS = {"created_at", "updated_at"}
NUMBERS = {"id", "path"}  # a place's path is made of ids
COUNTED = (Actor, Article, ArticleText, Citation, Event, EventLink, Office, Outlet, Participation, Place)


def make_events(*arguments: str, **options) -> str:
    out = StringIO()
    call_command("make_events", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def made(db):
    make_events(str(NUMBER), seed=5)


def contents() -> dict[str, list]:
    """Everything but times of storing and primary keys."""
    left_out = STAMPS | NUMBERS
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in left_out and not name.endswith("_id")}
            for row in model.objects.order_by("pk").values()
        ]
        for model in COUNTED
    }


def saved_again(row) -> dict:
    """The row's fields after its model has computed them."""
    row.save()
    row.refresh_from_db()
    return fields(row)


def fields(row) -> dict:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in STAMPS}


def test_as_many_events_as_asked_for_marked_as_synthetic(made):
    assert Event.objects.count() == Event.objects.filter(origin=Origin.SYNTHETIC).count() == NUMBER
    assert not Event.objects.exclude(summary__startswith="Made up").exists()


@pytest.mark.parametrize("model", [Event, Participation, Citation, ArticleText, Office], ids=lambda m: m.__name__)
def test_nothing_is_stored_that_saving_would_change(made, model):
    for row in model.objects.all():
        assert fields(row) == saved_again(row)


def test_the_counts_are_those_of_the_citations(made):
    for event in Event.objects.all():
        before = fields(event)
        event.refresh_counts()
        assert fields(event) == before


def test_the_index_holds_their_words(made):
    event = Event.objects.exclude(participations=None).first()
    assert event in Event.objects.mentioning(f'"{event.title}" "{event.participations.first().actor.name}"')
    assert stale(Event.objects.values_list("pk", flat=True)) == 0


def test_every_row_passes_the_checks_of_its_form(made):
    for model in (Event, Citation, Article, Participation, Actor, Office, Place, Outlet):
        for row in model.objects.all()[:50]:
            row.full_clean()


def test_what_is_published_could_have_been(made):
    for event in Event.objects.public():
        assert event.missing_for_publication() == []


def test_every_review_state_occurs(db):
    make_events("800", seed=2)
    assert set(Event.objects.values_list("review_state", flat=True)) == {
        "draft",
        "in_review",
        "published",
        "retracted",
    }
    assert Event.objects.filter(disputed=True).exists()
    assert Event.objects.filter(source_count__gte=2).exists()


def test_the_same_seed_makes_the_same_events(made):
    before = contents()
    make_events(str(NUMBER), seed=5, clear=True)
    assert contents() == before


def test_the_size_of_a_transaction_does_not_matter(made, monkeypatch):
    before = contents()
    monkeypatch.setattr(rows, "CHUNK", 7)
    make_events(str(NUMBER), seed=5, clear=True)
    assert contents() == before


def test_a_second_seed_adds_events_and_no_actors(made):
    actors = Actor.objects.count()
    make_events("10", seed=6)
    assert Event.objects.count() == NUMBER + 10
    assert Actor.objects.count() == actors == 200


def test_the_same_seed_twice_is_refused(made):
    with pytest.raises(CommandError, match="seed 5 are here already"):
        make_events(str(NUMBER), seed=5)


def test_an_event_saved_afterwards_gets_a_free_number(made):
    assert make_event(title="Meets Putin at the Kremlin").pk > Event.objects.filter(origin="synthetic").latest("pk").pk


def test_clearing_leaves_what_is_real(db):
    event, article = make_event(title="Meets Putin at the Kremlin"), make_article()
    make_events("50")
    make_events(clear=True)
    assert list(Event.objects.all()) == [event]
    assert list(Article.objects.all()) == [article]
    assert not Actor.objects.filter(slug__startswith="synthetic-").exists()
    assert not Outlet.objects.filter(slug__startswith="synthetic-").exists()
    assert not Place.objects.filter(slug__startswith="synthetic-").exists()


def test_clearing_leaves_what_somebody_uses(made):
    borrowed = Actor.objects.filter(slug__startswith="synthetic-").first()
    Participation.objects.create(event=make_event(title="Meets Putin at the Kremlin"), actor=borrowed)
    make_events(clear=True)
    assert Actor.objects.filter(pk=borrowed.pk).exists()


def test_a_state_that_is_here_takes_part(db):
    state = make_actor("Latvia", "state", country_id="LV")
    make_events("200")
    assert state.represented_in.exists()


@pytest.mark.parametrize("number", ["0", "-1", "many", "5000001", "1e3", "٣"])
def test_an_impossible_number_is_refused(number):
    with pytest.raises(CommandError, match=r"1 to 5,000,000|expected|required"):
        make_events(number)


def test_without_a_number_it_says_what_would_do():
    with pytest.raises(CommandError, match="make_events 1000"):
        make_events()


def test_it_does_not_run_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="does not run in production"):
        make_events("1")


def test_clearing_takes_merged_events_too(made):
    target, merged = Event.objects.order_by("pk")[:2]
    Event.objects.filter(pk=merged.pk).update(review_state="merged", merged_into=target)
    make_events(clear=True)
    assert not Event.objects.exists()
