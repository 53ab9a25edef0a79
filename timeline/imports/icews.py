"""ICEWS: a header, tabs, 20 columns. Quotation marks mean nothing: names have them.

Where both sides do the same (040, 041, 044, 046), ICEWS writes the event once in each direction; a visit it writes as
made (042) and as hosted (043). Each is one candidate.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from . import nations
from .candidates import BadRow, Candidate, Party, Reader, Report, Rows, Spot
from .coding import CAMEO, Coding, from_cameo
from .days import american_day, iso_day
from .folding import Window, other_ids
from .lines import Record, headed, tab_separated, tidy
from .sides import Side, of_people, told
from .spots import located
from .zipped import also_zipped

DATASET = "ICEWS"
REQUIRED = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")
NOTHING = {"NULL", "NA", "null"}
BOTH_WAYS = {"040", "041", "044", "046"}
VISITS = {MADE := "042", "043"}
NOBODY = {"unspecified actor", "unidentified actor"}
GENERIC = re.compile(r"(?P<what>.+?) \((?P<country>[^()]+)\)")  # “Police (India)”
# The first of these that the sectors hold says the kind; the names are those of the ICEWS actor dictionary.
SECTOR_KINDS = (
    ("International Government Organization", "igo"),
    ("Insurgents", "armed_group"),
    ("Rebel", "armed_group"),
    ("Dissident", "other"),
    ("Military", "military"),
    ("Police", "government_body"),
    ("Judicial", "government_body"),
    ("Multinational Corporation", "company"),
    ("Business", "company"),
    ("Media", "media"),
    ("Nongovernmental Organizations / Activists", "ngo"),
    ("Government", "government_body"),
    ("Executive", "government_body"),
)
OF_PERSONS = {"Elite", "Executive", "Executive Office", "Legislative / Parliamentary", "Cabinet", "Foreign Ministry"}
OF_BODIES = re.compile(
    r"\b(agency|army|assembly|association|authority|bank|bureau|center|centre|church|commission|committee|company"
    r"|conference|congress|corps|council|court|department|embassy|federation|force|forces|front|fund|government|group|guard"
    r"|house|institute|league|minister|ministry|movement|national|navy|office|organization|parliament|party|police|president"
    r"|secretariat|security|senate|service|state|states|union|university)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Row:
    line: int
    day: date
    values: dict[str, str]


def read(file: IO[bytes]) -> Rows:
    window = Window(_candidate)
    for item in headed(tab_separated(file), REQUIRED, empty=NOTHING):
        found = item if isinstance(item, BadRow) else _row(item)
        if isinstance(found, BadRow):
            yield from window.pass_on(found)
        else:
            yield from window.add(_key(found), found)
    yield from window.rest()


def _row(item: Record) -> BadRow | _Row:
    values = item.values
    day = iso_day(values.get("Event Date", "")) or american_day(values.get("Event Date", ""))
    if day is None:
        reason = "A day is needed as in “2018-06-01”, or with the month first as in “6/1/2018”."
        return BadRow(item.number, "Event Date", reason, item.raw)
    if not values.get("Event ID"):
        return BadRow(item.number, "Event ID", "An id is needed to know the row again.", item.raw)
    if not CAMEO.fullmatch(values.get("CAMEO Code", "")):
        return BadRow(item.number, "CAMEO Code", "A CAMEO code is needed, as in “040” or “0871”.", item.raw)
    return _Row(item.number, day, values)


def _key(row: _Row) -> Hashable:
    """The same for both directions of one symmetric event in one sentence, else a key of the row's own."""
    values = row.values
    code = values["CAMEO Code"]
    source, target = ((values.get(f"{s} Name", ""), values.get(f"{s} Country", "")) for s in ("Source", "Target"))
    who: Hashable
    if code in BOTH_WAYS:
        who = frozenset((source, target))
    elif code in VISITS:
        code, who = MADE, (source, target) if code == MADE else (target, source)
    else:
        return row.line
    return row.day, code, who, values.get("Story ID", ""), values.get("Sentence Number", "")


