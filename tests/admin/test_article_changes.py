"""What is said after an article was changed: what became of its quotes, which dates were read by its old day."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from tests.admin.filled_form import filled
from tests.admin.pages import LIST, change_url, errors, open_form, save
from tests.rows import REPORT, cite, make_article, make_event, make_public_event
from timeline.models import Article, Event

pytestmark = pytest.mark.django_db
QUOTES = ("flew to Moscow on Saturday", "three hours", "His office confirmed", "gave no details")


def told(response: HttpResponse) -> list[tuple[str, str]]:
    """Level and text of what was said beside “was changed successfully”."""
    assert response.status_code == 302, errors(response)
    said = [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]
    return [(level, text) for level, text in said if "successfully" not in text]


def change(desk: Client, article: Article, **values) -> list[tuple[str, str]]:
    return told(save(desk, article, open_form(desk, article, **values)))


# -- quotes ------------------------------------------------------------------------------------------------------


def cited_article(*quotes: str) -> Article:
    article = make_article()
    for quote in quotes:
        cite(make_event(f"Event of “{quote}” <b>"), article, quote)
    return article


@pytest.mark.parametrize(
    ("new", "level", "said"),
    [
        (REPORT + " More later.", "success", "4 quotes stand where they stood."),
        ("📰 " + REPORT, "success", "0 quotes stand where they stood, 4 moved."),
        (REPORT.replace("three", "five"), "warning", "1 quote stands where it stood, 2 moved, 1 is lost."),
        (
            REPORT + " The minister gave no details. He gave no details, gave no details.",
            "success",
            "4 quotes stand where they stood.",
        ),
        (
            REPORT.replace("The office gave", "He gave") + " It gave no details.",
            "warning",
            "3 quotes stand where they stood, 1 is found several times.",
        ),
    ],
)
def test_what_became_of_the_quotes_is_said(desk: Client, new: str, level: str, said: str):
    ((found, text),) = change(desk, cited_article(*QUOTES), new_text=new)
    assert (found, text.partition("<ul")[0]) == (level, said)


def test_what_is_lost_is_linked_and_escaped(desk: Client):
    article = cited_article("three hours")
    event = Event.objects.get()
    ((_level, text),) = change(desk, article, new_text="Something else.")
    assert f'<a href="{change_url(event)}"><bdi>Event of “three hours” &lt;b&gt;</bdi></a>' in text
    assert "not found: “three hours”" in text
    assert text in desk.get(change_url(article)).text


def test_the_form_of_the_event_says_which_quote_is_lost_and_mends_it(desk: Client):
    article = cited_article("three hours")
    event = Event.objects.get()
    cite(event, article, "gave no details")
    change(desk, article, new_text=REPORT.replace("three hours", "five hours"))
    page = desk.get(change_url(event)).text
    assert page.count("Not found in the newest version of the text") == 1
    save(desk, event, open_form(desk, event, citations__0__exact="five hours"))
    citation = event.citations.get(exact="five hours")
    assert (citation.anchor_state, citation.text.number) == ("anchored", 2)
    assert "Not found in the newest" not in desk.get(change_url(event)).text


def test_at_most_20_are_listed(desk: Client):
    quotes = [f"Sentence {n:02}" for n in range(23)]
    article = make_article(text=". ".join(quotes))
    for quote in quotes:
        cite(make_event(), article, quote)
    ((_level, text),) = change(desk, article, new_text="Something else.")
    assert (text.count("<a "), "and 3 more" in text) == (20, True)


@pytest.mark.parametrize("quotes", [(), QUOTES])
def test_nothing_is_said_where_nothing_was_looked_for(desk: Client, quotes: tuple):
    article = cited_article(*quotes)
    assert change(desk, article, title="Another title") == []
    if not quotes:
        assert change(desk, article, new_text="Something else.") == []


def test_an_analyst_may_store_a_text_that_published_events_cite(desk: Client):
    event = make_public_event()
    article = event.citations.get().article
    change(desk, article, new_text="📰 " + REPORT)
    assert event.revisions.get().by.username == "analyst"
    assert event.citations.get().anchor_state == "moved"


# -- dates -------------------------------------------------------------------------------------------------------

MONDAY = date(2022, 3, 7)


def dated_event(article: Article, title: str = "Meets Putin", anchor: date | None = MONDAY, **values) -> Event:
    event = make_event(title, **{"date_text": "on Saturday", "date_anchor": anchor} | values)
    cite(event, article)
    return event


@pytest.mark.parametrize(
    ("values", "day"),
    [
        ({"published_on": "2022-03-14"}, "14 March 2022"),
        ({"published_tz": "Asia/Jerusalem"}, "7 March 2022"),
        ({"published_on": "", "date_unknown": "on"}, "not known"),
    ],
)
def test_events_dated_against_the_old_day_are_named(desk: Client, values: dict, day: str):
    article = make_article()
    event = dated_event(article)
    dated_event(article, "Stated", date_text="", anchor=None)
    dated_event(article, "Counted from another day", anchor=date(2022, 2, 1))
    dated_event(make_article("Other"), "Of another article")
    ((level, text),) = change(desk, article, **values)
    assert (level, text.startswith("1 event has a date that was read against another day")) == ("warning", True)
    assert f"({day})" in text
    assert f'href="{change_url(event)}"' in text
    assert "“on Saturday” · 5 March 2022" in text
    event.refresh_from_db()
    assert (event.edtf, event.date_anchor, event.version) == ("2022-03-05", MONDAY, 1)


def test_a_day_that_becomes_known_names_what_was_counted_from_another(desk: Client):
    article = make_article(published_on=None, date_unknown=True)
    dated_event(article, "Right", anchor=date(2022, 3, 14))
    dated_event(article, "Wrong")
    ((_level, text),) = change(desk, article, published_on="2022-03-14", date_unknown="")
    assert ("Wrong" in text, "Right" in text) == (True, False)


def test_at_most_20_events_are_listed_with_their_number(desk: Client, django_assert_max_num_queries):
    article = make_article()
    for n in range(23):
        dated_event(article, f"Meeting {n}")
    form = open_form(desk, article, published_on="2022-03-14")
    with django_assert_max_num_queries(25):
        response = save(desk, article, form)
    ((_level, text),) = told(response)
    assert text.startswith("23 events have dates")
    assert (text.count("<a "), "and 3 more" in text) == (20, True)


def test_a_change_of_something_else_says_nothing_of_dates(desk: Client):
    article = make_article()
    dated_event(article)
    assert change(desk, article, title="Another title") == []


def test_a_new_article_says_nothing(desk: Client):
    url = "/admin/timeline/article/add/"
    values = {"url": "https://news.example/a", "title": "Talks", "published_on": "2022-03-07", "new_text": REPORT}
    assert told(desk.post(url, filled(desk.get(url), "article_form", **values))) == []


def test_the_list_is_narrowed_to_what_was_dated_against_another_day(desk: Client):
    dated_event(make_article(), "Right")
    dated_event(make_article(published_on=date(2022, 3, 14)), "Wrong")
    listed = desk.get(LIST, {"dated": "another-day"}).context["cl"].result_list
    assert [event.title for event in listed] == ["Wrong"]
    assert len(desk.get(LIST).context["cl"].result_list) == 2
    assert not desk.get(LIST, {"dated": "yesterday"}).context["cl"].result_list
