"""Our own CSV: a row an event, as `events.csv` writes it, or as somebody fills the same columns in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from django.utils.text import slugify

from timeline.models import EventPlace, Quantity, Role

from .candidates import BadRow, Candidate, Reader, Rows
from .cells import table, unknown_columns, without_apostrophe
from .own_records import DATASET, OWN_CODES, candidate
from .seen import Seen
from .values import RowError

BETWEEN = "; "
MOST_KEPT = 2_000
MOST_PIECES = 12  # of one cell, whose ways to be put together are tried
Row = dict[str, str]

# The columns of exports/comma_separated.py; a test keeps the two the same. Those with False say what others say as
# well, or what is counted and given here anew.
COLUMNS = {
    "id": True, "url": False, "date": True, "earliest": False, "latest": False, "date_wording": False,
    "precision": False, "time_start": True, "time_end": True, "time_zone": True, "date_phrase": True, "title": True,
    "summary": True, "type": True, "family": False, "cameo_code": True, "plover_event": True, "plover_mode": True,
    "medium": True, "realisation": True, "duration": True, "occurrences": True, "importance": True, "parties": True,
    "actors": True, "states": True, "places": True, "country": True, "latitude": True, "longitude": True,
    "quantities": True, "source_count": False, "disputed": False, "outlets": True, "source_urls": True,
    "quotes": True, "version": False, "updated_at": False, "lasted": True, "resolved_against": True,
    "date_rule": True, "date_basis": True, "adjudication": True, "own_codes": True, "title_given": True,
    "actor_kinds": True, "place_slugs": True, "actor_countries": True,
}  # fmt: skip
NEEDED = ("id",)
EITHER = ("title", "type")

PARTY = re.compile(rf"(?s)(.+) \(({'|'.join(Role.values)})(?:, (.+))?\)")
PLACE = re.compile(rf"(?s)(.+) \(({'|'.join(EventPlace.Role.values)})\)")
AMOUNT = re.compile(r"(?s)([\d,]+(?:\.\d+)?)(?:–([\d,]+(?:\.\d+)?))?(?: ([A-Z]{3})(?= |$))?(?: (.+))?")
CODE = re.compile(rf"({'|'.join(OWN_CODES)})=(\S.*)")


def read(file: IO[bytes]) -> Rows:
    try:
        found = table(file, COLUMNS)
        _refuse_without_needed(found.columns)
    except RowError as error:
        yield BadRow(1, error.column, error.reason)
        return
    yield from unknown_columns(found.columns, COLUMNS)
    with Seen() as seen:
        for line, row in found.rows:
            yield _candidate(row, line, seen)


def _refuse_without_needed(columns: list[str]) -> None:
    for name in NEEDED:
        if name not in columns:
            raise RowError(name, "This column is missing; it gives each row a name of its own.")
    if not {*EITHER} & {*columns}:
        raise RowError("title", "A column “title” or “type” is missing; one of the two is needed.")


def _candidate(row: Row | RowError, line: int, seen: Seen) -> Candidate | BadRow:
    try:
        if isinstance(row, RowError):
            raise row
        found = candidate(_record(row), line, raw=row)
    except RowError as error:
        raw = "" if isinstance(row, RowError) else BETWEEN.join(filter(None, row.values()))
        return BadRow(line, _column(error.column), error.reason, raw[:MOST_KEPT])
    if before := seen.line_of(found.external_id, line):
        return BadRow(line, "id", f"“{found.external_id}” stands on line {before} already; each event has its own.")
    return found


# Where in the record a cell goes, for what is wrong with it there.
CELLS = {
    "date.edtf": "date", "date.phrase": "date_phrase", "undated_phrase.phrase": "date_phrase",
    "date.rule": "date_rule", "undated_phrase.rule": "date_rule", "date.basis": "date_basis",
    "undated_phrase.basis": "date_basis", "undated_phrase.resolved_against": "resolved_against",
    "type.slug": "type", "places[0].country": "country", "places[0].latitude": "latitude",
    "places[0].longitude": "longitude",
}  # fmt: skip
PARTS = {"parties": "parties", "places": "places", "quantities": "quantities", "sources": "source_urls",
         "citations": "quotes", "own_codes": "own_codes"}  # fmt: skip


def _column(path: str) -> str:
    if path in CELLS:
        return CELLS[path]
    if path.startswith("date."):
        return path.removeprefix("date.")
    return PARTS.get(re.split(r"[.\[]", path)[0], path)


def _record(cells: Row) -> dict[str, Any]:
    """As exports/records.py has it, of what a row of cells can hold."""
    row = {name: without_apostrophe(cell) for name, cell in cells.items() if COLUMNS.get(name)}
    texts = ("id", "title", "title_given", "summary", "medium", "realisation", "duration", "occurrences", "importance")
    return {
        **{name: row.get(name, "") for name in (*texts, "adjudication")},
        "type": {"slug": row["type"]} if row.get("type") else None,
        "own_codes": _own_codes(row),
        **_date(row, bounded=bool(cells.get("earliest") or cells.get("latest"))),
        "parties": _parties(row),
        "places": _places(row),
        "quantities": [_quantity(cell) for cell in _quantity_cells(row.get("quantities", ""))],
        **_sources(row),
    }


def _date(row: Row, *, bounded: bool) -> dict[str, Any]:
    """Bounds follow from the date; `bounded` without one, a file of somebody's own holds what would be lost."""
    said = {
        "phrase": row.get("date_phrase"),
        "resolved_against": row.get("resolved_against"),
        "rule": row.get("date_rule"),
        "basis": row.get("date_basis"),
    }
    if not row.get("date") and bounded:
        raise RowError("date", "Bounds alone are no date; EDTF is expected, as in 2022-03-05 or 2022-03-05/2022-03-06.")
    if not row.get("date"):
        return {"undated_phrase": said}
    also = {name: row.get(name) for name in ("time_start", "time_end", "time_zone", "lasted")}
    return {"date": {"edtf": row["date"]} | said | also}


