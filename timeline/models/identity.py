"""Permanent public ids: opaque, never reused, safe to print in a footnote."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32: no i, l, o, u to misread
LENGTH = 12  # 60 random bits; a unique constraint catches the one collision nobody will live to see


def new_public_id() -> str:
    """With a digit in it, so that a search can tell it from a word."""
    while True:
        found = "".join([ALPHABET[byte % 32] for byte in secrets.token_bytes(LENGTH)])
        if any(character.isdigit() for character in found):
            return found
