"""A date in words, for readers: exactly as precise as it is known."""

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.texts import texts
from timeline.dates import EDTFDate, EDTFError, Precision, describe, parse

# EDTF; in words; in words where a span says where the event lies and not how long it took, if that differs
WORDS = [
    ("2022-03-05", "5 March 2022", None),
    ("2022-03-05~", "on or about 5 March 2022", None),
    ("2022-03-05?", "probably 5 March 2022", None),
    ("2022-03-05%", "probably on or about 5 March 2022", None),
    ("2022-03", "March 2022", None),
    ("2022-03~", "about March 2022", None),
    ("2022-03?", "probably March 2022", None),
    ("2022", "2022", None),
    ("2022%", "probably about 2022", None),
    ("2022-33", "the first quarter of 2022", None),
    ("2022-36~", "about the fourth quarter of 2022", None),
    ("2022-03-XX", "some day in March 2022", None),
    ("2022-03-XX~", "some day in or about March 2022", None),
    ("2022-XX-XX", "some day in 2022", None),
    ("2022-XX", "some month in 2022", None),
    # a year that would read as another number
    ("0005", "AD 5", None),
    ("0005-03-05", "5 March AD 5", None),
    ("0005/0006", "AD 5 – AD 6", "some time between AD 5 and AD 6"),
    ("1066-10-14", "14 October 1066", None),
    # spans
    ("2022-03-05/2022-03-06", "5–6 March 2022", "between 5 and 6 March 2022"),
    ("2022-02-28/2022-03-06", "28 February – 6 March 2022", "between 28 February and 6 March 2022"),
    ("2021-12-31/2022-01-01", "31 December 2021 – 1 January 2022", "between 31 December 2021 and 1 January 2022"),
    ("2021-03-05/2022-03-05", "5 March 2021 – 5 March 2022", "between 5 March 2021 and 5 March 2022"),
    ("2022-01/2022-03", "January–March 2022", "some time between January and March 2022"),
    ("2021-12/2022-01", "December 2021 – January 2022", "some time between December 2021 and January 2022"),
    ("2021/2022", "2021–2022", "some time between 2021 and 2022"),
    ("2022-03-05/2022-04", "5 March 2022 – April 2022", "some time between 5 March 2022 and April 2022"),
    ("2022/2022-06", "2022 – June 2022", "some time between 2022 and June 2022"),
    ("2022-02-21~/2022-02-28~", "about 21–28 February 2022", "between about 21 and 28 February 2022"),
    ("2022-03-05?/2022-03-06?", "probably 5–6 March 2022", "probably between 5 and 6 March 2022"),
    ("2022-03-05%/2022-03-06%", "probably about 5–6 March 2022", "probably between about 5 and 6 March 2022"),
    ("2022-03-05/2022-03-08~", "5 March 2022 – about 8 March 2022", "between 5 March 2022 and about 8 March 2022"),
    ("2022-03-05?/2022-03-08", "5 March 2022 (uncertain) – 8 March 2022", None),
    # open spans
    ("../2022-03-07", "by 7 March 2022", "by 7 March 2022"),
    ("../2022-02-28~", "by about 28 February 2022", None),
    ("../2022-03?", "probably by March 2022", None),
    ("2022-03-07/..", "from 7 March 2022", "7 March 2022 or later"),
    ("2022-03~/..", "from about March 2022", "about March 2022 or later"),
    ("2022-03-07/", "from 7 March 2022", None),
    # one of several
    ("[2022-03-05,2022-03-06]", "5 or 6 March 2022", None),
    ("[2022-03-05,2022-03-06,2022-03-08]", "5, 6 or 8 March 2022", None),
    ("[2022-03-05,2022-04-06]", "5 March or 6 April 2022", None),
    ("[2021-12-31,2022-01-01]", "31 December 2021 or 1 January 2022", None),
    ("[2022-03,2022-05]", "March or May 2022", None),
    ("[2020,2022]", "2020 or 2022", None),
    ("[2022-33,2022-34]", "the first quarter of 2022 or the second quarter of 2022", None),
    ("[2022,2022-03]", "2022 or March 2022", None),
    ("[2022-03-05..2022-03-07]", "a day from 5 to 7 March 2022", None),
    ("[2022-02-28..2022-03-06]", "a day from 28 February to 6 March 2022", None),
    ("[2022-03..2022-05]", "a month from March to May 2022", None),
    ("[2022-03-05..2022-03-07,2022-03-09]", "5 to 7 or 9 March 2022", None),
    ("[2022-03-05~,2022-03-06~]", "about 5 or 6 March 2022", None),
    ("[2022-03-05?,2022-03-06]", "5 March 2022 (uncertain) or 6 March 2022", None),
    # instants
    ("2022-03-05T14:00:00Z", "5 March 2022, 14:00 (UTC)", None),
    ("2022-03-05T14:00:00+02:00", "5 March 2022, 14:00 (UTC+02:00)", None),
    ("2022-03-05T00:00:09", "5 March 2022, 00:00:09", None),
]