def _candidate(rows: list[_Row]) -> Candidate:
    first, *others = rows
    values = next((row.values for row in rows if row.values["CAMEO Code"] == MADE), first.values)
    coding = from_cameo(values["CAMEO Code"])
    sources, targets = _sides(values, coding)
    title, parties = told(coding, sources, targets)
    fields: dict[str, Any] = {"title": title, "edtf": first.day.isoformat(), **coding.fields}
    return Candidate(
        line=first.line,
        external_id=_id(first),
        raw={**first.values, "folded": [row.values for row in others]} if others else dict(first.values),
        type=coding.type,
        fields=fields,
        parties=parties,
        places=tuple(_places(values)),
        reports=tuple(_reports(values)),
        same_as=other_ids(_id(first), (_id(row) for row in others)),
    )


def _id(row: _Row) -> str:
    """The id alone is not unique: with the day it is, as in the project's own database."""
    return f"{tidy(row.values['Event ID'], longest=60)}/{row.day.isoformat()}"


def _sides(values: dict[str, str], coding: Coding) -> tuple[list[Side], list[Side]]:
    """In a title on two governments that did the same, the countries are named: “Bangladesh and Vietnam consult”."""
    source, target = (
        _party(values.get(f"{side} Name", ""), values.get(f"{side} Sectors", ""), values.get(f"{side} Country", ""))
        for side in ("Source", "Target")
    )
    if source and target and coding.symmetric and source.country != target.country:
        return [_by_country(source)], [_by_country(target)]
    return [Side(source)] if source else [], [Side(target)] if target else []


def _by_country(party: Party) -> Side:
    governs = party.kind in ("government_body", "military") and GENERIC.fullmatch(party.name)
    return Side(party, short=nations.name_of(party.country) if governs else "")


def _party(name: str, sectors: str, country: str) -> Party | None:
    shown = tidy(name)
    if not shown or shown.casefold() in NOBODY:
        return None
    iso = nations.from_name(country)
    if (generic := GENERIC.fullmatch(shown)) and (named := nations.name_of(nations.from_name(generic["country"]))):
        shown = f"{generic['what']} ({named})"
    held = {sector.strip() for sector in sectors.split(",") if sector.strip()}
    note = tidy("; ".join(filter(None, [f"ICEWS: {sectors}" if sectors else "", "" if iso else country])), longest=300)
    if not held and iso and nations.from_name(shown) == iso:
        return Party(nations.name_of(iso), kind="state", country=iso, note=note)
    return Party(shown, kind=_kind(shown, held), country=iso, note=note)


def _kind(name: str, sectors: set[str]) -> str:
    """By the sectors; but a name of several words, none of them for a body, is that of a person in politics."""
    kind = next((kind for sector, kind in SECTOR_KINDS if sector in sectors), "other")
    if GENERIC.fullmatch(name) or OF_BODIES.search(name) or not 2 <= len(name.split()) <= 5:
        return of_people(name, kind)
    if sectors & OF_PERSONS or kind == "government_body":
        return "person"
    return "other" if kind == "ngo" else kind


def _places(values: dict[str, str]) -> Iterator[Spot]:
    """The smallest place that the row names, with its point."""
    levels = (("City", "locality"), ("District", "region"), ("Province", "region"), ("Country", "country"))
    column, kind = next((level for level in levels if values.get(level[0])), ("", ""))
    if not column:
        return
    iso = nations.from_name(values.get("Country", ""))
    # The point of a country is its capital's here, which would be false of the country.
    point = ("", "") if kind == "country" else (values.get("Latitude", ""), values.get("Longitude", ""))
    if name := tidy(values[column]):
        yield located(name, kind, iso, *point)


def _reports(values: dict[str, str]) -> Iterator[Report]:
    """ICEWS gives the publisher and a number of its own for the story, but no address."""
    if publisher := tidy(values.get("Publisher", "")):
        yield Report(outlet=publisher)


READER = Reader(
    name="icews",
    label="ICEWS events",
    dataset=DATASET,
    read=also_zipped(read, ".tab", ".tsv", ".txt"),
    extensions=("tab", "tsv", "txt", "zip"),
)
