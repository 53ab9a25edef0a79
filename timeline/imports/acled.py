"""ACLED: comma-separated with a header. Its “Strategic developments” come in; battles, protests and riots do not.

ACLED's terms forbid passing its rows on: the notes stay in the row that is kept and do not become a public summary.
The order of ACLED's actors implies no direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from . import nations
from .candidates import Amount, BadRow, Candidate, LeftOut, Party, Reader, Report, Rows, Spot
from .coding import joined
from .days import day_in_words, iso_day
from .lines import Record, headed, quoted, tidy
from .spots import is_number, located

DATASET = "ACLED"
REQUIRED = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "country", "location")
STRATEGIC = "strategic developments"
SUB_TYPES = {  # to our type and the beginning of the title; the words of ACLED's codebook are kept
    "agreement": ("agreement", "Agreement"),
    "arrests": ("other", "Arrests"),
    "change to group/activity": ("other", "Change to a group or its activity"),
    "disrupted weapons use": ("other", "Disrupted use of weapons"),
    "headquarters or base established": ("other", "Headquarters or base established"),
    "looting/property destruction": ("other", "Looting or destruction of property"),
    "non-violent transfer of territory": ("other", "Non-violent transfer of territory"),
    "other": ("other", "Strategic development"),
}
DAY, WEEK, MONTH = "1", "2", "3"
INTERACTIONS = {  # inter1 and inter2 as text, or as the number of older exports
    "state forces": "government_body", "1": "government_body",
    "rebel group": "armed_group", "rebel groups": "armed_group", "2": "armed_group",
    "political militia": "armed_group", "political militias": "armed_group", "3": "armed_group",
    "identity militia": "armed_group", "identity militias": "armed_group", "4": "armed_group",
}  # fmt: skip
YEARS = re.compile(r"\s*\(\d{4}-\d{0,4}\)")  # “Government of Sudan (2019-)”
GOVERNMENT = re.compile(r"Government of (?:the )?(?P<country>.+)")
FORCES = re.compile(r"(?P<what>Military|Police) Forces of (?:the )?(?P<country>.+)")
NOBODY = {"unidentified", "unknown"}
GEO_PRECISION = {"1": ("locality", "locality"), "2": ("locality", "region"), "3": ("region", "region")}


def read(file: IO[bytes]) -> Rows:
    for item in headed(quoted(file), REQUIRED):
        yield item if isinstance(item, BadRow) else _found(item)


def _found(item: Record) -> Candidate | LeftOut | BadRow:
    row = item.values
    kind = row.get("event_type", "")
    if kind.casefold() != STRATEGIC:
        return LeftOut(item.number, f"{tidy(kind, longest=60) or 'No event type'}: not a strategic development.")
    if not row.get("event_id_cnty"):
        return BadRow(item.number, "event_id_cnty", "An id is needed to know the row again.", item.raw)
    edtf = _edtf(row.get("event_date", ""), row.get("time_precision", DAY))
    if not edtf:
        reason = "A day is needed as in “2025-05-16” or “16 May 2025”, and 1, 2 or 3 as time_precision."
        return BadRow(item.number, "event_date", reason, item.raw)
    slug, start = SUB_TYPES.get(row.get("sub_event_type", "").casefold(), SUB_TYPES["other"])
    parties = tuple(_parties(row))
    fields: dict[str, Any] = {"title": _title(start, parties, row), "edtf": edtf}
    return Candidate(
        line=item.number,
        external_id=tidy(row["event_id_cnty"], longest=60),
        raw=dict(row),
        type=slug,
        fields=fields,
        parties=parties,
        places=tuple(_places(row)),
        quantities=tuple(_fatalities(row)),
        reports=tuple(Report(outlet=name) for name in _list(row.get("source", ""))),
    )


def _edtf(text: str, precision: str) -> str:
    """The day; about the day where ACLED knows the week; the month where it knows no more."""
    day = iso_day(text) or day_in_words(text)
    if day is None:
        return ""
    return {DAY: day.isoformat(), WEEK: f"{day.isoformat()}~", MONTH: day.isoformat()[:7]}.get(precision, "")


def _title(start: str, parties: tuple[Party, ...], row: dict[str, str]) -> str:
    names = [party.name for party in parties if not party.note]
    if start == "Agreement" and len(names) > 1:
        return tidy(f"{joined(names)} reach an agreement")
    where = tidy(row.get("location", ""), longest=60)
    return tidy(f"{start}{f' in {where}' if where else ''}{f': {joined(names)}' if names else ''}")


def _parties(row: dict[str, str]) -> Iterator[Party]:
    """All as participants, each once; who is only associated with an actor has a note that says so."""
    seen: set[str] = set()
    for number in ("1", "2"):
        inter = row.get(f"inter{number}", "")
        actors = _list(row.get(f"actor{number}", ""))
        beside = f"Associated with {actors[0]}" if actors else "Associated actor"
        found = [_party(name, inter, "") for name in actors]
        found += [_party(name, "", beside) for name in _list(row.get(f"assoc_actor_{number}", ""))]
        for party in found:
            if party.name not in seen and party.name.casefold() not in NOBODY:
                seen.add(party.name)
                yield party


def _party(name: str, inter: str, note: str) -> Party:
    plain = tidy(YEARS.sub("", name), longest=150) or tidy(name, longest=150)
    note = tidy(note, longest=300)
    if (state := GOVERNMENT.fullmatch(plain)) and (iso := nations.from_name(state["country"])):
        return Party(nations.name_of(iso), kind="state", country=iso, note=note)
    if forces := FORCES.fullmatch(name.split(" (")[0]):
        kind = "military" if forces["what"] == "Military" else "government_body"
        return Party(plain, kind=kind, country=nations.from_name(forces["country"]), note=note)
    return Party(plain, kind=INTERACTIONS.get(inter.casefold(), "other"), note=note)


def _list(text: str) -> list[str]:
    return [name for name in (tidy(part) for part in text.split(";")) if name]


def _places(row: dict[str, str]) -> Iterator[Spot]:
    kind, exactness = GEO_PRECISION.get(row.get("geo_precision", ""), ("locality", "region"))
    country = nations.from_numeric(row.get("iso", "")) or nations.from_name(row.get("country", ""))
    point = row.get("latitude", ""), row.get("longitude", "")
    if name := tidy(row.get("location", "")):
        yield located(name, kind, country, *point, exactness=exactness)


def _fatalities(row: dict[str, str]) -> Iterator[Amount]:
    count = row.get("fatalities", "")
    if is_number(count) and 0 < int(count) < 10**9:
        yield Amount("fatalities", str(int(count)), qualifier="about", unit="people")


READER = Reader(name="acled", label="ACLED strategic developments", dataset=DATASET, read=read, extensions=("csv",))
