"""What is read, into which canonical form and bounds, and what is refused and why."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.texts import texts
from timeline.dates import EDTFError, parse

# text, canonical form where it differs, earliest, latest, precision, uncertain, approximate
READ = [
    ("2022-03-05", None, "2022-03-05", "2022-03-05", "day", False, False),
    ("2022-03", None, "2022-03-01", "2022-03-31", "month", False, False),
    ("2024-02", None, "2024-02-01", "2024-02-29", "month", False, False),
    ("1900-02", None, "1900-02-01", "1900-02-28", "month", False, False),
    ("2022", None, "2022-01-01", "2022-12-31", "year", False, False),
    ("0001", None, "0001-01-01", "0001-12-31", "year", False, False),
    ("9999-12", None, "9999-12-01", "9999-12-31", "month", False, False),
    ("9999-12-31", None, "9999-12-31", "9999-12-31", "day", False, False),
    ("2024-02-29", None, "2024-02-29", "2024-02-29", "day", False, False),
    ("2022-33", None, "2022-01-01", "2022-03-31", "quarter", False, False),
    ("2022-36", None, "2022-10-01", "2022-12-31", "quarter", False, False),
    # marks: bounds are not padded
    ("2022-03-05?", None, "2022-03-05", "2022-03-05", "day", True, False),
    ("2022-03~", None, "2022-03-01", "2022-03-31", "month", False, True),
    ("2022%", None, "2022-01-01", "2022-12-31", "year", True, True),
    ("2022-34~", None, "2022-04-01", "2022-06-30", "quarter", False, True),
    # one day or month, not known which
    ("2022-03-XX", None, "2022-03-01", "2022-03-31", "day_unknown", True, False),
    ("2022-XX-XX", None, "2022-01-01", "2022-12-31", "day_unknown", True, False),
    ("2022-XX", None, "2022-01-01", "2022-12-31", "month_unknown", True, False),
    ("2022-03-XX~", None, "2022-03-01", "2022-03-31", "day_unknown", True, True),
    # spans
    ("2022-03-05/2022-03-06", None, "2022-03-05", "2022-03-06", "interval", False, False),
    ("2022-03/2022-04", None, "2022-03-01", "2022-04-30", "interval", False, False),
    ("2022-03/2022-03-05", None, "2022-03-01", "2022-03-05", "interval", False, False),
    ("2022-03-15/2022", None, "2022-03-15", "2022-12-31", "interval", False, False),
    ("2022-02-21~/2022-02-28~", None, "2022-02-21", "2022-02-28", "interval", False, True),
    ("2022-03-05?/2022-03-06", None, "2022-03-05", "2022-03-06", "interval", True, False),
    ("2022-03-05/2022-03-06%", None, "2022-03-05", "2022-03-06", "interval", True, True),
    ("2022-03-05/2022-03-05~", None, "2022-03-05", "2022-03-05", "interval", False, True),
    ("2022-03-05/..", None, "2022-03-05", "", "open_interval", False, False),
    ("../2022-03-05", None, "", "2022-03-05", "open_interval", False, False),
    ("../2022-02-28~", None, "", "2022-02-28", "open_interval", False, True),
    # one of several
    ("[2022-03-05,2022-03-06]", None, "2022-03-05", "2022-03-06", "one_of", True, False),
    ("[2022-03-05..2022-03-07]", None, "2022-03-05", "2022-03-07", "one_of", True, False),
    ("[2022-03-01,2022-03-05..2022-03-07]", None, "2022-03-01", "2022-03-07", "one_of", True, False),
    ("[2022-03,2022-05~]", None, "2022-03-01", "2022-05-31", "one_of", True, True),
    ("[2022,2022-03]", None, "2022-01-01", "2022-12-31", "one_of", True, False),
    # instants
    ("2022-03-05T14:00:00Z", None, "2022-03-05", "2022-03-05", "second", False, False),
    ("2022-03-05T14:00:00+02:00", None, "2022-03-05", "2022-03-05", "second", False, False),
    ("2022-03-05T00:00:00-05:30", None, "2022-03-05", "2022-03-05", "second", False, False),
    ("2022-03-05T14:00:00", None, "2022-03-05", "2022-03-05", "second", False, False),
    # equivalent texts and their one canonical form
    (" 2022-03-05\t", "2022-03-05", "2022-03-05", "2022-03-05", "day", False, False),
    ("\u00a02022-03-05\n", "2022-03-05", "2022-03-05", "2022-03-05", "day", False, False),
    ("2022-03-xx", "2022-03-XX", "2022-03-01", "2022-03-31", "day_unknown", True, False),
    ("2022-03-05/", "2022-03-05/..", "2022-03-05", "", "open_interval", True, False),
    ("/2022-03-05", "../2022-03-05", "", "2022-03-05", "open_interval", True, False),
    ("2022-03-05 / 2022-03-06", "2022-03-05/2022-03-06", "2022-03-05", "2022-03-06", "interval", False, False),
    ("2022-03-05/2022-03-05", "2022-03-05", "2022-03-05", "2022-03-05", "day", False, False),
    ("2022~/2022~", "2022~", "2022-01-01", "2022-12-31", "year", False, True),
    ("2022-33/2022-34~", "2022-01/2022-06~", "2022-01-01", "2022-06-30", "interval", False, True),
    ("../2022-33", "../2022-03", "", "2022-03-31", "open_interval", False, False),
    ("[2022-03-06, 2022-03-05]", "[2022-03-05,2022-03-06]", "2022-03-05", "2022-03-06", "one_of", True, False),
    ("[2023,2021,2022,2021]", "[2021,2022,2023]", "2021-01-01", "2023-12-31", "one_of", True, False),
    ("[2022,2023]~", "[2022~,2023~]", "2022-01-01", "2023-12-31", "one_of", True, True),
    ("[2022?,2023]~", "[2022%,2023~]", "2022-01-01", "2023-12-31", "one_of", True, True),
    ("[2022-03-05]", "2022-03-05", "2022-03-05", "2022-03-05", "day", False, False),
    ("[2022-03-05..2022-03-05]", "2022-03-05", "2022-03-05", "2022-03-05", "day", False, False),
    ("2022-03-05t14:00:00z", "2022-03-05T14:00:00Z", "2022-03-05", "2022-03-05", "second", False, False),
    ("2022-03-05T14:00:00+00:00", "2022-03-05T14:00:00Z", "2022-03-05", "2022-03-05", "second", False, False),
    ("2022-03-05T14:00:00+02", "2022-03-05T14:00:00+02:00", "2022-03-05", "2022-03-05", "second", False, False),
]


@pytest.mark.parametrize("row", READ, ids=[ascii(row[0]) for row in READ])
def test_a_text_is_read(row: tuple):
    text, canonical, *expected = row
    known = parse(text)
    bounds = [str(bound or "") for bound in (known.earliest, known.latest)]
    assert [known.edtf, *bounds, known.precision, known.uncertain, known.approximate] == [canonical or text, *expected]


def test_an_instant_gives_its_time_and_offset_to_whoever_keeps_them_apart():
    known = parse("2022-03-05T14:05:30+02:00")
    assert (str(known.time), known.offset) == ("14:05:30", "+02:00")


# text → a part of what is said about it
REFUSED = [
    ("", "is empty"),
    ("   ", "is empty"),
    ("Saturday", "is no date"),
    ("yesterday", "is no date"),
    ("5 March 2022", "is in words"),
    # days that the calendar does not have
    ("2022-02-30", "February 2022 has 28 days"),
    ("2023-02-29", "February 2023 has 28 days"),
    ("1900-02-29", "February 1900 has 28 days"),
    ("2022-04-31~", "April 2022 has 30 days"),
    ("2022-03-00", "March 2022 has 31 days"),
    ("2022-13", "13 is not between 01 and 12"),
    ("2022-00", "00 is not between 01 and 12"),
    ("2022-13-01", "13 is not between 01 and 12"),
    ("2022-33-01", "33 is not between 01 and 12"),
    ("0000", "outside 0001 to 9999"),
    ("0000-02-29", "outside 0001 to 9999"),
    ("10000-01-01", "outside 0001 to 9999"),
    ("-0044-03-15", "outside 0001 to 9999"),
    ("Y-17E7", "outside 0001 to 9999"),
    ("2022-03-05/2022-02-30", "February 2022 has 28 days"),
    ("[2022-03-05,2022-02-30]", "February 2022 has 28 days"),
    # what EDTF has and we leave out
    ("2022-21", "season"),
    ("2022-24/2023-21", "season"),
    ("2022-25", "season"),
    ("2022-40", "third or a half"),
    ("2022-~03-05", "marks a part"),
    ("~2022", "marks a part"),
    ("2022?-03", "marks a part"),
    ("2022?~", "two marks"),
    ("[2022,2023]?~", "two marks"),
    ("1984-1X", "single digits unknown"),
    ("2022-XX-05", "the month or single digits unknown"),
    ("20XX", "leaves the year unknown"),
    ("198X", "leaves the year unknown"),
    ("XXXX-12", "leaves the year unknown"),
    ("2022S2", "significant digits"),
    ("{2022-03-05,2022-03-06}", "all of several"),
    ("[..2022-03-05]", "leaves the choice open"),
    ("[2022-03-05..]", "leaves the choice open"),
    # spans and choices that do not work
    ("2022-03-06/2022-03-05", "ends before it begins"),
    ("2022/2021", "ends before it begins"),
    ("[2022-03-07..2022-03-05]", "ends before it begins"),
    ("../..", "open at both ends"),
    ("/..", "open at both ends"),
    ("/", "open at both ends"),
    ("..", "is open"),
    ("2022/open", "is open"),
    ("2021/2022/2023", "more than two ends"),
    ("2022-03-XX/2022-04", "unknown day at an end"),
    ("[2022-03-XX,2022-04-XX]", "unknown day in a choice"),
    ("2022-33-XX", "day of a quarter unknown"),
    ("[2022-03..2022-04-05]", "a range that is not from one day to another"),
    ("[2021..2022..2023]", "a range that is not from one day to another"),
    ("[2022-03-05", "no closing bracket"),
    ("[]", "leaves a place empty"),
    ("[2022,,2023]", "leaves a place empty"),
    # times of day
    ("2022-03-05T14:00", "needs seconds"),
    ("2022-03-05T14", "time of day that can be read"),
    ("2022-03-05T14:00:00.5Z", "time of day that can be read"),
    ("2022-03-05T14:00:00Z~", "time of day that can be read"),
    ("2022-03-05T24:00:00Z", "no possible time of day"),
    ("2022-03-05T23:59:60Z", "no possible time of day"),
    ("2022-02-30T14:00:00Z", "February 2022 has 28 days"),
    ("2022-03-05T14:00:00+99:00", "no possible offset"),
    ("2022-03-05T14:00:00+14:01", "no possible offset"),
    ("2022-03-05T14:00:00Z/2022-03-06", "time of day in a span"),
    ("[2022-03-05T14:00:00Z,2022-03-06]", "time of day in a choice"),
    # written another way
    ("2022-3-5", "two digits"),
    ("05/03/2022", "begin with the year"),
    ("05.03.2022", "begin with the year"),
    ("2022/03/05", "hyphens"),
    ("20220305", "hyphens"),
    ("2022-W10", "names a week"),
    ("2022-064", "days of the year"),
    ("٢٠٢٢-٠٣-٠٥", "digits other than 0 to 9"),
    ("２０２２-03-05", "digits other than 0 to 9"),
    ("2022–03–05", "a dash where a hyphen"),
    ("2022-03-05\x00", "cannot be seen"),
    ("2022\u202e-03", "cannot be seen"),
    ("2022-03-05\x1f", "cannot be seen"),
    ("9" * 101, "longer than 100"),
    ("[" + "2022," * 19, "no closing bracket"),
    (f"[{','.join(map(str, range(2001, 2020)))}]~", "longer than 100"),  # only when each member has its mark
]


@pytest.mark.parametrize(("text", "says"), REFUSED, ids=[ascii(text)[:30] for text, _ in REFUSED])
def test_a_refusal_gives_the_reason_and_says_what_is_accepted(text: str, says: str):
    with pytest.raises(EDTFError) as refused:
        parse(text)
    said = str(refused.value)
    assert says in said
    assert "a day 2022-03-05" in said
    assert said.isprintable()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("2022-13", "“2022-13” "),
        ("5 march 2022", "“5 march 2022” "),
        ("2022\u202e-03", "“2022\\u202e-03” "),
        ("2022-03-05\x00", "“2022-03-05\\x00” "),
        ("7" * 70, f"“{'7' * 60}…” "),
    ],
)
def test_a_refusal_quotes_what_was_given(text: str, quoted: str):
    with pytest.raises(EDTFError) as refused:
        parse(text)
    assert str(refused.value).startswith(quoted)


@pytest.mark.parametrize("text", ["2" * 10_000_000, " " * 10_000_000, "[" * 10_000_000, "2022/" * 2_000_000])
def test_ten_megabytes_are_refused_at_once(text: str):
    began = time.perf_counter()
    with pytest.raises(EDTFError, match="longer than 100"):
        parse(text)
    assert time.perf_counter() - began < 0.5


@given(texts)
def test_reading_the_canonical_form_changes_nothing(text: str):
    known = parse(text)
    assert parse(known.edtf) == known
    assert known.edtf == text


@given(texts)
def test_bounds_are_in_order_and_at_least_one_is_known(text: str):
    known = parse(text)
    assert known.earliest or known.latest
    if known.earliest and known.latest:
        assert known.earliest <= known.latest


ALMOST = st.text(alphabet="0123456789-/.,[]{}?~%XTZ:+YS ", max_size=30)


@given(st.one_of(st.text(max_size=250), ALMOST))
def test_any_text_is_read_or_refused_and_what_is_read_stays_as_it_is(text: str):
    with contextlib.suppress(EDTFError):
        canonical = parse(text).edtf
        assert parse(canonical).edtf == canonical
