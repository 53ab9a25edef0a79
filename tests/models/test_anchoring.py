import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.models.anchoring import find_quote

TEXT = "He spoke on Sunday. 📰 She spoke on Sunday. They left."


def test_a_quote_found_once_is_anchored_with_its_context():
    anchor = find_quote(TEXT, "They left")
    assert (anchor.state, TEXT[anchor.start : anchor.end], anchor.suffix) == ("anchored", "They left", ".")


def test_offsets_count_code_points_and_not_utf16_units():
    assert find_quote("📰📰 talks", "talks").start == 3


@pytest.mark.parametrize(
    ("hint", "start"),
    [({"prefix": "He "}, 3), ({"prefix": "She "}, 26), ({"suffix": " on Sunday. They"}, 26), ({"start": 26}, 26)],
)
def test_context_decides_between_two_places(hint: dict, start: int):
    assert find_quote(TEXT, "spoke", **hint).start == start


@pytest.mark.parametrize("hint", [{}, {"prefix": "e "}, {"prefix": "They "}, {"start": 4}])
def test_a_quote_found_twice_is_ambiguous_until_context_fits_one_place(hint: dict):
    anchor = find_quote(TEXT, "spoke", **hint)
    assert (anchor.state, anchor.starts, anchor.start) == ("ambiguous", (3, 26), None)


@pytest.mark.parametrize("exact", ["", "spoke on Monday"])
def test_a_quote_that_is_not_there_is_lost(exact: str):
    assert find_quote(TEXT, exact).state == "lost"


@given(st.text(), st.text(min_size=1), st.text())
def test_an_anchor_always_points_at_the_quote(before: str, exact: str, after: str):
    text = before + exact + after
    anchor = find_quote(text, exact, start=len(before))
    assert anchor.state in ("anchored", "ambiguous")
    if anchor.state == "anchored":
        assert text[anchor.start : anchor.end] == exact