@pytest.mark.parametrize(("edtf", "words", "lies"), WORDS, ids=[row[0] for row in WORDS])
def test_a_date_in_words(edtf: str, words: str, lies: str | None):
    assert describe(edtf) == words
    assert describe(parse(edtf)) == words
    if lies:
        assert describe(edtf, lasted=False) == lies


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-03-05", "Saturday 5 March 2022"),
        ("2022-03-04/2022-03-06", "Friday 4 – Sunday 6 March 2022"),
        ("[2022-03-05,2022-03-06]", "Saturday 5 or Sunday 6 March 2022"),
        ("2022-03", "March 2022"),
    ],
)
def test_the_weekday_is_said_when_it_is_asked_for(edtf: str, words: str):
    assert describe(edtf, weekday=True) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"time_start": time(14)}, "5 March 2022, 14:00"),
        ({"time_start": time(0)}, "5 March 2022, 00:00"),
        ({"time_start": time(14), "tz": "Europe/Moscow"}, "5 March 2022, 14:00 (Europe/Moscow)"),
        (
            {"time_start": time(14), "time_end": time(17), "tz": "Asia/Jerusalem"},
            "5 March 2022, 14:00–17:00 (Asia/Jerusalem)",
        ),
        ({"time_start": time(14), "time_end": time(14)}, "5 March 2022, 14:00"),
        ({"time_end": time(17, 5), "tz": "UTC"}, "5 March 2022, until 17:05 (UTC)"),
        ({"tz": "UTC"}, "5 March 2022"),
    ],
)
def test_a_time_stands_beside_its_day(values: dict, words: str):
    assert describe("2022-03-05", **values) == words


def test_what_is_no_date_is_refused_as_parse_refuses_it():
    with pytest.raises(EDTFError, match="“Saturday” is no date"):
        describe("Saturday")


def year(day: date) -> str:
    return str(day.year) if day.year >= 1000 else f"AD {day.year}"


def said(known: EDTFDate) -> set[str]:
    return {year(bound) for bound in (known.earliest, known.latest) if bound}


@given(texts, st.booleans(), st.booleans())
def test_every_date_has_words_with_its_years(text: str, lasted: bool, weekday: bool):
    words = describe(text, lasted=lasted, weekday=weekday)
    assert said(parse(text)) <= set(re.findall(r"AD \d+|\b\d{4}\b", words))


@given(texts, st.one_of(st.none(), st.times()), st.one_of(st.none(), st.times()))
def test_no_time_is_said_that_was_not_given(text: str, start: time | None, end: time | None):
    words = describe(text, time_start=start, time_end=end)
    given_any = start is not None or end is not None or parse(text).precision == Precision.SECOND
    assert (":" in words) == given_any
