from datetime import time

import pytest

from timeline.dates import describe

# EDTF, in words, and in words when the span is where the event lies rather than how long it took
WORDS = [
    ("2022-03-05", "5 March 2022", None),
    ("2022-03-05~", "on or about 5 March 2022", None),
    ("2022-03-05?", "probably 5 March 2022", None),
    ("2022-03-05%", "probably on or about 5 March 2022", None),
    ("2022-03", "March 2022", None),
    ("2022-03~", "about March 2022", None),
    ("2022", "2022", None),
    ("0005", "5", None),
    ("2022-33", "the first quarter of 2022", None),
    ("2022-03-XX", "some day in March 2022", None),
    ("2022-XX-XX", "some day in 2022", None),
    ("2022-XX", "some month in 2022", None),
    ("../2022-03-07", "by 7 March 2022", "by 7 March 2022"),
    ("../2022-02-28~", "by about 28 February 2022", None),
    ("2022-03-07/..", "from 7 March 2022", "from 7 March 2022"),
    ("2022-03-05/2022-03-06", "5–6 March 2022", "between 5 and 6 March 2022"),
    ("2022-02-28/2022-03-06", "28 February – 6 March 2022", "between 28 February and 6 March 2022"),
    ("2021-12-31/2022-01-01", "31 December 2021 – 1 January 2022", "between 31 December 2021 and 1 January 2022"),
    ("2022-01/2022-03", "January–March 2022", "between January and March 2022"),
    ("2021/2022", "2021 – 2022", "between 2021 and 2022"),
    ("2022-02-21~/2022-02-28~", "about 21–28 February 2022", "between about 21 and 28 February 2022"),
    ("[2022-03-05,2022-03-06]", "5 or 6 March 2022", None),
    ("[2022-03-05,2022-04-06]", "5 March or 6 April 2022", None),
    ("[2022-03-05,2022-03-06,2022-03-08]", "5, 6 or 8 March 2022", None),
    ("[2022-03-05..2022-03-07]", "a day between 5 March 2022 and 7 March 2022", None),
    ("[2022-03,2022-05]", "March 2022 or May 2022", None),
    ("2022-03-05T14:00:00Z", "5 March 2022, 14:00 (UTC)", None),
    ("2022-03-05T14:00:00+02:00", "5 March 2022, 14:00 (UTC+02:00)", None),
]


@pytest.mark.parametrize(("edtf", "words", "lies"), WORDS)
def test_a_date_in_words(edtf: str, words: str, lies: str | None):
    assert describe(edtf) == words
    if lies:
        assert describe(edtf, lasted=False) == lies


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"time_start": time(14)}, "5 March 2022, 14:00"),
        ({"time_start": time(14), "tz": "Europe/Moscow"}, "5 March 2022, 14:00 (Europe/Moscow)"),
        ({"time_start": time(14), "time_end": time(17, 5), "tz": "UTC"}, "5 March 2022, 14:00–17:05 (UTC)"),
    ],
)
def test_a_time_stands_beside_its_day(values: dict, words: str):
    assert describe("2022-03-05", **values) == words
