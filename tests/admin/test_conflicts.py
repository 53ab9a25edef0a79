"""Two people at one record: the second save is refused, nothing typed is lost, and saving on top is a decision."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.conftest import logged_in
from tests.admin.pages import drafted, errors, open_form, save
from tests.rows import (
    make_actor,
    make_article,
    make_office,
    make_outlet,
    make_place,
    make_state,
    make_type,
    make_user,
    take_part,
)
from timeline import review
from timeline.models import Actor, Event, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db) -> Client:
    return logged_in(make_user("colleague", first_name="Ada", last_name="Colleague"))


@pytest.fixture
def event(analyst: User) -> Event:
    return drafted(analyst, make_actor())


def on_top(client: Client, record, form: dict):
    """Save a stale form once more, with the tick that one has seen the other version."""
    return save(client, record, form, seen_version=save(client, record, form).context["conflict"].stored)


def test_the_second_of_two_saves_is_refused_and_keeps_what_was_typed(desk: Client, colleague: Client, event: Event):
    mine = open_form(desk, event, title="My title", summary="My summary")
    save(colleague, event, open_form(colleague, event, title="Her title"))
    response = save(desk, event, mine)
    assert "Ada Colleague has saved this event while you had it open" in errors(response)
    page = response.content.decode()
    assert 'value="My title"' in page
    assert "My summary" in page
    event.refresh_from_db()
    assert (event.title, event.version) == ("Her title", 2)


def test_both_versions_are_shown_from_where_they_began(desk: Client, colleague: Client, event: Event):
    mine = open_form(desk, event, title="My title", quantities__0__what="aides", quantities__0__amount="4")
    save(colleague, event, open_form(colleague, event, typed_date="2022-03-06"))
    conflict = save(desk, event, mine).context["conflict"]
    assert [(d.field, d.before, d.after) for d in conflict.theirs] == [
        ("date", "5 March 2022 (2022-03-05)", "6 March 2022 (2022-03-06)"),
        ("basis", "", "stated in the text"),
    ]
    assert [(d.field, d.after) for d in conflict.yours] == [("title", "My title"), ("quantity", "4 aides")]
    assert not event.quantities.exists()


def test_saving_on_top_is_a_decision_for_the_version_that_was_seen(desk: Client, colleague: Client, event: Event):
    mine = open_form(desk, event, title="My title")
    save(colleague, event, open_form(colleague, event, title="Her title"))
    seen = save(desk, event, mine).context["conflict"].stored
    save(colleague, event, open_form(colleague, event, title="Her second title"))
    seen_later = save(desk, event, mine, seen_version=seen).context["conflict"].stored
    assert save(desk, event, mine, seen_version=seen_later).status_code == 302
    event.refresh_from_db()
    assert (event.title, event.version) == ("My title", 4)


def test_a_change_of_the_rows_alone_is_noticed(desk: Client, colleague: Client, event: Event):
    mine = open_form(desk, event, title="My title")
    save(colleague, event, open_form(colleague, event, participations__0__role="host"))
    response = save(desk, event, mine)
    assert [d.field for d in response.context["conflict"].theirs] == ["party"]


def test_a_row_that_was_removed_meanwhile_comes_back_as_a_new_one(desk: Client, colleague: Client, event: Event):
    take_part(event, make_actor("Vladimir Putin"), role="host")
    mine = open_form(desk, event, participations__0__note="in a hurry")
    save(colleague, event, open_form(colleague, event, participations__0__DELETE="on"))
    response = save(desk, event, mine)
    page = response.content.decode()
    assert 'value="in a hurry"' in page
    assert "Vladimir Putin" in page
    assert on_top(desk, event, mine).status_code == 302
    rows = event.participations.order_by("actor__name").values_list("actor__name", "note")
    assert list(rows) == [("Naftali Bennett", "in a hurry"), ("Vladimir Putin", "")]


def test_a_row_that_was_added_meanwhile_stays(desk: Client, colleague: Client, event: Event):
    mine = open_form(desk, event, title="My title")
    place = make_place()
    save(colleague, event, open_form(colleague, event, event_places__0__place=place.pk))
    on_top(desk, event, mine)
    assert event.event_places.get().place == place


def test_the_same_row_added_by_both_is_an_error_and_no_crash(desk: Client, colleague: Client, event: Event):
    quote = {
        "citations__1__article": event.citations.get().article_id, "citations__1__exact": "three hours",
        "citations__1__verb_class": "reported", "citations__1__stance": "supports", "citations__1__credibility": "6",
        "citations__1__rank": "normal", "citations__TOTAL_FORMS": "2",
    }  # fmt: skip
    mine = open_form(desk, event, **quote)
    assert save(colleague, event, open_form(colleague, event, **quote)).status_code == 302
    assert "cited twice" in errors(on_top(desk, event, mine))
    assert event.citations.count() == 2


def test_a_form_without_its_version_is_refused(desk: Client, event: Event):
    form = open_form(desk, event, title="My title")
    del form["read_version"]
    assert save(desk, event, form).context["conflict"]
    event.refresh_from_db()
    assert event.title == "Meets Putin at the Kremlin"


def test_what_was_typed_survives_a_submission_in_the_meantime(desk: Client, analyst: User, event: Event):
    mine = open_form(desk, event, title="My title")
    review.submit(event, by=analyst)
    response = save(desk, event, mine)
    assert 'value="My title"' in response.content.decode()
    assert "You may not edit an event that is in review" in errors(on_top(desk, event, mine))
    event.refresh_from_db()
    assert event.title == "Meets Putin at the Kremlin"


def test_a_published_event_is_not_changed_without_a_comment(editors_desk: Client, editor: User, event: Event):
    review.publish(event, by=editor)
    form = open_form(editors_desk, event, title="A better title")
    response = save(editors_desk, event, form)
    assert "say in the comment what you correct" in errors(response)
    assert 'value="A better title"' in response.content.decode()
    assert save(editors_desk, event, form, comment="The agency corrected it").status_code == 302
    last = Revision.objects.order_by("version").last()
    assert (last.verb, last.version, last.comment) == ("edit", 3, "The agency corrected it")


def test_a_published_event_keeps_its_last_citation(editors_desk: Client, editor: User, event: Event):
    review.publish(event, by=editor)
    form = open_form(editors_desk, event, comment="Gone", citations__0__DELETE="on")
    assert "a citation with its quote" in errors(save(editors_desk, event, form))
    assert event.citations.count() == 1


def test_a_save_that_changes_nothing_makes_no_version(desk: Client, event: Event):
    save(desk, event, open_form(desk, event))
    event.refresh_from_db()
    assert event.version == 1


def test_an_event_from_a_bulk_load_has_no_beginning_and_is_compared_with_what_is_stored(desk: Client, event: Event):
    Event.objects.filter(pk=event.pk).update(version=5, title="Made in bulk")
    mine = open_form(desk, event, title="My title")
    Event.objects.filter(pk=event.pk).update(version=6)
    conflict = save(desk, event, mine).context["conflict"]
    assert (conflict.began, conflict.theirs) == (False, [])
    assert [(d.before, d.after) for d in conflict.yours] == [("Made in bulk", "My title")]


def test_a_bulk_update_of_an_event_is_noticed_although_it_makes_no_version(desk: Client, event: Event):
    mine = open_form(desk, event, title="My title")
    Event.objects.filter(pk=event.pk).update(summary="Set behind our back")
    conflict = save(desk, event, mine).context["conflict"]
    assert [(d.field, d.after) for d in conflict.theirs] == [("summary", "Set behind our back")]


# -- other records -----------------------------------------------------------------------------------------------


RECORDS = {
    "office": (lambda: make_office(make_actor("A person"), make_state(), "Minister"), "title"),
    "actor": (make_actor, "name"),
    "place": (make_place, "name"),
    "outlet": (make_outlet, "name"),
    "article": (make_article, "title"),
    "eventtype": (make_type, "label"),
}


@pytest.mark.parametrize("noun", RECORDS)
def test_no_record_is_saved_over_somebody_elses_save(editors_desk: Client, noun: str):
    make, field = RECORDS[noun]
    record = make()
    mine = open_form(editors_desk, record, **{field: "Mine"})
    save(editors_desk, record, open_form(editors_desk, record, **{field: "Hers"}))
    response = save(editors_desk, record, mine)
    assert "Somebody else has saved this while you had it open" in errors(response)
    assert 'value="Mine"' in response.content.decode()
    conflict = response.context["conflict"]
    assert [(d.before, d.after) for d in conflict.yours] == [("Hers", "Mine")]
    assert save(editors_desk, record, mine, seen_version=conflict.stored).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == "Mine"


def test_a_bulk_update_is_noticed_too(editors_desk: Client):
    actor = make_actor()
    mine = open_form(editors_desk, actor, name="Mine")
    Actor.objects.filter(pk=actor.pk).update(description="Set by an action")
    assert save(editors_desk, actor, mine).context["conflict"]


def test_a_change_of_an_alias_alone_is_noticed(editors_desk: Client):
    actor = make_actor()
    actor.aliases.create(name="Bennett")
    mine = open_form(editors_desk, actor, description="Mine")
    save(editors_desk, actor, open_form(editors_desk, actor, aliases__0__name="N. Bennett"))
    assert save(editors_desk, actor, mine).context["conflict"]


def test_a_new_version_of_the_text_is_noticed(editors_desk: Client):
    article = make_article()
    mine = open_form(editors_desk, article, title="Mine")
    article.add_text("A text that somebody else has stored.")
    assert save(editors_desk, article, mine).context["conflict"]


def test_a_save_without_a_change_leaves_no_trace(editors_desk: Client):
    actor = make_actor()
    save(editors_desk, actor, open_form(editors_desk, actor))
    assert actor.history.count() == 1
