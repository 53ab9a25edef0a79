"""The page of an event: every value with its evidence, its public past, and what becomes of those not public."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
import time_machine
from django.test import Client

from tests.rows import (
    REPORT,
    SECRETS,
    cite,
    make_actor,
    make_article,
    make_editor,
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
from timeline import review
from timeline.models import Event
from timeline.web.citing import escaped

pytestmark = pytest.mark.django_db


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html)).replace("&#x27;", "'").replace("&quot;", '"')


def page(client: Client, event: Event, suffix: str = "") -> str:
    response = client.get(event.get_absolute_url() + suffix)
    assert response.status_code == 200
    return response.content.decode()


def row(html: str, label: str) -> str:
    """The value of a field with its evidence, in words."""
    rows = [text_of(part.split("</dd>")[0]) for part in html.split('<div class="evidence-row">')[1:]]
    return next(found.strip() for found in rows if found.strip().startswith(label))


@pytest.fixture
def visit() -> Event:
    """Two reports that agree on the meeting and differ in the day."""
    bennett, putin = make_actor("Naftali Bennett"), make_actor("Vladimir Putin")
    event = make_event(
        "Bennett visits Putin",
        "2022-03-05",
        slug="visit",
        duration="PT3H",
        date_text="on Saturday",
        date_basis="resolved",
        date_anchor=date(2022, 3, 7),
        adjudication="The wire had a reporter there.",
    )
    office = make_office(bennett, make_state("Israel", "IL"), "Prime Minister of Israel")
    take_part(event, bennett, role="visitor", office=office)
    take_part(event, putin, role="host", note="host of the day")
    take_place(event, make_place("Kremlin"))
    wire = make_article("Talks in Moscow", outlet=make_outlet("Example Wire", reliability="B"))
    daily = make_article(
        "A visit", outlet=make_outlet("Daily", reliability="D"), archive_url="https://archive.example/1"
    )
    cite(
        event,
        wire,
        "flew to Moscow on Saturday",
        supports=["date", "parties", "place"],
        speaker=bennett,
        verb_class="confirmed",
        credibility=2,
        rank="preferred",
    )
    cite(
        event,
        daily,
        "sat with the Russian president",
        supports=["type", "parties"],
        stance="disputes",
        speaker_text="sources in Kyiv",
        verb_class="claimed",
        credibility=4,
        reported={"date": "6 March 2022"},
    )
    return publish_now(event)


def test_every_value_stands_with_what_supports_and_what_contradicts_it(client: Client, visit: Event):
    html = page(client, visit)
    assert row(html, "Date") == (
        "Date 5 March 2022 In the text: “on Saturday”. Read against Monday 7 March 2022. EDTF 2022-03-05"
        " 1 of 2 sources; 1: 6 March 2022 Supported by [1]; [2] says instead: 6 March 2022"
    )
    assert row(html, "Type").endswith("Supported by [2]")
    assert row(html, "Parties").endswith("Supported by [1], [2]")
    assert "Naftali Bennett, Prime Minister of Israel (visitor) acting for Israel" in row(html, "Parties")
    assert row(html, "Duration") == "Duration 3 hours No passage is cited for this"
    assert "The wire had a reporter there." in html


def test_a_passage_is_shown_in_its_context_with_its_grades(client: Client, visit: Event):
    html = page(client, visit)
    text = text_of(html)
    assert '<mark>flew to Moscow on Saturday</mark><span class="context"> and sat with' in html
    assert "Naftali Bennett confirmed it." in text
    assert "Sources in Kyiv claimed it. Disputes the event as given" in text
    assert "Source: usually reliable B" in text
    assert "Information: doubtful 4" in text
    assert 'rel="nofollow noopener external">Archived copy' in html


def test_the_whole_text_is_never_shown(client: Client):
    event = make_event()
    long = " ".join(f"word{number}" for number in range(400))
    cite(event, make_article(text=long), "word200")
    html = page(client, publish_now(event))
    shown = re.findall(r"word\d+", html)
    assert "word199" in shown
    assert "word201" in shown
    assert len(shown) < 40
    assert not re.search(r"wor <|…\s+ord", html)


@pytest.mark.parametrize("quote", ["שלום. The prime minister", "no details.", REPORT])
def test_context_is_cut_at_code_points_at_either_end_of_the_text(client: Client, quote: str):
    event = make_event()
    cite(event, exact=quote)
    before, _quote, after = REPORT.partition(quote)
    html = page(client, publish_now(event))
    found = re.search(
        r'<span class="context">([^<]*)</span><mark>[^<]*</mark><span class="context">([^<]*)</span>', html
    )
    assert before.endswith(found[1].removeprefix("… "))
    assert after.startswith(found[2].removesuffix(" …"))
    assert bool(found[1]) == bool(before)


def test_a_paraphrase_is_marked_as_our_own_words(client: Client):
    event = make_event()
    article = make_article(text="")
    article.add_text("He went to Moscow.", rendition="paraphrase")
    cite(event, article, "went to Moscow")
    assert "A paraphrase in our own words, not the words of the article." in page(client, publish_now(event))


def test_links_lead_to_public_events_alone(client: Client, visit: Event):
    later, draft = make_public_event("Public sequel", "2022-03-06"), make_event("Secret sequel")
    for other in (later, draft):
        visit.links.create(kind="follows", other=other)
        other.links.create(kind="responds_to", other=visit)
    text = text_of(page(client, visit))
    assert "Follows Public sequel 6 March 2022" in text
    assert "Is answered by Public sequel" in text
    assert "Secret" not in text


def test_the_card_is_a_fragment_with_the_first_passages(client: Client, visit: Event):
    html = page(client, visit, "card/")
    assert "<html" not in html
    assert html.count("<mark>") == 2
    assert f'href="{visit.get_absolute_url()}"' in html


def test_codes_are_given_and_goldstein_only_as_typical(client: Client, visit: Event):
    text = text_of(page(client, visit))
    assert "CAMEO042" in text
    assert "1.9 typical for the type “Visit” (GDELT table), not a measure of this event" in text


# -- the past ---------------------------------------------------------------------------------------------------


def test_corrections_are_told_without_naming_anybody(client: Client):
    draft, editor = make_event("A first title", summary="A draft's words"), make_editor("secret.account")
    cite(draft)
    hidden = make_event("Hidden draft")
    event = review.publish(draft, by=editor)
    with review.editing(event, by=editor, version=event.version, comment="The report names the day.") as changed:
        changed.edtf, changed.title = "2022-03-06", "A better title"
        changed.links.create(kind="follows", other=hidden)
        changed.save()
    html = page(client, event)
    history = text_of(html.split('id="history-heading"')[1])
    assert "edited by an editor" in history
    assert "The report names the day." in history
    assert "Date (EDTF): 5 March 2022 (2022-03-05) 6 March 2022 (2022-03-06)" in history or "Date: 5 March" in history
    assert "A first title A better title" in history
    assert "published by an editor" in history
    assert "secret.account" not in html
    assert hidden.public_id not in html


@time_machine.travel("2026-11-23", tick=False)
def test_an_event_says_how_to_cite_it(client: Client):
    event = make_public_event("Meets 100% of {Putin} & Co_")
    html = unescape(re.sub("</?bdi>", "", page(client, event)))
    assert (
        f"“Meets 100% of {{Putin}} & Co_” (5 March 2022). Demarche, event {event.public_id}, version 1."
        f" http://testserver/events/{event.public_id}/ (2026-11-23)."
    ) in html
    assert r"title = {{Meets 100\% of \{Putin\} \& Co\_}}" in html
    assert f"@misc{{demarche-{event.public_id}," in html


def test_tex_reads_a_title_as_it_stands():
    assert escaped(r"a\b{c}~^#$") == r"a\textbackslash{}b\{c\}\textasciitilde{}\textasciicircum{}\#\$"


# -- what is not public -----------------------------------------------------------------------------------------


def test_a_draft_is_to_the_public_what_an_unknown_address_is(client: Client):
    make_unpublished_events()
    unknown = client.get("/events/zzzzzzzzzzzz/")
    for state in ("draft", "in_review"):
        found = Event.objects.get(review_state=state)
        for suffix in ("", "card/"):
            answer = client.get(found.get_absolute_url() + suffix)
            assert answer.status_code == 404
            assert answer.content == unknown.content


@pytest.mark.parametrize("suffix", ["", "card/"])
def test_a_retracted_event_leaves_its_reason_and_nothing_else(client: Client, suffix: str):
    make_unpublished_events()
    answer = client.get(Event.objects.get(review_state="retracted").get_absolute_url() + suffix)
    assert answer.status_code == 410
    assert "The report was withdrawn." in answer.content.decode()
    assert SECRETS["retracted"] not in answer.content.decode()


@pytest.mark.parametrize("suffix", ["", "card/"])
def test_a_merged_event_leads_to_the_one_that_stayed(client: Client, suffix: str):
    make_unpublished_events()
    merged = Event.objects.get(review_state="merged")
    answer = client.get(merged.get_absolute_url() + suffix)
    assert (answer.status_code, answer["Location"]) == (301, merged.merged_into.get_absolute_url() + suffix)
    Event.objects.filter(pk=merged.merged_into_id).update(review_state="draft")
    assert client.get(merged.get_absolute_url() + suffix).status_code == 404


@pytest.mark.parametrize("state", ["draft", "in_review", "retracted"])
def test_staff_see_a_preview_that_nobody_keeps(client: Client, state: str):
    make_unpublished_events()
    client.force_login(make_user())
    for suffix in ("", "card/"):
        answer = client.get(Event.objects.get(review_state=state).get_absolute_url() + suffix)
        assert answer.status_code == 200
        assert "Preview, not public." in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


def test_an_account_without_the_right_sees_what_the_public_sees(client: Client):
    make_unpublished_events()
    client.force_login(make_user(group=""))
    assert client.get(Event.objects.get(review_state="draft").get_absolute_url()).status_code == 404
    assert client.get(Event.objects.get(review_state="retracted").get_absolute_url()).status_code == 410


def test_the_number_of_queries_is_bounded(client: Client, visit: Event, django_assert_max_num_queries: Callable):
    for number in range(5):
        article = make_article(text=f"Report {number} of it.", outlet=make_outlet(f"Outlet {number}"))
        cite(visit, article, f"Report {number}", speaker=make_actor(f"Speaker {number}"))
        take_part(visit, make_actor(f"Party {number}"))
        visit.links.create(kind="follows", other=make_public_event(f"Other {number}"))
    with django_assert_max_num_queries(18):
        page(client, visit)
