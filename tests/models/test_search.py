"""What the full-text index finds: the same on both databases. Nothing here depends on the order of the rows."""

from __future__ import annotations

import pytest

from tests.rows import cite, make_actor, make_article, make_event, make_place, take_part, take_place
from timeline.models import Event, SearchDocument

pytestmark = pytest.mark.django_db


def found(text: str) -> set[str]:
    return {event.title for event in Event.objects.mentioning(text)}


@pytest.fixture
def events() -> None:
    putin, moscow = make_actor("Vladimir Putin"), make_place("Moscow", "locality")
    putin.aliases.create(name="Путин", language="ru")
    visit = make_event("Meets Putin at the Kremlin", summary="They sat for three hours. Nothing was announced.")
    take_part(visit, putin, make_actor("Naftali Bennett"))
    take_place(visit, make_place("Kremlin", parent=moscow))
    cite(visit, make_article(), "sat with the Russian president")
    cite(visit, make_article(), "flew to Moscow on Saturday")
    call = make_event("Calls Łukasz Müller", summary="About the foreign-ministry's plan")
    take_part(call, putin)
    make_event("访问莫斯科", summary="Москва, 5 марта")


VISIT, CALL, CHINESE = "Meets Putin at the Kremlin", "Calls Łukasz Müller", "访问莫斯科"

# query → what it finds
QUERIES = [
    ("kremlin", {VISIT}),
    ("KREMLIN", {VISIT}),
    ("putin", {VISIT, CALL}),
    ("путин", {VISIT, CALL}),
    ("Путін", set()),
    ("vladimir bennett", {VISIT}),
    ("bennett müller", set()),
    ("muller", {CALL}),
    ("Lukasz", {CALL}),
    ("ŁUKASZ MÜLLER", {CALL}),
    ("moscow", {VISIT}),
    ("bennett hours saturday", {VISIT}),
    ("hour", {VISIT}),
    ("hou bennett", set()),
    ("bennett hou", {VISIT}),
    ("our", set()),
    ("Russian president", {VISIT}),
    ('"Russian president"', {VISIT}),
    ('"president Russian"', set()),
    ("president Russian", {VISIT}),
    ('"Russian presid"', set()),
    ('"Russian presid', {VISIT}),
    ('"Putin Vladimir"', set()),
    ('"president flew"', set()),
    ('"hours nothing"', {VISIT}),
    ('"Kremlin Vladimir"', set()),
    ("foreign-ministry", {CALL}),
    ("ministry-foreign", set()),
    ("ministry’s plan", {CALL}),
    ("莫斯科", {CHINESE}),
    ("斯莫", set()),
    ("МОСКВА", {CHINESE}),
    ("мар", {CHINESE}),
    ("5", {CHINESE}),
    ("0", set()),
    ("", set()),
    ("%", set()),
    ("_", set()),
]


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize(("query", "titles"), QUERIES)
def test_a_query_finds(query: str, titles: set[str]):
    assert found(query) == titles


HOSTILE = [
    '"',
    "'",
    "''; DROP TABLE timeline_event; --",
    '" OR 1=1 --',
    "NEAR(putin kremlin, 5)",
    "title:putin",
    "{title} : putin",
    "^putin",
    "putin*",
    "putin AND",
    "NOT putin",
    "-putin",
    "+",
    "(",
    "putin )",
    "!putin",
    "putin & | <->",
    "putin <5> kremlin",
    "putin:*AB",
    "\\putin\\",
    "putin\x00kremlin",
    "¦",
    "\ud800",
    "📰",
    "%s %(x)s",
    "e\u0301" * 500,
    "a" * 10_000,
    "a " * 5_000,
    "'" * 10_000,
    '"' * 9_999,
    "\N{CJK UNIFIED IDEOGRAPH-4E00}" * 10_000,
]


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_breaks_the_search(query: str):
    assert found(query) <= {VISIT, CALL, CHINESE}


def test_a_word_of_any_length_is_found():
    make_event("T" + "o" * 150)
    assert len(found("t" + "o" * 150)) == 1
    assert len(found("t" + "o" * 20)) == 1


def test_more_text_than_a_document_holds_is_no_error():
    event, article = make_event(), make_article(text="")
    for number in range(40):
        cite(event, article, " ".join(f"w{number}x{n}𠀀" for n in range(500)), start=number, end=number + 1)
    assert len(SearchDocument.objects.get().quotes) <= 100_000
    assert found("w0x0") == {event.title}
