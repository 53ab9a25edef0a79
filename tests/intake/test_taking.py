"""An article is stored once, its changed text as a new version, a copy of it as one source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.intake.pages import TEXT
from tests.rows import cite, make_article, make_event, make_outlet
from timeline.intake import Reading, near_copies, same_article, take
from timeline.models import Article, Outlet

pytestmark = pytest.mark.django_db
READING = Reading(
    TEXT, "Ministers meet", published_on=date(2022, 3, 6), url="https://news.example/a?utm_source=x",
    domain="news.example", outlet_name="The Example",
)  # fmt: skip


def test_an_article_comes_with_its_outlet_and_text():
    taken = take(READING, by=None)
    article = taken.article
    assert (taken.is_new, article.outlet.name, article.outlet.domain) == (True, "The Example", "news.example")
    assert article.current_text.text == TEXT
    assert article.retrieved_at


def test_an_outlet_is_known_by_its_domain():
    known = make_outlet("Example Daily", domain="news.example")
    assert take(READING, by=None).article.outlet == known


@pytest.mark.parametrize(
    "url", ["https://news.example/a", "http://news.example/a?utm_campaign=y", "https://other.example/b"]
)
def test_the_same_article_is_the_one_that_is_here(url: str):
    article = take(READING, by=None).article
    again = take(replace(READING, url=url), by=None)
    assert (again.article, again.is_new, again.has_new_text) == (article, False, False)


def test_a_changed_text_is_a_new_version_in_which_quotes_are_looked_for():
    article = take(READING, by=None).article
    citation = cite(make_event(), article, exact="two patrol boats")
    taken = take(replace(READING, text=f"Corrected. {TEXT}"), by=None)
    citation.refresh_from_db()
    assert (taken.has_new_text, citation.text.number) == (True, 2)
    assert citation.text.text[citation.start : citation.end] == "two patrol boats"


def test_what_cannot_be_stored_leaves_nothing_behind():
    with pytest.raises(ValidationError):
        take(replace(READING, title=""), by=None)
    assert not Article.objects.exists()
    assert not Outlet.objects.exists()


def test_a_wire_copy_is_offered_as_one():
    article = take(READING, by=None).article
    copied = replace(READING, url="https://paper.example/x", domain="paper.example", text=f"{TEXT}\nMore on page 4.")
    assert same_article(copied) is None
    assert [copy.article for copy in near_copies(copied)] == [article]
    other = "Another story altogether, of grain prices and the harvest in the south of the country. " * 8
    assert near_copies(replace(copied, text=other)) == []
    assert near_copies(replace(copied, published_on=date(2022, 4, 6))) == []


def test_a_copy_and_its_original_count_as_one_source():
    original = make_article("Original", outlet=make_outlet("Wire"))
    copy = make_article("Copy", outlet=make_outlet("Paper"))
    event = make_event()
    cite(event, original)
    cite(event, copy)
    assert event.source_count == 2
    copy.copy_of = original
    copy.full_clean()
    copy.save()
    event.refresh_from_db()
    assert event.source_count == 1


def test_a_copy_of_a_copy_is_refused():
    original = make_article("Original")
    copy = make_article("Copy", copy_of=original)
    third = make_article("Third")
    third.copy_of = copy
    with pytest.raises(ValidationError, match="original"):
        third.full_clean()
