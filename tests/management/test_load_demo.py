"""`load_demo`: in demo mode alone, and never twice."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError

from timeline.models import (
    Actor,
    Article,
    Citation,
    Dossier,
    Event,
    EventLink,
    Office,
    Place,
    Revision,
)
from timeline.models.search import stale

COUNTED = (Actor, Article, Citation, Dossier, Event, EventLink, Office, Place, Revision, User)


def load(**options) -> str:
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    load()


def test_exactly_the_15_are_published(demo):
    assert Event.objects.count() == Event.objects.public().count() == 15


def test_the_index_holds_their_words(demo):
    assert Event.objects.mentioning("bennett kremlin").exists()
    assert stale(Event.objects.values_list("pk", flat=True)) == 0


def test_loading_twice_changes_nothing(demo):
    before = {model: list(model.objects.order_by("pk").values()) for model in COUNTED}
    assert load() == "0 events inserted.\n"
    assert {model: list(model.objects.order_by("pk").values()) for model in COUNTED} == before


def test_outside_demo_mode_it_refuses_and_says_why(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMARCHE_DEMO=1"):
        load()
    assert not User.objects.exists()


def test_an_edit_made_in_the_demo_stays(demo):
    Event.objects.filter(title="Ukraine asks Israel to mediate").update(importance=1)
    load()
    assert Event.objects.get(title="Ukraine asks Israel to mediate").importance == 1


def test_a_state_that_is_here_under_another_name_is_used(db, settings):
    settings.DEMO = True
    state = Actor.objects.create(name="The State of Israel", kind="state", country_id="IL")
    load()
    assert state.participations.filter(event__type__slug="condemnation").exists()


# -- the made-up events beside them --------------------------------------------------------------------------------


def test_fiction_shows_what_the_article_lacks(db, settings):
    settings.DEMO = True
    assert load(with_fiction=True) == "20 events inserted.\n"
    states = dict(Event.objects.filter(title__contains="(fictional)").values_list("public_id", "review_state"))
    assert sorted(states.values()) == ["draft", "in_review", "published", "published", "retracted"]
    assert Event.objects.get(disputed=True).source_count == 2
    assert Event.objects.public().undated().count() == 1
    assert Event.objects.get(review_state="retracted").retraction_reason


def test_fiction_can_follow_later(demo):
    assert load(with_fiction=True) == "5 events inserted.\n"


def test_everything_made_up_says_so(db, settings):
    settings.DEMO = True
    load(with_fiction=True)
    article = Article.objects.get(author="Erin Viner")
    for made_up in Event.objects.exclude(citations__article=article):
        assert made_up.title.endswith("(fictional)")
        assert made_up.summary.startswith("Made up")
