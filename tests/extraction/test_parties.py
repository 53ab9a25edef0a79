"""Who takes part: names, offices and groups as agencies write them, of invented people."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.extraction import Draft, propose

WEDNESDAY = date(2022, 3, 9)


def last(text: str) -> Draft:
    """The last draft; what stands before it names who is who."""
    return propose(text, WEDNESDAY)[-1]


def parties(text: str) -> list[str]:
    return [f"{party.name} ({party.country})" if party.country else party.name for party in last(text).parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dutch Foreign Minister Pieter van den Brink met German Chancellor Ute von der Aue.",
            ["Pieter van den Brink (NL)", "Ute von der Aue (DE)"],
        ),
    ],
)
def test_a_name_is_read_with_its_particles(text: str, expected: list[str]):
    assert parties(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Presidents Daniel Mwangi of Kenya and Joseph Okello met in Nairobi.",
            ["Daniel Mwangi (KE)", "Joseph Okello"],
        ),
        (
            "Kenyan President-elect Daniel Mwangi met Prime Minister-designate Amir Haddad.",
            ["Daniel Mwangi (KE)", "Amir Haddad"],
        ),
    ],
)
def test_a_title_may_stand_in_the_plural_or_be_of_somebody_elected(text: str, expected: list[str]):
    assert parties(text) == expected
