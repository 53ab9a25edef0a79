"""What the database itself refuses, whoever writes to it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_state,
    take_part,
    take_place,
)
from timeline.models import Article, Citation, Event, EventLink, Place, Proposal, Quantity

pytestmark = pytest.mark.django_db


def refuses(name: str, change) -> None:
    """`change` breaks the constraint `name` and nothing else."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    assert name in str(refused.value)


# constraint → what is set directly on a cited draft of 5 March 2022
EVENT_CHANGES = {
    "event_has_title_or_type": {"title": "", "type": None},
    "event_span_runs_forward": {"latest": date(2022, 3, 4)},
    "event_bounds_belong_to_a_date": {"edtf": ""},
    "event_time_has_start_and_zone": {"time_start": "14:00"},
    "event_importance_1_to_5": {"importance": 6},
    "event_occurs_at_least_once": {"occurrences": 0},
    "published_event_is_cited": {"review_state": "published", "published_at": timezone.now(), "citation_count": 0},
    "retraction_has_a_reason": {"review_state": "retracted"},
    "merged_event_names_its_target": {"review_state": "merged"},
}


@pytest.mark.parametrize("name", EVENT_CHANGES)
def test_an_event_that_breaks_a_rule_is_not_stored(name: str):
    event = make_event()
    refuses(name, lambda: Event.objects.filter(pk=event.pk).update(**EVENT_CHANGES[name]))


def test_an_event_is_not_merged_into_itself():
    event = make_event()
    refuses(
        "event_is_not_merged_into_itself",
        lambda: Event.objects.filter(pk=event.pk).update(review_state="merged", merged_into=event),
    )


# constraint → what is set directly on an anchored citation
CITATION_CHANGES = {
    "citation_has_a_quote": {"exact": ""},
    "citation_offsets_in_order": {"start": 40, "end": 40},
    "anchored_citation_has_offsets": {"start": None, "end": None},
    "credibility_1_to_6": {"credibility": 7},
}


@pytest.mark.parametrize("name", CITATION_CHANGES)
def test_a_citation_that_breaks_a_rule_is_not_stored(name: str):
    citation = cite(make_event())
    refuses(name, lambda: Citation.objects.filter(pk=citation.pk).update(**CITATION_CHANGES[name]))


UNIQUE_ON_SQLITE = {  # SQLite names the columns, PostgreSQL the index
    "actor_once_in_a_role": "timeline_participation.event_id, timeline_participation.actor_id",
    "place_once_in_a_role": "timeline_eventplace.event_id",
    "one_citation_leads": "timeline_citation.event_id",
    "passage_cited_once_for_an_event": "timeline_citation.event_id, timeline_citation.text_id",
    "one_state_actor_for_a_country": "timeline_actor.country_id",
    "identifier_belongs_to_one_actor": "timeline_actoridentifier.scheme",
    "domain_belongs_to_one_outlet": "timeline_outlet.domain",
    "canonical_url": "timeline_article.canonical_url",
    "link_once": "timeline_eventlink.event_id",
}


def refuses_a_second(name: str, change) -> None:
    change()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    assert name in str(refused.value) or UNIQUE_ON_SQLITE[name] in str(refused.value)


def test_an_actor_stands_once_in_a_role():
    event, actor = make_event(), make_actor()
    refuses_a_second("actor_once_in_a_role", lambda: take_part(event, actor))


def test_a_place_stands_once_in_a_role():
    event, place = make_event(), make_place()
    refuses_a_second("place_once_in_a_role", lambda: take_place(event, place))


def test_at_most_one_citation_leads():
    event, article = make_event(), make_article()
    quotes = iter(["flew to Moscow", "three hours"])
    refuses_a_second("one_citation_leads", lambda: cite(event, article, next(quotes), rank="preferred"))


def test_a_passage_is_cited_once_for_an_event():
    event, article = make_event(), make_article()
    refuses_a_second("passage_cited_once_for_an_event", lambda: cite(event, article))


def test_a_country_has_one_state():
    make_state()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_state()


def test_an_article_is_stored_once_whatever_the_form_of_its_address():
    forms = iter(["https://News.Example/a?utm_source=x&b=1", "https://news.example/a?b=1#top"])
    refuses_a_second("canonical_url", lambda: make_article(url=next(forms)))


def test_a_domain_belongs_to_one_outlet():
    refuses_a_second("domain_belongs_to_one_outlet", lambda: make_outlet(domain="example.org"))


def test_an_event_is_linked_once_and_not_to_itself():
    event, other = make_event(), make_event()
    refuses_a_second("link_once", lambda: EventLink.objects.create(event=event, kind="follows", other=other))
    refuses("event_is_not_linked_to_itself", lambda: EventLink.objects.create(event=event, kind="follows", other=event))


QUANTITIES = {
    "quantity_is_not_negative": {"amount": Decimal(-1)},
    "quantity_range_runs_upward": {"amount": Decimal(90), "amount_max": Decimal(80)},
    "quantity_has_unit_or_currency": {"amount": Decimal(90), "unit": "people", "currency": "EUR"},
}


@pytest.mark.parametrize("name", QUANTITIES)
def test_a_quantity_that_makes_no_sense_is_not_stored(name: str):
    event = make_event()
    refuses(name, lambda: Quantity.objects.create(event=event, what="children", **QUANTITIES[name]))


PLACES = {
    "latitude_within_90": {"latitude": 95, "longitude": 0},
    "longitude_within_180": {"latitude": 0, "longitude": 190},
    "latitude_and_longitude_together": {"latitude": 50},
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_off_the_globe_is_not_stored(name: str):
    refuses(name, lambda: Place.objects.create(name="Nowhere", kind="other", **PLACES[name]))


def test_an_article_is_dated_or_said_to_be_undated():
    article = make_article()
    refuses("article_is_dated", lambda: Article.objects.filter(pk=article.pk).update(date_unknown=True))


def test_an_office_is_held_by_somebody_else_than_its_organisation():
    state = make_state()
    refuses("office_is_held_in_another_actor", lambda: make_office(state, state, "King"))


def test_a_proposal_points_forward():
    text = make_article().current_text
    refuses("proposal_offsets_in_order", lambda: Proposal.objects.create(text=text, start=5, end=5))
