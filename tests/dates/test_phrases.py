"""The closed table of relative phrases: rows that a non-programmer can extend (an empty EDTF means: not resolved)."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import RULES, Weekend, resolve

FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


STANDARD, OURS = rows("relative_dates.csv"), rows("more_phrases.csv")


@pytest.mark.parametrize("row", STANDARD, ids=[row["phrase"] for row in STANDARD])
def test_a_phrase_of_the_standard_table(row: dict[str, str]):
    found = resolve(row["phrase"], date.fromisoformat(row["reference_date"]))
    if row["precision"] == "unresolved":
        assert found is None
        return
    known = found.edtf
    precision = "interval" if known.precision == "open_interval" else known.precision
    bounds = [str(bound) if bound else "" for bound in (known.earliest, known.latest)]
    assert [known.edtf, *bounds, precision, str(known.approximate).lower()] == [
        row["edtf"],
        row["earliest"],
        row["latest"],
        row["precision"],
        row["approximate"],
    ]


@pytest.mark.parametrize("row", OURS, ids=[f"{r['phrase']}@{r['reference_date']}{r['planned']}" for r in OURS])
def test_a_phrase_of_our_table(row: dict[str, str]):
    found = resolve(
        row["phrase"],
        date.fromisoformat(row["reference_date"]),
        weekend=Weekend(row["weekend"] or "sat-sun"),
        planned=bool(row["planned"]),
    )
    assert (found.edtf.edtf if found else "") == row["edtf"]


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_every_rule_resolves_its_own_example(rule):
    found = resolve(rule.example, date(2022, 3, 7))
    assert (found.rule, found.edtf.edtf) == (rule.name, rule.edtf)


def test_rules_have_names_of_their_own():
    assert len({rule.name for rule in RULES}) == len(RULES)


HOSTILE = [
    "",
    " ",
    "\x00",
    "on " * 30,
    "x" * 10_000_000,
    "9" * 5_000 + " days ago",
    "٥ March 2022",
    "Satur\u202eday",
    "(" * 80,
]


@pytest.mark.parametrize("phrase", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_phrase_is_not_resolved(phrase: str):
    assert resolve(phrase, date(2022, 3, 7)) is None


@given(st.text(max_size=90), st.dates(), st.booleans(), st.sampled_from(Weekend))
def test_whatever_the_text_it_resolves_or_not_but_never_fails(
    phrase: str, reference: date, planned: bool, weekend: Weekend
):
    resolve(phrase, reference, planned=planned, weekend=weekend)


@given(st.sampled_from(RULES), st.dates(), st.booleans(), st.sampled_from(Weekend))
def test_every_rule_holds_on_any_day_of_the_calendar(rule, reference: date, planned: bool, weekend: Weekend):
    found = resolve(rule.example, reference, planned=planned, weekend=weekend)
    if found and found.edtf.earliest and found.edtf.latest:
        assert found.edtf.earliest <= found.edtf.latest
