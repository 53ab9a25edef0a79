"""How fast events come in: `python -m tests.bench.imports [ROWS] [--format jsonl|csv]`, 100,000 of JSON Lines without.

Makes a database of its own and a file of made-up events with parties, a place, a quote and its article each, brings
it in twice, and prints events a second and the memory taken above the start. A plain insert of as many bare rows of the
same tables stands beside it, so that machines can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

STATES = {"Israel": "IL", "Russia": "RU", "Ukraine": "UA", "France": "FR", "Germany": "DE", "Turkey": "TR"}


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


def write(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            file.write(json.dumps(record(number)) + "\n")


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DEMARCHE_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tracker.settings"}
        os.environ.pop("DATABASE_URL", None)
        _run(Path(folder), options.rows, profile=options.profile)


def _run(folder: Path, rows: int, *, profile: bool) -> None:
    import cProfile
    import pstats

    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    path = folder / "events.jsonl"
    write(path, rows)
    with cProfile.Profile() if profile else _nothing() as profiler:
        for name in ("first run", "second run"):
            _bring_in(name, path, rows)
            if profile:
                break
    if profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(70)


class _nothing:  # noqa: N801 - stands where a profile would
    def __enter__(self) -> None:
        return None

    def __exit__(self, *_error: object) -> None:
        return None


def _bring_in(name: str, path: Path, rows: int) -> None:
    from timeline.imports import READERS, Source, sha256_of_file, store

    reader = READERS["jsonl"]
    before, began, worked, peaks = peak_mb(), time.perf_counter(), time.process_time(), []
    with path.open("rb") as file:
        source = Source(path.name, sha256_of_file(file))
        report = store(reader.read(file), reader, source, tell=lambda report: peaks.append(peak_mb()))
    seconds = time.perf_counter() - began
    work = time.process_time() - worked
    tenth = peaks[len(peaks) // 10]
    print(
        f"{name}: {report.rows:,} rows, {rows / seconds:,.0f} a second, {rows / work:,.0f} a second of CPU; {dict(report.counts)};"
        f" {peaks[-1] - before:.0f} MB above the start, {peaks[-1] - tenth:.0f} of them after the first tenth",
        flush=True,
    )
    for bad in report.refused[:3]:
        print("  refused:", bad.line, bad.column, bad.reason)


if __name__ == "__main__":
    main()
