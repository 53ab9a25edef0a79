import pytest
from django.http import QueryDict

from tests.rows import make_public_event
from timeline.filters import QueryError, page_of
from timeline.models import Event

pytestmark = pytest.mark.django_db
DATES = ["2022-03-01", "2022-03-05", "2022-03-05", "2022-03-05", "2022-03-09", "", ""]


@pytest.fixture
def events() -> list[Event]:
    return [make_public_event(f"Event {n}", edtf) for n, edtf in enumerate(DATES)]


def page(query: str):
    return page_of(Event.objects.public().chronological(), QueryDict(query))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_the_pages_forward_are_the_selection_once(events: list[Event], size: int):
    seen, mark = [], ""
    while True:
        found = page(f"page_size={size}&after={mark}")
        seen += found.events
        if not (mark := found.after):
            break
    assert seen == events


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_pages_backward_are_the_pages_forward(events: list[Event], size: int):
    first = page(f"page_size={size}")
    second = page(f"page_size={size}&after={first.after}")
    back = page(f"page_size={size}&before={second.before}")
    assert (back.events, back.before) == (first.events, "")
    assert back.after == first.after


def test_an_event_that_comes_in_before_shifts_nothing(events: list[Event]):
    first = page("page_size=3")
    make_public_event("New", "2022-02-01")
    assert page(f"page_size=3&after={first.after}").events == events[3:6]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("after=x", "after"),
        ("after=1", "after"),
        ("after=-1-1", "after"),
        ("after=" + "9" * 40 + "-1", "after"),
        ("after=9999999999999999999-1", "after"),
        ("before=1-1%00", "before"),
        ("after=1-1&before=1-1", "before"),
        ("page_size=0", "page_size"),
        ("page_size=201", "page_size"),
        ("page_size=-1", "page_size"),
        ("page_size=" + "9" * 30, "page_size"),
        ("page_size=ten", "page_size"),
    ],
)
def test_a_bad_page_mark_is_refused(query: str, name: str):
    with pytest.raises(QueryError) as error:
        page(query)
    assert set(error.value.fields) == {name}


def test_a_page_takes_one_query(events: list[Event], django_assert_num_queries):
    with django_assert_num_queries(1):
        page("page_size=2")
