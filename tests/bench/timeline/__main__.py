"""The command line: which sizes, which database, and the tables that are printed."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import Browser

from . import ours, peers
from .browser import chromium
from .data_sets import DataSet, data_set
from .measures import MOST_KEYS, Figures
from .server import prepare

SIZES = "1000,10000,100000,1000000"
PEER_SIZES = "15,100,1000,5000"
MISSING = "—"
MEGABYTE, KILOBYTE = 1e6, 1e3

Column = Callable[[Figures], object]


def number(key: str, *, per: float = 1, digits: int = 0) -> Column:
    return lambda figures: MISSING if figures.get(key) is None else f"{figures[key] / per:,.{digits}f}"


def pair(first: str, second: str) -> Column:
    return lambda figures: f"{number(first, digits=1)(figures)} / {number(second, digits=1)(figures)}"


def reached(key: str) -> Column:
    return lambda figures: f"{MOST_KEYS} or more" if figures.get(key, 0) >= MOST_KEYS else number(key)(figures)


OURS: dict[str, Column] = {
    "events": number("size"),
    "drawn, cold server, ms": number("cold"),
    "drawn, warm server, ms": number("warm"),
    "our work a frame, median / 95th percentile, ms": pair("frame_median", "frame_95"),
    "main thread a frame, mean, ms": number("task_mean", digits=1),
    "a tile, cold server, median / 95th percentile, ms": pair("tile_median", "tile_95"),
    "DOM nodes": number("nodes"),
    "heap, MB": number("heap", per=MEGABYTE, digits=1),
    "requests": number("requests"),
    "page, KB": number("weight", per=KILOBYTE),
    "events, KB": number("data_weight", per=KILOBYTE),
    "to other hosts": number("foreign"),
    "repaint after a filter, ms": number("filter"),
}
PEERS: dict[str, Column] = {
    "events": number("size"),
    "": lambda figures: figures["name"],
    "drawn, ms": lambda figures: figures.get("gave_up") if "drawn" not in figures else number("drawn")(figures),
    "page, px tall": number("height"),
    "labels in view": number("labels"),
    "overlapping": number("overlaps"),
    "events that Tab reaches": reached("tab_stops"),
    "that → reaches": reached("arrows"),
    "main thread a frame, mean, ms": number("task_mean", digits=1),
    "time between frames, 95th percentile, ms": number("interval_95"),
    "DOM nodes": number("nodes"),
    "heap, MB": number("heap", per=MEGABYTE, digits=1),
    "page, KB": number("weight", per=KILOBYTE),
    "to other hosts": number("foreign"),
}


def table(columns: dict[str, Column], rows: Iterable[Figures]) -> str:
    lines = [list(columns), ["---"] * len(columns)]
    lines += [[str(column(row)) for column in columns.values()] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.bench.timeline")
    parser.add_argument("--sizes", type=sizes, help=f"how many events (default: {SIZES}; with --peers {PEER_SIZES})")
    parser.add_argument(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="postgres: see DATABASE_URL"
    )
    parser.add_argument("--peers", action="store_true", help="measure vis-timeline and TimelineJS instead")
    parser.add_argument(
        "--data", type=Path, default=Path(tempfile.gettempdir()) / "demarche-bench", help="kept between runs"
    )
    parser.add_argument("--pictures", type=Path, help="a folder for a screenshot of each")
    options = parser.parse_args()
    server_url = os.environ.get("DATABASE_URL", "") if options.database == "postgres" else ""
    if options.database == "postgres" and not server_url:
        parser.error("DATABASE_URL has to name a PostgreSQL server: run it by .ci/with_postgres.py")
    wanted = options.sizes or sizes(PEER_SIZES if options.peers else SIZES)
    data = (data_set(size, options.data, server_url) for size in wanted)
    with chromium() as browser:
        if options.peers:
            print(look_at_peers(browser, data, options.data, options.pictures))
        else:
            print(table(OURS, [look_at_ours(browser, found, options.pictures) for found in data]))


def look_at_ours(browser: Browser, data: DataSet, pictures: Path | None) -> Figures:
    prepare(data)
    return ours.measure(browser, data, pictures=pictures)


def look_at_peers(browser: Browser, data: Iterable[DataSet], root: Path, pictures: Path | None) -> str:
    folder = peers.install(root)
    rows = []
    for found in data:
        prepare(found)
        peers.write_events(folder, found)
        rows += [peers.measure(browser, name, found.size, folder, pictures=pictures) for name in peers.PEERS]
    years = [
        f"{name} shows an event of “2019” as: {peers.place_of_a_year(browser, name, folder)}" for name in peers.PEERS
    ]
    return "\n\n".join([table(PEERS, rows), *years])


if __name__ == "__main__":
    main()
