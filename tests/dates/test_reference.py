"""docs/reference/dates.md is true: its tables are checked against the code."""

import re
from pathlib import Path

import pytest

from timeline.dates import RULES, EDTFError, describe, parse

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "dates.md").read_text(encoding="utf-8")


def table_after(heading: str) -> list[list[str]]:
    """The cells of the first table behind a heading, without its head."""
    lines = REFERENCE.split(heading, 1)[1].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def test_the_table_of_rules_is_that_of_the_code():
    expected = [[rule.name, rule.example, f"`{rule.edtf}`", rule.means] for rule in RULES]
    assert table_after("## Relative phrases") == expected


@pytest.mark.parametrize("row", table_after("## What is stored"), ids=lambda row: row[0])
def test_the_forms_have_the_precision_and_the_words_that_the_table_gives(row: list[str]):
    examples = [parse(text) for text in re.findall("`([^`]+)`", row[1])]
    assert {known.precision.value for known in examples} == {row[4]}
    assert describe(examples[0]) == row[5].split("; ")[0]


def test_equivalent_texts_are_kept_as_the_table_says():
    for given, kept in table_after("### Equivalent texts"):
        texts = [text.replace("…", "2022-03-05") for text in re.findall("`([^`]+)`", given)]
        results = [text.replace("…", "2022-03-05") for text in re.findall("`([^`]+)`", kept)]
        if len(texts) == len(results):
            assert [parse(text).edtf for text in texts] == results


def test_what_the_text_says_is_refused_is_refused():
    said = REFERENCE.split("### What is refused", 1)[1].split("## ", 1)[0]
    examples = [text for text in re.findall("`([^`]+)`", said) if len(text) > 2 and text not in ("{…}", "../2022")]
    assert len(examples) > 5
    for text in examples:
        with pytest.raises(EDTFError):
            parse(text)
