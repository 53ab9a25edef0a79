"""The closed table of relative phrases: rows that a non-programmer can extend (an empty EDTF means: not resolved)."""

import csv
import re
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import RULES, Resolution, Weekend, parse, resolve

FOLDER = Path(__file__).parent
MONDAY = date(2022, 3, 7)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def edtf(found: Resolution | None) -> str:
    return found.edtf.edtf if found else ""


STANDARD, OURS = rows("relative_dates.csv"), rows("more_phrases.csv")


@pytest.mark.parametrize("row", STANDARD, ids=[row["phrase"] for row in STANDARD])
def test_a_phrase_of_the_standard_table(row: dict[str, str]):
    found = resolve(row["phrase"], date.fromisoformat(row["reference_date"]))
    if row["precision"] == "unresolved":
        assert found is None
        return
    known = found.edtf
    precision = "interval" if known.precision == "open_interval" else known.precision
    bounds = [str(bound or "") for bound in (known.earliest, known.latest)]
    expected = [row[name] for name in ("edtf", "earliest", "latest", "precision", "approximate")]
    assert [known.edtf, *bounds, precision, str(known.approximate).lower()] == expected


@pytest.mark.parametrize(
    "row", OURS, ids=[" ".join(filter(None, [ascii(r["phrase"]), *list(r.values())[1:4]])) for r in OURS]
)
def test_a_phrase_of_our_table(row: dict[str, str]):
    found = resolve(
        row["phrase"],
        date.fromisoformat(row["reference_date"]),
        weekend=Weekend(row["weekend"] or "sat-sun"),
        planned=bool(row["planned"]),
    )
    assert edtf(found) == row["edtf"]


def test_a_resolution_says_what_was_read_against_what_and_by_which_rule():
    found = resolve("on Saturday", MONDAY)
    assert found == Resolution("on Saturday", parse("2022-03-05"), "weekday-bare", MONDAY)


def test_a_moment_counts_as_its_day():
    assert resolve("yesterday", datetime(2022, 3, 7, 23, 59)).reference == MONDAY  # noqa: DTZ001


# Stored with events, so that a name may be added and never changed or taken away.
NAMES = (FOLDER / "rule_names.txt").read_text(encoding="utf-8").split()


def test_the_names_of_rules_are_stable():
    assert sorted(rule.name for rule in RULES) == sorted(NAMES)
    assert all(re.fullmatch("[a-z-]{1,40}", name) for name in NAMES)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_every_rule_resolves_its_own_example(rule):
    found = resolve(rule.example, MONDAY, planned=rule.planned)
    assert (found.rule, found.edtf.edtf) == (rule.name, rule.edtf)
    assert rule.means


# Words that mean no day by themselves, need another anchor, are vague, or are something else altogether.
UNRESOLVED = """
may|May|march|March|april|june|august|mar|sat|sun|mon|second|first half|spring|noon|at midnight|morning
the following day|the next day|the previous day|that day|that evening|the same day|the day before|a day earlier
two days later|three weeks before|then|at the time|later|earlier|previously|afterwards|later that day|the next week
soon|recently|now|currently|immediately|shortly|the other day|in recent days|in the coming days|in the last few days
a few days ago|several weeks ago|days ago|hours ago|minutes ago|two and a half weeks ago|long ago|once|some time ago
three hours|for three hours|for over a week|a week|two days|an eight-day trip|three-hour|9.3 million|10|10:30|2030s
every Monday|Mondays|on Mondays|daily|Friday, Saturday and Sunday|Friday week|a week from Friday|midweek
this spring|in the summer of 2021|Ramadan|New Year's Eve|Christmas Day|the 1990s|in the week of the summit
and we|may have|sun rose|sat on Saturday|march on Saturday|Wednesday's vote|the March summit|a weekend|all week
from Monday|not before Friday|since the invasion|after the talks|before the meeting|until further notice
Saturday Sunday|Saturday March|5|5 of|March 5 March|March 5, 22|2022-3-5|20220305|Q5|the fifth quarter|0 days ago
at 1945|for 2000|at 14:00 GMT on Saturday|midnight on Saturday|in an hour
05/03/2022|5.3.22|13/13/2022|32 March|the 32nd|30 February|Sunday, March 5|today, Tuesday|6-5 March
99999 days ago|99999999 days ago|9999 years ago|in 0000|between 2021 and 2014|since since Friday|by by Friday
on|in|the|over|at|since|by|of|-|,|.|'|"|(|)
""".replace("\n", "|").split("|")


