import contextlib
import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import EDTFError, describe, parse

with warnings.catch_warnings():  # it calls names that pyparsing has deprecated
    warnings.simplefilter("ignore")
    import edtf_validate.valid_edtf as oracle

pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")

# text, canonical, earliest, latest, precision, uncertain, approximate
READ = [
    ("2022-03-05", None, "2022-03-05", "2022-03-05", "day", False, False),
    (" 2022-03-05 ", "2022-03-05", "2022-03-05", "2022-03-05", "day", False, False),
    ("2022-03", None, "2022-03-01", "2022-03-31", "month", False, False),
    ("2024-02", None, "2024-02-01", "2024-02-29", "month", False, False),
    ("2022", None, "2022-01-01", "2022-12-31", "year", False, False),
    ("0001", None, "0001-01-01", "0001-12-31", "year", False, False),
    ("9999-12-31", None, "9999-12-31", "9999-12-31", "day", False, False),
    ("2022-03-05?", None, "2022-03-05", "2022-03-05", "day", True, False),
    ("2022-03~", None, "2022-03-01", "2022-03-31", "month", False, True),
    ("2022%", None, "2022-01-01", "2022-12-31", "year", True, True),
    ("2022-03-XX", None, "2022-03-01", "2022-03-31", "day_unknown", True, False),
    ("2022-XX-XX", None, "2022-01-01", "2022-12-31", "day_unknown", True, False),
    ("2022-XX", None, "2022-01-01", "2022-12-31", "month_unknown", True, False),
    ("2022-33", None, "2022-01-01", "2022-03-31", "quarter", False, False),
    ("2022-36", None, "2022-10-01", "2022-12-31", "quarter", False, False),
    ("2022-03-05/2022-03-06", None, "2022-03-05", "2022-03-06", "interval", False, False),
    ("2022-03/2022-04", None, "2022-03-01", "2022-04-30", "interval", False, False),
    ("2022-02-21~/2022-02-28~", None, "2022-02-21", "2022-02-28", "interval", False, True),
    ("2022-03-05?/2022-03-06", None, "2022-03-05", "2022-03-06", "interval", True, False),
    ("2022-03-05/..", None, "2022-03-05", "", "open_interval", False, False),
    ("../2022-03-05", None, "", "2022-03-05", "open_interval", False, False),
    ("2022-03-05/", "2022-03-05/..", "2022-03-05", "", "open_interval", True, False),
    ("/2022-03-05", "../2022-03-05", "", "2022-03-05", "open_interval", True, False),
    ("[2022-03-05,2022-03-06]", None, "2022-03-05", "2022-03-06", "one_of", True, False),
    ("[2022-03-06, 2022-03-05]", "[2022-03-05,2022-03-06]", "2022-03-05", "2022-03-06", "one_of", True, False),
    ("[2022-03-05..2022-03-07]", None, "2022-03-05", "2022-03-07", "one_of", True, False),
    ("2022-03-05T14:00:00Z", None, "2022-03-05", "2022-03-05", "second", False, False),
    ("2022-03-05T14:00:00+02:00", None, "2022-03-05", "2022-03-05", "second", False, False),
]


@pytest.mark.parametrize("row", READ, ids=[row[0] for row in READ])
def test_a_text_is_read(row):
    text, canonical, *expected = row
    known = parse(text)
    bounds = [str(bound) if bound else "" for bound in (known.earliest, known.latest)]
    assert known.edtf == (canonical or text)
    assert [*bounds, known.precision, known.uncertain, known.approximate] == expected


