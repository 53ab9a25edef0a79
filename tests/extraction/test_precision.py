"""What reads like an event and is none: habits, conditions, hopes, what was only agreed, and reproaches by nobody."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.extraction import propose

WEDNESDAY = date(2022, 3, 9)
BY = "../2022-03-09"


def told(text: str) -> list[tuple[str, str]]:
    """Title and date; of statements nothing."""
    found = [draft for draft in propose(text, WEDNESDAY) if draft.act != "statement"]
    return [(draft.title, draft.date.edtf if draft.date else "") for draft in found]


@pytest.mark.parametrize(
    "text",
    [
        "Portugal, which supplies arms to Senegal, is quiet.",
        "The European Union gives Mali 30 million euros a year in aid.",
        "President Amina Sow of Senegal will fly to Lisbon if the talks succeed.",
        "Portugal hoped the meeting with President Amina Sow would take place in June.",
        "A Senegalese diplomat, who asked not to be named, was tired.",
        "Mali thanked the ASEAN Chair for a special meeting.",
        "Portugal spoke of the allegation that Senegal had sent arms to Mali.",
        "Portugal's minister told a news conference with Senegal's envoy that the border stays shut.",
        "The bakers blamed Senegal on Monday.",
        "Portugal and Mali hope to have their foreign ministers ask Chad for rice.",
        "Portugal was angry, saying the text had been adopted in bad faith.",
        "Kenya's ambassador was called to the ministry.",
        "Thousands of people met the president of Mali.",
        "Portugal warned its citizens against travel.",
    ],
)
def test_what_only_reads_like_an_event_is_none(text: str):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Mali and Chad will meet on Friday for a summit of the African Union.", [("Mali to meet Chad", "2022-03-11")]),
        (
            "Mali's Issa Keita met Kenya's Ana Otieno and is to fly home on Friday.",
            [("Issa Keita meets Ana Otieno", BY)],
        ),
        ("Mali and Chad condemned Kenya.", [("Mali and Chad condemn Kenya", BY)]),
        ("Portugal agreed to meet Senegal in June.", [("Portugal makes an agreement", "../2022-03-09")]),
        (
            "In 1998 Portugal and Mali signed a treaty, and in 2005 they opened embassies.",
            [("Portugal agrees with Mali", "1998"), ("Portugal opens or closes an embassy", "2005")],
        ),
        (
            "Since they met in May, Portugal's Ana Prado and Mali's Issa Keita have spoken by telephone.",
            [("Ana Prado telephones Issa Keita", BY)],
        ),
        ("In 1998 the two countries condemned Mali.", [("Condemnation of Mali", "1998")]),
        (
            "Rebels who had seized Gao condemned Mali.",
            [("Rebels use force against Gao", BY), ("Rebels condemn Mali", BY)],
        ),
        ("Secretary Prado ate. Portugal's Ana Prado met Mali.", [("Ana Prado meets Mali", "../2022-03-09")]),
        (
            "Senegalese troops attacked Mali on Monday. Senegal attacked it with 30 tanks. Senegal attacked at dawn.",
            [("Senegal uses force against Mali", "2022-03-07")],
        ),
    ],
)
def test_who_and_when_are_those_of_the_act_itself(text: str, events: list[tuple[str, str]]):
    assert told(text) == events


def test_what_is_said_to_an_act_of_speech_belongs_to_it():
    text = "President Amina Sow of Senegal asked Mali for talks on Monday. "
    assert [draft.act for draft in propose(f"{text}“They are overdue by a year,” she told reporters.", WEDNESDAY)] == [
        "request"
    ]
    found = propose(f"{text}“They are overdue by a year,” she told reporters on Tuesday.", WEDNESDAY)
    assert [draft.act for draft in found] == ["request", "statement"]


def test_a_title_says_what_was_done():
    text = "Senegal released 20 Malian prisoners. Chad withdrew its troops from Mali. Portugal recognised Senegal."
    assert [title for title, _date in told(text)] == [
        "Senegal releases people",
        "Chad withdraws troops",
        "Portugal recognises Senegal",
    ]
