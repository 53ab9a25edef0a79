"""One subject and several acts, told one after the other; and what one speaker says through several media."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.extraction import KnownActor, propose

WEDNESDAY = date(2022, 3, 9)
CONDEMNED, SOLIDARITY, AID = "condemned the Senegalese raid", "expressed solidarity with Mali", "sent food to Mali"
TYPES = {CONDEMNED: "condemnation", SOLIDARITY: "support", AID: "aid_humanitarian", "recalled its envoy from Senegal":
         "diplomatic_status", "asked Chad for mediation": "request", "signed an accord with Chad": "agreement",
         "received Kenya's Ana Otieno": "meeting"}  # fmt: skip


@pytest.mark.parametrize(
    "acts",
    [
        (CONDEMNED, SOLIDARITY, AID),
        (SOLIDARITY, CONDEMNED, AID),
        (AID, SOLIDARITY, CONDEMNED),
        (CONDEMNED, "recalled its envoy from Senegal", AID),
        (AID, CONDEMNED, "asked Chad for mediation"),
        ("signed an accord with Chad", "received Kenya's Ana Otieno", CONDEMNED),
        ("received Kenya's Ana Otieno", SOLIDARITY, AID),
    ],
)
def test_each_verb_of_a_chain_is_an_event_of_its_subject(acts: tuple[str, ...]):
    found = propose(f"Portugal has {', '.join(acts[:-1])} and {acts[-1]}.", WEDNESDAY)
    assert [draft.type for draft in found] == [TYPES[act] for act in acts]
    assert {draft.parties[0].name for draft in found} == {"Portugal"}


SAID = "President Amina Sow of Senegal said on television that the border stays shut. "


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("Sow added that the river is high.", ["broadcast"]),
        ("On Twitter, Sow wrote that the river is high.", ["broadcast", "social_media"]),
        ("In a message on Twitter, Sow said that the river is high.", ["broadcast", "social_media"]),
    ],
)
def test_what_is_posted_is_another_statement_than_what_was_spoken(text: str, media: list[str]):
    assert [draft.medium for draft in propose(SAID + text, WEDNESDAY)] == media


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Portugal's Foreign Minister Ana Prado slept. Prado met President Amina Sow in Dakar.", []),
        (
            "Ana Prado slept. Ana Prado, the Portuguese minister, met no one. Prado met President Amina Sow in Dakar.",
            [],
        ),
        ("Prado met President Amina Sow in Dakar.", [KnownActor("prado", "Ana Prado", "person", "PT")]),
        ("Minister Ana Prado met President Amina Sow in Dakar.", [KnownActor("prado", "Ana Prado", "person", "PT")]),
    ],
)
def test_whose_country_was_told_once_visits_another(text: str, known: list[KnownActor]):
    known = [*known, KnownActor("sow", "Amina Sow", "person", "SN")]
    assert [(draft.type, draft.place) for draft in propose(text, WEDNESDAY, known_actors=known)] == [("visit", "Dakar")]


def test_a_place_that_an_actor_is_called_after_is_a_place_where_something_is():
    known = [KnownActor("kremlin", "Kremlin", "government_body", "RU")]
    found = propose("Portugal met Russia at the Kremlin. The Kremlin condemned Mali.", WEDNESDAY, known_actors=known)
    assert [(draft.place, draft.parties[0].key) for draft in found] == [("Kremlin", ""), ("", "kremlin")]
