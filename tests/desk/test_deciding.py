"""What an analyst's decision makes of a proposal: all of it in one step, or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.rows import (
    make_actor,
    make_article,
    make_editor,
    make_event,
    make_office,
    make_state,
    make_type,
    make_user,
    publish_now,
    take_part,
)
from timeline import desk, review
from timeline.desk import Draft, Measure, Party
from timeline.models import Actor, Article, Event, Place, Proposal, Revision

pytestmark = pytest.mark.django_db

TEXT = "😀 שלום. Bennett flew to Moscow on Saturday, his office said.\nHe later rang Kyiv, and rang it again."


@pytest.fixture
def analyst():
    return make_user()


@pytest.fixture
def article() -> Article:
    make_type("visit", "Visit")
    make_type("phone_call", "Phone call")
    return make_article(text=TEXT, published_on="2022-03-06")


def proposed(article: Article, quote: str = "Bennett flew to Moscow on Saturday", **draft: Any) -> Proposal:
    start = TEXT.index(quote)
    draft = {"type": "visit", "edtf": "2022-03-05", "date_text": "on Saturday", "date_basis": "resolved"} | draft
    stored = Draft(**draft).as_json()
    return Proposal.objects.create(
        text=article.current_text, start=start, end=start + len(quote), draft=stored, rules=["visit-1", "weekday"]
    )


def test_accepting_makes_a_cited_draft_with_all_its_parts(article: Article, analyst):
    bennett, israel = make_actor(), make_state()
    office = make_office(bennett, israel, "Prime Minister of Israel")
    proposal = proposed(
        article,
        title="Bennett visits Moscow",
        place="Moscow",
        speaker="his office",
        verb_class="announced",
        date_anchor="2022-03-06",
        date_rule="weekday-bare",
        occurrences=2,
        duration="PT3H",
        parties=(Party("Bennett", "visitor", bennett.slug), Party("Vladimir Putin", "host")),
        quantities=(Measure("delegates", "3", qualifier="about"),),
    )
    event = desk.accept(proposal, Draft.from_json(proposal.draft), by=analyst)
    event.refresh_from_db()
    assert (event.review_state, event.coder, event.version) == ("draft", analyst, 1)
    assert (event.edtf, event.date_text, str(event.date_anchor)) == ("2022-03-05", "on Saturday", "2022-03-06")
    parts = event.participations.order_by("rank")
    assert [(part.actor.name, part.role) for part in parts] == [
        ("Naftali Bennett", "visitor"),
        ("Vladimir Putin", "host"),
    ]
    assert parts[0].office == office
    assert [part.place.name for part in event.event_places.all()] == ["Moscow"]
    assert [str(quantity) for quantity in event.quantities.all()] == ["about 3 delegates"]
    citation = event.citations.get()
    assert (citation.exact, citation.start) == ("Bennett flew to Moscow on Saturday", TEXT.index("Bennett"))
    assert (citation.anchor_state, citation.speaker_text, citation.verb_class) == (
        "anchored",
        "his office",
        "announced",
    )
    assert set(citation.supports) == {"type", "date", "parties", "place", "occurrences", "duration", "quantities"}
    assert Revision.objects.get(event=event).by == analyst
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event, proposal.decided_by) == ("accepted", event, analyst)
    article.refresh_from_db()
    assert (article.coding_state, article.coder) == ("in_progress", analyst)


def test_a_changed_draft_is_remembered_as_edited(article: Article, analyst):
    proposal = proposed(article)
    desk.accept(proposal, Draft(type="visit", title="Changed"), by=analyst)
    proposal.refresh_from_db()
    assert proposal.state == "edited"


@pytest.mark.parametrize(
    "draft",
    [
        Draft(),
        Draft(title="x" * 201),
        Draft(type="visit", edtf="2022-99"),
        Draft(type="visit", parties=(Party("New", kind="goblin"),)),
        Draft(type="visit", quantities=(Measure("votes", "many"),)),
        Draft(type="visit", quantities=(Measure("votes", "-1"),)),
    ],
)
def test_what_cannot_be_an_event_leaves_nothing_behind(article: Article, analyst, draft: Draft):
    proposal = proposed(article)
    with pytest.raises(ValidationError):
        desk.accept(proposal, draft, by=analyst)
    assert not Event.objects.exists()
    assert not Actor.objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_a_decision_is_made_once(article: Article, analyst):
    proposal = proposed(article)
    desk.accept(proposal, Draft.from_json(proposal.draft), by=analyst)
    for again in (
        lambda: desk.accept(proposal, Draft(title="Twice"), by=analyst),
        lambda: desk.reject(proposal, by=analyst),
    ):
        with pytest.raises(review.Refused, match="decided already"):
            again()
    assert Event.objects.count() == 1


def test_only_who_may_code_decides(article: Article):
    reader = make_user("reader", group="")
    proposal = proposed(article)
    for verb in (
        lambda: desk.accept(proposal, Draft(title="A"), by=reader),
        lambda: desk.reject(proposal, by=reader),
        lambda: desk.reopen(proposal, by=reader),
        lambda: desk.take_passage(article.current_text, 0, 5, by=reader),
    ):
        with pytest.raises(review.NotAllowed):
            verb()


def test_taking_back_removes_the_event_as_long_as_nobody_worked_on_it(article: Article, analyst):
    proposal = proposed(article)
    event = desk.accept(proposal, Draft.from_json(proposal.draft), by=analyst)
    desk.reopen(proposal, by=analyst)
    assert not Event.objects.exists()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event) == ("open", None)
    event = desk.accept(proposal, Draft.from_json(proposal.draft), by=analyst)
    review.submit(event, by=analyst, version=event.version)
    with pytest.raises(review.Refused, match="worked on"):
        desk.reopen(proposal, by=analyst)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event) == ("accepted", event)


def test_taking_a_report_back_leaves_the_event_as_it_was(article: Article):
    editor, bennett = make_editor(), make_actor()
    there = make_event("Visits Moscow", "2022-03-05/2022-03-06", slug="visit")
    take_part(there, bennett)
    publish_now(there)
    proposal = proposed(article, parties=(Party("Bennett", actor=bennett.slug),))
    desk.add_report(proposal, Draft.from_json(proposal.draft), there, by=editor, version=there.version)
    with pytest.raises(review.NotAllowed):
        desk.reopen(proposal, by=make_user())
    desk.reopen(proposal, by=editor)
    there.refresh_from_db()
    assert (there.citations.count(), there.disputed, there.review_state) == (1, False, "published")
    assert Revision.objects.filter(event=there).latest("version").comment == "A report taken back at the desk"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event) == ("open", None)


def test_the_only_report_of_an_event_is_not_taken_back(article: Article, analyst):
    there = make_event("Visits Moscow", "2022-03-05", slug="visit", coder=analyst)
    proposal = proposed(article)
    desk.add_report(proposal, Draft(type="visit"), there, by=analyst, version=there.version)
    with pytest.raises(review.Refused, match="worked on"):
        desk.reopen(proposal, by=analyst)
    assert there.citations.count() == 1


def test_a_rejection_can_be_taken_back(article: Article, analyst):
    proposal = proposed(article)
    desk.reject(proposal, by=analyst)
    desk.reopen(proposal, by=analyst)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_at) == ("open", None)


def test_another_report_of_an_event_that_is_there_says_where_it_differs(article: Article):
    editor, bennett = make_editor(), make_actor()
    there = make_event("Visits Moscow", "2022-03-05/2022-03-06", slug="visit")
    take_part(there, bennett)
    publish_now(there)
    draft = Draft(type="visit", edtf="2022-03-05", parties=(Party("Bennett", actor=bennett.slug),))
    proposal = proposed(article, parties=draft.parties)
    assert list(desk.already_there(draft)) == [there]
    found = {one.field: one.verdict for one in desk.compared(draft, there)}
    assert found == {"type": "agree", "date": "differ", "realisation": "agree", "parties": "agree"}
    desk.add_report(proposal, draft, there, by=editor, version=there.version)
    citation = there.citations.get(article=article)
    assert citation.reported == {"date": "5 March 2022"}
    assert "date" not in citation.supports
    there.refresh_from_db()
    assert there.disputed
    assert Event.objects.count() == 1


def test_an_event_changed_meanwhile_is_not_overwritten(article: Article):
    there = make_event("Visits Moscow", "2022-03-05", slug="visit")
    proposal = proposed(article)
    with pytest.raises(review.Stale):
        desk.add_report(proposal, Draft(type="visit"), there, by=make_editor(), version=there.version + 1)
    proposal.refresh_from_db()
    assert proposal.state == "open"


@pytest.mark.parametrize(
    ("parties", "edtf", "type_"),
    [((), "2022-03-05", "visit"), ((Party("Bennett", actor="naftali-bennett"),), "", "visit")],
)
def test_without_date_or_party_nothing_is_taken_for_the_same(article: Article, parties, edtf: str, type_: str):
    there = make_event("Visits Moscow", "2022-03-05", slug="visit")
    take_part(there, make_actor())
    assert not desk.already_there(Draft(type=type_, edtf=edtf, parties=parties))


def test_a_passage_is_taken_without_the_space_around_it_and_once(article: Article, analyst):
    start = TEXT.index("\nHe later")
    text = article.current_text
    proposal = desk.take_passage(text, start, start + len("\nHe later rang Kyiv"), by=analyst)
    assert TEXT[proposal.start : proposal.end] == "He later rang Kyiv"
    assert desk.take_passage(text, proposal.start, proposal.end, by=analyst) == proposal


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (5, 2), (0, 10_000), (-1, 4), (TEXT.index("\n"), TEXT.index("\n") + 1)]
)
def test_no_passage_is_refused(article: Article, analyst, start: int, end: int):
    with pytest.raises(review.Refused, match="Select some words"):
        desk.take_passage(article.current_text, start, end, by=analyst)


def test_a_known_name_is_not_made_a_new_actor(article: Article, analyst):
    bennett = make_actor()
    bennett.aliases.create(name="Bennett")
    event = desk.accept(proposed(article), Draft(type="visit", parties=(Party("bennett"),)), by=analyst)
    assert [part.actor for part in event.participations.all()] == [bennett]
    assert Actor.objects.count() == 1


def test_a_known_place_is_not_made_a_new_one(article: Article, analyst):
    kyiv = Place.objects.create(name="Kyiv", kind="locality")
    event = desk.accept(proposed(article), Draft(type="visit", place="kyiv"), by=analyst)
    assert [part.place for part in event.event_places.all()] == [kyiv]


def test_outcomes_by_rule_put_the_most_rejected_first(article: Article, analyst):
    good, bad = proposed(article), proposed(article, "He later rang Kyiv")
    Proposal.objects.filter(pk=bad.pk).update(rules=["call-2", "weekday"])
    desk.accept(good, Draft.from_json(good.draft), by=analyst)
    bad.refresh_from_db()
    desk.reject(bad, by=analyst)
    assert [(one.rule, one.accepted, one.rejected) for one in desk.outcomes()] == [
        ("weekday", 1, 1),
        ("call-2", 0, 1),
        ("visit-1", 1, 0),
    ]
