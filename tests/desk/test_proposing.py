"""From an article's text to proposals: known actors are recognised, and reading twice adds nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rows import make_actor, make_article, make_state, make_user
from timeline import desk
from timeline.models import ActorAlias, Article, ArticleText, Citation, Proposal

pytestmark = pytest.mark.django_db
TEXT = (
    "Foreign Minister Ana Prado flew to Dakar on Saturday. "
    "Prado met President Amina Sow for two hours, her office said. "
    "Portugal pledged 20 million euros in emergency aid for Senegal on Sunday. “No comment,” said nobody in particular."
)


@pytest.fixture
def article() -> Article:
    return make_article(text=TEXT, published_on=date(2022, 3, 7), language="en")


@pytest.fixture
def text(article: Article) -> ArticleText:
    return article.current_text


def drafts(text: ArticleText) -> dict[str, desk.Draft]:
    return {draft.type: draft for draft in (desk.Draft.from_json(one.draft) for one in text.proposals.all())}


def test_sentences_become_proposals_with_their_reasons(text: ArticleText):
    assert desk.propose_for(text) == 3
    visit = text.proposals.first()
    assert text.text[visit.start : visit.end] == "Foreign Minister Ana Prado flew to Dakar on Saturday."
    assert visit.rules == ["visit.travel", "date.weekday-bare"]
    found = drafts(text)
    assert (found["visit"].edtf, found["visit"].date_text, found["visit"].date_anchor) == (
        "2022-03-05",
        "on Saturday",
        "2022-03-07",
    )
    assert [(party.name, party.role) for party in found["meeting"].parties] == [
        ("Ana Prado", "participant"),
        ("Amina Sow", "participant"),
    ]
    assert (found["offer"].quantities[0].amount, found["offer"].quantities[0].currency) == ("20000000", "EUR")


def test_known_actors_are_recognised_by_name_and_alias(text: ArticleText):
    minister, senegal = make_actor("Ana Prado"), make_state("Republic of Senegal", "SN")
    ActorAlias.objects.create(actor=senegal, name="Senegal", kind="short")
    desk.propose_for(text)
    found = drafts(text)
    assert found["visit"].parties[0].actor == minister.slug
    assert {party.actor for party in found["offer"].parties} >= {senegal.slug}


def test_reading_twice_adds_nothing_and_keeps_what_was_decided(text: ArticleText):
    desk.propose_for(text)
    desk.reject(text.proposals.first(), by=make_user())
    assert desk.propose_for(text) == 0
    assert [one.state for one in text.proposals.all()].count("rejected") == 1


def test_each_proposal_can_be_accepted_as_it_is(text: ArticleText):
    user = make_user()
    desk.propose_for(text)
    for proposal in Proposal.objects.all():
        event = desk.accept(proposal, desk.Draft.from_json(proposal.draft), by=user)
        event.full_clean()
    assert Citation.objects.count() == 3
    assert not Proposal.objects.exclude(state="accepted").exists()


def test_without_a_day_relative_dates_stay_unresolved(article: Article, text: ArticleText):
    Article.objects.filter(pk=article.pk).update(published_on=None, date_unknown=True)
    desk.propose_for(ArticleText.objects.get(pk=text.pk))
    assert {draft.edtf for draft in drafts(text).values()} == {""}
    assert drafts(text)["visit"].date_text == "on Saturday"


@pytest.mark.parametrize(
    ("language", "reads"), [("en", True), ("en-GB", True), ("", True), ("fr", False), ("he", False)]
)
def test_only_languages_with_a_lexicon_are_read(language: str, reads: bool):
    assert desk.proposes(language) is reads


def test_names_are_read_in_few_queries_however_many_there_are(text: ArticleText, django_assert_max_num_queries):
    for number in range(20):
        make_actor(f"Nobody {number}")
    with django_assert_max_num_queries(12):
        desk.propose_for(text)


def test_what_names_a_party_and_an_act_but_became_nothing_is_pointed_out():
    told = "Portugal condemned Senegal on Monday."
    silent = "Foreign Minister Ana Prado of Portugal could meet President Amina Sow."
    text = make_article(text=f"{told} {silent} It rained.", language="en").current_text
    desk.propose_for(text)
    assert [text.text[start:end] for start, end in desk.unread_passages(text)] == [silent]
    assert desk.unread_passages(make_article(text=told, language="fr").current_text) == []
