"""What the tests of the strip ask for, and how they read the answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from timeline.filters import Selection, select
from timeline.strip import Tile, answer, opening


def selected(query: str = "") -> Selection:
    return select(QueryDict(query), user=AnonymousUser())


def opened(query: str = "", **lanes: Any) -> dict[str, Any]:
    return opening(selected(query), **lanes)


def few_are_many(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    for function in (answer, opening):
        monkeypatch.setitem(function.__globals__, "MOST_EVENTS", most)


def ids(tile: dict[str, Any], part: str = "events") -> list[str]:
    return (tile["events"] if part == "events" else tile[part]["events"]).get("id", [])


def titles(tile: dict[str, Any]) -> list[str]:
    return tile["events"].get("title", [])


def leaves(selection: Selection, tile: Tile, **lanes: Any) -> Iterator[dict[str, Any]]:
    """The tiles that a client comes to when it descends into every summary."""
    found = answer(selection, tile, **lanes)
    if found["kind"] == "events":
        yield found
        return
    for half in tile.halves:
        yield from leaves(selection, half, **lanes)