@pytest.mark.parametrize("phrase", [phrase for phrase in UNRESOLVED if phrase])
def test_what_is_not_in_the_table_is_not_guessed(phrase: str):
    assert edtf(resolve(phrase, MONDAY)) == ""


HOSTILE = [
    "",
    " ",
    "\x00",
    "yesterday\x00",
    "yester\u200bday",
    "Satur\u202eday",
    "٥ March 2022",
    "５ March 2022",
    "yeſterday",  # a long s
    "yesterday\x1f",
    "\ud800",
    "🙂",
    "on " * 30,
    "since " * 16,
    "(" * 99,
    "9" * 99,
    "9" * 80 + " days ago",
    "9" * 5_000 + " days ago",
    "x" * 10_000_000,
    "yesterday" + " " * 10_000_000,
]


@pytest.mark.parametrize("phrase", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_phrase_is_not_resolved_and_takes_no_time(phrase: str):
    began = time.perf_counter()
    assert resolve(phrase, MONDAY) is None
    assert time.perf_counter() - began < 0.5


WORDS = sorted({word for rule in RULES for word in re.findall(r"[a-z]+|[0-9]+", rule.example.lower())})
BABBLE = st.lists(st.sampled_from([*WORDS, "-", ",", "9999", "the", "of", "31"]), max_size=9).map(" ".join)


@given(st.one_of(st.text(max_size=110), BABBLE), st.dates(), st.booleans(), st.sampled_from(Weekend))
def test_whatever_the_text_it_resolves_or_not_but_never_fails(
    phrase: str, reference: date, planned: bool, weekend: Weekend
):
    found = resolve(phrase, reference, planned=planned, weekend=weekend)
    assert found is None or parse(found.edtf.edtf) == found.edtf


EXAMPLES = st.sampled_from([rule.example for rule in RULES] + [row["phrase"] for row in OURS])
ENDS = st.one_of(st.dates(max_value=date(2, 12, 31)), st.dates(min_value=date(9998, 1, 1)))


@given(EXAMPLES, st.one_of(st.dates(), ENDS), st.booleans(), st.sampled_from(Weekend))
def test_every_phrase_holds_on_any_day_of_the_calendar(phrase: str, reference: date, planned: bool, weekend: Weekend):
    found = resolve(phrase, reference, planned=planned, weekend=weekend)
    if found and found.edtf.earliest and found.edtf.latest:
        assert found.edtf.earliest <= found.edtf.latest


PAST = [
    "Saturday",
    "over the weekend",
    "March 5",
    "in May",
    "late February",
    "Q3",
    "the 15th",
    "last week",
    "last Monday",
]
AHEAD = ["Saturday", "over the weekend", "March 5", "in May", "late February", "Q3", "the 15th", "next week"]


@given(st.sampled_from(PAST), st.dates(min_value=date(10, 1, 1)))
def test_without_more_a_phrase_means_what_has_begun(phrase: str, reference: date):
    assert resolve(phrase, reference).edtf.earliest <= reference


@given(st.sampled_from(AHEAD), st.dates(min_value=date(10, 1, 1), max_value=date(9990, 1, 1)))
def test_of_what_is_planned_a_phrase_means_what_is_not_over(phrase: str, reference: date):
    assert resolve(phrase, reference, planned=True).edtf.latest >= reference
