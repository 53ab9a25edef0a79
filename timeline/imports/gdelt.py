"""GDELT Events: no header, tabs, 61 columns in 2.0, 58 in 1.0, 62 where a description was added after the code.

GDELT writes one event once for every pair of actor names and geographies that it finds: rows that agree in `KEY`
are one candidate. They stand near each other, so a window of groups is held (`folding`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import IO, Any

from . import nations
from .candidates import BadRow, Candidate, Reader, Report, Rows, Spot
from .coding import CAMEO, from_cameo
from .folding import Window, other_ids
from .gdelt_actors import actor
from .lines import Fields, tab_separated, tidy
from .sides import Side, told
from .spots import is_number, located
from .zipped import also_zipped

DATASET = "GDELT 2.0 Events"
ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
         "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in ACTOR), *(f"Actor2{name}" for name in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
AFTER_THE_CODE = COLUMNS.index("EventCode") + 1
LAYOUTS = {
    61: COLUMNS,
    58: tuple(name for name in COLUMNS if not name.endswith("_ADM2Code")),
    62: (*COLUMNS[:AFTER_THE_CODE], "CAMEOCodeDescription", *COLUMNS[AFTER_THE_CODE:]),
}
KEY = ("SQLDATE", "Actor1Code", "Actor2Code", "EventCode", "SOURCEURL")
GEO_KINDS = {"1": "country", "2": "region", "3": "locality", "4": "locality", "5": "region"}
EXACTNESS = {"": 0, "country": 1, "region": 2, "locality": 3}
LONG_BEFORE_DAYS = 365


@dataclass(frozen=True)
class _Row:
    line: int
    day: date
    values: dict[str, str]  # those that are not empty, by their columns


def read(file: IO[bytes]) -> Rows:
    window = Window(_candidate)
    for item in without_header(tab_separated(file)):
        found = item if isinstance(item, BadRow) else _row(item)
        if isinstance(found, BadRow):
            yield from window.pass_on(found)
        else:
            yield from window.add(tuple(found.values.get(name, "") for name in KEY), found)
    yield from window.rest()


def without_header(items: Iterator[Fields | BadRow]) -> Iterator[Fields | BadRow]:
    """GDELT writes none, but programs that pass its files on do."""
    return (item for item in items if isinstance(item, BadRow) or item.values[0].upper() != COLUMNS[0])


def _row(item: Fields) -> BadRow | _Row:
    columns = LAYOUTS.get(len(item.values))
    if columns is None:
        known = "61 (GDELT 2.0), 58 (1.0) or 62 (2.0 with a description of the code)"
        return BadRow(item.number, "", f"{len(item.values)} columns; {known} are read.", item.raw)
    row = {name: value for name, value in zip(columns, item.values, strict=True) if value}
    if not is_number(row.get("GLOBALEVENTID", "")):
        return BadRow(item.number, "GLOBALEVENTID", "A number is needed to know the row again.", item.raw)
    if not CAMEO.fullmatch(row.get("EventCode", "")):
        return BadRow(item.number, "EventCode", "A CAMEO code is needed, as in “040” or “0871”.", item.raw)
    day = as_day(row.get("SQLDATE", ""))
    if day is None:
        return BadRow(item.number, "SQLDATE", "A day is needed as YYYYMMDD, as in “20220305”.", item.raw)
    if len(columns) == 58:  # the ids of 1.0 are a series of their own
        row["GLOBALEVENTID"] = f"1.0:{row['GLOBALEVENTID']}"
    return _Row(item.number, day, row)


def as_day(text: str) -> date | None:
    """YYYYMMDD, and nothing else."""
    if len(text) != 8 or not is_number(text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def as_moment(text: str) -> datetime | None:
    """YYYYMMDDHHMMSS in UTC; None also where the time of day is not given (GDELT 1.0)."""
    if len(text) != 14 or not is_number(text) or not (day := as_day(text[:8])):
        return None
    try:
        return datetime(day.year, day.month, day.day, int(text[8:10]), int(text[10:12]), int(text[12:]), tzinfo=UTC)
    except ValueError:
        return None


def _candidate(group: list[_Row]) -> Candidate:
    first, *others = (row.values for row in group)
    coding = from_cameo(first["EventCode"])
    title, parties = told(coding, _side(first, "Actor1"), _side(first, "Actor2"))
    place, elsewhere = _places([first, *others])
    fields: dict[str, Any] = {"title": title, "edtf": group[0].day.isoformat(), **coding.fields}
    if doubts := _doubts(group[0], elsewhere):
        fields["summary"] = doubts
    return Candidate(
        line=group[0].line,
        external_id=first["GLOBALEVENTID"],
        raw=_raw(first, others),
        type=coding.type,
        fields=fields,
        parties=parties,
        places=(place,) if place else (),
        reports=tuple(_reports(first)),
        same_as=other_ids(first["GLOBALEVENTID"], (row["GLOBALEVENTID"] for row in others)),
    )


def _raw(first: dict[str, str], others: list[dict[str, str]]) -> dict[str, Any]:
    """The first row, and of each other one what differs from it (empty where the other has nothing)."""
    if not others:
        return dict(first)
    names = {name for row in (first, *others) for name in row}
    differing = [
        {name: row.get(name, "") for name in COLUMNS if name in names and row.get(name) != first.get(name)}
        for row in others
    ]
    return {**first, "folded": differing}


def _side(row: dict[str, str], which: str) -> Iterator[Side]:
    code, name, country, group = (
        row.get(f"{which}{part}", "").strip() for part in ("Code", "Name", "CountryCode", "KnownGroupCode")
    )
    types = tuple(row.get(f"{which}Type{n}Code", "") for n in (1, 2, 3))
    if found := actor(code, name, country, group, types):
        yield found


def _places(rows: list[dict[str, str]]) -> tuple[Spot | None, list[str]]:
    """The place that most mentions stand behind, the more exact one on a par; the names of the others."""
    mentions: Counter[Spot] = Counter()
    for row in rows:
        if spot := _spot(row):
            said = row.get("NumMentions", "")
            mentions[spot] += int(said) if is_number(said) else 1
    if not mentions:
        return None, []
    best = max(mentions, key=lambda spot: (mentions[spot], EXACTNESS[spot.exactness]))
    named = {spot.name: None for spot in mentions if spot.name != best.name}
    return best, list(named)


def _spot(row: dict[str, str]) -> Spot | None:
    kind = GEO_KINDS.get(row.get("ActionGeo_Type", ""), "")
    parts = [part for part in (tidy(p) for p in row.get("ActionGeo_FullName", "").split(",")) if part]
    if not kind or not parts:
        return None
    # Towns of one name are many in the United States, where GDELT gives the state as well.
    name = ", ".join(parts[:2]) if row["ActionGeo_Type"] == "3" and len(parts) > 2 else parts[0]
    country = nations.from_fips(row.get("ActionGeo_CountryCode", ""))
    return located(name, kind, country, row.get("ActionGeo_Lat", ""), row.get("ActionGeo_Long", ""))


def _doubts(row: _Row, elsewhere: list[str]) -> str:
    """What an analyst should know of before believing the row."""
    said = []
    if elsewhere:
        said.append(f"Other rows on the same report place it in: {tidy('; '.join(elsewhere), longest=1000)}.")
    added = as_day(row.values.get("DATEADDED", "")[:8])
    if added and (added - row.day).days >= LONG_BEFORE_DAYS:
        said.append(
            f"Read on {added.isoformat()}, {(added - row.day).days} days after the date given: "
            "often an anniversary that was taken for the event."
        )
    return " ".join(said)


def _reports(row: dict[str, str]) -> Iterator[Report]:
    source = row.get("SOURCEURL", "").strip()
    retrieved = as_moment(row.get("DATEADDED", ""))
    if source.startswith(("http://", "https://")):
        yield Report(url=source, retrieved_at=retrieved)
    elif source:  # “BBC Monitoring”
        yield Report(outlet=tidy(source), retrieved_at=retrieved)


READER = Reader(
    name="gdelt",
    label="GDELT events",
    dataset=DATASET,
    read=also_zipped(read, ".csv", ".tsv"),
    extensions=("csv", "tsv", "zip"),
)
