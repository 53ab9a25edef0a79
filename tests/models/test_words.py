"""How text is folded for the search, and how a query is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.models.words import MOST_LETTERS, Phrase, phrases, side_by_side, words

# text → its words
FOLDED = [
    ("Meets Putin at the Kremlin", "meets putin at the kremlin"),
    ("Erdoğan’s", "erdogan s"),
    ("São Tomé", "sao tome"),
    ("Straße", "strasse"),
    ("Sørensen, Łódź, Đinđić", "sorensen lodz dindic"),
    ("Зеленський", "зеленськии"),
    ("Беннет", "беннет"),
    ("שָׁלוֹם", "שלום"),
    ("مُحَمَّد", "محمد"),
    ("हिन्दी", "हिनदी"),
    ("莫斯科 2022", "莫 斯 科 2022"),
    ("ロシア", "ロ シ ア"),
    ("U.S.-Russia", "u s russia"),
    ("３ﬁ½", "3fi1 2"),
    ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
    ("📰 🙂 % _ \\ \x00 \ud800 '\" -", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_case_and_diacritics_do_not_matter(text: str, folded: str):
    assert " ".join(words(text)) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert words(" ".join(words(text))) == words(text)


@given(st.text())
def test_a_word_holds_nothing_that_a_query_language_would_read(text: str):
    assert all(character.isalnum() or ord(character) > 127 for word in words(text) for character in word)
    assert not any("¦" in word or len(word) > MOST_LETTERS for word in words(text))


# query → what must stand in the document: words in a row, “…” where the last may go on
READ = [
    ("russian president", ["russian", "president…"]),
    ("Moscow ", ["moscow…"]),
    ('"Russian president"', ["russian president"]),
    ("“Russian president” kre", ["russian president", "kre…"]),
    ("«Russian president", ["russian president…"]),
    ("foreign-minister of", ["foreign minister", "of…"]),
    ("Moscow moscow Moscow", ["moscow", "moscow…"]),
    ("a", ["a"]),
    ("莫斯科", ["莫 斯 科"]),
    ("% _ *", []),
    ('"', []),
    ('"" ""', []),
    ("kyiv ...", ["kyiv"]),
    ("NEAR(a b) OR NOT title:x*", ["near a", "b", "or", "not", "title x"]),
    ("a' | !b & (c) <-> d:*", ["a", "b", "c", "d"]),
]


@pytest.mark.parametrize(("query", "read"), READ)
def test_a_query_is_words_and_quoted_phrases(query: str, read: list[str]):
    assert [" ".join(p.words) + ("…" if p.prefix else "") for p in phrases(query)] == read


@given(st.text(max_size=300))
def test_every_query_is_read(query: str):
    for phrase in phrases(query):
        assert phrase.words


def test_a_query_of_very_many_words_is_cut():
    assert len(phrases(" ".join(f"word{n}" for n in range(5000)))) == 100


def test_texts_are_kept_apart_and_not_repeated():
    assert side_by_side(["Naftali Bennett", "Bennett", "BENNETT", "…"], most=100) == "naftali bennett ¦ bennett ¦"


def test_a_text_that_is_too_long_is_cut_between_words():
    assert side_by_side(["one two three"], most=9) == "one two"
    assert Phrase(("two",)) in phrases('"two"')
