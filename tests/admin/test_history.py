import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.pages import drafted, open_form, save
from tests.rows import make_actor, make_article, make_event, make_outlet
from timeline import review
from timeline.models import Event

pytestmark = pytest.mark.django_db


def history_url(obj) -> str:
    return f"/admin/timeline/{obj._meta.model_name}/{obj.pk}/history/"


def test_the_history_of_an_event_says_who_when_which_verb_why_and_what(
    desk: Client, editors_desk: Client, analyst: User, editor: User
):
    event = drafted(analyst)
    save(desk, event, open_form(desk, event, title="Meets Putin in Moscow", comment="A shorter title"))
    review.publish(event, by=editor, comment="Checked against the text")
    response = desk.get(history_url(event))
    steps = response.context["past"].steps
    assert [(s.version, s.by, s.verb, s.comment) for s in steps] == [
        (3, "editor", "published", "Checked against the text"),
        (2, "analyst", "edited", "A shorter title"),
        (1, "analyst", "created", ""),
    ]
    assert [(d.field, d.before, d.after) for d in steps[1].differences] == [
        ("title", "Meets Putin at the Kremlin", "Meets Putin in Moscow")
    ]
    page = response.content.decode()
    assert "<del><bdi>Meets Putin at the Kremlin</bdi></del>" in page
    assert "<ins><bdi>Meets Putin in Moscow</bdi></ins>" in page


def test_a_long_history_comes_in_pages(desk: Client, analyst: User):
    event = drafted(analyst)
    for number in range(21):
        with review.editing(event, by=analyst, version=event.version) as fresh:
            fresh.title = f"Title {number}"
            fresh.save()
    first, second = desk.get(history_url(event)), desk.get(f"{history_url(event)}?p=2")
    assert [s.version for s in first.context["past"].steps] == list(range(22, 2, -1))
    assert [s.version for s in second.context["past"].steps] == [2, 1]
    assert 'rel="next"' in first.content.decode()
    assert 'rel="next"' not in second.content.decode()


def test_an_event_without_a_history_says_so(desk: Client):
    assert "Nothing is recorded" in desk.get(history_url(make_event())).content.decode()


def test_the_history_of_an_actor_holds_its_names_and_offices(desk: Client, analyst: User):
    actor = make_actor()
    row = {"aliases-0-name": "Benet", "aliases-0-kind": "transliteration"}
    save(desk, actor, open_form(desk, actor, description="Prime minister") | row)
    steps = desk.get(history_url(actor)).context["past"].steps
    assert {(s.verb, s.by) for s in steps} == {
        ("alias added", "analyst"), ("actor changed", "analyst"), ("actor added", "the system"),
    }  # fmt: skip
    changed = next(s for s in steps if s.verb == "actor changed")
    assert [(d.field, d.before, d.after) for d in changed.differences] == [("description", "", "Prime minister")]


def test_a_changed_reference_is_shown_by_name(desk: Client):
    article = make_article()
    outlet = make_outlet("Example Wire")
    save(desk, article, open_form(desk, article, outlet=outlet.pk))
    newest = desk.get(history_url(article)).context["past"].steps[0]
    assert ("outlet", "", "Example Wire") in [(d.field, d.before, d.after) for d in newest.differences]


def test_a_history_cannot_be_read_without_the_right_to_see_the_record(client: Client, db):
    client.force_login(User.objects.create_user("guest", password="x", is_staff=True))
    assert client.get(history_url(make_event())).status_code == 403


def test_revisions_are_there_to_read_only(editors_desk: Client, analyst: User):
    event = drafted(analyst)
    revision = event.revisions.get()
    url = f"/admin/timeline/revision/{revision.pk}/"
    assert "Version 1 of" in editors_desk.get(f"{url}change/").content.decode()
    assert editors_desk.post(f"{url}change/", {"comment": "Forged"}).status_code == 200
    assert editors_desk.post(f"{url}delete/", {"post": "yes"}).status_code == 403
    assert editors_desk.get("/admin/timeline/revision/add/").status_code == 302
    assert event.revisions.get().comment == ""
    found = editors_desk.get(f"/admin/timeline/revision/?q={event.public_id}")
    assert list(found.context["cl"].result_list) == [revision]


def test_the_history_survives_the_event(editors_desk: Client, analyst: User):
    event = drafted(analyst)
    revision = event.revisions.get()
    Event.objects.get(pk=event.pk).delete()
    assert "Version 1" in editors_desk.get(f"/admin/timeline/revision/{revision.pk}/change/").content.decode()
