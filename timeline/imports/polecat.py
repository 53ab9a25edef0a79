"""POLECAT: a header, tabs, up to 40 columns read by their names, coded in PLOVER; also as a zip of one text file.

Lists are joined by “; ”, “None” is nothing, and what was “Intensity” is called “Event Intensity” in later files.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import IO, Any

from . import nations
from .candidates import BadRow, Candidate, Party, Reader, Report, Rows, Spot
from .coding import from_plover, plover_events
from .days import american_day, iso_day
from .lines import Record, headed, tab_separated, tidy
from .sectors import SECTORS as BY_CAMEO
from .sides import Side, told
from .spots import located
from .zipped import also_zipped

DATASET = "POLECAT"
REQUIRED = ("Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name")
OTHER_NAMES = {"event intensity": "Intensity"}
NOTHING = {"None", "NA", "NULL"}
MOST_PARTIES = 50  # of one side; the row itself keeps all
# Of the PLOVER manual, which has fewer than CAMEO, journalists of their own, and means another by MED.
OF_CAMEO = ("BUS", "COP", "CVL", "GOV", "IGO", "JUD", "LEG", "MIL", "MNC", "NGO", "OPP", "PTY", "REB", "REF", "SPY",
            "UAF")  # fmt: skip
SECTORS = {code: BY_CAMEO[code] for code in OF_CAMEO}
SECTORS |= {"JRN": ("Journalists", "media"), "MED": ("Medical staff", "other")}
IGO_CODES = {"IGO", "UNO", "EUR"}
FEATURES = (("PCL", "country"), ("ADM", "region"), ("PPL", "locality"))  # beginnings of GeoNames feature codes
LANGUAGES = {
    "arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "portuguese": "pt", "russian": "ru",
    "spanish": "es",
}  # fmt: skip


def _rows(file: IO[bytes]) -> Rows:
    for item in headed(tab_separated(file), REQUIRED, known=OTHER_NAMES, empty=NOTHING):
        yield item if isinstance(item, BadRow) else _candidate(item)


def _candidate(item: Record) -> Candidate | BadRow:
    row = item.values
    day = iso_day(row.get("Event Date", "")) or american_day(row.get("Event Date", ""))
    if day is None:
        return BadRow(item.number, "Event Date", "A day is needed, as in “2022-03-05” or “3/5/2022”.", item.raw)
    if not row.get("Event ID"):
        return BadRow(item.number, "Event ID", "An id is needed to know the row again.", item.raw)
    event = row.get("Event Type", "").upper()
    if event not in plover_events():
        known = ", ".join(sorted(plover_events()))
        return BadRow(item.number, "Event Type", f"A PLOVER event is needed: {known}.", item.raw)
    coding = from_plover(event, tidy(row.get("Event Mode", ""), longest=30), _list(row, "Contexts"))
    title, parties = told(coding, _side(row, "Actor"), _side(row, "Recipient"))
    fields: dict[str, Any] = {"title": title, "edtf": day.isoformat(), **coding.fields}
    return Candidate(
        line=item.number,
        external_id=tidy(row["Event ID"], longest=100),
        raw=dict(row),
        type=coding.type,
        fields=fields,
        parties=parties,
        places=tuple(_places(row)),
        reports=tuple(_reports(row)),
    )


def _list(row: dict[str, str], column: str) -> list[str]:
    values = (tidy(value, longest=150) for value in row.get(column, "").split(";"))
    return ["" if value in NOTHING else value for value in values]


def _side(row: dict[str, str], which: str) -> Iterator[Side]:
    """One side for each name; where the other lists have another length, nobody can say what belongs to whom."""
    names = _list(row, f"{which} Name")[:MOST_PARTIES]
    countries, sectors, titles = (
        _matching(_list(row, column), len(names))
        for column in (f"{which} Country", f"Primary {which} Sector", f"{which} Title")
    )
    for name, country, sector, title in zip_longest(names, countries, sectors, titles, fillvalue=""):
        if party := _party(name, country, sector, title):
            yield Side(party)


def _matching(values: list[str], count: int) -> list[str]:
    return values if len(values) == count else [""] * count


def _party(name: str, country: str, sector: str, title: str) -> Party | None:
    """Who has a title is a person, unless the name is a country's: then the title's holder was not resolved."""
    iso = nations.from_alpha3(country) or ("" if country else nations.from_name(name))
    if not name and not iso:
        return None
    note = tidy("; ".join(filter(None, [title, f"POLECAT: {sector}" if sector else "", "" if iso else country])))
    if iso and (not name or nations.from_name(name) == iso) and sector in ("", "GOV"):
        return Party(nations.name_of(iso), kind="state", country=iso, note=note)
    word, kind = SECTORS.get(sector, (sector, "other"))
    if country in IGO_CODES:
        kind = "igo"
    elif name and title:
        kind = "person"
    return Party(name or f"{word} ({nations.name_of(iso)})", kind=kind, country=iso, note=note)


def _places(row: dict[str, str]) -> Iterator[Spot]:
    """The place of which the row knows the kind, else the smallest of those that hold it."""
    feature = row.get("Feature Type", "").upper()
    kind = next((kind for start, kind in FEATURES if feature.startswith(start)), "")
    iso = nations.from_alpha3(row.get("Country", "")) or nations.from_name(row.get("Country", ""))
    levels = [(row.get("Placename"), kind)] if kind else []
    levels += [(row.get("City"), "locality"), (row.get("District"), "region"), (row.get("Province"), "region")]
    levels += [(nations.name_of(iso), "country")]
    name, kind = next(((tidy(name), kind) for name, kind in levels if name), ("", ""))
    point = ("", "") if kind == "country" else (row.get("Latitude", ""), row.get("Longitude", ""))
    if name:
        yield located(name, kind, iso, *point)


def _reports(row: dict[str, str]) -> Iterator[Report]:
    outlet = tidy(row.get("Source", ""))
    published = row.get("Publication Date", "")
    if outlet:
        yield Report(
            outlet=outlet,
            published_on=iso_day(published) or american_day(published),
            language=LANGUAGES.get(row.get("Language", "").casefold(), ""),
        )


READER = Reader(
    name="polecat",
    label="POLECAT events",
    dataset=DATASET,
    read=also_zipped(_rows, ".txt", ".tsv"),
    extensions=("txt", "tsv", "zip"),
)
