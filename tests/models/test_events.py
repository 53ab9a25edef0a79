from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_editor,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_public_event,
    make_state,
    make_unpublished_events,
    make_user,
    take_part,
    take_place,
)
from timeline.dates import UNDATED_POSITION, Certainty
from timeline.models import Actor, Article, Event, Outlet, Place

pytestmark = pytest.mark.django_db

INVALID = [
    ({"title": "", "type": None}, "title"),
    ({"edtf": "2022-02-30"}, "edtf"),
    ({"edtf": "Saturday"}, "edtf"),
    ({"title": "Talks\u202egnirpS"}, "title"),
    ({"title": "Talks\x00"}, "title"),
    ({"title": "Two\nlines"}, "title"),
    ({"title": "T" * 201}, "title"),
    ({"summary": "bell \x07"}, "summary"),
    ({"duration": "three hours"}, "duration"),
    ({"occurrences": 0}, "occurrences"),
    ({"importance": 6}, "importance"),
    ({"cameo_code": "4!"}, "cameo_code"),
    ({"time_end": time(15)}, "time_start"),
    ({"time_start": time(14)}, "tz"),
    ({"time_start": time(14), "tz": "Mars/Olympus"}, "tz"),
    ({"time_start": time(14), "tz": "Europe/Moscow", "edtf": "2022-03"}, "time_start"),
    ({"time_start": time(14), "time_end": time(13), "tz": "Europe/Moscow"}, "time_end"),
    ({"time_start": time(2, 30), "tz": "Europe/Paris", "edtf": "2022-03-27"}, "time_start"),
]


@pytest.mark.parametrize(("values", "field"), INVALID)
def test_the_field_that_is_wrong_is_named(values: dict, field: str):
    event = make_event()
    for name, value in values.items():
        setattr(event, name, value)
    with pytest.raises(ValidationError) as refused:
        event.full_clean()
    assert set(refused.value.message_dict) == {field}


def test_bounds_follow_from_the_date_and_never_stay_behind():
    event = make_event(edtf="2022-03-05")
    event.edtf = "2022-04"
    event.save()
    event.refresh_from_db()
    assert (event.earliest, event.latest, event.precision) == (date(2022, 4, 1), date(2022, 4, 30), "month")


def test_an_undated_event_comes_last():
    undated, late, early = make_event(edtf=""), make_event(edtf="2022-03-06"), make_event(edtf="2022-03-05")
    assert undated.position == UNDATED_POSITION
    assert list(Event.objects.chronological()) == [early, late, undated]


def test_the_chronology_goes_by_earliest_then_latest_then_time():
    values = [
        ("../2022-03-04", {}),
        ("2022-03-05", {}),
        ("2022-03-05", {"time_start": time(9), "tz": "UTC"}),
        ("2022-03-05/2022-03-06", {}),
        ("2022-03", {}),
    ]
    made = [make_event(edtf=edtf, **more) for edtf, more in reversed(values)]
    order = [(e.edtf, e.time_start) for e in Event.objects.chronological()]
    assert order == [(made[0].edtf, None)] + [(edtf, more.get("time_start")) for edtf, more in values[:-1]]


# EDTF, whether it may touch 4–6 March 2022, whether it must
OVERLAPS = [
    ("2022-03-05", True, True),
    ("2022-03-04", True, True),
    ("2022-03-06", True, True),
    ("2022-03-03", False, False),
    ("2022-03-07", False, False),
    ("2022-03", True, False),
    ("2022", True, False),
    ("2022-03-01/2022-03-04", True, False),
    ("../2022-03-07", True, False),
    ("../2022-03-03", False, False),
    ("2022-03-05/..", True, False),
    ("2022-03-07/..", False, False),
    ("", False, False),
]


@pytest.mark.parametrize(("edtf", "possible", "certain"), OVERLAPS)
def test_an_event_may_or_must_lie_in_a_window(edtf: str, possible: bool, certain: bool):
    make_event(edtf=edtf)
    window = date(2022, 3, 4), date(2022, 3, 6)
    assert Event.objects.overlapping(*window).exists() == possible
    assert Event.objects.overlapping(*window, Certainty.CERTAIN).exists() == certain


def test_everybody_sees_what_is_published_and_staff_all():
    make_unpublished_events()
    public = set(Event.objects.public())
    for user in (make_user(), make_editor()):
        assert set(Event.objects.visible_to(user)) == set(Event.objects.all())
    outsider = make_user("outsider", group="")
    assert set(Event.objects.visible_to(outsider)) == public
    assert {event.review_state for event in public} == {"published"}


@pytest.mark.parametrize("model", [Actor, Place, Outlet, Article])
def test_what_only_unpublished_events_name_is_not_public(model):
    make_unpublished_events()
    assert not [str(row) for row in model.objects.public() if "ZQ" in str(row)]
    assert [row for row in model.objects.visible_to(make_user()) if "ZQ" in str(row)]


def test_a_state_is_public_when_somebody_acted_for_it():
    israel = make_state()
    bennett = make_actor()
    office = make_office(bennett, israel, "Prime Minister of Israel")
    take_part(make_public_event(), bennett, office=office)
    assert set(Actor.objects.public()) == {bennett, israel}


