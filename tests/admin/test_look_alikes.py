import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.filled_form import filled
from tests.admin.pages import change_url, drafted, enter
from tests.rows import cite, make_actor, make_article, make_public_event, make_type, take_part
from timeline import review
from timeline.models import Actor, Event, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def bennett(db) -> Actor:
    return make_actor()


def enter_a_twin(desk: Client, bennett: Actor, **values):
    """Another report of a meeting with Bennett on 5 March 2022, entered as an event of its own."""
    parts = {"type": make_type().pk, "participations__0__actor": bennett.pk, "typed_date": "2022-03-05"}
    return enter(desk, make_article("Another report"), **{"title": "Bennett in Moscow"} | parts | values)


def test_a_new_event_like_one_that_exists_leads_to_a_question(desk: Client, analyst: User, bennett: Actor):
    drafted(analyst, bennett)
    response = enter_a_twin(desk, bennett)
    twin = Event.objects.get(title="Bennett in Moscow")
    assert response.url == change_url(twin)
    page = desk.get(response.url).content.decode()
    assert "Is this the same event?" in page
    assert "Add this as another report of that event" in page


def test_the_question_comes_before_a_new_event_is_submitted(desk: Client, analyst: User, bennett: Actor):
    drafted(analyst, bennett)
    response = enter_a_twin(desk, bennett, _submit="1")
    twin = Event.objects.get(title="Bennett in Moscow")
    assert response.url == change_url(twin)
    assert "Not submitted yet" in desk.get(response.url).content.decode()
    assert desk.post(response.url, filled(desk.get(response.url), "event_form") | {"_submit": "1"}).url.endswith(
        "/submit/"
    )


def test_a_report_is_added_to_the_event_and_the_draft_goes(desk: Client, analyst: User, bennett: Actor):
    stays = drafted(analyst, bennett)
    enter_a_twin(desk, bennett, participations__1__actor=make_actor("Vladimir Putin").pk)
    twin = Event.objects.get(title="Bennett in Moscow")
    url = f"/admin/timeline/event/{twin.pk}/report-of/{stays.pk}/"
    assert desk.post(url, filled(desk.get(url))).url == change_url(stays)
    stays.refresh_from_db()
    assert (stays.citation_count, stays.version) == (2, 2)
    assert stays.participations.count() == 2
    assert not Event.objects.filter(pk=twin.pk).exists()


def test_nothing_of_the_draft_is_lost(desk: Client, analyst: User, bennett: Actor):
    stays = drafted(analyst, bennett)
    enter_a_twin(desk, bennett, summary="Three hours, nobody else in the room")
    twin = Event.objects.get(title="Bennett in Moscow")
    url = f"/admin/timeline/event/{twin.pk}/report-of/{stays.pk}/"
    desk.post(url, filled(desk.get(url)))
    assert Revision.objects.get(public_id=twin.public_id).after["summary"] == "Three hours, nobody else in the room"
    assert twin.public_id in Revision.objects.get(public_id=stays.public_id, version=2).comment


@pytest.mark.parametrize("which", ["version", "other_version"])
def test_events_that_changed_since_they_were_compared_are_left_alone(
    desk: Client, analyst: User, bennett: Actor, which: str
):
    stays = drafted(analyst, bennett)
    enter_a_twin(desk, bennett)
    twin = Event.objects.get(title="Bennett in Moscow")
    url = f"/admin/timeline/event/{twin.pk}/report-of/{stays.pk}/"
    page = filled(desk.get(url))
    Event.objects.filter(pk=twin.pk if which == "version" else stays.pk).update(version=7)
    assert "Somebody else has changed this event" in desk.post(url, page).content.decode()
    assert Event.objects.filter(pk=twin.pk).exists()
    assert stays.citations.count() == 1


def test_the_same_passage_is_not_cited_twice_by_it(desk: Client, analyst: User, bennett: Actor):
    stays = drafted(analyst, bennett)
    twin = drafted(analyst, bennett, title="Bennett in Moscow")
    twin.citations.all().delete()
    cite(twin, stays.citations.get().article)
    url = f"/admin/timeline/event/{twin.pk}/report-of/{stays.pk}/"
    desk.post(url, filled(desk.get(url)))
    assert stays.citations.count() == 1


def test_an_analyst_asks_an_editor_where_the_event_is_public(desk: Client, bennett: Actor):
    public = make_public_event()
    take_part(public, bennett)
    enter_a_twin(desk, bennett)
    twin = Event.objects.get(title="Bennett in Moscow")
    page = desk.get(change_url(twin)).content.decode()
    assert "Submit this, and ask an editor to merge it into that event" in page
    submit = desk.get(f"/admin/timeline/event/{twin.pk}/verb/submit/?comment=Another+report")
    assert "Another report</textarea>" in submit.content.decode()
    assert desk.get(f"/admin/timeline/event/{twin.pk}/report-of/{public.pk}/").status_code == 403


def test_an_editor_adds_a_report_to_a_public_event_with_a_comment(editors_desk: Client, analyst: User, bennett: Actor):
    public = make_public_event()
    take_part(public, bennett)
    twin = drafted(analyst, bennett, title="Bennett in Moscow")
    url = f"/admin/timeline/event/{twin.pk}/report-of/{public.pk}/"
    assert "a comment is needed" in editors_desk.post(url, filled(editors_desk.get(url))).content.decode()
    editors_desk.post(url, filled(editors_desk.get(url), comment="A second agency reports it"))
    assert public.citations.count() == 2


def test_an_event_in_review_is_merged_and_not_deleted(editors_desk: Client, analyst: User, bennett: Actor):
    drafted(analyst, bennett)
    twin = review.submit(drafted(analyst, bennett, title="Bennett in Moscow"), by=analyst)
    page = editors_desk.get(change_url(twin)).content.decode()
    assert f"/admin/timeline/event/{twin.pk}/merge/?into=" in page


def test_an_event_like_no_other_raises_no_question(desk: Client, analyst: User, bennett: Actor):
    drafted(analyst, bennett)
    enter_a_twin(desk, bennett, typed_date="2022-04-01")
    twin = Event.objects.get(title="Bennett in Moscow")
    assert "Is this the same event?" not in desk.get(change_url(twin)).content.decode()
