"""Every line of the lexicons does what its example shows, and leaves alone what its counter-example shows."""

from __future__ import annotations

import re
from datetime import date

import pytest

from timeline.extraction import Draft, UnknownLanguageError, lexicon, propose
from timeline.extraction.lexicon import HERE, table, words_of
from timeline.extraction.mentions import Reader
from timeline.extraction.people import Mention
from timeline.extraction.tokens import tokens
from timeline.extraction.wordlists import FILE, SHOWN

WEDNESDAY = date(2022, 3, 9)
NAMED = "Ana Prado is Portugal's foreign minister. President Amina Sow governs Senegal. "
TRIGGERS = lexicon("en").triggers
MODALITY, TITLES, BODIES, METONYMS, DEMONYMS, ORGANISATIONS = (
    table(HERE / "english" / f"{name}.tsv")
    for name in ("modality", "titles", "bodies", "metonyms", "demonyms", "organisations")
)
NAMES = [
    (row, "country" if row["country"] and row.get("kind") != "place" else "state" if row.get("state") else "name")
    for row in (*METONYMS, *DEMONYMS, *ORGANISATIONS)
]


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


def mentions(text: str) -> list[Mention]:
    return Reader(lexicon("en"), {}).read(tokens(text, 0, len(text)))


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row["title"])
def test_a_title_is_read_before_or_behind_a_name_and_nowhere_else(row: dict[str, str]):
    assert row["title"] in [title for one in mentions(row["example"]) for title in one.titles]
    assert row["title"] in row["counter-example"].lower()
    assert row["title"] not in [title for one in mentions(row["counter-example"]) for title in one.titles]


@pytest.mark.parametrize("row", BODIES, ids=lambda row: row["body"])
def test_a_body_acts_for_the_state_that_stands_before_it_and_for_none_otherwise(row: dict[str, str]):
    assert [party.country for draft in drafts(row["example"]) for party in draft.parties][:1] == ["NO"]
    assert row["body"] in row["counter-example"].lower()
    assert not [one for one in mentions(row["counter-example"]) if one.sort == "state"]


@pytest.mark.parametrize(("row", "column"), NAMES, ids=lambda one: one["name"] if isinstance(one, dict) else one)
def test_a_name_is_a_party_or_a_place_in_its_example_only(row: dict[str, str], column: str):
    assert names(row["example"], column) >= {row[column]}
    assert row["name"].lower() in row["counter-example"].lower()
    assert not names(row["counter-example"], column) & {row[column]}


def names(text: str, column: str) -> set[str]:
    """The parties' countries or names; the name of a place, where it is where somebody went."""
    found = drafts(text)
    places = {draft.place for draft in found if draft.act == "visit"}
    column = "country" if column == "country" else "name"
    return {getattr(party, column) for draft in found for party in draft.parties} | places


def shown() -> list[tuple[str, str, str]]:
    """(set, sentence, what comes of it) of words.txt: each set has an example and a counter-example that differ."""
    found, name = [], ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        name = line.strip("[]") if line.startswith("[") else name
        if line.startswith(SHOWN):
            sentence, _arrow, result = line.partition(": ")[2].partition(" → ")
            found.append((name, sentence, result))
    return found


@pytest.mark.parametrize(("name", "sentence", "result"), shown())
def test_a_closed_set_of_words_does_what_is_shown_of_it(name: str, sentence: str, result: str):
    told = []
    for draft in drafts(sentence):
        date_ = draft.date.edtf if draft.date and name.startswith(("times.", "dating.")) else ""
        amount = (
            f"{draft.quantities[0].amount} {draft.quantities[0].what}"
            if "quantities" in name and draft.quantities
            else ""
        )
        told.append(", ".join(filter(None, (draft.title, date_, amount))))
    assert ("; ".join(told) or "nothing") == result


def test_every_closed_set_is_shown_at_work_and_idle():
    names = re.findall(r"^\[(.+)\]$", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    by_name = {name: [result for other, _sentence, result in shown() if other == name] for name in names}
    assert [name for name, results in by_name.items() if len(results) != 2 or results[0] == results[1]] == []


def test_an_alias_is_the_name():
    for row in ORGANISATIONS:
        for alias in filter(None, row["aliases"].split("|")):
            assert lexicon("en").names[words_of(alias)].name == row["name"]


def test_ids_are_unique():
    assert len({trigger.id for trigger in TRIGGERS}) == len(TRIGGERS)


def test_another_language_is_said_to_be_unknown():
    with pytest.raises(UnknownLanguageError):
        lexicon("fr")
