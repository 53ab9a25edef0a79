"""The names of the rows so far, on disk: a file of a million rows must not fill the memory."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing


class Seen(AbstractContextManager["Seen"]):
    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)  # a database of its own, in a file that nobody else sees
        self._rows.execute("PRAGMA synchronous = OFF")
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")

    def __exit__(self, *_error: object) -> None:
        with closing(self._rows):
            pass

    def line_of(self, name: str, line: int) -> int | None:
        """The line on which the name stood before; None where it is new, and then it is remembered."""
        added = self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (name, line)).rowcount
        if added:
            return None
        found: int = self._rows.execute("SELECT line FROM seen WHERE name = ?", (name,)).fetchone()[0]
        return found
