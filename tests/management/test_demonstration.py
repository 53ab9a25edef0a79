"""What the demonstration holds: the 15 events of one article, entered as an analyst would have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict
from django.test import override_settings

from timeline.filters import select
from timeline.models import Actor, Article, Citation, Dossier, Event, Office, Origin, Place
from timeline.models.anchoring import context

# title, type, EDTF, realisation, CAMEO code
EVENTS = [
    ("Bennett visits Putin at the Kremlin", "visit", "2022-03-05", "occurred", "042"),
    ("Bennett and Zelenskyy speak three times", "consultation", "2022-03-05/2022-03-06", "occurred", "040"),
    (
        "Bennett in touch with the leaders of Germany and France",
        "consultation",
        "2022-03-05~/2022-03-06~",
        "occurred",
        "040",
    ),
    ("Lapid to meet Blinken in Latvia", "visit", "2022-03-07", "planned", "036"),
    ("Bennett and Putin speak by telephone", "phone_call", "2022-03-06", "occurred", "041"),
    ("Israel condemns the Russian invasion of Ukraine", "condemnation", "../2022-03-07", "occurred", "111"),
    ("Israel declares solidarity with Ukraine", "support", "../2022-03-07", "occurred", "051"),
    ("Israel sends humanitarian aid to Ukraine", "aid_humanitarian", "../2022-03-07", "occurred", "073"),
    ("Zelenskyy asks Israel for military aid", "request", "../2022-03-07", "occurred", "0232"),
    ("Israel holds back military aid", "refusal", "../2022-03-07", "did_not_happen", "1222"),
    ("Ukraine asks Israel to mediate", "request", "../2022-03-07", "occurred", "038"),
    ("Bennett tells his Cabinet that mediation will go on", "statement", "../2022-03-07", "occurred", "010"),
    ("Ninety children from Zhytomyr land in Israel", "evacuation", "2022-03-06", "occurred", "073"),
    ("Bennett writes on Twitter about the children's flight", "statement", "2022-03-06/2022-03-07", "occurred", "010"),
    ("Israel prepares to take in people who flee the war", "offer", "2022-03-07/..", "planned", "0333"),
]
TALKS = {"visit", "consultation", "phone_call"}


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Loaded once for these tests, which only read, and gone after them."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def event(title: str) -> Event:
    return Event.objects.get(title=title)


@pytest.mark.parametrize(("title", "slug", "edtf", "realisation", "cameo"), EVENTS, ids=[row[0] for row in EVENTS])
def test_an_event_of_the_article(title, slug, edtf, realisation, cameo):
    found = event(title)
    assert (found.type.slug, found.edtf, found.realisation) == (slug, edtf, realisation)
    assert found.codes["cameo_code"] == cameo
    assert found.is_public
    assert found.origin == Origin.DEMO


# -- what the article says and how it is known ---------------------------------------------------------------------


def test_every_quote_stands_where_its_offsets_say():
    for citation in Citation.objects.select_related("text"):
        text = citation.text.text
        assert text[citation.start : citation.end] == citation.exact
        assert (citation.prefix, citation.suffix) == context(text, citation.start, citation.end)
        assert citation.anchor_state == "anchored"


def test_the_text_is_marked_as_a_paraphrase_and_the_outlet_as_unnamed():
    article = Article.objects.get()
    assert article.current_text.rendition == "paraphrase"
    assert article.author == "Erin Viner"
    assert (str(article.published_on), article.published_tz) == ("2022-03-07", "Asia/Jerusalem")
    assert article.url.startswith("https://example.org/")
    assert "not named" in article.outlet.name


@pytest.mark.parametrize(
    ("title", "phrase", "basis"),
    [
        ("Bennett visits Putin at the Kremlin", "on Saturday", "resolved"),
        ("Bennett and Zelenskyy speak three times", "over the weekend", "resolved"),
        ("Bennett in touch with the leaders of Germany and France", "at the same time", "inferred"),
        ("Lapid to meet Blinken in Latvia", "today", "resolved"),
        ("Bennett and Putin speak by telephone", "yesterday", "resolved"),
        ("Israel condemns the Russian invasion of Ukraine", "by now", "inferred"),
        ("Israel declares solidarity with Ukraine", "", "inferred"),
    ],
)
def test_why_an_event_has_its_date(title, phrase, basis):
    found = event(title)
    assert (found.date_text, found.date_basis, str(found.date_anchor)) == (phrase, basis, "2022-03-07")
    assert bool(found.date_rule) == (basis == "resolved")
    assert phrase.casefold() in found.citations.get(rank="preferred").exact.casefold()


@pytest.mark.parametrize(
    ("title", "credited", "verb"),
    [
        ("Bennett visits Putin at the Kremlin", "Naftali Bennett", "declined_to_comment"),
        ("Bennett and Zelenskyy speak three times", "Prime Minister's Office of Israel", "confirmed"),
        ("Bennett in touch with the leaders of Germany and France", "Israeli officials", "claimed"),
        ("Bennett and Putin speak by telephone", "Presidential Administration of Russia", "announced"),
        ("Israel sends humanitarian aid to Ukraine", "", "reported"),
        ("Bennett writes on Twitter about the children's flight", "Naftali Bennett", "announced"),
    ],
)
def test_who_is_credited(title, credited, verb):
    citation = event(title).citations.get(rank="preferred")
    assert (citation.credited_to, citation.verb_class) == (credited, verb)


def test_a_planned_visit_is_agreed_and_has_no_mode_of_a_visit():
    assert event("Lapid to meet Blinken in Latvia").codes == {
        "cameo_code": "036",
        "plover_event": "AGREE",
        "plover_mode": "",
    }


def test_duration_occurrences_and_quantities_are_as_stated():
    assert event("Bennett visits Putin at the Kremlin").duration == "PT3H"
    assert event("Bennett and Zelenskyy speak three times").occurrences == 3
    assert str(event("Ninety children from Zhytomyr land in Israel").quantities.get()) == "90 children"


def test_a_minister_acts_in_office_and_for_the_state():
    lapid = event("Lapid to meet Blinken in Latvia").participations.get(actor__name="Yair Lapid")
    assert lapid.office.title == "Minister of Foreign Affairs of Israel"
    assert lapid.acts_for.name == "Israel"


def test_the_kremlin_lies_in_moscow_and_moscow_in_russia():
    meeting = event("Bennett visits Putin at the Kremlin")
    for slug in ("kremlin", "moscow", "russia"):
        assert meeting in Event.objects.at(Place.objects.filter(slug=slug))


def test_the_history_names_the_demo_accounts():
    history = event("Bennett visits Putin at the Kremlin").revisions.order_by("version")
    assert [(r.verb, r.by.username) for r in history] == [
        ("create", "demo-analyst"),
        ("submit", "demo-analyst"),
        ("publish", "demo-editor"),
    ]


def test_the_dossier_tells_the_talks():
    query = QueryDict(Dossier.objects.public().get().query)
    told = select(query, user=AnonymousUser()).events
    assert {found.title for found in told} == {title for title, slug, *_rest in EVENTS if slug in TALKS}


def test_every_row_passes_its_own_checks():
    for model in (Actor, Article, Citation, Event, Office, Place):
        for row in model.objects.all():
            row.full_clean()
