from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.pages import change_url, drafted, enter, errors, open_form, save
from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_office,
    make_outlet,
    make_place,
    make_state,
    make_type,
    make_user,
)
from timeline.models import Article, Event, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make_article()


def test_an_event_with_all_its_parts_is_entered_on_one_page(desk: Client, analyst: User, article: Article):
    bennett, israel, kremlin = make_actor(), make_state(), make_place()
    office = make_office(bennett, israel, "Prime Minister of Israel")
    response = enter(
        desk,
        article,
        type=make_type("visit").pk,
        title="Meets Putin at the Kremlin",
        typed_date="Saturday",
        medium="in_person",
        duration="3 hours",
        occurrences="1",
        participations__0__actor=bennett.pk,
        participations__0__role="visitor",
        participations__0__office=office.pk,
        event_places__0__place=kremlin.pk,
        quantities__0__what="aides",
        quantities__0__amount="4",
        citations__0__speaker_text="the Kremlin",
        citations__0__verb_class="announced",
        citations__0__supports=["date", "place"],
        **{"citations-0-reported-duration": "two hours"},
    )
    assert response.status_code == 302, errors(response)
    event = Event.objects.get()
    assert (event.edtf, event.date_text, event.date_rule) == ("2022-03-05", "Saturday", "weekday-bare")
    assert (event.date_anchor, event.date_basis) == (article.published_on, "resolved")
    assert (event.duration, event.coder, event.version, event.review_state) == ("PT3H", analyst, 1, "draft")
    party = event.participations.get()
    assert (party.office, party.acts_for) == (office, israel)
    citation = event.citations.get()
    assert (citation.start, citation.end, citation.supports) == (27, 53, ["date", "place"])
    assert citation.reported == {"duration": "two hours"}
    assert Revision.objects.values_list("verb", "version", "by").get() == ("create", 1, analyst.pk)


# what is typed as date → EDTF, phrase, basis; the article is of Monday 7 March 2022
TYPED = [
    ("Saturday", "2022-03-05", "Saturday", "resolved"),
    ("over the weekend", "2022-03-05/2022-03-06", "over the weekend", "resolved"),
    ("March 5", "2022-03-05", "March 5", "resolved"),
    ("5 March 2022", "2022-03-05", "5 March 2022", "stated"),
    ("2022-03-05", "2022-03-05", "", "stated"),
    (" 2022-03 ", "2022-03", "", "stated"),
    ("../2022-03-07", "../2022-03-07", "", "stated"),
    ("2022-03-05~", "2022-03-05~", "", "stated"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("typed", "edtf", "phrase", "basis"), TYPED)
def test_the_date_is_read_on_saving(desk: Client, article: Article, typed: str, edtf: str, phrase: str, basis: str):
    enter(desk, article, title="Meets Putin", typed_date=typed)
    assert Event.objects.values_list("edtf", "date_text", "date_basis").get() == (edtf, phrase, basis)


def test_the_weekend_is_that_of_the_outlets_country(desk: Client):
    israel = make_country()
    israel.weekend = "fri-sat"
    israel.save()
    article = make_article(outlet=make_outlet(country=israel))
    enter(desk, article, title="Talks", typed_date="over the weekend")
    assert Event.objects.get().edtf == "2022-03-04/2022-03-06"


def test_a_day_to_count_from_wins_over_the_day_of_the_article(desk: Client, article: Article):
    enter(desk, article, title="Talks", typed_date="Saturday", date_anchor="2022-02-20")
    event = Event.objects.get()
    assert (event.edtf, event.date_anchor) == ("2022-02-19", date(2022, 2, 20))


def test_a_weekday_of_a_planned_event_lies_ahead(desk: Client, article: Article):
    enter(desk, article, title="Talks", typed_date="Saturday", realisation="planned")
    assert Event.objects.get().edtf == "2022-03-12"


def test_an_instant_gives_the_day_and_the_time(desk: Client, article: Article):
    enter(desk, article, title="Talks", typed_date="2022-03-05T14:30:00Z")
    event = Event.objects.get()
    assert (event.edtf, str(event.time_start), event.tz) == ("2022-03-05", "14:30:00", "UTC")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("one fine day", "“one fine day” is not a date that can be read"),
        ("2022-02-30", "“2022-02-30” is not a date that can be read"),
        ("Saturday", "“Saturday” needs a day to count from"),
    ],
)
def test_a_date_that_cannot_be_read_is_an_error_that_says_what_can(desk: Client, typed: str, said: str):
    response = enter(desk, title="Talks", typed_date=typed)
    assert said in errors(response)
    assert not Event.objects.exists()


