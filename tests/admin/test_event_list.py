import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.pages import LIST, drafted
from tests.rows import cite, make_actor, make_article, make_event, make_office, make_outlet, make_state, take_part
from timeline.admin.lists import BoundedPaginator
from timeline.models import Event, Participation

pytestmark = pytest.mark.django_db


def listed(client: Client, query: str) -> list[str]:
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200, response
    return sorted(event.heading for event in response.context["cl"].result_list)


@pytest.fixture
def two_events(analyst: User, editor: User) -> None:
    """A meeting that Bennett went to as prime minister, and Putin's statement."""
    bennett, israel = make_actor("Naftali Bennett"), make_state()
    bennett.aliases.create(name="Naphtali Benet")
    meeting = make_event("Meets Putin", "2022-03-05", coder=analyst)
    take_part(meeting, bennett, office=make_office(bennett, israel, "Prime Minister of Israel"))
    article = make_article(outlet=make_outlet("Example Wire"))
    cite(meeting, article)
    statement = make_event("Speaks on television", "2022-03", slug="statement", coder=editor, origin="imported")
    take_part(statement, make_actor("Vladimir Putin"), role="speaker")
    Event.objects.filter(pk=statement.pk).update(review_state="in_review")


MEETING, STATEMENT = "Meets Putin", "Speaks on television"
QUERIES = [
    ("", [MEETING, STATEMENT]),
    ("state=in_review", [STATEMENT]),
    ("type=meeting", [MEETING]),
    ("actor=Bennett", [MEETING]),
    ("actor=benet", [MEETING]),
    ("actor=Israel", [MEETING]),
    ("outlet=wire", [MEETING]),
    ("coder=editor", [STATEMENT]),
    ("origin=imported", [STATEMENT]),
    ("from=2022-03-04&to=2022-03-06", [MEETING, STATEMENT]),
    ("from=2022-03-06&to=2022-03-06", [STATEMENT]),
    ("to=2022-02", []),
    ("from=2022", [MEETING, STATEMENT]),
    ("q=television", [STATEMENT]),
    ("q=Benet", [MEETING]),
    ("q=flew+to+Moscow", [MEETING]),
    ("q=%22to+Moscow%22", [MEETING]),
    ("q=Moscow+flew", [MEETING]),
    ("q=%22Moscow+flew%22", []),
    ("q=Putin&type=statement", [STATEMENT]),
    ("q=nobody", []),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_the_list_is_narrowed(desk: Client, two_events: None, query: str, expected: list[str]):
    assert listed(desk, query) == expected


def test_the_public_id_finds_its_event(desk: Client):
    event = make_event()
    make_event("Another")
    assert listed(desk, f"q={event.public_id}") == [event.heading]


def test_the_columns_say_what_an_analyst_looks_for(desk: Client, analyst: User):
    drafted(analyst, make_actor("Naftali Bennett"), make_actor("Vladimir Putin"), edtf="2022-03-05/2022-03-06")
    page = desk.get(LIST).content.decode()
    for said in (
        "between 5 and 6 March 2022",
        "Meets Putin at the Kremlin",
        "Meeting",
        "Naftali Bennett, Vladimir Putin",
    ):
        assert said in page
    assert '<span class="state state-draft">draft</span>' in page
    assert '<td class="field-citation_column">1</td>' in page


def test_a_list_of_a_hundred_events_takes_at_most_15_queries(
    desk: Client, analyst: User, django_assert_max_num_queries
):
    actors = [make_actor(f"Actor {number}") for number in range(5)]
    for number in range(101):
        event = make_event(f"Event {number}", coder=analyst)
        Participation.objects.bulk_create(Participation(event=event, actor=actor) for actor in actors)
    desk.get(LIST)
    with django_assert_max_num_queries(15):
        response = desk.get(LIST)
    assert len(response.context["cl"].result_list) == 100
    with django_assert_max_num_queries(15):
        desk.get(f"{LIST}?q=event&actor=Actor&from=2022&state=draft&type=meeting")


@pytest.mark.sqlite
def test_the_first_page_is_read_in_the_order_of_an_index(desk: Client, django_assert_max_num_queries):
    """At a million events a sort, or a count of everything, would be felt on every page."""
    plan = Event.objects.order_by("-updated_at", "-id")[:101].explain()
    assert "USING INDEX event_last_changed" in plan
    assert "TEMP B-TREE" not in plan
    of_a_state = Event.objects.filter(review_state="published").order_by("-updated_at", "-id")[:101].explain()
    assert "event_state_last_changed" in of_a_state
    assert "TEMP B-TREE" not in of_a_state
    by_date = Event.objects.order_by("position", "-id")[:101].explain()
    assert "event_chronology" in by_date


def test_nothing_is_counted_to_the_end(desk: Client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("timeline.admin.lists.COUNTED", 250)
    Event.objects.bulk_create(Event(title=f"Event {number}") for number in range(300))
    page = desk.get(LIST).content.decode()
    assert "250 events or more: filter to see the rest" in page
    assert desk.get(f"{LIST}?p=99").status_code == 302
    with django_assert_num_queries(1):
        assert BoundedPaginator(Event.objects.filter(title="Event 7").order_by("pk"), 100).page(1).paginator.count == 1


def test_only_columns_with_an_index_can_be_sorted_by(desk: Client):
    make_event()
    page = desk.get(LIST).content.decode()
    assert page.count('class="sortable') == 2
