import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.filled_form import filled
from tests.admin.pages import LIST, change_url, drafted, open_form, save
from tests.rows import make_actor, make_event, make_public_event
from timeline import review
from timeline.models import Actor, Event, Revision

pytestmark = pytest.mark.django_db


def verb_url(event: Event, verb: str) -> str:
    return f"/admin/timeline/event/{event.pk}/verb/{verb}/"


def say(client: Client, event: Event, verb: str, **form):
    """Open the page of the verb and confirm it."""
    url = verb_url(event, verb)
    return client.post(url, filled(client.get(url), **form))


def state(event: Event) -> tuple[str, int]:
    event.refresh_from_db()
    return event.review_state, event.version


# state → the buttons that each group finds on the page of the event
BUTTONS = {
    "draft": {"Analysts": {"submit"}, "Editors": {"submit", "publish", "merge"}},
    "in_review": {"Analysts": set(), "Editors": {"send_back", "publish", "merge"}},
    "published": {"Analysts": set(), "Editors": {"retract", "merge"}},
    "retracted": {"Analysts": set(), "Editors": {"restore"}},
}


@pytest.mark.parametrize("group", ["Analysts", "Editors"])
@pytest.mark.parametrize("in_state", BUTTONS)
def test_the_page_of_an_event_offers_the_verbs_that_fit(
    desk: Client, editors_desk: Client, analyst: User, in_state: str, group: str
):
    event = drafted(analyst)
    reason = "Withdrawn" if in_state == "retracted" else ""
    Event.objects.filter(pk=event.pk).update(
        review_state=in_state, retraction_reason=reason, published_at="2022-03-08T00:00Z"
    )
    page = (desk if group == "Analysts" else editors_desk).get(change_url(event)).content.decode()
    offered = {verb for verb in ("submit", "send_back", "publish", "retract", "restore") if f"/verb/{verb}/" in page}
    offered |= {"merge"} if f"/{event.pk}/merge/" in page else set()
    assert offered == BUTTONS[in_state][group]


def test_an_event_goes_from_draft_to_published_by_two_people(desk: Client, editors_desk: Client, analyst: User):
    event = drafted(analyst)
    assert say(desk, event, "submit", comment="Please look").status_code == 302
    assert say(editors_desk, event, "publish", comment="Checked").status_code == 302
    assert state(event) == ("published", 3)
    trail = Revision.objects.order_by("version").values_list("verb", "by__username", "comment")
    assert list(trail) == [
        ("create", "analyst", ""),
        ("submit", "analyst", "Please look"),
        ("publish", "editor", "Checked"),
    ]


def test_saving_may_lead_straight_to_the_submission(desk: Client, analyst: User):
    event = drafted(analyst)
    response = save(desk, event, open_form(desk, event, title="A better title"), _submit="1")
    assert response.url == verb_url(event, "submit")
    event.refresh_from_db()
    assert event.title == "A better title"


@pytest.mark.parametrize("verb", ["send_back", "retract", "restore"])
def test_a_verb_that_needs_a_reason_asks_for_it(editors_desk: Client, analyst: User, verb: str):
    event = drafted(analyst)
    response = say(editors_desk, event, verb, comment="")
    assert "Say why: a comment is needed." in response.content.decode()
    assert state(event) == ("draft", 1)


def test_a_retraction_shows_its_reason_and_can_be_taken_back(editors_desk: Client, editor: User, analyst: User):
    event = review.publish(drafted(analyst), by=editor)
    say(editors_desk, event, "retract", comment="The agency withdrew it")
    assert "The agency withdrew it" in editors_desk.get(change_url(event)).content.decode()
    say(editors_desk, event, "restore", comment="It was confirmed")
    assert state(event)[0] == "published"


def test_an_analyst_who_calls_the_address_of_a_button_is_refused(desk: Client, analyst: User):
    event = drafted(analyst)
    assert "for editors" in say(desk, event, "publish").content.decode()
    assert state(event) == ("draft", 1)


def test_what_is_missing_is_said_before_the_button_is_pressed(desk: Client):
    page = desk.get(verb_url(make_event(), "submit")).content.decode()
    assert "this event needs: a citation with its quote" in page


def test_a_verb_on_an_event_that_changed_meanwhile_is_refused_with_the_change(
    desk: Client, editors_desk: Client, analyst: User
):
    event = drafted(analyst)
    page = filled(editors_desk.get(verb_url(event, "publish")))
    save(desk, event, open_form(desk, event, title="Changed since"))
    response = editors_desk.post(verb_url(event, "publish"), page)
    assert response.status_code == 409
    text = response.content.decode()
    assert "Somebody else has changed this event" in text
    assert "Changed since" in text
    assert state(event) == ("draft", 2)
    editors_desk.post(verb_url(event, "publish"), filled(response))
    assert state(event) == ("published", 3)


