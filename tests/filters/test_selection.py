"""What a query string selects, and how a bad one is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_public_event,
    make_state,
    make_unpublished_events,
    make_user,
    publish_now,
    take_part,
    take_place,
)
from timeline.filters import QueryError, parameters, select
from timeline.models import Event, instant_of, settled

pytestmark = pytest.mark.django_db


def selected(query: str, user=None) -> set[str]:
    return {event.title for event in select(QueryDict(query), user=user or AnonymousUser()).events}


def refused(query: str, user=None) -> dict[str, list[str]]:
    with pytest.raises(QueryError) as error:
        select(QueryDict(query), user=user or AnonymousUser())
    return error.value.fields


@pytest.fixture
def march() -> None:
    """A week in March 2022 in six events."""
    israel, russia = make_state("Israel", "IL"), make_state("Russia", "RU")
    bennett, putin = make_actor("Naftali Bennett"), make_actor("Vladimir Putin")
    premier = make_office(bennett, israel, "Prime Minister of Israel")
    bennett.aliases.create(name="Беннет", language="ru", kind="transliteration")
    moscow = make_place("Moscow", "locality", country=russia.country)
    kremlin = make_place("Kremlin", parent=moscow, latitude="55.752", longitude="37.617")
    suva = make_place("Suva", "locality", latitude="-18.14", longitude="178.44")
    wire, daily = make_outlet("Wire", reliability="B"), make_outlet("Daily", reliability="D", wire=None)

    visit = make_event("Visit", "2022-03-05", slug="visit", medium="in_person", importance=5)
    take_part(visit, bennett, role="visitor", office=premier)
    take_part(visit, putin, role="host")
    take_place(visit, kremlin)
    cite(visit, make_article(outlet=wire), "flew to Moscow on Saturday")
    cite(visit, make_article(outlet=daily), "sat with the Russian president", reported={"date": "6 March"})
    publish_now(visit)

    call = make_event("Call", "2022-03-06", slug="phone_call", medium="telephone")
    take_part(call, bennett, putin)
    publish_now(call)

    aid = make_event("Aid", "2022-03", slug="aid_humanitarian", summary="Ninety tonnes of blankets")
    aid.type.family = "aid"
    aid.type.save()
    take_part(aid, israel, role="donor")
    publish_now(aid)

    publish_now(make_event("Request", "../2022-03-04", slug="request"))
    plan = make_event("Plan", "2022-03-07/..", slug="offer", realisation="planned")
    take_place(plan, suva)
    publish_now(plan)
    publish_now(make_event("Somewhen", "", slug="statement"))


ALL = {"Visit", "Call", "Aid", "Request", "Plan", "Somewhen"}
QUERIES = [
    ("", ALL),
    ("q=blankets", {"Aid"}),
    ("q=BENNETT", {"Visit", "Call"}),
    ("q=Беннет", {"Visit", "Call"}),
    ("q=Russian president", {"Visit"}),
    ("q=%25", set()),
    ("actor=naftali-bennett", {"Visit", "Call"}),
    ("actor=naftali-bennett,vladimir-putin", {"Visit", "Call"}),
    ("actor=naftali-bennett&actor=israel", {"Visit", "Call", "Aid"}),
    ("actor=naftali-bennett,vladimir-putin&actor_match=all", {"Visit", "Call"}),
    ("actor=israel", {"Visit", "Aid"}),
    ("actor=israel&states=no", {"Aid"}),
    ("actor=israel,vladimir-putin&actor_match=all", {"Visit"}),
    ("actor=naftali-bennett&role=visitor", {"Visit"}),
    ("actor=naftali-bennett&role=host", set()),
    ("role=host", {"Visit"}),
    ("type=visit,phone_call", {"Visit", "Call"}),
    ("family=aid", {"Aid"}),
    ("medium=telephone", {"Call"}),
    ("medium=not_stated", ALL - {"Visit", "Call"}),
    ("realisation=planned", {"Plan"}),
    ("from=2022-03-05&to=2022-03-06", {"Visit", "Call", "Aid", "Somewhen"}),
    ("from=2022-03-05&to=2022-03-06&certainty=certain", {"Visit", "Call", "Somewhen"}),
    ("from=2022-03-05&to=2022-03-06&undated=exclude", {"Visit", "Call", "Aid"}),
    ("from=2022-03&to=2022-03&certainty=certain&undated=exclude", {"Visit", "Call", "Aid"}),
    ("to=2022-03-04&undated=exclude", {"Aid", "Request"}),
    ("from=2022-03-08&undated=exclude", {"Aid", "Plan"}),
    ("from=0001&to=9999", ALL),
    ("undated=only", {"Somewhen"}),
    ("place=kremlin", {"Visit"}),
    ("place=moscow", {"Visit"}),
    ("country=RU", {"Visit"}),
    ("bbox=37,55,38,56", {"Visit"}),
    ("bbox=37.617,55.752,37.617,55.752", {"Visit"}),
    ("bbox=38,55,39,56", set()),
    ("bbox=170,-20,-170,-10", {"Plan"}),
    ("bbox=-170,-20,170,-10", set()),
    ("bbox=-180,-90,180,90&place=moscow", {"Visit"}),
    ("precision=day", {"Visit", "Call"}),
    ("precision=month,open_interval", {"Aid", "Request", "Plan"}),
    ("updated_since=2022-03-05", ALL),
    ("updated_since=2022-03-05T12:00:00.5Z", ALL),
    ("updated_since=2999-01-01T00:00+02:00", set()),
    ("outlet=wire", {"Visit"}),
    ("reliability=B", {"Visit"}),
    ("reliability=A", set()),
    ("sources=2", {"Visit"}),
    ("disputed=yes", {"Visit"}),
    ("disputed=no", ALL - {"Visit"}),
    ("single_source=no", {"Visit"}),
    ("claimed_by_parties=yes", set()),
    ("importance=5", {"Visit"}),
    ("from=&to=&q=&actor=&type=", ALL),
]


@pytest.mark.parametrize(("query", "titles"), QUERIES)
@pytest.mark.usefixtures("march")
def test_a_query_selects(query: str, titles: set[str]):
    assert selected(query) == titles


@pytest.mark.usefixtures("march")
def test_every_parameter_is_tried_above():
    tried = {name for query, _titles in QUERIES for name in QueryDict(query)}
    assert tried == {parameter.name for parameter in parameters()}


@pytest.mark.usefixtures("march")
def test_counts_keep_certain_possible_and_undated_apart():
    counts = select(QueryDict("from=2022-03-05&to=2022-03-06"), user=AnonymousUser()).counts
    assert (counts.certain, counts.possible, counts.undated, counts.total) == (2, 1, 1, 4)


# query → the parameter that is named, a part of what is said about it
REFUSED = [
    ("actr=israel", "actr", "Accepted are: actor"),
    ("ordering=--title", "ordering", "Unknown parameter"),
    ("state=draft", "state", "Unknown parameter"),
    ("coder=analyst", "coder", "Unknown parameter"),
    ("actor=isreal", "actor", "Did you mean: israel?"),
    ("actor=Israel", "actor", "Did you mean: israel?"),
    ("actor=Naftali+Bennett", "actor", "Did you mean: naftali-bennett?"),
    ("country=il", "country", "Did you mean: IL?"),
    ("actor=nobody-at-all", "actor", "No actor “nobody-at-all” is known"),
    ("actor=" + ",".join(f"a{n}" for n in range(60)), "actor", "At most 50"),
    ("place=atlantis", "place", "No place"),
    ("country=Israel", "country", "No country"),
    ("outlet=x%00y", "outlet", "control character"),
    ("type=meetng", "type", "use one or more of"),
    ("family=x", "family", "talks"),
    ("medium=pigeon", "medium", "not_stated"),
    ("role=king", "role", "visitor"),
    ("realisation=maybe", "realisation", "did_not_happen"),
    ("certainty=surely", "certainty", "possible, certain"),
    ("bbox=1,2,3", "bbox", "west,south,east,north in degrees"),
    ("bbox=1,2,3,x", "bbox", "west,south,east,north"),
    ("bbox=1,50,3,40", "bbox", "south not above north"),
    ("bbox=1,-91,3,40", "bbox", "90 and 180 at most"),
    ("bbox=1,40,181,50", "bbox", "90 and 180 at most"),
    ("bbox=nan,40,1,50", "bbox", "is no box"),
    ("bbox=1,2,3,4&bbox=1,2,3,4", "bbox", "Given 2 times"),
    ("precision=exact", "precision", "use one or more of: second, day"),
    ("updated_since=yesterday", "updated_since", "2022-03-05T12:00:00Z"),
    ("updated_since=2022-03-05T12:00", "updated_since", "2022-03-05T14:00+02:00"),
    ("updated_since=2022-02-30", "updated_since", "is no instant"),
    ("updated_since=2022-03-05T25:00Z", "updated_since", "is no instant"),
    ("updated_since=0001-01-01T00:00%2B02:00", "updated_since", "is no instant"),
    ("undated=perhaps", "undated", "include, only, exclude"),
    ("actor_match=some", "actor_match", "any, all"),
    ("states=perhaps", "states", "yes or no"),
    ("disputed=2", "disputed", "yes or no"),
    ("reliability=Z", "reliability", "A, B, C, D, E"),
    ("from=2022-02-30", "from", "2022-03-05, 2022-03, 2022"),
    ("from=yesterday", "from", "is no date"),
    ("from=2022-03-05/2022-03-06", "from", "no plain date"),
    ("from=99999", "from", "is no date"),
    ("to=" + "9" * 39, "to", "is no date"),
    ("from=2022-03-06&to=2022-03-05", "to", "before it begins"),
    ("from=2022&from=2023", "from", "Given 2 times"),
    ("q=a&q=b", "q", "Given 2 times"),
    ("q=%00", "q", "ull characters"),
    ("q=a%E2%80%AEb", "q", "direction mark"),
    ("q=" + "x" * 201, "q", "200 characters"),
    ("sources=0", "sources", "from 1 to 1000"),
    ("sources=-1", "sources", "from 1 to 1000"),
    ("sources=" + "9" * 40, "sources", "from 1 to 1000"),
    ("sources=%D9%A3", "sources", "from 1 to 1000"),
    ("importance=9", "importance", "from 1 to 5"),
]


@pytest.mark.parametrize(("query", "name", "says"), REFUSED)
@pytest.mark.usefixtures("march")
def test_a_bad_query_is_refused_with_what_would_do(query: str, name: str, says: str):
    errors = refused(query)
    assert set(errors) == {name}
    assert says in " ".join(errors[name])


def test_an_unpublished_actor_is_unknown_and_never_suggested():
    make_unpublished_events()
    assert refused("actor=zqdraft-actor")["actor"] == ["No actor “zqdraft-actor” is known."]
    assert refused("actor=zqdraft-acto")["actor"] == ["No actor “zqdraft-acto” is known."]


def test_staff_see_the_public_selection_until_they_ask_for_a_state():
    make_unpublished_events()
    analyst = make_user()
    assert not any("ZQ" in title for title in selected("", analyst))
    assert selected("state=draft", analyst) == {"ZQDRAFT title"}
    assert selected("state=draft,in_review", analyst) == {"ZQDRAFT title", "ZQREVIEW title"}


def test_what_changed_since_is_selected_with_drafts_for_those_who_ask_for_them():
    visit, draft = make_public_event("Visit"), make_event("Draft")
    make_public_event("Call")
    noon = instant_of(settled())
    Event.objects.filter(pk=visit.pk).update(summary="At length")
    draft.save()
    since = f"updated_since={noon.isoformat()}"  # its “+” becomes a space in a query string
    assert selected(since) == selected(since.replace("+00:00", "Z")) == {"Visit"}
    assert selected(f"{since}&state=draft,published", make_user()) == {"Visit", "Draft"}


def test_a_draft_counts_as_changed_though_our_clock_is_a_little_behind_that_of_the_database():
    draft, staff = make_event("Draft"), make_user()
    noon = datetime(2022, 3, 5, 12, tzinfo=UTC)
    query = "updated_since=2022-03-05T12:00:00Z&state=draft"
    for behind, told in ((1, {"Draft"}), (5, set())):
        saved = noon - timedelta(milliseconds=behind)
        Event.objects.filter(pk=draft.pk).update(created_at=saved, updated_at=saved)
        assert selected(query, staff) == told


def test_the_same_selection_has_the_same_query_text():
    make_country("RU", "Russia")
    queries = {
        select(QueryDict(text), user=AnonymousUser(), extra=("lanes",)).query
        for text in ("to=2022&country=RU&q=", "country=RU&to=2022&lanes=actor")
    }
    assert queries == {"country=RU&to=2022"}


def test_a_caller_s_own_parameters_pass():
    assert select(QueryDict("lanes=type"), user=AnonymousUser(), extra=("lanes",)).counts.total == 0


def test_a_selection_reads_nothing_before_it_is_used(django_assert_num_queries):
    make_public_event()
    with django_assert_num_queries(0):
        select(QueryDict("from=2022"), user=AnonymousUser())
    assert Event.objects.count() == 1
