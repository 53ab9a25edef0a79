"""Whether a text is valid, asked of edtf-validate as well. Every way in which the two may differ has a name here."""

import re
import warnings
from calendar import monthrange

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.dates.texts import texts
from timeline.dates import EDTFError, parse

with warnings.catch_warnings():  # it calls names that pyparsing has deprecated
    warnings.simplefilter("ignore")
    import edtf_validate.valid_edtf as oracle

pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")

# What ISO 8601-2 allows and the oracle's grammar does not know.
NOT_KNOWN_TO_THE_ORACLE = {
    "a mark on a date with unknown parts": r"XX[?~%]$",
    "a mark on a quarter": r"^\d{4}-3[3-6][?~%]$",
    "marks on the ends of a range in a choice": r"^\[.*[?~%].*\.\.|\.\.[^,]*[?~%]",
    "a span that ends in the month or year in which it begins": r"^(\d{4})(-\d\d)?(-\d\d)?[?~%]?/\1(\2)?[?~%]?$",
}
# What the oracle calls valid and the calendar does not have.
FAULTS_OF_THE_ORACLE = {
    "an impossible day with a mark": "1990-09-31~",
    "29 February 2038": "2038-02-29",
    "a choice that runs backward": "[2022..2021]",
}


def accepted(text: str) -> bool:
    try:
        parse(text)
    except EDTFError:
        return False
    return True


def known_to_the_oracle(text: str) -> bool:
    return not any(re.search(pattern, text) for pattern in NOT_KNOWN_TO_THE_ORACLE.values())


@given(texts)
def test_what_we_write_the_oracle_calls_valid(text: str):
    assert oracle.is_valid(text) or not known_to_the_oracle(text)


@pytest.mark.parametrize("text", FAULTS_OF_THE_ORACLE.values(), ids=FAULTS_OF_THE_ORACLE)
def test_we_refuse_what_the_oracle_wrongly_accepts(text: str):
    assert oracle.is_valid(text)
    assert not accepted(text)


DAYS = st.builds(
    lambda year, month, day, mark: f"{year:04}-{month:02}-{day:02}{mark}",
    st.integers(1, 9999),
    st.integers(0, 14),
    st.integers(0, 33),
    st.sampled_from(["", "?", "~", "%"]),
)


def impossible(text: str) -> bool:
    year, month, day = (int(part) for part in text.rstrip("?~%").split("-"))
    return 1 <= month <= 12 and day > monthrange(year, month)[1]


@given(DAYS)
@example("2038-02-29")
@example("1990-09-31~")
@example("1900-02-29")
def test_we_agree_about_days_except_those_that_no_calendar_has(text: str):
    if accepted(text) or not impossible(text):
        assert accepted(text) == oracle.is_valid(text)


@given(DAYS, DAYS)
def test_we_agree_about_spans_of_days(first: str, last: str):
    text = f"{first}/{last}"
    if not (impossible(first) or impossible(last)):
        assert accepted(text) == oracle.is_valid(text)


INSTANTS = st.builds(
    lambda hour, minute, second, offset: f"2022-03-05T{hour:02}:{minute:02}:{second:02}{offset}",
    st.integers(0, 25),
    st.integers(0, 61),
    st.integers(0, 61),
    st.sampled_from(["", "Z", "+02:00", "-05:30", "+14:00", "+14:01", "+15:00", "+02", "z+1", "-13:59", "+00:30"]),
)


@given(INSTANTS)
def test_we_agree_about_times_except_the_midnight_that_ends_a_day(text: str):
    if "T24:00:00" not in text:
        assert accepted(text) == oracle.is_valid(text)