# -- in the list -------------------------------------------------------------------------------------------------


def confirm(client: Client, action: str, *events: Event, **form):
    chosen = {"action": action, "_selected_action": [e.pk for e in events], "index": "0"}
    page = client.post(LIST, chosen)
    assert page.status_code == 200, page.url
    return client.post(LIST, filled(page, **form), follow=True)


def test_publishing_several_tells_of_each_that_was_refused(editors_desk: Client, analyst: User):
    good, bare = drafted(analyst), make_event("Nothing cited")
    response = confirm(editors_desk, "publish_selected", good, bare)
    told = [str(message) for message in response.context["messages"]]
    assert any("“Nothing cited” was not published. Before it can be published" in text for text in told)
    assert "Published: 1." in told
    assert state(good) == ("published", 2)
    assert state(bare) == ("draft", 1)


def test_an_event_that_changed_between_the_list_and_the_click_is_left_alone(
    desk: Client, editors_desk: Client, analyst: User
):
    event = drafted(analyst)
    page = editors_desk.post(LIST, {"action": "publish_selected", "_selected_action": [event.pk], "index": "0"})
    save(desk, event, open_form(desk, event, title="Changed since"))
    response = editors_desk.post(LIST, filled(page), follow=True)
    assert "you began with version 1, it is now version 2" in response.content.decode()
    assert state(event) == ("draft", 2)


def test_sending_back_several_needs_one_comment(editors_desk: Client, analyst: User):
    event = review.submit(drafted(analyst), by=analyst)
    page = confirm(editors_desk, "send_back_selected", event)
    assert "Say why" in page.content.decode()
    confirm(editors_desk, "send_back_selected", event, comment="Quote more of it")
    assert state(event) == ("draft", 3)


def test_the_actions_of_a_list_are_those_that_the_group_may_do(desk: Client, editors_desk: Client):
    make_event()
    analysts, editors = (c.get(LIST).content.decode() for c in (desk, editors_desk))
    assert "submit_selected" in analysts
    assert "publish_selected" not in analysts
    assert {name for name in ("publish_selected", "retract_selected", "merge_events") if name in editors} == {
        "publish_selected", "retract_selected", "merge_events",
    }  # fmt: skip
    assert "delete_selected" not in editors


# -- merging and deleting ----------------------------------------------------------------------------------------


def test_an_editor_merges_an_event_into_another(editors_desk: Client, analyst: User):
    event, stays = drafted(analyst), drafted(analyst, title="Talks in Moscow")
    url = f"/admin/timeline/event/{event.pk}/merge/"
    response = editors_desk.post(url, filled(editors_desk.get(url), into=stays.pk, comment="The same talks"))
    assert response.url == change_url(stays)
    assert state(event)[0] == "merged"
    assert stays.citations.count() == 2


def test_an_analyst_may_not_merge(desk: Client, analyst: User):
    assert desk.get(f"/admin/timeline/event/{drafted(analyst).pk}/merge/").status_code == 403


def test_selected_events_are_merged_into_one_of_them(editors_desk: Client, analyst: User):
    stays, *others = (drafted(analyst, title=f"Talks {number}") for number in range(3))
    confirm(editors_desk, "merge_events", stays, *others, into=stays.pk)
    assert [state(other)[0] for other in others] == ["merged", "merged"]
    assert stays.citations.count() == 3


def test_selected_actors_are_merged_into_one(editors_desk: Client):
    stays, double = make_actor("Volodymyr Zelenskyy"), make_actor("Vladimir Zelensky")
    url = "/admin/timeline/actor/"
    chosen = {"action": "merge_actors", "_selected_action": [double.pk], "index": "0"}
    editors_desk.post(url, filled(editors_desk.post(url, chosen), into=stays.pk))
    double.refresh_from_db()
    assert double.merged_into == stays
    assert list(Actor.objects.named("Vladimir Zelensky").current()) == [stays]


def test_a_draft_can_be_deleted_by_an_editor_and_its_history_stays(editors_desk: Client, desk: Client, analyst: User):
    event = drafted(analyst)
    url = f"/admin/timeline/event/{event.pk}/delete/"
    assert desk.post(url, {"post": "yes"}).status_code == 403
    assert editors_desk.post(url, {"post": "yes"}).status_code == 302
    assert not Event.objects.exists()
    assert Revision.objects.get().public_id == event.public_id


def test_what_was_public_cannot_be_deleted(editors_desk: Client):
    event = make_public_event()
    assert editors_desk.post(f"/admin/timeline/event/{event.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Event.objects.exists()