def test_a_phrase_outside_the_table_is_kept_beside_the_date_that_the_analyst_gives(desk: Client, article: Article):
    enter(desk, article, title="Talks", typed_date="in the first days of the war", edtf="2022-02-24/2022-02-27~")
    event = Event.objects.get()
    assert (event.date_text, event.date_basis) == ("in the first days of the war", "inferred")


def test_a_phrase_and_an_edtf_date_that_contradict_each_other_are_an_error(desk: Client, article: Article):
    response = enter(desk, article, title="Talks", typed_date="Saturday", edtf="2022-03-06")
    assert "reads as Saturday 5 March 2022" in errors(response)


def test_a_correction_of_the_edtf_stays_while_the_phrase_stands(desk: Client, analyst: User):
    event = drafted(analyst, edtf="2022-03-05", date_text="on Saturday", date_anchor="2022-03-07")
    form = open_form(desk, event)
    assert form["typed_date"] == "on Saturday"
    save(desk, event, form, edtf="2022-03-05~")
    event.refresh_from_db()
    assert (event.edtf, event.date_text, event.date_rule) == ("2022-03-05~", "on Saturday", "")


def test_emptying_the_date_takes_it_away(desk: Client, analyst: User):
    event = drafted(analyst, date_text="on Saturday")
    save(desk, event, open_form(desk, event, typed_date=""))
    event.refresh_from_db()
    assert (event.edtf, event.date_text) == ("", "")


DURATIONS = [
    ("3 hours", "PT3H"),
    ("three-hour", "PT3H"),
    ("90 minutes", "PT90M"),
    ("1 hour and 30 minutes", "PT1H30M"),
    ("half an hour", "PT30M"),
    ("2 days", "P2D"),
    ("a week", "P1W"),
    ("pt3h", "PT3H"),
    ("3h", "PT3H"),
]


@pytest.mark.parametrize(("typed", "stored"), DURATIONS)
def test_a_duration_may_be_typed_in_words(desk: Client, typed: str, stored: str):
    enter(desk, title="Talks", duration=typed)
    assert Event.objects.get().duration == stored


@pytest.mark.parametrize("typed", ["3", "hours", "3 3 hours", "3 hours 3 hours", "0 hours", "many hours", "-1 hours"])
def test_a_duration_that_is_none_says_what_would_be_one(desk: Client, typed: str):
    assert "write “3 hours”" in errors(enter(desk, title="Talks", duration=typed))


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("flew to Paris", "This quote is not in the stored text"),
        ("The", "occurs"),
        ("flew to Moscow\u202e", "invisible direction mark"),
    ],
)
def test_a_quote_is_checked_against_the_text(desk: Client, article: Article, quote: str, said: str):
    response = enter(desk, article, title="Talks", citations__0__exact=quote)
    assert said in errors(response)
    assert not Event.objects.exists()


def test_what_stands_before_it_tells_two_equal_quotes_apart(desk: Client, article: Article):
    enter(desk, article, title="Talks", citations__0__exact="gave no details", citations__0__prefix="The office ")
    assert Event.objects.get().citations.get().anchor_state == "anchored"


def test_only_one_citation_leads_and_the_lead_can_change_hands(desk: Client, analyst: User):
    event = drafted(analyst)
    first = event.citations.get()
    second = cite(event, first.article, "three hours")
    event.citations.filter(pk=first.pk).update(rank="preferred")
    both = {"citations__0__rank": "preferred", "citations__1__rank": "preferred"}
    assert "Only one citation can lead" in errors(save(desk, event, open_form(desk, event), **both))
    swapped = {"citations__0__rank": "normal", "citations__1__rank": "preferred"}
    assert save(desk, event, open_form(desk, event), **swapped).status_code == 302
    assert event.citations.get(rank="preferred") == second


