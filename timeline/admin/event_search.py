"""Searching events by what an analyst remembers: a title, a name, a quote, the public id."""

from __future__ import annotations

from timeline.models import EventQuerySet
from timeline.models.identity import ALPHABET, LENGTH


def search_events(events: EventQuerySet, term: str) -> EventQuerySet:
    """Events that hold all of `term`, as `q` reads it; a word that is a public id must be the event's."""
    words = term.split()
    for word in filter(is_public_id, words):
        events = events.filter(public_id=word)
    rest = " ".join(word for word in words if not is_public_id(word))
    return events.mentioning(rest) if rest else events


def is_public_id(word: str) -> bool:
    """A word of the same letters and length as an id, with a digit in it, is taken for one."""
    return len(word) == LENGTH and not set(word) - set(ALPHABET) and any(c.isdigit() for c in word)
