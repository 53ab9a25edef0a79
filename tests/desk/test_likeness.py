"""Which events a draft may be: those that share the most with it, nearest first."""

from __future__ import annotations

import pytest

from tests.rows import make_actor, make_event, take_part
from timeline import desk
from timeline.desk import Draft, Party
from timeline.models import Actor, Event

pytestmark = pytest.mark.django_db


def happened(title: str, edtf: str, *names: str) -> Event:
    event = make_event(title, edtf, slug="statement")
    take_part(event, *[Actor.objects.filter(name=name).first() or make_actor(name) for name in names])
    return event


def found(edtf: str, *slugs: str) -> list[str]:
    parties = tuple(Party(slug, actor=slug) for slug in slugs)
    return [event.title for event in desk.already_there(Draft(type="statement", edtf=edtf, parties=parties))]


def test_who_shares_more_parties_hides_who_shares_fewer():
    happened("Ann alone", "2022-03-05", "Ann")
    happened("Ann and Bo", "2022-03-05/2022-03-06", "Ann", "Bo")
    assert found("2022-03-05", "ann", "bo") == ["Ann and Bo"]
    assert found("2022-03-05", "ann") == ["Ann alone", "Ann and Bo"]


def test_by_a_day_is_asked_of_the_weeks_before_it():
    happened("Years ago", "2019-03-05", "Ann")
    happened("Last week", "2022-03-01", "Ann")
    happened("By then", "../2022-03-07", "Ann")
    assert sorted(found("../2022-03-07", "ann")) == ["By then", "Last week"]
    assert found("2022-03-07/..", "ann") == ["By then"]


def test_the_nearest_stand_first_and_no_more_than_three():
    for last in ("31", "20", "12", "11"):
        happened(f"Until {last} March", f"2022-03-10/2022-03-{last}", "Ann")
    assert found("2022-03-10", "ann") == ["Until 11 March", "Until 12 March", "Until 20 March"]
