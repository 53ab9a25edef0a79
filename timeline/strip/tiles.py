"""The binary tree of time: a tile is a stretch of the chronology, known by its level and its place in that level.

Tiles cut the order of events (`dates.position`), not their dates: every dated event lies in one tile of each level.
Down to level 22 a tile is a whole number of days, 2**(22 - level); the root begins before 1 January of the year 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates import DAY_BITS, POSITION_BITS
from timeline.models import EventQuerySet

DEEPEST = POSITION_BITS
DAY_SHIFT = POSITION_BITS - DAY_BITS  # `position >> DAY_SHIFT` is the ordinal of the day
BIN_BITS = 7  # 128 bins in a tile: on a screen a bar of 4 to 12 pixels


@dataclass(frozen=True)
class Tile:
    level: int
    index: int

    @property
    def is_possible(self) -> bool:
        return 0 <= self.level <= DEEPEST and 0 <= self.index < 2**self.level

    @property
    def first(self) -> int:
        """The lowest position in it."""
        return self.index << (POSITION_BITS - self.level)

    @property
    def end(self) -> int:
        """The lowest position behind it."""
        return (self.index + 1) << (POSITION_BITS - self.level)

    @property
    def first_day(self) -> int:
        """Ordinal of the day on which it begins."""
        return self.first >> DAY_SHIFT

    @property
    def bin_bits(self) -> int:
        """2 to the power of it bins: never finer than a day."""
        return max(0, min(BIN_BITS, DAY_BITS - self.level))

    @property
    def bin_shift(self) -> int:
        """`position >> bin_shift` is the number of the bin, counted from the root's edge."""
        return POSITION_BITS - self.level - self.bin_bits

    @property
    def halves(self) -> tuple[Tile, Tile]:
        return Tile(self.level + 1, self.index * 2), Tile(self.level + 1, self.index * 2 + 1)

    def events_of(self, events: EventQuerySet) -> EventQuerySet:
        """Dated ones: undated lie behind every tile."""
        return events.filter(position__gte=self.first, position__lt=self.end)

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


def covering(first: int, last: int) -> Iterator[Tile]:
    """The one to three neighbours of one level that hold the positions from first to last, none longer than those."""
    level = DEEPEST - max(last - first, 1).bit_length() + 1
    for index in range(first >> (POSITION_BITS - level), (last >> (POSITION_BITS - level)) + 1):
        yield Tile(level, index)
