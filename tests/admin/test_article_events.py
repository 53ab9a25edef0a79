"""The events of an article at its desk: what other papers say of them, and submitting and publishing many at once."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_event,
    make_outlet,
    make_place,
    make_public_event,
    take_part,
    take_place,
)
from timeline.models import Article, Event

pytestmark = pytest.mark.django_db

TEXT = "Bennett flew to Moscow on Saturday. He later rang Kyiv. He wrote to Berlin, his office said."


@pytest.fixture
def article() -> Article:
    return make_article(text=TEXT)


@pytest.fixture
def drafts(article: Article, analyst: User) -> list[Event]:
    events = [make_event("Flies to Moscow", coder=analyst), make_event("Rings Kyiv", "2022-03-06", coder=analyst)]
    cite(events[0], article, exact="Bennett flew to Moscow")
    cite(events[1], article, exact="He later rang Kyiv")
    return events


def address(article: Article) -> str:
    return f"/admin/timeline/article/{article.pk}/desk/"


def say(client: Client, article: Article, verb: str, events: list[Event], **sent: str) -> HttpResponse:
    data = {"action": f"{verb}_selected", "_selected_action": [event.pk for event in events]}
    return client.post(address(article), data | sent, follow=True)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="_selected_action"[^>]* checked>', page)


def states() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("review_state", flat=True))


def test_all_drafts_of_an_article_are_submitted_and_published_in_two_steps_each(
    desk: Client, editors_desk: Client, article: Article, drafts: list[Event]
):
    page = say(desk, article, "submit", drafts).content.decode()
    assert "An editor will look at it" in page
    assert "He later rang Kyiv" in page
    assert states() == ["draft", "draft"]
    done = say(desk, article, "submit", drafts, apply="1")
    assert done.redirect_chain[-1][0] == address(article)
    assert states() == ["in_review", "in_review"]
    say(editors_desk, article, "publish", drafts, apply="1")
    assert states() == ["published", "published"]


def test_what_is_not_ready_is_named_and_not_chosen(desk: Client, article: Article, drafts: list[Event], analyst: User):
    undated = make_event("Writes to Berlin", "", coder=analyst)
    cite(undated, article, exact="He wrote to Berlin")
    page = desk.get(address(article)).content.decode()
    assert "needs: a date or a place" in page
    assert page.count('name="_selected_action"') == 3
    assert len(ticked(page)) == 2
    done = say(desk, article, "submit", [*drafts, undated], apply="1")
    assert "“Writes to Berlin” was not submitted" in done.content.decode()
    assert states() == ["in_review", "in_review", "draft"]
    take_place(undated, make_place())
    say(desk, article, "submit", [undated], apply="1")
    assert states() == ["in_review"] * 3


def test_what_may_be_the_same_as_another_event_is_not_published_with_the_rest(
    desk: Client, editors_desk: Client, article: Article, drafts: list[Event]
):
    envoy = make_actor("The Envoy")
    take_part(drafts[0], envoy)
    twin = make_public_event("Meets in Moscow")
    take_part(twin, envoy)
    page = editors_desk.get(address(article)).content.decode()
    assert "May be the same as" in page
    assert f"/admin/timeline/event/{twin.pk}/change/" in page
    assert "Add this as another report of that event" in page
    assert len(ticked(page)) == 1
    assert len(ticked(desk.get(address(article)).content.decode())) == 2  # it is submitted, and an editor decides


def test_an_analyst_publishes_nothing(desk: Client, article: Article, drafts: list[Event]):
    assert "Publish" not in desk.get(address(article)).content.decode()
    assert say(desk, article, "publish", drafts, apply="1").status_code == 403
    assert states() == ["draft", "draft"]


def test_an_event_that_was_changed_meanwhile_is_left_alone(desk: Client, article: Article, drafts: list[Event]):
    Event.objects.filter(pk=drafts[0].pk).update(version=2)
    versions = {f"version-{event.pk}": "1" for event in drafts}
    done = say(desk, article, "submit", drafts, apply="1", **versions)
    assert "Somebody else has changed this event" in done.content.decode()
    assert states() == ["draft", "in_review"]


def test_only_events_of_this_article_are_spoken_of(desk: Client, article: Article, drafts: list[Event], analyst: User):
    other = make_event("Another", coder=analyst)
    cite(other)
    for keys in ([other.pk], ["x"], ["9" * 30], []):
        data = {"action": "submit_selected", "_selected_action": keys, "apply": "1"}
        assert desk.post(address(article), data).status_code == 302
    assert states() == ["draft"] * 3


def test_what_other_papers_say_of_an_event_is_one_click_away(desk: Client, article: Article, drafts: list[Event]):
    paper = make_article("Another paper", text="They flew on a Friday.", outlet=make_outlet("The Herald"))
    cite(drafts[0], paper, exact="They flew on a Friday", reported={"date": "4 March 2022"}, speaker_text="the Kremlin")
    page = desk.get(address(article)).content.decode()
    for said in ("1 report elsewhere", "They flew on a Friday", "The Herald", "Says instead, date:", "the Kremlin"):
        assert said in page, said


def test_events_of_the_article_are_offered_first_and_no_closed_ones(desk: Client, article: Article, drafts, analyst):
    make_event("Newest draft of all", coder=analyst)
    make_public_event("Published elsewhere")
    offered = desk.get(address(article)).context["page"].cited.offered
    assert [str(event) for event in offered] == ["Flies to Moscow", "Rings Kyiv", "Newest draft of all"]


def test_many_events_need_few_queries(desk: Client, article: Article, analyst: User, django_assert_max_num_queries):
    text, envoy = article.current_text, make_actor("The Envoy")
    for at in range(20):
        event = make_event(f"Event {at}", coder=analyst)
        take_part(event, envoy)
        cite(event, article, exact=text.text[at : at + 5], text=text, start=at, end=at + 5, anchor_state="anchored")
    with django_assert_max_num_queries(75):
        desk.get(address(article))
