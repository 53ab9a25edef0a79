"""What comes in is found at once, by the very words by which the index made anew finds it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.imports.made import bring_in, candidate
from timeline.imports.candidates import Party, Report, Spot
from timeline.models import Event, SearchDocument
from timeline.models.search import PARTS, refresh, stale

pytestmark = pytest.mark.django_db

RUSSIA = Party("Russia", kind="state", country="RU", aliases=(("Россия", "ru", "official"),))
PUTIN = Party("Vladimir Putin", kind="person", aliases=(("Putin", "en", "short"), ("Путин", "ru", "short")))
MOSCOW = Spot("Moscow", kind="locality", parent=Spot("Oblast", kind="region"))
QUOTES = tuple(Report(url="https://news.example/a", exact=f"They met for round {number}") for number in (2, 1))
EVENTS: dict[str, dict[str, Any]] = {
    "a title alone": {},
    "everything, names twice": {
        "fields": {"summary": "Round 1."},
        "parties": (PUTIN, RUSSIA, Party("Vladimir Putin", kind="person", role="host")),
        "places": (Spot("Kremlin", kind="building", parent=MOSCOW), MOSCOW),
        "reports": QUOTES,
    },
    "quotes alone": {"reports": QUOTES},
}


@pytest.mark.parametrize("given", EVENTS.values(), ids=list(EVENTS))
def test_the_index_made_anew_says_the_same(given):
    bring_in(candidate("1", **given), candidate("2", line=2, **given))

    keys = list(Event.objects.values_list("pk", flat=True))
    documents = SearchDocument.objects.order_by("pk").values_list(*PARTS)
    said = list(documents)
    assert (len(said), stale(keys)) == (2, 0)
    SearchDocument.objects.all().delete()
    refresh(keys)
    assert list(documents.all()) == said


def test_other_names_and_the_places_above_are_in_it():
    bring_in(candidate(**EVENTS["everything, names twice"]))

    names = SearchDocument.objects.get().names
    assert all(word in names.split() for word in ("putin", "путин", "россия", "kremlin", "moscow", "oblast"))
