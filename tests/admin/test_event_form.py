import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.filled_form import filled
from tests.rows import make_actor, make_article, make_office, make_place, make_state, make_type, make_user
from timeline.models import Article, Event, Revision

pytestmark = pytest.mark.django_db
ADD = "/admin/timeline/event/add/"


@pytest.fixture
def analyst() -> User:
    return make_user()


@pytest.fixture
def desk(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


@pytest.fixture
def article() -> Article:
    return make_article()


def change_url(event: Event) -> str:
    return f"/admin/timeline/event/{event.pk}/change/"


def enter(desk: Client, article: Article | None = None, **changes):
    """Fill in the empty form with what a test says, and send it."""
    page = desk.get(ADD)
    if article:
        changes = {"citations__0__article": article.pk, "citations__0__exact": "flew to Moscow on Saturday"} | changes
    return desk.post(ADD, filled(page, "event_form", **changes))


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
    assert response.status_code == 302, response.context["errors"]
    event = Event.objects.get()
    assert (event.edtf, event.date_text, event.date_rule, event.date_basis) == (
        "2022-03-05", "Saturday", "weekday-bare", "resolved",
    )  # fmt: skip
    assert event.date_anchor == article.published_on
    assert (event.duration, event.coder, event.version, event.review_state) == ("PT3H", analyst, 1, "draft")
    party = event.participations.get()
    assert (party.office, party.acts_for) == (office, israel)
    citation = event.citations.get()
    assert (citation.start, citation.end, citation.supports) == (27, 53, ["date", "place"])
    assert citation.reported == {"duration": "two hours"}
    assert Revision.objects.values_list("verb", "version", "by").get() == ("create", 1, analyst.pk)
