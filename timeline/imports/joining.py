"""The tables of a package beside the events, on disk, so that an event finds its rows whatever their order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

Cells = dict[str, str]
AT_A_TIME = 1_000


@dataclass(frozen=True)
class Row:
    """`cells` are shared by all who ask for them: copy before you change them."""

    table: str
    line: int
    cells: Cells


class Tables(AbstractContextManager["Tables"]):
    """`key` leads to a row of a shared table; `owner` is the event (or actor) of which a row is one of several."""

    def __init__(self) -> None:
        # A database of its own, in a file that nobody else sees and that is gone with the connection.
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._rows.executescript(
            "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -16000;"
            "CREATE TABLE shared (name TEXT, key TEXT, line INTEGER, cells TEXT, PRIMARY KEY (name, key))"
            " WITHOUT ROWID;"
            "CREATE TABLE owned (name TEXT, owner TEXT, number INTEGER, line INTEGER, cells TEXT);"
            "CREATE TABLE events (id TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID;"
        )
        self.shared = lru_cache(maxsize=10_000)(self._shared)
        self.of_actor = lru_cache(maxsize=10_000)(self.of)

    def __exit__(self, *_error: object) -> None:
        self._rows.close()

    def share(self, name: str, rows: Iterable[tuple[str, int, Cells]]) -> Iterator[tuple[str, int, int]]:
        """Takes the rows; gives (key, line, line of the first) of those whose key stood before."""
        for key, line, cells in rows:
            values = (name, key, line, json.dumps(cells))
            if not self._rows.execute("INSERT OR IGNORE INTO shared VALUES (?, ?, ?, ?)", values).rowcount:
                before = self._rows.execute("SELECT line FROM shared WHERE name = ? AND key = ?", (name, key))
                yield key, line, before.fetchone()[0]

    def own(self, name: str, rows: Iterable[tuple[str, int, int, Cells]]) -> None:
        values = ((name, owner, number, line, json.dumps(cells)) for owner, number, line, cells in rows)
        while batch := list(islice(values, AT_A_TIME)):
            self._rows.executemany("INSERT INTO owned VALUES (?, ?, ?, ?, ?)", batch)

    def ready(self) -> None:
        """All rows are in: an index, made once, is quicker than one that grows."""
        self._rows.execute("CREATE INDEX owned_by ON owned (owner, name, number, line)")

    def _shared(self, name: str, key: str) -> Row | None:
        found = self._rows.execute("SELECT line, cells FROM shared WHERE name = ? AND key = ?", (name, key)).fetchone()
        return Row(name, found[0], json.loads(found[1])) if found else None

    def of(self, owner: str) -> dict[str, list[Row]]:
        """By table, in the order of their numbers; 1 query."""
        found: dict[str, list[Row]] = {}
        rows = self._rows.execute(
            "SELECT name, line, cells FROM owned WHERE owner = ? ORDER BY name, number, line", (owner,)
        )
        for name, line, cells in rows:
            found.setdefault(name, []).append(Row(name, line, json.loads(cells)))
        return found

    def line_of_event(self, name: str, line: int) -> int | None:
        """The line on which the event stood before; None where it is new, and then it is remembered."""
        if self._rows.execute("INSERT OR IGNORE INTO events VALUES (?, ?)", (name, line)).rowcount:
            return None
        found: int = self._rows.execute("SELECT line FROM events WHERE id = ?", (name,)).fetchone()[0]
        return found

    def orphans(self, names: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        """(table, line, owner) of rows whose event was not among the events."""
        for name in names:
            yield from self._rows.execute(
                "SELECT name, line, owner FROM owned WHERE name = ? AND owner NOT IN (SELECT id FROM events)"
                " ORDER BY line",
                (name,),
            )