def _own_codes(row: Row) -> dict[str, str]:
    """In a file without the column, codes that are given are meant to be those of the event."""
    if "own_codes" not in row:
        return {name: row.get(name, "") for name in OWN_CODES}
    found = {}
    for cell in filter(None, row["own_codes"].split(BETWEEN)):
        code = CODE.fullmatch(cell)
        if not code:
            raise RowError("own_codes", f"“{cell[:60]}”: a code is written as in cameo_code=041.")
        found[code[1]] = code[2]
    return found


def _parties(row: Row) -> list[dict[str, Any]]:
    slugs = _list(row, "actors")
    cells = _split(row.get("parties", ""), PARTY, slugs)
    for name in ("actors", "actor_kinds", "actor_countries"):
        if (number := len(_list(row, name))) not in (0, len(cells)):
            raise RowError(name, f"{number} stand here and {len(cells)} under “parties”: one each is expected.")
    kinds, countries, states = _list(row, "actor_kinds"), _list(row, "actor_countries"), {*_list(row, "states")}
    found = []
    for number, cell in enumerate(cells):
        whole = PARTY.fullmatch(cell)
        name, role, office = whole.groups() if whole else (cell, "", None)
        slug = slugs[number] if slugs else ""
        kind = kinds[number] if kinds else "state" if slug in states else "person" if office else ""
        country = countries[number].replace("none", "") if countries else ""
        actor = {"name": name, "slug": slug, "kind": kind, "country": country}
        found.append({"actor": actor, "role": role, "office": office})
    return found


def _places(row: Row) -> list[dict[str, Any]]:
    slugs = _list(row, "place_slugs")
    cells = _split(row.get("places", ""), PLACE, slugs)
    if slugs and len(slugs) != len(cells):
        raise RowError("place_slugs", f"{len(slugs)} stand here and {len(cells)} places: one each is expected.")
    found: list[dict[str, Any]] = []
    for number, cell in enumerate(cells):
        whole = PLACE.fullmatch(cell)
        name, role = whole.groups() if whole else (cell, "")
        found.append({"name": name, "role": role, "slug": slugs[number] if slugs else ""})
    if found:
        found[0] |= {name: row.get(name) for name in ("country", "latitude", "longitude")}
    return found


