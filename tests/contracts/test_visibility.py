"""Contract: nothing that is not published leaves, through any door, whatever is asked."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.contracts.doors import addresses, open_door
from tests.rows import SECRETS, cite, make_editor, make_public_event, make_unpublished_events
from timeline import review
from timeline.filters import parameters
from timeline.models import Dossier, Event, search

pytestmark = pytest.mark.django_db
SELECTIONS = (
    "/",
    "/story/",
    "/embed/",
    "/timeline.json",
    "/facets/",
    "/facets/fragment/",
    "/facets/page/",
    "/api/v1/events/facets/",
    "/api/v1/events/",
    "/api/v1/events.csv",
    "/api/v1/events.jsonl",
)


@pytest.fixture(params=["anonymous", "account without a role"])
def outsider(request: pytest.FixtureRequest, client: Client) -> Client:
    make_public_event("A public event")
    make_unpublished_events()
    Dossier.objects.create(title="ZQDRAFT dossier", introduction="ZQDRAFT introduction")
    Dossier.objects.create(title="Public dossier", published=True)
    if request.param != "anonymous":
        client.force_login(User.objects.create_user("reader", password="a long pass phrase"))
    return client


def betrayed(text: str, address: str) -> list[str]:
    """Secrets in `text` that the address itself did not bring along."""
    return [word for word in SECRETS.values() if word in text.upper().replace(address.upper(), "")]


def test_no_door_lets_anything_unpublished_out(outsider: Client):
    for address in addresses():
        status, text = open_door(outsider, address)
        assert status in (200, 301, 302, 404, 405, 410), address
        asked_for = [secret for secret in SECRETS.values() if secret.lower() in address.lower()]
        # An unknown address may be repeated in links of the error page; the names behind it may not.
        words = ("title", "summary", "actor", "place", "outlet", "article", "note", "reason")
        for secret in SECRETS.values():
            for word in words:
                assert f"{secret} {word}" not in text, (address, secret, word)
        if not asked_for:
            assert betrayed(text, address) == [], address


QUESTIONS = [
    "q=ZQDRAFT",
    "q=ZQRETRACTED+title",
    "actor=zqdraft-actor",
    "place=zqmerged-place",
    "outlet=zqreview-outlet",
    "state=draft",
    "state=published&coder=analyst",
    "undated=only",
    "disputed=no",
    "from=2022-03-06&to=2022-03-06",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_draws_anything_unpublished_out(outsider: Client, question: str):
    for door in SELECTIONS:
        status, text = open_door(outsider, f"{door}?{question}")
        assert status in (200, 400), door
        for secret in SECRETS.values():
            for word in ("title", "summary", "actor ", "place ", "outlet ", "article", "people"):
                assert f"{secret} {word}" not in text.replace(question.replace("+", " ").removeprefix("q="), ""), door


def test_the_secret_and_the_unknown_get_the_same_answer(outsider: Client):
    for door in SELECTIONS:
        for name in ("actor", "place", "outlet"):
            answers = []
            for slug in (f"zqdraft-{name}", f"nobody-{name}"):
                status, text = open_door(outsider, f"{door}?{name}={slug}")
                answers.append((status, slug in text, "Did you mean" in text))
            assert answers[0] == answers[1] == (400, True, False), (door, name)


def test_counts_count_the_public_alone(outsider: Client):
    counts = outsider.get("/api/v1/events/?counts=yes").json()["counts"]
    assert sum(counts.values()) == 2  # the public event, and the one that another was merged into
    assert outsider.get("/timeline.json").json()["counts"]["total"] == 2


HIDDEN_WORDS = ("title", "summary", "actor", "alias", "place", "in it")  # the last: of a quote


@pytest.mark.parametrize("few", [0, 500], ids=["by the index", "by keys"])
@pytest.mark.parametrize("secret", SECRETS.values())
def test_no_word_finds_or_counts_anything_unpublished(outsider: Client, secret: str, few: int, monkeypatch):
    monkeypatch.setattr(search, "FEW", few)
    hidden = Event.objects.get(title=f"{secret} title")
    hidden.participations.get().actor.aliases.create(name=f"{secret} alias")
    # The same article, quoted by a public event in other words.
    cite(make_public_event("Calls Zelensky"), hidden.citations.get().article, exact="A report")
    for word in HIDDEN_WORDS:
        assert list(Event.objects.mentioning(f'"{secret} {word}"')) == [hidden], word
        for query in (f"q={secret}+{word}", f"q=%22{secret}+{word}%22", f"q={secret.lower()[:-1]}"):
            page = outsider.get(f"/api/v1/events/?counts=yes&{query}").json()
            assert (page["results"], set(page["counts"].values())) == ([], {0}), query
            assert outsider.get(f"/timeline.json?{query}").json()["counts"]["total"] == 0, query
            assert outsider.get(f"/api/v1/events.jsonl?{query}").getvalue() == b"", query


def test_a_retracted_event_is_not_found_any_more(outsider: Client):
    event = make_public_event("Calls Zelensky")
    asked = "/api/v1/events/?q=zelensky"
    assert len(outsider.get(asked).json()["results"]) == 1
    review.retract(event, by=make_editor(), comment="The report was withdrawn.")
    assert outsider.get(asked).json()["results"] == []


def test_the_questions_try_every_way_to_name_something():
    named = {parameter.name for parameter in parameters() if parameter.kind == "slug"} - {"country"}
    assert named <= {question.partition("=")[0] for question in QUESTIONS}
