"""The lines of a data set: encodings, line ends, quoting, and what is no text at all."""

import io

import pytest

from timeline.imports import lines
from timeline.imports.candidates import BadRow
from timeline.imports.lines import quoted, tab_separated, tidy


def texts(content):
    return [line.text for line in lines.lines(io.BytesIO(content))]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", []),
        (b"a\nb", ["a", "b"]),
        (b"a\r\nb\r\n", ["a", "b"]),
        (b"\n\na\n", ["a"]),
        (b"\xef\xbb\xbfa", ["a"]),
        ("Kyiv – Київ".encode(), ["Kyiv – Київ"]),
        ("São Tomé – “x”".encode("cp1252"), ["São Tomé – “x”"]),
        ("Łódź\n".encode() + "café".encode("cp1252"), ["Łódź", "café"]),
    ],
)
def test_lines_are_read_in_the_encoding_that_each_has(content, expected):
    assert texts(content) == expected


@pytest.mark.parametrize("content", [b"\x81\x8d", "a\tb".encode("utf-16"), b"a\0b"])
def test_what_is_no_text_is_a_bad_row_that_says_what_would_do(content):
    (bad,) = lines.lines(io.BytesIO(content))

    assert isinstance(bad, BadRow)
    assert "UTF-8" in bad.reason
    assert "\0" not in bad.raw


def test_a_line_without_end_is_not_held_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_LINE", 100)
    bad, good = lines.lines(io.BytesIO(b"x" * 1000 + b"\ngood"))

    assert isinstance(bad, BadRow)
    assert (good.number, good.text) == (2, "good")


def test_a_quotation_mark_is_a_character_between_tabs():
    (row,) = tab_separated(io.BytesIO(b'"a\tb "c" d'))

    assert row.values == ['"a', 'b "c" d']


def test_a_quoted_field_may_hold_commas_line_ends_and_empty_lines():
    head, row, last = quoted(io.BytesIO(b'a,b\n\n"x, y","one\n\ntwo ""three"""\nlast,\n'))

    assert row.values == ["x, y", 'one\n\ntwo "three"']
    assert (head.number, row.number, last.number) == (1, 2 + 1, 6)


def test_a_quotation_mark_left_open_costs_only_what_it_swallows(monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_LINE", 1000)
    bad, *found = quoted(io.BytesIO(b'a,"open\n' + b"some,more\n" * 200 + b"good,row\n"))

    assert isinstance(bad, BadRow)
    assert bad.line == 1
    assert "quotation mark" in bad.reason
    assert found[-1].values == ["good", "row"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("  a \t b\n", "a b"),
        ("a\u202eb\u200b", "a b"),
        ("one two three", "one two…"),
        ("abcdefghijklmnop", "abcdefghi…"),
    ],
)
def test_tidy_text_is_one_visible_line_of_limited_length(given, expected):
    assert tidy(given, longest=10) == expected