def _quantity_cells(cell: str) -> list[str]:
    """Each begins with its amount: a piece that does not belongs to the words of the one before."""
    found: list[str] = []
    for piece in cell.split(BETWEEN) if cell else []:
        if found and not _is_quantity(piece):
            found[-1] += f"{BETWEEN}{piece}"
        else:
            found.append(piece)
    return found


def _quantity(cell: str) -> dict[str, Any]:
    """“about 1,000–1,200 EUR aid”; a unit and what it counts are not told apart, and come as `what`."""
    qualifier, rest = _qualified(cell)
    amount = AMOUNT.fullmatch(rest)
    if not amount:
        raise RowError("quantities", f"“{cell[:60]}”: an amount comes first, as in “90 children” or “about 5 EUR”.")
    least, most, currency, what = amount.groups()
    return {
        "qualifier": qualifier,
        "amount": least.replace(",", ""),
        "amount_max": most.replace(",", "") if most else None,
        "currency": currency,
        "what": what or "",
    }


def _qualified(cell: str) -> tuple[str, str]:
    for value, label in Quantity.Qualifier.choices:
        if cell.startswith(f"{label} "):
            return value, cell.removeprefix(f"{label} ")
    return Quantity.Qualifier.EXACTLY, cell


def _is_quantity(cell: str) -> bool:
    return bool(AMOUNT.fullmatch(_qualified(cell)[1]))


def _sources(row: Row) -> dict[str, Any]:
    """The passage is read where there is one source and one quote: of more the cells do not say which is whose."""
    addresses, outlets, quote = _list(row, "source_urls"), _list(row, "outlets"), row.get("quotes", "")
    sources: list[dict[str, Any]] = [{"article": number, "url": url} for number, url in enumerate(addresses)]
    if len(sources) != 1:
        return {"sources": sources}
    if len(outlets) == 1:
        sources[0]["outlet"] = {"name": outlets[0]}
    if not quote or BETWEEN in quote:
        return {"sources": sources}
    return {
        "sources": sources,
        "citations": [{"article": 0, "selector": [{"type": "TextQuoteSelector", "exact": quote}]}],
    }


def _list(row: Row, name: str) -> list[str]:
    return row[name].split(BETWEEN) if row.get(name) else []


def _split(cell: str, whole: re.Pattern[str], slugs: list[str]) -> list[str]:
    """Parted by “; ”, which a name may have in it as well: pieces are put together from the left until each is whole.

    Where that gives more or fewer than there are `slugs`, as many whole ones as there are, rather those whose names
    make the slugs. Where none is whole, somebody wrote names alone.
    """
    pieces, number = cell.split(BETWEEN) if cell else [], len(slugs)
    if number == 1:
        return [cell] if cell else []
    if len(pieces) == number or not any(map(whole.fullmatch, pieces)):
        return pieces
    found, waiting = [], ""
    for piece in pieces:
        waiting = f"{waiting}{BETWEEN}{piece}" if waiting else piece
        if whole.fullmatch(waiting):
            found.append(waiting)
            waiting = ""
    found = [*found, waiting] if waiting else found
    if not slugs or len(found) == number or len(pieces) > MOST_PIECES:
        return found
    ways = list(_ways(pieces, whole, number))
    return max(ways, key=lambda way: _named(way, whole, slugs), default=found)


def _ways(pieces: list[str], whole: re.Pattern[str], number: int) -> Iterator[list[str]]:
    """Every way to put the pieces together to so many whole cells."""
    if not number:
        if not pieces:
            yield []
        return
    for size in range(1, len(pieces) - number + 2):
        first = BETWEEN.join(pieces[:size])
        if whole.fullmatch(first):
            yield from ([first, *rest] for rest in _ways(pieces[size:], whole, number - 1))


def _named(cells: list[str], whole: re.Pattern[str], slugs: list[str]) -> int:
    """How many of the cells have the name that makes their slug."""
    names = [found[1] if (found := whole.fullmatch(cell)) else cell for cell in cells]
    return sum(slugify(name) == slug for name, slug in zip(names, slugs, strict=True))


READER = Reader("csv", "CSV, as exported here", DATASET, read, (".csv", ".tsv"), own=True)
