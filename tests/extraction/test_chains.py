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


@pytest.mark.parametrize(
    "text",
    [
        "Portugal would help wherever it was asked to.",
        "Portugal will help where Mali asks it to.",
        "Portugal said it would wait as long as Mali and Chad meet.",
        "Portugal has reasons to stay on speaking terms with Senegal.",
        "President Amina Sow went aboard the plane and welcomed them.",
    ],
)
def test_what_is_only_imagined_or_an_idiom_is_no_event(text: str):
    met = "Foreign Minister Ana Prado met Kenya's Ana Otieno. Peru slept. Peru ate. Peru slept. Peru ate. "
    assert [draft.title for draft in propose(met + text, WEDNESDAY) if draft.start >= len(met)] in ([], STATED)


STATED = ["Portugal makes a statement"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It has sent them food.", "Portugal sends aid to Kenya"),
        ("It has asked them for grain.", "Portugal asks Kenya"),
        ("She let it be known that she had met President Amina Sow.", "Ana Prado meets Amina Sow"),
    ],
)
def test_who_was_told_of_goes_on_being_told_of(text: str, title: str):
    before = "Foreign Minister Ana Prado slept. Portugal was quiet. It stands with the Kenyans. "
    assert [draft.title for draft in propose(before + text, WEDNESDAY)][1:] == [title]


def test_what_a_trip_was_for_is_told_again_with_its_day():
    text = (
        "Foreign Minister Ana Prado of Portugal is back from a trip to see President Amina Sow. "
        "The two hours that she and Sow spent in Dakar on Monday were useful. "
    )
    found = propose(text + "She was in touch with Kenya's Ana Otieno at the same time.", WEDNESDAY)
    told = [(draft.type, draft.date and draft.date.edtf) for draft in found]
    assert told == [("visit", "2022-03-07"), ("consultation", "2022-03-07~")]


def test_two_known_persons_meet_where_a_place_and_a_day_are_told_too():
    known = [KnownActor("prado", "Ana Prado", "person", "PT"), KnownActor("sow", "Amina Sow", "person", "SN")]
    text = "Ana Prado met the press. Prado gave no details on her long meeting with Sow in Dakar on Saturday."
    [meeting] = [draft for draft in propose(text, WEDNESDAY, known_actors=known) if draft.date and draft.date.phrase]
    assert ([party.key for party in meeting.parties], meeting.type, meeting.place) == (
        ["prado", "sow"],
        "visit",
        "Dakar",
    )
