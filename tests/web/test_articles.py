"""Articles: their particulars and the cited passages, never the text unless it is free to show."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.rows import REPORT, cite, make_article, make_event, make_public_event, make_unpublished_events
from timeline.models import Article
from timeline.web.articles import cited_passages, segments

pytestmark = pytest.mark.django_db


def page(client: Client, article: Article) -> str:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_only_the_cited_passages_are_shown(client: Client):
    article = make_article()
    cite(make_public_event("Public"), article, "flew to Moscow on Saturday")
    cite(make_event("A draft"), article, "three calls with Kyiv")
    html = page(client, article)
    assert "flew to Moscow on Saturday" in html
    for hidden in ("three calls", "A draft", "gave no details", "The prime minister"):
        assert hidden not in html


def test_a_passage_is_shown_once_with_all_that_it_supports(client: Client):
    article = make_article()
    for title in ("One", "Other"):
        cite(make_public_event(title), article, "flew to Moscow on Saturday")
    html = page(client, article)
    assert html.count("flew to Moscow on Saturday") == 1
    assert html.index("<bdi>One</bdi>") < html.index("<bdi>Other</bdi>")


def test_a_text_that_is_free_to_show_is_shown_whole_with_its_passages_marked(client: Client):
    article = make_article(free_to_show=True)
    cite(make_public_event(), article, "flew to Moscow on Saturday")
    html = page(client, article)
    assert "<mark>flew to Moscow on Saturday</mark>" in html
    assert "gave no details." in html


def test_overlapping_passages_cut_the_text_without_losing_any_of_it():
    article, event = make_article(free_to_show=True), make_public_event()
    for quote in ("flew to Moscow on Saturday", "on Saturday and sat", "📰 שלום", "gave no details."):
        cite(event, article, quote)
    text = article.current_text
    cut = segments(text, cited_passages(article))
    assert "".join(segment.text for segment in cut) == REPORT
    assert [(s.text, s.numbers) for s in cut if s.numbers] == [
        ("📰 שלום", (1,)),
        ("flew to Moscow ", (2,)),
        ("on Saturday", (2, 3)),
        (" and sat", (3,)),
        ("gave no details.", (4,)),
    ]


def test_an_article_of_drafts_is_unknown(client: Client):
    make_unpublished_events()
    for article in Article.objects.filter(title__startswith="ZQ"):
        assert client.get(article.get_absolute_url()).status_code == 404


def test_a_page_takes_a_fixed_number_of_queries(client: Client, django_assert_num_queries):
    article, event = make_article(), make_public_event()
    cite(event, article, "flew to Moscow")
    cite(make_public_event("Another"), article, "his office" if "his office" in REPORT else "three calls")
    with django_assert_num_queries(2):
        page(client, article)
