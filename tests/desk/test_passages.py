"""An article in paragraphs and stretches: every character once, whatever is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.desk import Mark, paragraphs

TEXTS = st.text(alphabet="ab 😀ש\n", max_size=60)


@st.composite
def marked(draw):
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).filter(lambda span: span[0] < span[1]), max_size=6)) if text else []
    return text, [Mark(start, end, f"m{at}", "proposed") for at, (start, end) in enumerate(spans)]


@given(marked())
def test_every_character_stands_once_and_in_its_passages(found):
    text, marks = found
    seen = {}
    for paragraph in paragraphs(text, marks):
        for stretch in paragraph.stretches:
            for at, character in enumerate(stretch.text, stretch.start):
                assert at not in seen
                assert text[at] == character
                seen[at] = {mark.name for mark in stretch.marks}
    assert sorted(seen) == [at for at, character in enumerate(text) if character != "\n"]
    for at, names in seen.items():
        assert names == {mark.name for mark in marks if mark.start <= at < mark.end}


def test_passages_that_overlap_are_cut_where_each_begins_and_ends():
    [line] = paragraphs("abcdef", [Mark(0, 4, "a", "cited"), Mark(2, 6, "b", "proposed")])
    assert [(stretch.text, [mark.name for mark in stretch.marks]) for stretch in line.stretches] == [
        ("ab", ["a"]),
        ("cd", ["a", "b"]),
        ("ef", ["b"]),
    ]
