"""Rows that tell of one thing, held while more may come: in the order of the file and in bounded memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from .candidates import BadRow, Candidate, LeftOut

T = TypeVar("T")
GROUPS_HELD = 5_000
ROWS_HELD = 10_000  # in all of them together; a row of GDELT takes about 4 kB
MOST_FOLDED = 200  # rows of one group; one more begins the next


class Window(Generic[T]):
    """The oldest group is given out when more than `GROUPS_HELD` or `ROWS_HELD` are held."""

    def __init__(self, finish: Callable[[list[T]], Candidate]) -> None:
        self._finish = finish
        self._held: OrderedDict[Hashable, list[T] | BadRow | LeftOut] = OrderedDict()
        self._latest: dict[Hashable, int] = {}  # which part of a long group is being filled
        self._passed_on = 0
        self._rows = 0

    def add(self, key: Hashable, row: T) -> Iterator[Candidate | BadRow | LeftOut]:
        self._rows += 1
        part = self._latest.get(key, 0)
        group = self._held.get((key, part))
        if isinstance(group, list) and len(group) >= MOST_FOLDED:
            self._latest[key] = part = part + 1
            group = None
        if isinstance(group, list):
            group.append(row)
        else:
            self._held[key, part] = [row]
        yield from self._overflow()

    def pass_on(self, item: BadRow | LeftOut) -> Iterator[Candidate | BadRow | LeftOut]:
        """It waits for its turn, so that the order of the file is kept."""
        self._passed_on += 1
        self._held[self._passed_on] = item
        yield from self._overflow()

    def rest(self) -> Iterator[Candidate | BadRow | LeftOut]:
        while self._held:
            yield self._pop()

    def _overflow(self) -> Iterator[Candidate | BadRow | LeftOut]:
        while len(self._held) > GROUPS_HELD or self._rows > ROWS_HELD:
            yield self._pop()

    def _pop(self) -> Candidate | BadRow | LeftOut:
        key, group = self._held.popitem(last=False)
        if not isinstance(group, list):
            return group
        self._rows -= len(group)
        if isinstance(key, tuple) and self._latest.get(key[0]) == key[1]:
            del self._latest[key[0]]
        return self._finish(group)


def other_ids(own: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Each once and never its own: a row may stand in a file twice."""
    return tuple(dict.fromkeys(found for found in ids if found != own))
