"""The desk of an article without a script: every step is a form, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from tests.rows import cite, make_actor, make_article, make_event, make_type, take_part
from timeline.desk import Draft, Party
from timeline.models import Actor, Article, Event, Proposal

pytestmark = pytest.mark.django_db

TEXT = "Bennett flew to Moscow on Saturday, his office said.\nHe later rang Kyiv."
QUOTE = "Bennett flew to Moscow on Saturday"


@pytest.fixture
def article() -> Article:
    make_type("visit", "Visit")
    return make_article(text=TEXT, published_on="2022-03-06")


@pytest.fixture
def proposal(article: Article) -> Proposal:
    actor = make_actor()
    draft = Draft(
        type="visit",
        title="Bennett visits Moscow",
        edtf="2022-03-05",
        date_text="on Saturday",
        date_anchor="2022-03-06",
        date_rule="weekday-bare",
        date_basis="resolved",
        parties=(Party("Bennett", "visitor", actor.slug),),
    )
    return Proposal.objects.create(
        text=article.current_text, start=0, end=len(QUOTE), draft=draft.as_json(), rules=["visit-flew"]
    )


def address(article: Article) -> str:
    return f"/admin/timeline/article/{article.pk}/desk/"


def card(desk: Client, proposal: Proposal, **typed: Any) -> dict[str, Any]:
    """What a browser would send of the card, with what a test types into it."""
    page = desk.get(address(proposal.text.article)).context["page"]
    [form] = [card.form for card in page.cards if card.proposal == proposal]
    rows = (form, *form.parties, *form.quantities)
    sent = {bound.html_name: bound.value() or "" for row in rows for bound in row}
    return sent | {f"p{proposal.pk}-{name.replace('__', '-')}": value for name, value in typed.items()}


def press(desk: Client, proposal: Proposal, verb: str, **typed: Any) -> HttpResponse:
    data = card(desk, proposal, **typed) if proposal.state == "open" else {}
    return desk.post(address(proposal.text.article), data | {"do": f"{verb}:{proposal.pk}"})


def test_the_page_shows_the_article_and_the_proposal(desk: Client, proposal: Proposal):
    page = strip_tags(desk.get(address(proposal.text.article)).content.decode())
    for words in (QUOTE, "Saturday 5 March 2022 ← “on Saturday”", "visit-flew", "Naftali Bennett", "1 open proposal"):
        assert words in page, words
    assert "%" not in page


def test_a_proposal_is_accepted_as_it_stands(desk: Client, proposal: Proposal):
    answer = press(desk, proposal, "accept")
    assert answer.status_code == 302, answer.context["page"].cards[0].form.errors
    event = Event.objects.get()
    assert (event.title, event.edtf, event.date_rule) == ("Bennett visits Moscow", "2022-03-05", "weekday-bare")
    assert [part.actor.name for part in event.participations.all()] == ["Naftali Bennett"]
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


def test_a_date_that_is_typed_is_read_against_the_article(desk: Client, proposal: Proposal):
    assert press(desk, proposal, "accept", date="yesterday", title="Changed").status_code == 302
    event = Event.objects.get()
    assert (event.edtf, event.date_text, event.title) == ("2022-03-05", "yesterday", "Changed")
    proposal.refresh_from_db()
    assert proposal.state == "edited"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"date": "one fine day"}, "is not a date that can be read"),
        ({"type": "", "title": ""}, "Choose a type, or give a title."),
        ({"duration": "long"}, "duration"),
        ({"0__role": "goblin"}, ""),
        ({"q0__what": "children"}, "How many, or how much?"),
        ({"q0__amount": "90"}, "Of what?"),
        ({"q0__amount": "many", "q0__what": "children"}, "is no number"),
        ({"q0__amount": "NaN", "q0__what": "children"}, "is no number"),
        ({"0__actor": "nobody"}, "not one of the available choices"),
    ],
)
def test_a_mistake_stands_at_its_field_and_nothing_is_lost(desk: Client, proposal: Proposal, typed: dict, said: str):
    answer = press(desk, proposal, "accept", **({"place": "A very long way"} | typed))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert said in page
    assert "A very long way" in page
    assert not Event.objects.exists()


def test_counts_and_amounts_are_typed_in_the_card(desk: Client, proposal: Proposal):
    money = {"q1__amount": "1,500", "q1__what": "grant", "q1__unit": "EUR", "q1__qualifier": "about"}
    extra = {"q1__amount_max": "", "q0__amount": "90", "q0__what": "children"}
    assert press(desk, proposal, "accept", **money, **extra).status_code == 302
    assert [str(one) for one in Event.objects.get().quantities.all()] == ["90 children", "about 1,500 EUR grant"]


def test_what_is_typed_into_a_card_that_somebody_decided_meanwhile_is_kept(desk: Client, proposal: Proposal):
    sent = card(desk, proposal, title="Typed too late")
    press(desk, proposal, "reject")
    answer = desk.post(address(proposal.text.article), sent | {"do": f"accept:{proposal.pk}"})
    page = answer.content.decode()
    assert "This was decided already: rejected. What you typed is kept here." in page
    assert 'value="Typed too late"' in page
    assert "Take back" in page
    assert not Event.objects.exists()


def test_enter_in_a_field_accepts_and_does_not_add_to_another_event(desk: Client, proposal: Proposal, analyst):
    """A browser presses the first button of the form."""
    there = make_event("Visits Moscow", "2022-03-05", slug="visit", coder=analyst)
    take_part(there, Actor.objects.get())
    page = desk.get(address(proposal.text.article)).content.decode()
    form = page[page.index(f'id="proposal-{proposal.pk}"') :]
    assert "Add as another report" in form
    assert re.findall(r'name="do" value="(\w+):', form)[0] == "accept"


def test_another_name_is_another_party_without_a_script_too(desk: Client, proposal: Proposal):
    """The choice of who that is still stands on who was proposed."""
    make_actor("Boris Johnson")
    assert press(desk, proposal, "accept", **{"0__name": "Boris Johnson"}).status_code == 302
    assert [part.actor.name for part in Event.objects.get().participations.all()] == ["Boris Johnson"]


def test_a_card_for_which_an_event_was_given_is_not_accepted_by_mistake(desk: Client, proposal: Proposal):
    answer = press(desk, proposal, "accept", event="0nothing0000")
    page = answer.content.decode()
    assert "press “Cite for this event”" in page
    assert 'value="0nothing0000"' in page
    assert not Event.objects.exists()


def test_selected_words_are_cited_for_an_event_by_its_address(desk: Client, article: Article, analyst):
    there = make_event("Calls Kyiv", "2022-03-06", slug="phone_call", coder=analyst)
    start = TEXT.index("He later")
    sent = {"do": "cite_passage", "start": str(start), "end": str(start + 8)}
    refused = desk.post(address(article), sent | {"event": "no such"}, follow=True)
    assert "There is no event “no such”" in refused.content.decode()
    assert not Proposal.objects.exists()
    desk.post(address(article), sent | {"event": f"https://demarche.example/events/{there.public_id}/"})
    assert there.citations.get().exact == "He later"


def test_a_grey_sentence_becomes_a_card_without_a_mouse(desk: Client, proposal: Proposal, monkeypatch):
    start = TEXT.index("He later")
    monkeypatch.setattr("timeline.desk.unread_passages", lambda text: [(start, len(TEXT))])
    page = desk.get(address(proposal.text.article)).content.decode()
    assert "1 grey sentence" in page
    assert f'<input type="hidden" name="start" value="{start}">' in page


def test_a_phrase_in_an_article_without_a_day_is_kept_unresolved(desk: Client, proposal: Proposal):
    Article.objects.update(published_on=None, date_unknown=True)
    assert "stay unresolved" in desk.get(address(proposal.text.article)).content.decode()
    assert press(desk, proposal, "accept", date="last Monday").status_code == 302
    event = Event.objects.get()
    assert (event.edtf, event.date_text, event.date_anchor) == ("", "last Monday", None)
    assert event.when == "date not known"


def test_a_proposal_of_an_article_without_a_day_is_read_against_the_day_that_it_gets(desk: Client, proposal: Proposal):
    unread = Draft(type="visit", title="Bennett visits Moscow", date_text="on Saturday")
    Proposal.objects.update(draft=unread.as_json())
    Article.objects.update(published_on=None, date_unknown=True)
    assert "“on Saturday”" in strip_tags(desk.get(address(proposal.text.article)).content.decode())
    Article.objects.update(published_on=date(2022, 3, 7), date_unknown=False)
    assert press(desk, proposal, "accept").status_code == 302
    event = Event.objects.get()
    assert (event.edtf, event.date_text, event.date_anchor) == ("2022-03-05", "on Saturday", date(2022, 3, 7))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("3 hours", "PT3H"),
        ("1 day and 2 hours", "P1DT2H"),
        ("2 weeks, 1 day", "P2W1D"),
        ("1.5 Hours", "PT1.5H"),
        ("30 minutes", "PT30M"),
        ("6 months", "P6M"),
        ("PT90M", "PT90M"),
    ],
)
def test_a_duration_is_typed_in_words_or_as_iso(desk: Client, proposal: Proposal, typed: str, stored: str):
    assert press(desk, proposal, "accept", duration=typed).status_code == 302
    assert Event.objects.get().duration == stored


def test_a_proposed_duration_that_nobody_changed_counts_as_unchanged(desk: Client, proposal: Proposal):
    proposal.draft |= {"duration": "P1DT2H"}
    proposal.save()
    assert press(desk, proposal, "accept").status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event.duration) == ("accepted", "P1DT2H")


def test_reading_an_article_again_says_that_nothing_is_new(desk: Client):
    article = make_article(text="Foreign Minister Ana Prado flew to Dakar on Saturday.")
    for said in ("1 new proposal.", "No new proposals"):
        page = desk.post(address(article), {"do": "propose"}, follow=True)
        assert said in " ".join(str(message) for message in page.context["messages"])


def test_a_rejection_and_back(desk: Client, proposal: Proposal):
    assert press(desk, proposal, "reject").status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "rejected"
    assert press(desk, proposal, "reopen").status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_an_event_that_is_there_is_offered_with_its_differences(desk: Client, proposal: Proposal, analyst):
    there = make_event("Visits Moscow", "2022-03-05/2022-03-06", slug="visit", coder=analyst)
    take_part(there, Actor.objects.get())
    page = desk.get(address(proposal.text.article)).content.decode()
    assert "Already there?" in page
    assert "between 5 and 6 March 2022" in page
    sent = card(desk, proposal) | {"do": f"join:{proposal.pk}:{there.pk}", f"p{proposal.pk}-version-{there.pk}": "1"}
    assert desk.post(address(proposal.text.article), sent).status_code == 302
    assert there.citations.get().reported == {"date": "5 March 2022"}
    assert Event.objects.count() == 1


def test_a_passage_is_cited_for_an_event_by_its_id(desk: Client, article: Article, analyst):
    there = make_event("Calls Kyiv", "2022-03-06", slug="phone_call", realisation="planned", coder=analyst)
    desk.post(address(article), {"do": "passage", "quote": "He later rang Kyiv."})
    found = Proposal.objects.get()
    wrong = card(desk, found) | {"do": f"cite:{found.pk}", f"p{found.pk}-event": "0nothing0000"}
    assert "There is no event “0nothing0000”" in desk.post(address(article), wrong).content.decode()
    assert not there.citations.exists()
    sent = card(desk, found) | {"do": f"cite:{found.pk}", f"p{found.pk}-event": there.public_id}
    assert desk.post(address(article), sent).status_code == 302
    citation = there.citations.get()
    assert (citation.exact, citation.reported) == ("He later rang Kyiv.", {})


def test_words_from_the_article_become_a_passage(desk: Client, article: Article):
    answer = desk.post(address(article), {"do": "passage", "quote": "He later rang Kyiv."})
    found = Proposal.objects.get()
    assert answer["Location"].endswith(f"#proposal-{found.pk}")
    assert TEXT[found.start : found.end] == "He later rang Kyiv."


@pytest.mark.parametrize(
    "sent", [{"quote": "Never said"}, {"quote": ""}, {"start": "5", "end": "5"}, {"start": "1", "end": "9" * 30}]
)
def test_words_that_are_not_there_are_refused_in_words(desk: Client, article: Article, sent: dict):
    answer = desk.post(address(article), {"do": "passage", **sent}, follow=True)
    assert answer.status_code == 200
    assert [str(message) for message in answer.context["messages"]]
    assert not Proposal.objects.exists()


def test_an_article_without_a_text_says_what_to_do(desk: Client):
    article = make_article(text="")
    assert "paste it on its page first" in desk.get(address(article)).content.decode()


def test_who_may_not_code_is_refused(client: Client, article: Article):
    assert client.get(address(article)).status_code == 302


def test_a_proposal_of_another_article_is_not_found(desk: Client, proposal: Proposal):
    other = make_article("Other", url="https://example.org/other")
    assert desk.post(address(other), {"do": f"reject:{proposal.pk}"}).status_code == 404


def test_what_is_beyond_the_cards_that_are_shown_comes_as_they_are_decided(
    desk: Client, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("timeline.admin.article_desk.MOST_CARDS", 2)
    for at in (1, 2, 3):
        Proposal.objects.create(text=proposal.text, start=at, end=at + 5, draft=Draft(title=f"No {at}").as_json())
    page = strip_tags(desk.get(address(proposal.text.article)).content.decode())
    assert "4 open proposals" in page
    assert "2 more open proposals follow" in page
    press(desk, proposal, "reject")
    found = desk.get(address(proposal.text.article)).context["page"]
    assert [card.proposal.state for card in found.cards] == ["rejected", "open", "open"]
    assert (found.open_count, found.open_later) == (3, 1)


def test_many_cards_need_few_queries(desk: Client, proposal: Proposal, django_assert_max_num_queries):
    for at in range(1, 20):
        Proposal.objects.create(text=proposal.text, start=at, end=at + 5, draft=Draft(title="x").as_json(), rules=[])
    with django_assert_max_num_queries(30):
        desk.get(address(proposal.text.article))


def test_the_events_of_an_article_are_one_click_away_with_what_others_report(desk: Client, article: Article):
    event = make_event("Calls Kyiv", "2022-03-06", slug="phone_call")
    cite(event, article, exact="He later rang Kyiv")
    cite(event, make_article("Another paper"), reported={"date": "5 March 2022"})
    page = desk.get(address(article)).content.decode()
    assert f"/admin/timeline/event/{event.pk}/change/" in page
    assert "1 report elsewhere" in page
    assert "reports differ" in page
    form = desk.get(f"/admin/timeline/event/{event.pk}/change/").content.decode()
    assert "Reports differ" in form
    assert "0 of 1 sources; 1: 5 March 2022" in form


@pytest.mark.parametrize(
    ("pressed", "state", "said"),
    [
        ("coded", "coded", "now: coded. 1 proposal is still open."),
        ("nothing_relevant", "nothing_relevant", "now: nothing relevant. 1 proposal is still open."),
        ("in_progress", "in_progress", "now: in progress."),
    ],
)
def test_an_article_is_put_into_its_coding_state(desk: Client, proposal: Proposal, pressed: str, state: str, said: str):
    article = proposal.text.article
    page = desk.post(address(article), {"do": f"put:{pressed}"}, follow=True)
    article.refresh_from_db()
    assert (article.coding_state, article.coder.username) == (state, "analyst")
    assert said in " ".join(str(message) for message in page.context["messages"])


def test_no_other_coding_state_is_taken(desk: Client, article: Article):
    assert desk.post(address(article), {"do": "put:published"}).status_code == 404


def test_the_next_article_of_the_folder_is_one_click_away(desk: Client, article: Article):
    Article.objects.filter(pk=article.pk).update(folder="Dakar")
    make_article("Elsewhere")
    make_article("Done", folder="Dakar", coding_state="coded")
    assert desk.get(address(article)).context["page"].next_article is None
    nobodys = make_article("Nobody's", folder="Dakar")
    assert desk.get(address(article)).context["page"].next_article == nobodys
    own = make_article("Own", folder="Dakar", coding_state="in_progress", coder=User.objects.get(username="analyst"))
    assert desk.get(address(article)).context["page"].next_article == own
