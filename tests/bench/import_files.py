"""Files of made-up events to be imported, the same events in each format as far as it can hold them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

STATES = {"Israel": "IL", "Russia": "RU", "Ukraine": "UA", "France": "FR", "Germany": "DE", "Turkey": "TR"}
CODES = {"Israel": "ISR", "Russia": "RUS", "Ukraine": "UKR", "France": "FRA", "Germany": "DEU", "Turkey": "TUR"}


def record(number: int) -> dict[str, Any]:
    """As our JSON Lines export writes an event."""
    day = (date(2015, 1, 1) + timedelta(days=number % 3_000)).isoformat()
    states = list(STATES)
    first, second = states[number % 6], states[(number * 7 + 1) % 6]
    article = f"a{number:011d}"
    return {
        "id": f"{number:012d}",
        "title": f"{first} and {second} confer, round {number}",
        "title_given": True,
        "type": {"slug": "meeting", "label": "Meeting"},
        "summary": "The two sides went over what had been agreed and what was left open, and said little of it.",
        "date": {"edtf": day, "phrase": "on Saturday", "basis": "stated"},
        "medium": "in_person",
        "parties": [
            {"actor": {"name": name, "slug": name.lower(), "kind": "state", "country": STATES[name]}, "role": role}
            for name, role in {first: "initiator", second: "counterpart"}.items()
        ],
        "places": [{"name": f"Capital of {first}", "slug": f"capital-{first.lower()}", "kind": "locality"}],
        "sources": [
            {
                "article": article,
                "url": f"https://news.example/{article}",
                "title": f"{first} meets {second}",
                "published_on": day,
                "language": "en",
                "outlet": {"name": "Example Wire", "slug": "example-wire"},
            }
        ],
        "citations": [
            {
                "article": article,
                "selector": [
                    {"type": "TextQuoteSelector", "exact": f"The ministers met on Saturday for round {number}"}
                ],
                "supports": ["date", "parties"],
            }
        ],
    }


def _jsonl(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


def _csv(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """The columns of events.csv that an import reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for record in records:
            row = _cells(record)
            if writer is None:
                writer = csv.DictWriter(file, row)
                writer.writeheader()
            writer.writerow(row)


def _cells(record: dict[str, Any]) -> dict[str, str]:
    parties, (place,), (source,), (citation,) = (record[n] for n in ("parties", "places", "sources", "citations"))
    actors = [party["actor"] for party in parties]
    return {
        "id": record["id"],
        "date": record["date"]["edtf"],
        "date_phrase": record["date"]["phrase"],
        "date_basis": record["date"]["basis"],
        "title": record["title"],
        "summary": record["summary"],
        "type": record["type"]["slug"],
        "medium": record["medium"],
        "parties": "; ".join(f"{party['actor']['name']} ({party['role']})" for party in parties),
        "actors": "; ".join(actor["slug"] for actor in actors),
        "actor_kinds": "; ".join(actor["kind"] for actor in actors),
        "actor_countries": "; ".join(actor["country"] for actor in actors),
        "places": f"{place['name']} (venue)",
        "place_slugs": place["slug"],
        "outlets": source["outlet"]["name"],
        "source_urls": source["url"],
        "quotes": citation["selector"][0]["exact"],
    }


def _gdelt(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """61 columns without a header: two actors, a place and an article without a quote, which is what GDELT has."""
    with path.open("w", encoding="utf-8") as file:
        for number, record in enumerate(records):
            names = [party["actor"]["name"] for party in record["parties"]]
            day, sides = record["date"]["edtf"].replace("-", ""), []
            for name in (*names, "")[:2]:
                sides += (
                    [f"{CODES[name]}GOV", name.upper(), CODES[name], *[""] * 4, "GOV", "", ""] if name else [""] * 10
                )
            what = ["1", "036", "036", "03", "1", "4.0", "3", "1", "3", "-1.5"]
            spot = ["4", record["places"][0]["name"], "RS", "RS", "", "55.7522", "37.6156", "-1"]
            cells = [f"{900_000_000 + number}", day, day[:6], day[:4], "", *sides, *what, *["0", *[""] * 7] * 2, *spot]
            file.write("\t".join([*cells, f"{day}101500", record["sources"][0]["url"]]) + "\n")


WRITERS: dict[str, Callable[[Path, Iterable[dict[str, Any]]], None]] = {"jsonl": _jsonl, "csv": _csv, "gdelt": _gdelt}


def write(path: Path, rows: int, format_: str = "jsonl") -> None:
    WRITERS[format_](path, map(record, range(rows)))
