"""One event of a Data Package put together from its tables, as exports/records.py has it."""

from __future__ import annotations

import json
from typing import Any

from .joining import Cells, Row, Tables
from .own_records import OWN_CODES
from .values import RowError

BETWEEN = "; "
DEEPEST = 20  # places in places

# Where a value of the record stands, where its column has another name.
CELLS = {
    "date.edtf": "date", "date.phrase": "date_phrase", "date.rule": "date_rule", "date.basis": "date_basis",
    "undated_phrase.phrase": "date_phrase", "undated_phrase.rule": "date_rule", "undated_phrase.basis": "date_basis",
    "type.slug": "type", **{f"own_codes.{name}": f"own_{name}" for name in OWN_CODES},
}  # fmt: skip


class PackedEvent:
    """An event of the package as exports/records.py has it, and from which row each part of that came."""

    def __init__(self, cells: Cells, line: int, tables: Tables) -> None:
        self.cells, self.line, self.tables = cells, line, tables
        self.rows: dict[str, Row] = {}

    def place_of(self, path: str) -> tuple[int, str]:
        """The line, and the table with the column, of what is wrong at `path` of the record."""
        above = path
        while above and above not in self.rows:
            above = above.rpartition(".")[0]
        if not above:
            return self.line, f"events.csv: {CELLS.get(path, path.rpartition('.')[2])}"
        row = self.rows[above]
        return row.line, f"{row.table}.csv: {path.rpartition('.')[2]}"

    def record(self) -> dict[str, Any]:
        cells, parts = self.cells, self.tables.of(self.cells["id"])
        texts = ("id", "title", "title_given", "summary", "medium", "realisation", "duration", "occurrences")
        citations = [self._citation(number, row) for number, row in enumerate(parts.get("citations", ()))]
        return {
            **{name: cells.get(name, "") for name in (*texts, "importance", "adjudication")},
            "type": {"slug": cells["type"]} if cells.get("type") else None,
            "own_codes": {name: cells.get(f"own_{name}", "") for name in OWN_CODES},
            **self._date(),
            "parties": [self._party(number, row) for number, row in enumerate(parts.get("participations", ()))],
            "places": [self._place(number, row) for number, row in enumerate(parts.get("event_places", ()))],
            "quantities": [self._keep(f"quantities[{n}]", row) for n, row in enumerate(parts.get("quantities", ()))],
            "links": [self._link(number, row) for number, row in enumerate(parts.get("links", ()))],
            "sources": self._sources(citations),
            "citations": citations,
        }

    def _date(self) -> dict[str, Any]:
        cells = self.cells
        said = {
            "phrase": cells.get("date_phrase"),
            "resolved_against": cells.get("resolved_against"),
            "rule": cells.get("date_rule"),
            "basis": cells.get("date_basis"),
        }
        if not cells.get("date"):
            return {"undated_phrase": said if any(said.values()) else None}
        also = {name: cells.get(name) for name in ("lasted", "time_start", "time_end", "time_zone")}
        return {"date": {"edtf": cells["date"]} | said | also}

    def _keep(self, path: str, row: Row) -> Cells:
        self.rows[path] = row
        return row.cells

    def _lead(self, name: str, key: str, at: str, path: str) -> Row:
        """The row to which the key `at` leads; `path` is where its values go."""
        found = self.tables.shared(name, key)
        if found is None:
            raise RowError(at, f"“{key}” is not in {name}.csv.")
        self.rows[path] = found
        return found

    def _party(self, number: int, row: Row) -> dict[str, Any]:
        path = f"parties[{number}]"
        cells = self._keep(path, row)
        actors = {
            name: self._actor(cells[name], f"{path}.{name}") if cells.get(name) else None
            for name in ("actor", "acts_for", "office_in")
        }
        names = ("role", "office", "certainty", "note", "office_held")
        return {name: cells.get(name) for name in names} | actors

    def _actor(self, slug: str, path: str) -> dict[str, Any]:
        found, parts = self._lead("actors", slug, path, path), self.tables.of_actor(slug)
        more = {"aliases": parts.get("actor_names"), "identifiers": parts.get("actor_identifiers")}
        return found.cells | {
            name: [self._keep(f"{path}.{name}[{number}]", row) for number, row in enumerate(rows)]
            for name, rows in more.items()
            if rows
        }

    def _place(self, number: int, row: Row) -> dict[str, Any]:
        path = f"places[{number}]"
        cells = self._keep(path, row)
        self.rows[f"{path}.role"] = row
        return self._spot(cells.get("place", ""), f"{path}.place", path) | {"role": cells.get("role")}

    def _spot(self, slug: str, at: str, path: str, depth: int = 0) -> dict[str, Any]:
        found = self._lead("places", slug, at, path)
        above = found.cells.get("parent")
        if above and depth == DEEPEST:
            raise RowError(f"{path}.parent", "The place lies in itself, or in too many others.")
        below = f"{path}.parent"
        return found.cells | {"parent": self._spot(above, below, below, depth + 1) if above else None}

    def _link(self, number: int, row: Row) -> dict[str, Any]:
        cells = self._keep(f"links[{number}]", row)
        return {"kind": cells.get("kind"), "event": cells.get("other")}

    def _citation(self, number: int, row: Row) -> dict[str, Any]:
        path = f"citations[{number}]"
        cells = self._keep(path, row)
        quote = {name: cells.get(name) for name in ("exact", "prefix", "suffix")}
        names = ("speaker_text", "verb_class", "stance", "credibility", "rank")
        speaker = cells.get("speaker")
        return {
            "article": cells.get("source", ""),
            "selector": [{"type": "TextQuoteSelector", **quote}],
            "speaker": self._actor(speaker, f"{path}.speaker") if speaker else None,
            "supports": cells["supports"].split(BETWEEN) if cells.get("supports") else [],
            "reported": self._reported(cells.get("reported", ""), path),
            **{name: cells.get(name) for name in names},
        }

    def _reported(self, text: str, path: str) -> Any:
        try:
            return json.loads(text) if text else {}
        except (ValueError, RecursionError) as error:
            raise RowError(f"{path}.reported", f"Not JSON: {error}") from error

    def _sources(self, citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each cited article once; one that is not there is missed where it is cited."""
        first = {citation["article"]: number for number, citation in reversed([*enumerate(citations)])}
        return [self._source(key, at, number) for at, (key, number) in enumerate(sorted(first.items(), key=_second))]

    def _source(self, key: str, at: int, citation: int) -> dict[str, Any]:
        path = f"sources[{at}]"
        cells = self._lead("sources", key, f"citations[{citation}].source", path).cells
        names = ("title", "url", "archive_url", "published_on", "author", "language", "published_tz")
        found: dict[str, Any] = {"article": key} | {name: cells.get(name) for name in names}
        if slug := cells.get("outlet_slug"):
            found["outlet"] = self._lead("outlets", slug, f"{path}.outlet_slug", f"{path}.outlet").cells
        if original := cells.get("copy_of"):
            found["copy_of"] = self._lead("sources", original, f"{path}.copy_of", f"{path}.original").cells.get("url")
        return found


def _second(pair: tuple[str, int]) -> int:
    return pair[1]
