"""Every line of the lexicons does what its example shows, and leaves alone what its counter-example shows."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from timeline.extraction import Draft, UnknownLanguageError, lexicon, propose
from timeline.extraction.lexicon import HERE

WEDNESDAY = date(2022, 3, 9)
NAMED = "Ana Prado is Portugal's foreign minister. President Amina Sow governs Senegal. "
TRIGGERS = lexicon("en").triggers
with (HERE / "english" / "modality.tsv").open(encoding="utf-8", newline="") as file:
    MODALITY = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def drafts(text: str) -> list[Draft]:
    """Of the last sentence; those before it name who is who."""
    return [draft for draft in propose(NAMED + text, WEDNESDAY) if draft.start >= len(NAMED)]


def rules(text: str) -> list[str]:
    return [draft.rules[0] for draft in drafts(text)]


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.id)
def test_a_trigger_fires_on_its_example(trigger):
    assert trigger.id in rules(trigger.example)


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.id)
def test_a_trigger_leaves_its_counter_example_alone(trigger):
    assert trigger.id not in rules(trigger.counter_example)


@pytest.mark.parametrize("row", MODALITY, ids=lambda row: row["id"])
def test_what_did_not_happen_is_no_event_and_what_is_planned_says_so(row: dict[str, str]):
    found = [draft.realisation for draft in drafts(row["example"]) if draft.act != "statement"]
    assert found == (["planned"] if row["kind"] == "planned" else [])


@pytest.mark.parametrize("row", MODALITY, ids=lambda row: row["id"])
def test_a_word_of_modality_elsewhere_changes_nothing(row: dict[str, str]):
    assert "occurred" in [draft.realisation for draft in drafts(row["counter-example"])]


def test_ids_are_unique():
    assert len({trigger.id for trigger in TRIGGERS}) == len(TRIGGERS)


def test_another_language_is_said_to_be_unknown():
    with pytest.raises(UnknownLanguageError):
        lexicon("fr")
