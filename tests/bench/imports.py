"""How fast events come in: `python -m tests.bench.imports [ROWS] [--format csv]`, 100,000 of JSON Lines without.

Makes a database of its own (with `--database`, takes the one that DATABASE_URL names, which should be empty) and a
file of made-up events, each with two parties, a place, a quote and its article. Brings it in twice, as the command
does, and prints events a second by the clock, the processor time of both processes, and the memory taken above the
start. The yardstick beside it, for machines and hours to be compared: to read the same events as JSON and insert each
line as it is into a table of one column.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import sqlite3
import tempfile
import time
from contextlib import closing
from itertools import islice
from pathlib import Path

import django
from django.core.management import call_command

from tests.bench.import_files import WRITERS, write


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def work_of_children() -> float:
    """Seconds of processor time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def waited() -> float:
    """Seconds in which this process could have gone on and had no processor, where Linux says it."""
    said = Path("/proc/self/schedstat")
    return int(said.read_text().split()[1]) / 1e9 if said.exists() else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--format", choices=list(WRITERS), default="jsonl")
    parser.add_argument("--database", action="store_true", help="in the database that DATABASE_URL names")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DEMARCHE_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tracker.settings"}
        if not options.database:
            os.environ.pop("DATABASE_URL", None)
        _run(Path(folder), options.rows, options.format, profile=options.profile)


def _run(folder: Path, rows: int, format_: str, *, profile: bool) -> None:
    django.setup()
    from timeline.imports.batches import collect_seldom  # noqa: PLC0415 - after the settings

    call_command("migrate", verbosity=0)
    write(folder / "events.jsonl", rows)
    path = folder / f"events.{format_}"
    write(path, rows, format_)
    collect_seldom()  # as the command does
    plain = yardstick(folder / "events.jsonl")
    print(f"yardstick: {rows / plain:,.0f} a second of processor time")
    if profile:
        with cProfile.Profile() as profiler:
            _bring_in("profiled", path, format_, plain)
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(70)
        pstats.Stats(profiler).sort_stats("tottime").print_stats(60)
        return
    for name in ("first run", "second run"):
        _bring_in(name, path, format_, plain)


def yardstick(path: Path) -> float:
    """Seconds of processor time."""
    began = time.process_time()
    with closing(sqlite3.connect(path.with_suffix(".plain"))) as database, path.open(encoding="utf-8") as file:
        database.execute("CREATE TABLE plain (line TEXT)")
        while lines := list(islice(file, 500)):
            with database:
                database.executemany("INSERT INTO plain VALUES (?)", [(json.dumps(json.loads(x)),) for x in lines])
    return time.process_time() - began


def _bring_in(name: str, path: Path, format_: str, plain: float) -> None:
    from timeline.imports import READERS, Source, sha256_of_file, store  # noqa: PLC0415 - after the settings
    from timeline.management.reading import rows_of  # noqa: PLC0415

    reader, peaks = READERS[format_], []
    before, began = peak_mb(), (time.perf_counter(), time.process_time(), work_of_children(), waited())
    with path.open("rb") as file:
        source = Source(path.name, sha256_of_file(file))
        with rows_of(path, file, reader) as rows:
            report = store(rows, reader, source, tell=lambda _report: peaks.append(peak_mb()))
    ended = (time.perf_counter(), time.process_time(), work_of_children(), waited())
    seconds, work, reading, waiting = (end - begin for begin, end in zip(began, ended, strict=True))
    tenth = peaks[len(peaks) // 10]
    print(
        f"{name}: {report.rows:,} rows, {report.rows / seconds:,.0f} a second; processor time an event"
        f" {work / report.rows * 1e6:.0f} µs, and {reading / report.rows * 1e6:.0f} of the process that reads"
        f" ({work / plain:.1f} and {reading / plain:.1f} times the yardstick); {waiting:.1f} of {seconds:.1f} s without"
        f" a processor, load {os.getloadavg()[0]:.1f}; {dict(report.counts)};"
        f" {peaks[-1] - before:.0f} MB above the start, {peaks[-1] - tenth:.0f} of them after the first tenth",
        flush=True,
    )
    for bad in report.refused[:3]:
        print("  refused:", bad.line, bad.column, bad.reason)


if __name__ == "__main__":
    main()