def test_a_lead_that_nobody_touched_stays(desk: Client, analyst: User):
    event = drafted(analyst)
    event.citations.update(rank="preferred")
    save(desk, event, open_form(desk, event), title="Another title")
    assert event.citations.get().rank == "preferred"


def test_the_same_passage_is_not_cited_twice(desk: Client, article: Article):
    again = {"citations__1__article": article.pk, "citations__1__exact": "flew to Moscow on Saturday"}
    rows = {"citations__TOTAL_FORMS": "2"} | {
        f"citations__1__{name}": value
        for name, value in {
            "verb_class": "reported",
            "stance": "supports",
            "credibility": "6",
            "rank": "normal",
        }.items()
    }
    response = enter(desk, article, title="Talks", **again, **rows)
    assert "The same passage is cited twice" in errors(response)


def test_an_office_of_somebody_else_cannot_be_chosen(desk: Client):
    bennett, putin, russia = make_actor(), make_actor("Vladimir Putin"), make_state("Russia", "RU")
    office = make_office(putin, russia, "President of Russia")
    row = {"participations__0__actor": bennett.pk, "participations__0__office": office.pk}
    assert "valid choice" in errors(enter(desk, title="Talks", **row))


def test_a_row_in_which_only_a_role_was_chosen_is_empty(desk: Client):
    enter(desk, title="Talks", participations__0__role="host", participations__0__certainty="possible")
    assert not Event.objects.get().participations.exists()


def test_the_same_actor_twice_in_a_role_is_an_error(desk: Client):
    bennett = make_actor()
    rows = {"participations__0__actor": bennett.pk, "participations__1__actor": bennett.pk}
    assert "duplicate" in errors(enter(desk, title="Talks", **rows)).lower()


def test_roles_of_the_type_stand_first(desk: Client, analyst: User):
    event = drafted(analyst, slug="visit")
    event.type.roles = ["visitor", "host"]
    event.type.save()
    page = desk.get(change_url(event)).content.decode()
    assert page.index('value="visitor"') < page.index('value="host"') < page.index('value="initiator"')


def test_the_next_event_of_an_article_begins_with_that_article(desk: Client, article: Article):
    response = enter(desk, article, title="Talks", _addanother="1")
    assert response.url == f"/admin/timeline/event/add/?article={article.pk}"
    page = desk.get(response.url).content.decode()
    assert f'<option value="{article.pk}" selected>' in page
    assert enter(desk, url=response.url, title="An event that cites nothing yet").status_code == 302
    assert not Event.objects.get(title="An event that cites nothing yet").citations.exists()


def test_errors_link_to_their_fields(desk: Client, article: Article):
    page = enter(desk, article, title="Talks", citations__0__exact="nowhere in it").content.decode()
    assert '<a href="#id_citations-0-exact">' in page
    assert 'id="id_citations-0-exact_error"' in page


def test_a_reader_without_the_right_to_write_sees_the_event_and_no_button(analyst: User):
    event = drafted(analyst, make_actor())
    viewer = make_user("viewer", group="")
    viewer.user_permissions.add(*_view_permissions())
    client = Client()
    client.force_login(viewer)
    page = client.get(change_url(event)).content.decode()
    assert "Meets Putin at the Kremlin" in page
    assert "flew to Moscow on Saturday" in page
    assert 'name="_save"' not in page


def _view_permissions():
    codenames = [f"view_{model}" for model in ("event", "participation", "citation", "article", "actor")]
    return User._meta.get_field("user_permissions").related_model.objects.filter(codename__in=codenames)


def test_an_event_in_review_is_closed_to_its_analyst(desk: Client, analyst: User):
    event = drafted(analyst)
    Event.objects.filter(pk=event.pk).update(review_state="in_review")
    page = desk.get(change_url(event)).content.decode()
    assert 'name="_save"' not in page
    assert "flew to Moscow on Saturday" in page


def test_an_event_needs_a_title_or_a_type(desk: Client):
    assert "Give a title or a type" in errors(enter(desk, summary="Something"))
