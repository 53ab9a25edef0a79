"""Quotes in a new version of a text: found at the same words, or left where they were made and said to be missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.rows import REPORT, cite, make_article, make_editor, make_event, make_public_event, make_user
from timeline import review
from timeline.models import Article, Citation, Event
from timeline.models.text import normalise_text

pytestmark = pytest.mark.django_db
QUOTE = "flew to Moscow on Saturday"


def look_again(article: Article, text: str, **values) -> review.Report:
    return review.reanchor(article.add_text(text, **values), user=None)


def after(old: str, new: str, exact: str, **values) -> Citation:
    """A citation of `old` after `new` was stored."""
    article = make_article(text=old)
    citation = cite(make_event(), article, exact, **values)
    look_again(article, new)
    citation.refresh_from_db()
    return citation


@pytest.mark.parametrize(
    ("new", "state", "by"),
    [
        (REPORT + " More later.", "anchored", 0),
        ("📰📰 " + REPORT, "moved", 3),
        ("שלום " + REPORT, "moved", 5),
        (REPORT.replace("📰 שלום. ", ""), "moved", -8),
        (REPORT.replace("three hours", "an hour"), "anchored", 0),
        (REPORT + " He flew to Moscow on Saturday.", "anchored", 0),
        ("He flew to Moscow on Saturday. " + REPORT, "moved", 31),
        (REPORT.replace("Saturday", "Sunday"), "lost", 0),
        ("Who flew to Moscow on Saturday? He flew to Moscow on Saturday.", "ambiguous", 0),
        (" ".join([QUOTE] * 30), "ambiguous", 0),
    ],
)
def test_what_becomes_of_a_quote(new: str, state: str, by: int):
    citation = after(REPORT, new, QUOTE)
    assert (citation.anchor_state, citation.start - REPORT.index(QUOTE), citation.exact) == (state, by, QUOTE)
    assert citation.holds
    assert citation.text.number == (1 if state in ("lost", "ambiguous") else 2)


def test_the_words_around_it_decide_and_not_the_old_offset():
    long = "The minister from the north of the country spoke in the morning of that same day."
    citation = after(long, long.replace("minister", "chairman") + " " + long, "spoke")
    assert citation.anchor_state == "moved"
    assert citation.start == long.index("spoke") + len(long) + 1


def test_the_one_that_is_left_of_two_is_not_taken_for_the_other():
    article = make_article(text="He spoke in Kyiv, they say. In the end she spoke in Moscow.")
    citation = cite(make_event(), article, "spoke", prefix="she ")
    look_again(article, "He spoke in Kyiv, they say. In the end she was silent in Moscow.")
    citation.refresh_from_db()
    assert (citation.anchor_state, citation.text.number) == ("ambiguous", 1)


def test_the_new_context_is_kept_with_a_quote_that_moved():
    citation = after(REPORT, REPORT.replace("The prime minister", "📰 The premier"), QUOTE)
    assert citation.prefix.endswith("The premier ")


def test_a_translation_loses_no_quote_of_the_original():
    article = make_article()
    citation = cite(make_event(), article)
    assert len(look_again(article, "Der Premier flog nach Moskau.", rendition="translation")) == 0
    citation.refresh_from_db()
    assert (citation.anchor_state, citation.text.number) == ("anchored", 1)


@pytest.mark.parametrize(("rendition", "state"), [("original", "anchored"), ("paraphrase", "unchecked")])
def test_a_quote_without_a_stored_text_is_looked_for_in_an_original(rendition: str, state: str):
    article = make_article(text="")
    citation = cite(make_event(), article)
    look_again(article, REPORT, rendition=rendition)
    citation.refresh_from_db()
    assert citation.anchor_state == state


def test_a_lost_quote_is_found_when_its_words_come_back():
    article = make_article()
    citation = cite(make_event(), article)
    look_again(article, "Something else.")
    report = look_again(article, "Corrected. " + REPORT)
    citation.refresh_from_db()
    assert (citation.anchor_state, citation.text.number) == ("moved", 3)
    assert report.moved == [citation]


def test_a_passage_that_is_cited_there_already_is_not_cited_twice():
    article, event = make_article(), make_event()
    old = cite(event, article)
    second = article.add_text("Corrected. " + REPORT)
    cite(event, article, text=second)
    report = review.reanchor(second, user=None)
    old.refresh_from_db()
    assert (report.doubled, old.text.number) == ([old], 1)


def test_only_the_newest_is_looked_through():
    article = make_article()
    first = article.current_text
    article.add_text("Something else.")
    with pytest.raises(review.Refused, match="not the newest"):
        review.reanchor(first, user=None)


def test_who_may_not_change_articles_may_not_do_it():
    with pytest.raises(review.NotAllowed):
        review.reanchor(make_article().current_text, user=make_user("reader", group=""))


# -- history -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "said"), [("📰 " + REPORT, "text version: 1"), ("Something else.", "anchor: anchored")]
)
def test_each_event_gets_a_version_that_says_what_happened(new: str, said: str):
    user, article, event = make_user(), make_article(), make_public_event()
    Citation.objects.all().delete()
    cite(event, article)
    cite(event, article, "three hours")
    text = article.add_text(new)
    review.reanchor(text, user=user)
    event.refresh_from_db()
    revision = event.revisions.get()
    assert (event.version, revision.version, revision.by, revision.verb) == (2, 2, user, "edit")
    assert revision.comment == "Its quotes were looked for in version 2 of the text of “Talks in Moscow”."
    found = review.differences(revision.before, revision.after)
    assert [said in difference.before for difference in found] == [True, True]
    assert revision.after == review.snapshot(event)


def test_what_was_found_to_be_so_already_makes_no_version():
    article, event = make_article(), make_event()
    cite(event, article)
    look_again(article, "Something else.")
    look_again(article, "Something else again.")
    event.refresh_from_db()
    assert event.version == 2


@pytest.mark.parametrize("count", [3, 30])
def test_the_queries_do_not_grow_with_the_quotes(count: int, django_assert_max_num_queries):
    article = make_article(text=" ".join(f"Sentence {n:03} of it." for n in range(count)))
    for n in range(count):
        cite(make_event(f"Event {n}"), article, f"Sentence {n:03}")
    text = article.add_text("New. " + article.current_text.text)
    with django_assert_max_num_queries(29):
        report = review.reanchor(text, user=make_editor())
    assert len(report.moved) == count
    assert not Event.objects.exclude(version=2).exists()


# -- a quote that was lost is mended by hand ------------------------------------------------------------------------


@pytest.fixture
def lost() -> Citation:
    citation = after(REPORT, REPORT.replace("Saturday", "Sunday"), QUOTE)
    assert citation.anchor_state == "lost"
    return citation


@pytest.mark.parametrize(
    ("typed", "state", "version"),
    [
        ({"note": "Looked at"}, "lost", 1),
        ({"exact": "flew to Moscow on Sunday"}, "anchored", 2),
        ({"exact": "flew to Moscow"}, "anchored", 2),
        ({"exact": "to Moscow on Saturday"}, "lost", 1),
    ],
)
def test_a_lost_quote_is_mended_by_typing_it_anew(lost: Citation, typed: dict, state: str, version: int):
    for name, value in typed.items():
        setattr(lost, name, value)
    lost.full_clean()
    lost.save()
    assert (lost.anchor_state, lost.text.number) == (state, version)
    assert lost.holds


@pytest.mark.parametrize(("prefix", "version"), [("He ", 2), ("They ", 1), ("", 1)])
def test_an_ambiguous_quote_is_mended_by_what_stands_before_it(prefix: str, version: int):
    citation = after("He spoke.", "She spoke. 📰 He spoke.", "spoke", prefix="", suffix=".")
    Citation.objects.filter(pk=citation.pk).update(anchor_state="ambiguous", text=citation.article.texts.get(number=1))
    citation = Citation.objects.get()
    citation.start, citation.end = 3, 8
    citation.prefix, citation.suffix = prefix, ""
    citation.full_clean()
    citation.save()
    assert citation.text.number == version


# -- whatever is added elsewhere ------------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


class Anywhere(TestCase):
    """Each paragraph is a quote; anything may be put between them."""

    @settings(max_examples=60, deadline=None)
    @given(st.lists(WORDS, min_size=4, max_size=4), st.lists(WORDS, min_size=4, max_size=4))
    def test_a_unique_quote_is_found_whatever_is_put_elsewhere(self, before: list[str], between: list[str]):
        quotes = ["Quote א 📰 one", "Quote ב 📰 two", "Quote ג three"]
        old, new = (normalise_text(_woven(words, quotes)) for words in (before, between))
        if any(text.count(quote) != 1 for text in (old, new) for quote in quotes) or old == new:
            return
        article = make_article(text=old, published_on=date(2022, 3, 7))
        citations = [cite(make_event(), article, quote) for quote in quotes]
        report = look_again(article, new)
        assert report.to_look_at == []
        for citation in citations:
            start = citation.start
            citation.refresh_from_db()
            assert citation.text.number == 2
            assert citation.start == new.index(citation.exact)
            assert citation.anchor_state == ("anchored" if citation.start == start else "moved")


def _woven(words: list[str], quotes: list[str]) -> str:
    return "\n".join(part for pair in zip(words, [*quotes, ""], strict=True) for part in pair)
