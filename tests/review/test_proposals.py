"""A new version of a text takes the proposals along: found by their words, never decided twice."""

from __future__ import annotations

import pytest

from tests.rows import make_article
from timeline import review
from timeline.desk import Draft
from timeline.models import Article, Proposal

pytestmark = pytest.mark.django_db
TEXT = "The envoy flew to Moscow. He rang Kyiv. Nobody answered."
QUOTE = "He rang Kyiv"


def proposed(article: Article, quote: str = QUOTE, **values) -> Proposal:
    start = TEXT.index(quote)
    draft = Draft(type="phone_call").as_json()
    return Proposal.objects.create(
        text=article.current_text, start=start, end=start + len(quote), draft=draft, rules=["test"], **values
    )


@pytest.mark.parametrize(
    ("new", "carried"),
    [
        ("🕊 " + TEXT, review.Carried(moved=1)),
        (TEXT + " More later.", review.Carried(moved=1)),
        (TEXT.replace("Kyiv", "Odesa"), review.Carried(dropped=1)),
        ("He rang Kyiv at noon? No. He rang Kyiv at night.", review.Carried(dropped=1)),
    ],
)
def test_what_becomes_of_an_open_proposal(new: str, carried: review.Carried):
    article = make_article(text=TEXT)
    proposed(article)
    text = article.add_text(new)
    assert review.reanchor(text, user=None).proposals == carried
    assert [p.text.text[p.start : p.end] for p in text.proposals.all()] == [QUOTE] * carried.moved
    assert Proposal.objects.count() == carried.moved


@pytest.mark.parametrize(("new", "version"), [("🕊 " + TEXT, 2), ("Nothing of it is left.", 1)])
def test_what_was_decided_stays_decided(new: str, version: int):
    article = make_article(text=TEXT)
    rejected = proposed(article, state="rejected", decided_at="2022-03-07T00:00Z")
    review.reanchor(article.add_text(new), user=None)
    rejected.refresh_from_db()
    assert (rejected.state, rejected.text.number) == ("rejected", version)


def test_a_translation_takes_no_proposals_from_the_original():
    article = make_article(text=TEXT)
    proposal = proposed(article)
    review.reanchor(article.add_text("🕊 " + TEXT, rendition="translation"), user=None)
    proposal.refresh_from_db()
    assert proposal.text.number == 1
