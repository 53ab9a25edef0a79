"""Searching events by what an analyst remembers: a title, a name, a quote, the public id."""

from __future__ import annotations

from typing import Any

from django.utils.text import smart_split, unescape_string_literal

from timeline.models import EventQuerySet
from timeline.models.identity import ALPHABET, LENGTH


def search_events(events: EventQuerySet, term: str) -> EventQuerySet:
    """Events in which every word of `term` occurs somewhere; words in quotation marks stay together."""
    for word in _words(term):
        events = events.filter(public_id=word) if is_public_id(word) else events.mentioning(word)
    return events


def is_public_id(word: str) -> bool:
    """A word of the same letters and length as an id, with a digit in it, is taken for one."""
    return len(word) == LENGTH and not set(word) - set(ALPHABET) and any(c.isdigit() for c in word)


def _words(term: str) -> list[Any]:
    words = []
    for word in smart_split(term):
        if word[0] in "\"'" and len(word) > 1 and word[-1] == word[0]:
            word = unescape_string_literal(word)
        words.append(word)
    return [word for word in words if word.strip()]
