"""Canonical EDTF of every kind that is kept, for properties that must hold for all of it."""

from datetime import date

from hypothesis import strategies as st

from timeline.dates import parse

MARKS = st.sampled_from(["", "?", "~", "%"])
DAYS = st.dates()


def cut(day: date, length: int) -> str:
    return day.isoformat()[:length]


def ordered(*texts: str) -> list[str]:
    return sorted(texts, key=lambda text: (parse(text).earliest, parse(text).latest, text))


points = st.builds(lambda day, length, mark: cut(day, length) + mark, DAYS, st.sampled_from([4, 7, 10]), MARKS)
quarters = st.builds(lambda day, quarter, mark: f"{cut(day, 4)}-{quarter}{mark}", DAYS, st.integers(33, 36), MARKS)
unknown = st.builds(
    lambda day, form, mark: form.format(year=cut(day, 4), month=cut(day, 7)) + mark,
    DAYS,
    st.sampled_from(["{month}-XX", "{year}-XX", "{year}-XX-XX"]),
    MARKS,
)
spans = st.builds(lambda a, b: "/".join(ordered(a, b)), points, points).filter(lambda t: len(set(t.split("/"))) == 2)
open_spans = st.one_of(points.map("{}/..".format), points.map("../{}".format))
choices = st.lists(points, min_size=2, max_size=6, unique=True).map(lambda texts: f"[{','.join(ordered(*texts))}]")
ranges = st.builds(
    lambda a, b, length: f"[{cut(min(a, b), length)}..{cut(max(a, b), length)}]",
    DAYS,
    DAYS,
    st.sampled_from([4, 7, 10]),
).filter(lambda text: len(set(text[1:-1].split(".."))) == 2)
instants = st.builds(
    lambda moment, offset: moment.replace(microsecond=0).isoformat() + offset,
    st.datetimes(),
    st.sampled_from(["", "Z", "+02:00", "-05:30", "+14:00", "-14:00"]),
)
texts = st.one_of(points, quarters, unknown, spans, open_spans, choices, ranges, instants)