def test_everything_of_a_hundred_events_takes_as_many_queries_as_of_one():
    israel, kremlin, article = make_state(), make_place(), make_article(outlet=make_outlet())
    for number in range(3):
        event = make_event(f"Event {number}")
        take_part(event, israel, make_actor(f"Person {number}"))
        take_place(event, kremlin)
        cite(event, article)
        event.quantities.create(what="children", amount=90)

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            for event in Event.objects.with_everything()[:count]:
                [p.actor.name for p in event.participations.all()]
                [p.place.full_name for p in event.event_places.all()]
                [c.article.outlet.name for c in event.citations.all()]
                [str(q) for q in event.quantities.all()]
        return len(captured)

    assert queries(1) == queries(3) <= 14


def test_an_event_in_the_kremlin_is_in_moscow_and_stays_there_when_moscow_moves():
    russia = make_place("Russia", "country")
    moscow = make_place("Moscow", "locality")
    event = make_event()
    take_place(event, make_place("Kremlin", parent=moscow))
    assert not Event.objects.at([russia]).exists()
    moscow.parent = russia
    moscow.save()
    assert list(Event.objects.at([russia])) == [event]


def test_a_place_cannot_lie_in_what_lies_in_it():
    moscow = make_place("Moscow")
    kremlin = make_place("Kremlin", parent=moscow)
    moscow.parent = kremlin
    with pytest.raises(ValidationError, match="lie in itself"):
        moscow.full_clean()


def represented(kind: str, country: str | None, **values):
    return make_actor("Somebody", kind, country=make_country(country, "Israel") if country else None, **values)


@pytest.mark.parametrize(
    ("kind", "acts_for"),
    [("government_body", "Israel"), ("military", "Israel"), ("person", None), ("ngo", None), ("company", None)],
)
def test_a_body_of_the_state_acts_for_it_and_a_citizen_does_not(kind: str, acts_for: str | None):
    make_state()
    actor = represented(kind, "IL")
    assert getattr(actor.represents(), "name", None) == acts_for


def test_a_minister_acts_for_the_state_in_office():
    israel, bennett = make_state(), make_actor()
    cabinet = make_actor("Government of Israel", "government_body", country=israel.country)
    part = take_part(make_event(), bennett, office=make_office(bennett, cabinet, "Prime Minister of Israel"))[0]
    assert part.acts_for == israel


def test_the_offices_that_a_person_may_have_held_at_a_date():
    israel, bennett = make_state(), make_actor()
    premier = make_office(bennett, israel, "Prime Minister", "2021-06-13/2022-06-30")
    make_office(bennett, israel, "Minister of Education", "2015-05-14/2019-06-04")
    always = make_office(bennett, israel, "Reserve officer", "")
    assert bennett.offices_on(date(2022, 3, 5), date(2022, 3, 5)) == [premier, always]


@pytest.mark.parametrize(
    ("outlets", "sources"),
    [(["A", "B"], 2), (["A", "A"], 1), ([None, None], 2), (["Wire", "Carrier"], 1), (["Carrier", "A"], 2)],
)
def test_a_wire_and_its_carriers_count_as_one_source(outlets: list, sources: int):
    wire = make_outlet("Wire")
    known = {"Wire": wire, "Carrier": make_outlet("Carrier", wire=wire), "A": make_outlet("A"), "B": make_outlet("B")}
    event = make_event()
    for name in outlets:
        cite(event, make_article(outlet=known.get(name)))
    event.refresh_from_db()
    assert (event.citation_count, event.source_count) == (2, sources)


@pytest.mark.parametrize(
    ("values", "disputed"), [({}, False), ({"stance": "disputes"}, True), ({"reported": {"date": "6 March"}}, True)]
)
def test_an_event_is_disputed_when_a_report_disputes_or_differs(values: dict, disputed: bool):
    event = make_event()
    cite(event, **values)
    event.refresh_from_db()
    assert event.disputed == disputed


def test_an_event_like_another_has_its_type_a_date_that_touches_and_a_shared_party():
    bennett, putin = make_actor(), make_actor("Vladimir Putin")
    event = make_event(edtf="2022-03-05")
    take_part(event, bennett, putin)
    same = make_event("Talks in Moscow", edtf="2022-03")
    take_part(same, bennett)
    for others in ({"slug": "phone_call"}, {"edtf": "2022-04"}):
        take_part(make_event("Other", **({"edtf": "2022-03-05"} | others)), bennett)
    make_event("Nobody in common")
    assert list(Event.objects.like(event)) == [same]


def test_acting_for_a_state_follows_a_change_of_the_organisation():
    israel, bennett = make_state(), make_actor()
    cabinet = make_actor("Cabinet", "government_body", country=israel.country)
    part = take_part(make_event(), bennett, office=make_office(bennett, cabinet, "Prime Minister"))[0]
    cabinet.kind = "ngo"
    cabinet.save()
    part.refresh_from_db()
    assert part.acts_for is None


def test_a_state_that_is_entered_after_its_ministry_is_acted_for():
    ministry = make_actor("Ministry", "government_body", country=make_country())
    part = take_part(make_event(), ministry)[0]
    assert part.acts_for is None
    israel = make_state()
    part.refresh_from_db()
    assert part.acts_for == israel


def test_sources_are_counted_anew_when_an_outlet_takes_a_wire():
    wire, carrier = make_outlet("Wire"), make_outlet("Carrier")
    event = make_event()
    for outlet in (wire, carrier):
        cite(event, make_article(outlet=outlet))
    carrier.wire = wire
    carrier.save()
    event.refresh_from_db()
    assert event.source_count == 1


def test_an_hour_inside_the_date_counts_in_the_order():
    late, early = make_event(edtf="2022-03-05T14:00:00"), make_event(time_start=time(10), tz="UTC")
    assert list(Event.objects.chronological()) == [early, late]
