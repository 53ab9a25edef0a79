"""Public ids: opaque, of one alphabet, and never to be taken for a word."""

from __future__ import annotations

import secrets

import pytest

from timeline.models.identity import ALPHABET, LENGTH, new_public_id


def test_an_id_has_its_length_and_letters_and_a_digit():
    for _ in range(200):
        found = new_public_id()
        assert len(found) == LENGTH
        assert not set(found) - set(ALPHABET)
        assert any(character.isdigit() for character in found)


def test_a_word_is_drawn_again(monkeypatch: pytest.MonkeyPatch):
    drawn = iter(bytes(ALPHABET.index(letter) for letter in word) for word in ("rysxmmbdeygw", "4ysxmmbdeygw"))
    monkeypatch.setattr(secrets, "token_bytes", lambda _number: next(drawn))
    assert new_public_id() == "4ysxmmbdeygw"