# text → a part of what is said about it
REFUSED = [
    ("", "is no date"),
    ("..", "is no date"),
    ("/", "open at both ends"),
    ("../..", "open at both ends"),
    ("Saturday", "is no date"),
    ("2022-02-30", "does not have"),
    ("2023-02-29", "does not have"),
    ("1900-02-29", "does not have"),
    ("2022-13", "no month 13"),
    ("2022-00", "no month 00"),
    ("2022-03-00", "does not have"),
    ("0000", "0000"),
    ("2022-21", "season"),
    ("2022-24", "season"),
    ("2022-03-06/2022-03-05", "ends before it begins"),
    ("2022/2021", "ends before it begins"),
    ("2022/2023/2024", "more than two ends"),
    ("2022-03-05T14:00", "seconds are required"),
    ("2022-03-05T24:00:00Z", "no such time"),
    ("2022-03-05T14:00:00+99:00", "no such offset"),
    ("2022-03-05T14:00:00Z/2022-03-06", "time of day inside a span"),
    ("2022-~03-05", "is no date"),
    ("1984-1X", "is no date"),
    ("20XX", "is no date"),
    ("2022-XX-05", "day but no month"),
    ("2022-03-XX/2022-04", "unknown day"),
    ("Y-17E7", "is no date"),
    ("-0044-03-15", "is no date"),
    ("{2022-03-05,2022-03-06}", "all of several"),
    ("[2022-03-05]", "names one date"),
    ("[2022-03-05,2022-03-05]", "names one date"),
    ("[2022-03-05", "closing bracket"),
    ("[2022-03-05..]", "leaves it open"),
    ("[2022-03-07..2022-03-05]", "ends before it begins"),
    ("2022-3-5", "is no date"),
    ("05/03/2022", "more than two ends"),
    ("05.03.2022", "is no date"),
    ("2022-W10", "is no date"),
    ("2022-064", "is no date"),
    ("٢٠٢٢-٠٣-٠٥", "is no date"),
    ("2022-03-05\x00", "is no date"),
    ("2022\u202e-03", "is no date"),
    ("9" * 101, "longer than"),
    ("[" + "2022," * 19, "closing bracket"),
]


@pytest.mark.parametrize(("text", "says"), REFUSED, ids=[ascii(text)[:30] for text, _ in REFUSED])
def test_a_refusal_quotes_the_text_and_says_what_is_accepted(text: str, says: str):
    with pytest.raises(EDTFError) as refused:
        parse(text)
    said = str(refused.value)
    assert says in said
    assert "a day 2022-03-05" in said
    assert said.isprintable()


def test_ten_megabytes_are_refused_at_once():
    with pytest.raises(EDTFError, match="longer than 100"):
        parse("2" * 10_000_000)


days = st.dates()
marks = st.sampled_from(["", "?", "~", "%"])
points = st.builds(
    lambda day, form, mark: f"{day.year:04}-{day.month:02}-{day.day:02}"[:form] + mark,
    days,
    st.sampled_from([4, 7, 10]),
    marks,
)
unknown = st.builds(
    lambda day, form: f"{day.year:04}-{form.format(day.month)}", days, st.sampled_from(["XX", "XX-XX", "{:02}-XX"])
)
quarters = st.builds(lambda day, quarter: f"{day.year:04}-{quarter}", days, st.integers(33, 36))


def ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if (parse(a).earliest, parse(a).latest) <= (parse(b).earliest, parse(b).latest) else (b, a)


spans = st.builds(lambda a, b: "/".join(ordered(a, b)), points, points)
open_spans = st.one_of(points.map(lambda p: f"{p}/.."), points.map(lambda p: f"../{p}"))
sets = st.builds(lambda a, b: f"[{a},{b}]", points, points).filter(lambda text: len(set(text[1:-1].split(","))) > 1)
texts = st.one_of(points, unknown, quarters, spans, open_spans, sets)


@given(texts)
def test_reading_the_canonical_form_changes_nothing(text: str):
    known = parse(text)
    assert parse(known.edtf) == known


@given(texts)
def test_bounds_are_in_order_and_at_least_one_is_known(text: str):
    known = parse(text)
    assert known.earliest or known.latest
    if known.earliest and known.latest:
        assert known.earliest <= known.latest


@given(texts, st.booleans())
def test_every_date_has_words_with_its_year(text: str, lasted: bool):
    words = describe(text, lasted=lasted)
    known = parse(text)
    year = (known.latest or known.earliest or date.min).year
    assert str(year) in words


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str):
    with contextlib.suppress(EDTFError):
        assert parse(parse(text).edtf)


@given(texts)
def test_what_we_read_the_oracle_calls_valid(text: str):
    assert oracle.is_valid(parse(text).edtf)


# Days that no month has, which edtf-validate 2.0 calls valid; where the two differ it is one of these kinds.
FAULTS_OF_THE_ORACLE = ["1990-09-31~", "2038-02-29"]


@pytest.mark.parametrize("text", FAULTS_OF_THE_ORACLE)
def test_we_refuse_what_the_oracle_wrongly_accepts(text: str):
    assert oracle.is_valid(text)
    with pytest.raises(EDTFError):
        parse(text)


@given(st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True))
def test_what_the_oracle_refuses_of_plain_days_we_refuse(text: str):
    if not oracle.is_valid(text):
        with pytest.raises(EDTFError):
            parse(text)
