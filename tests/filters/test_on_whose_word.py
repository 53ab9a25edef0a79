"""Selections by who tells of an event: one source alone, or only those who took part in it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_event,
    make_office,
    make_outlet,
    make_state,
    publish_now,
    take_part,
)
from timeline.filters import select

pytestmark = pytest.mark.django_db


def titles(query: str) -> set[str]:
    return {event.title for event in select(QueryDict(query), user=AnonymousUser()).events}


@pytest.fixture
def told() -> None:
    one, other = make_article("One", outlet=make_outlet("One")), make_article("Other", outlet=make_outlet("Other"))
    israel, envoy, witness = make_state("Israel", "IL"), make_actor("The Envoy"), make_actor("A Witness")
    office = make_office(envoy, israel, "Envoy")
    speakers = {
        "By a party": [envoy],
        "By its state": [israel],
        "By a witness": [witness],
        "By both": [envoy, witness],
        "By nobody": [None],
    }
    for title, who in speakers.items():
        event = make_event(title)
        take_part(event, envoy, office=office)
        for speaker, article in zip(who, (one, other), strict=False):
            cite(event, article, speaker=speaker)
        publish_now(event)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("claimed_by_parties=yes", {"By a party", "By its state"}),
        ("claimed_by_parties=no", {"By a witness", "By both", "By nobody"}),
        ("single_source=no", {"By both"}),
        ("single_source=yes", {"By a party", "By its state", "By a witness", "By nobody"}),
    ],
)
def test_events_are_found_by_who_tells_of_them(query: str, expected: set[str]):
    assert titles(query) == expected
