"""What the event form asks while it is filled in."""

import pytest
from django.test import Client

from tests.rows import make_actor, make_article, make_country, make_office, make_outlet, make_state, make_user

NAMES = "/admin/timeline/article/names/"
pytestmark = pytest.mark.django_db
READ, OFFICES, QUOTE = (f"/admin/timeline/event/{name}/" for name in ("read-date", "offices", "check-quote"))


@pytest.fixture
def weekend_of_friday_and_saturday(db) -> str:
    country = make_country()
    country.weekend = "fri-sat"
    country.save()
    return str(make_article(outlet=make_outlet(country=country)).pk)


# asked → EDTF, words, rule; the article is of Monday 7 March 2022, its outlet's weekend is Friday and Saturday
READINGS = [
    ({"text": "Saturday"}, "2022-03-05", "Saturday 5 March 2022", "weekday-bare"),
    ({"text": "Saturday", "planned": "1"}, "2022-03-12", "Saturday 12 March 2022", "weekday-bare"),
    ({"text": "Saturday", "anchor": "2022-02-20"}, "2022-02-19", "Saturday 19 February 2022", "weekday-bare"),
    ({"text": "over the weekend"}, "2022-03-04/2022-03-06", "between Friday 4 and Sunday 6 March 2022", "weekend"),
    ({"text": "5 March 2022"}, "2022-03-05", "Saturday 5 March 2022", ""),
    ({"text": "2022-03-05~"}, "2022-03-05~", "on or about Saturday 5 March 2022", ""),
]


@pytest.mark.parametrize(("asked", "edtf", "words", "rule"), READINGS)
def test_a_date_is_read_while_it_is_typed(
    desk: Client, weekend_of_friday_and_saturday: str, asked: dict, edtf: str, words: str, rule: str
):
    answer = desk.get(READ, {"article": weekend_of_friday_and_saturday} | asked).json()
    assert (answer["status"], answer["edtf"], answer["words"], answer["rule"]) == ("read", edtf, words, rule)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "one fine day"}, "is not a date that can be read"),
        ({"text": "Saturday"}, "needs a day to count from"),
        ({"text": "Saturday", "anchor": "2022-03"}, "takes one day"),
        ({"text": ""}, "is not a date that can be read"),
    ],
)
def test_a_date_that_cannot_be_read_is_answered_in_words(desk: Client, asked: dict, said: str):
    answer = desk.get(READ, asked).json()
    assert answer["status"] == "refused"
    assert said in answer["message"]


def test_the_office_of_the_day_is_suggested(desk: Client):
    bennett, israel = make_actor(), make_state()
    minister = make_office(bennett, israel, "Minister of Defence", "2019-11-12/2020-05-17")
    premier = make_office(bennett, israel, "Prime Minister of Israel")
    answer = desk.get(OFFICES, {"actor": bennett.pk, "edtf": "2022-03-05"}).json()
    assert answer["suggested"] == str(premier.pk)
    assert [(o["id"], o["then"]) for o in answer["offices"]] == [(str(premier.pk), True), (str(minister.pk), False)]


@pytest.mark.parametrize("edtf", ["", "2010-01-01", "2019-12/2022-03", "nonsense"])
def test_none_is_suggested_where_none_or_several_fit(desk: Client, edtf: str):
    bennett, israel = make_actor(), make_state()
    make_office(bennett, israel, "Minister of Defence", "2019-11-12/2020-05-17")
    make_office(bennett, israel, "Prime Minister of Israel")
    assert desk.get(OFFICES, {"actor": bennett.pk, "edtf": edtf}).json()["suggested"] is None


QUOTES = [
    ({"exact": "flew to Moscow on Saturday"}, "anchored"),
    ({"exact": " flew to Moscow\u00a0"}, "anchored"),
    ({"exact": "flew to Paris"}, "lost"),
    ({"exact": "The"}, "ambiguous"),
    ({"exact": "The", "prefix": "weekend. "}, "anchored"),
]


@pytest.mark.parametrize(("quote", "status"), QUOTES)
def test_a_quote_is_looked_for_at_once(desk: Client, quote: dict, status: str):
    assert desk.post(QUOTE, {"article": make_article().pk} | quote).json()["status"] == status


def test_offsets_are_counted_in_code_points(desk: Client):
    answer = desk.post(QUOTE, {"article": make_article().pk, "exact": "flew to Moscow"}).json()
    assert (answer["start"], answer["end"]) == (27, 41)
    assert answer["before"].startswith("📰 שלום.")


def test_an_article_without_a_text_leaves_the_quote_unchecked(desk: Client):
    article = make_article(text="")
    assert desk.post(QUOTE, {"article": article.pk, "exact": "anything"}).json()["status"] == "unchecked"


@pytest.mark.parametrize(("url", "method"), [(READ, "get"), (OFFICES, "get"), (NAMES, "get"), (QUOTE, "post")])
def test_nobody_without_the_right_to_see_events_is_answered(client: Client, url: str, method: str):
    assert getattr(client, method)(url).status_code == 302
    client.force_login(make_user("guest", group=""))
    assert getattr(client, method)(url).status_code == 403


def test_the_actors_that_a_name_may_be_are_offered_while_it_is_typed(desk: Client):
    bennett, other = make_actor("Naftali Bennett"), make_actor("Yair Lapid")
    bennett.aliases.create(name="Bennet, Naftali")
    answer = desk.get(NAMES, {"name": "naftali benett"}).json()
    assert answer["actors"][:2] == [
        {"id": "", "label": "a new actor: naftali benett"},
        {"id": bennett.slug, "label": "Naftali Bennett"},
    ]
    assert answer["suggested"] == ""
    assert other.slug not in [actor["id"] for actor in answer["actors"]]
    assert desk.get(NAMES, {"name": "bennet, naftali"}).json()["suggested"] == bennett.slug
    assert [actor["label"] for actor in desk.get(NAMES, {"name": " "}).json()["actors"]] == ["a new actor"]
    assert desk.get(NAMES, {"name": "x" * 201}).json()["status"] == "refused"
