"""The made-up stories themselves, without a database: the same for the same seed, and plausible."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from timeline import dates
from timeline.management.synthetic.cast import SEATS, cast
from timeline.management.synthetic.crises import FIRST_DAY, LAST_DAY
from timeline.management.synthetic.plots import PLOTS, roles
from timeline.management.synthetic.stories import NOTICE, listed, stories
from timeline.models.articles import canonical_form
from timeline.models.reference import event_type_rows
from timeline.models.text import normalise_text, sha256_of

CAST = cast()
NUMBER = 4000


@pytest.fixture(scope="module")
def told():
    return list(stories(7, NUMBER, CAST))


@pytest.fixture(scope="module")
def events(told):
    return [event for story in told for event in story.events]


def test_there_are_as_many_events_as_asked_for(events):
    assert len(events) == NUMBER
    assert len({event.public_id for event in events}) == NUMBER


def test_the_same_seed_tells_the_same_stories(told):
    assert list(stories(7, NUMBER, CAST)) == told


def test_another_seed_tells_others(told):
    assert next(stories(8, NUMBER, CAST)) != told[0]


def test_stories_are_told_one_at_a_time():
    assert len(list(islice(stories(1, 10**9, CAST), 3))) == 3


def test_the_cast_has_200_actors_with_names_of_their_own():
    assert len(CAST.actors) == 200
    assert len({actor.name for actor in CAST.actors}) == 200
    assert len({actor.slug for actor in CAST.actors if actor.slug}) == 200 - len(SEATS)


def test_there_is_a_plot_for_every_type():
    assert list(PLOTS) == [row["slug"] for row in event_type_rows()]


@pytest.mark.parametrize("row", event_type_rows(), ids=[row["slug"] for row in event_type_rows()])
def test_parties_get_roles_that_the_type_offers(row):
    assert set(roles(row["slug"], 5)) <= set(row["roles"])


def test_every_event_has_two_to_five_parties(events):
    assert Counter(len(event.parties) for event in events).keys() == {2, 3, 4, 5}


def test_every_kind_of_date_occurs(events):
    precisions = {dates.parse(event.when.edtf).precision for event in events if event.when.edtf}
    assert precisions >= {
        dates.Precision.DAY,
        dates.Precision.DAY_UNKNOWN,
        dates.Precision.MONTH,
        dates.Precision.QUARTER,
        dates.Precision.YEAR,
        dates.Precision.INTERVAL,
        dates.Precision.OPEN_INTERVAL,
        dates.Precision.ONE_OF,
    }
    assert any(not event.when.edtf for event in events)
    assert any(event.when.start and event.when.end for event in events)


def test_dates_are_written_in_their_canonical_form(events):
    for edtf in {event.when.edtf for event in events} - {""}:
        assert dates.parse(edtf).edtf == edtf


def test_durations_are_written_in_their_canonical_form(events):
    for duration in {event.duration for event in events} - {""}:
        assert dates.parse_duration(duration) == duration


def test_an_undated_event_has_a_place(events):
    assert all(event.places for event in events if not event.when.edtf)


def test_a_resolved_date_names_a_rule_that_gives_it(told):
    resolved = [(e.when, s.anchor) for s in told for e in s.events if e.when.basis == "resolved"]
    assert resolved
    for when, anchor in resolved:
        found = dates.resolve(when.date_text, anchor)
        assert (found.edtf.edtf, found.rule) == (when.edtf, when.rule)


def test_events_come_in_bursts():
    """The busiest month of many events holds several times its share."""
    months = Counter(f"{story.told_at:%Y-%m}" for story in stories(3, NUMBER, CAST))
    assert max(months.values()) > 4 * sum(months.values()) / (12 * (LAST_DAY.year - FIRST_DAY.year + 1))


def test_a_quote_stands_where_its_offsets_say(told):
    for report in (report for story in told for report in story.reports):
        for citation in report.citations:
            assert report.text[citation.start : citation.end] == citation.exact


def test_every_event_is_cited_and_one_citation_leads(told):
    for story in told:
        citations = [citation for report in story.reports for citation in report.citations]
        for number in range(len(story.events)):
            assert [c.rank for c in citations if c.event == number].count("preferred") == 1


def test_some_reports_disagree(told):
    stances = Counter(c.stance for story in told for report in story.reports for c in report.citations)
    assert 0 < stances["disputes"] < stances["supports"] / 20


def test_a_report_says_that_it_is_made_up(told):
    for report in (report for story in told for report in story.reports):
        assert report.text.startswith(NOTICE)
        assert report.text == normalise_text(report.text)
        assert report.sha256 == sha256_of(report.text)


def test_addresses_are_canonical_and_reserved(told):
    for report in (report for story in told[:100] for report in story.reports):
        assert canonical_form(report.url) == report.url
        assert ".example.org/" in report.url


def test_titles_fit(events):
    assert max(len(event.title) for event in events) <= 200


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and 1 other"),
        (["A", "B", "C", "D"], "A, B and 2 others"),
    ],
)
def test_long_lists_of_parties_are_cut(names, words):
    assert listed(names) == words
