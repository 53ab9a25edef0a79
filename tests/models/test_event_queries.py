"""By which day the phrases of events were read."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rows import cite, make_article, make_event, make_public_event
from timeline.models import Event

pytestmark = pytest.mark.django_db
MONDAY, NEXT = date(2022, 3, 7), date(2022, 3, 14)


@pytest.mark.parametrize(
    ("days", "anchor", "phrase", "flagged"),
    [
        ([MONDAY], MONDAY, "on Saturday", False),
        ([NEXT], MONDAY, "on Saturday", True),
        ([None], MONDAY, "on Saturday", True),
        ([NEXT, MONDAY], MONDAY, "on Saturday", False),
        ([NEXT, NEXT, None], MONDAY, "on Saturday", True),
        ([NEXT], MONDAY, "", False),
        ([NEXT], None, "5 March 2022", False),
        ([], MONDAY, "on Saturday", False),
    ],
)
def test_a_date_is_flagged_where_no_cited_article_is_of_its_day(
    days: list, anchor: date | None, phrase: str, flagged: bool, django_assert_num_queries
):
    event = make_event(date_text=phrase, date_anchor=anchor)
    for day in days:
        cite(event, make_article(published_on=day, date_unknown=day is None))
    with django_assert_num_queries(1):
        assert list(Event.objects.dated_against_another_day()) == ([event] if flagged else [])


def test_what_cites_one_article_twice_comes_once_and_what_was_merged_not_at_all():
    article = make_article(published_on=NEXT)
    event = make_event(date_text="on Saturday", date_anchor=MONDAY)
    merged = make_event(date_text="on Saturday", date_anchor=MONDAY)
    for quote in ("flew to Moscow on Saturday", "three hours"):
        cite(event, article, quote)
        cite(merged, article, quote)
    merged.review_state, merged.merged_into = "merged", make_public_event()
    merged.save()
    for found in (
        Event.objects.dated_against_another_day(),
        Event.objects.dated_against(MONDAY),
        Event.objects.citing(article).dated_against(MONDAY),
    ):
        assert list(found) == [event]
