"""The command line: which sizes, which database, and the table that is printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from tests.bench.timeline.data_sets import REPOSITORY, DataSet, data_set

from .hand_written import WRITERS

FORMATS = (
    *("csv", "jsonl", "xlsx", "parquet", "zip", "jsonld", "plover.jsonl"),
    *("geojson", "ics", "atom", "feed.json", "timeline.json"),
)
Figures = dict[str, Any]
HEADER = (
    *("events", "format", "CPU an event, µs", "SQL, µs", "ratio", "SQL grouped, µs", "ratio"),
    *("first byte, s", "memory above start, MB", "MB"),
)


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.bench.exports")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000], help="how many events")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--runs", type=int, default=1, help="of which the cheapest counts")
    parser.add_argument(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="postgres: see DATABASE_URL"
    )
    parser.add_argument(
        "--data", type=Path, default=Path(tempfile.gettempdir()) / "demarche-bench", help="kept between runs"
    )
    options = parser.parse_args()
    server_url = os.environ.get("DATABASE_URL", "") if options.database == "postgres" else ""
    if options.database == "postgres" and not server_url:
        parser.error("DATABASE_URL has to name a PostgreSQL server: run it by .ci/with_postgres.py")
    print(row(HEADER), row(["---"] * len(HEADER)), sep="\n", flush=True)
    for size in options.sizes:
        data = data_set(size, options.data, server_url)
        for name in options.formats:
            print(row(cells(data, name, best(data, name, options.runs))), flush=True)


def best(data: DataSet, name: str, runs: int) -> list[Figures | None]:
    """Of ours and of the SQL beside it, run in turn; other programs only ever add to what one costs."""
    beside = [wanted if wanted in WRITERS else None for wanted in (f"sql-{name}", f"sql-{name}-grouped")]
    turns = [[what and run(data, what) for what in (name, *beside)] for _ in range(runs)]
    return [min(found, key=lambda figures: figures["cpu"]) if found[0] else None for found in zip(*turns, strict=True)]


def run(data: DataSet, what: str) -> Figures:
    """In a process of its own, since a process never gives back the most memory that it had."""
    command = [sys.executable, "-m", "tests.bench.exports.one_export", what]
    done = subprocess.run(command, env=data.environment, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def cells(data: DataSet, name: str, found: list[Figures | None]) -> list[str]:
    ours, *beside = found
    assert ours
    return [
        f"{data.size:,}",
        name,
        f"{cost(ours):,.0f}",
        *(text for by_hand in beside for text in compared(ours, by_hand)),
        f"{ours['first_byte']:.2f}",
        f"{ours['memory'] / 1e6:,.0f}",
        f"{ours['bytes'] / 1e6:,.0f}",
    ]


def cost(figures: Figures) -> float:
    return figures["cpu"] / figures["events"] * 1e6


def compared(ours: Figures, by_hand: Figures | None) -> tuple[str, str]:
    return (f"{cost(by_hand):,.0f}", f"{cost(ours) / cost(by_hand):.2f}") if by_hand else ("", "")


def row(texts: Any) -> str:
    return f"| {' | '.join(texts)} |"


if __name__ == "__main__":
    main()
