"""Texts that break files, and an event that has one in every field that takes free text."""

from __future__ import annotations

from tests.rows import make_actor, make_place, make_public_event, take_part, take_place
from timeline.models import Event

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    'He said "no", twice',
    "a;b,c",
    "'quoted'",
    "שלום 📰",
    "bell \x07 inside",
    "_x0041_ stays",
    "long " * 30 + "end",
]


def event_with(text: str) -> Event:
    event = make_public_event(text, summary=f"{text}\n{text}")
    take_part(event, make_actor(text[:60]), note=text[:100])
    take_place(event, make_place(text[:60]))
    return event
