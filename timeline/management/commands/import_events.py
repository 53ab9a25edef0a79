"""manage.py import_events FILE: the rows of a data set as unreviewed events, as often as wanted."""

from __future__ import annotations

import gc
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from timeline.imports import READERS, Reader, Report, Source, WrongFile, check, reader_named, sha256_of_file, store
from timeline.imports.batches import collect_seldom
from timeline.management.reading import rows_of
from timeline.management.second_process import Broken
from timeline.models import Outcome

MOST_SHOWN = 50  # rows of one kind that the report names
BEAT_S = 0.5  # between two lines of progress
PERMISSION = "timeline.add_event"
INTERRUPTED = 130  # exit status, as shells have it for Ctrl-C
GOES_ON = "What was stored stays; the same command again brings in the rest."
NOTHING = "Nothing was kept."


class Command(BaseCommand):
    help = "Brings in the events of a data set as drafts that nobody has reviewed. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, help=f"one of {', '.join(READERS)}")
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")
        parser.add_argument("--strict", action="store_true", help="one bad row, and nothing is imported")
        parser.add_argument("--dataset-version", default="", help="kept with each row, as in “2024-06”")
        parser.add_argument("--by", default="", help="user name of whoever stands for the import in the history")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            reader = reader_named(options["format"], READERS)
            by = _user(options["by"])
            if file.is_dir():
                raise CommandError(f"{file} is a folder; give one file.")
            with file.open("rb") as opened:
                check(opened, reader)
                report = self._bring_in(opened, file, reader, by, options)
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {file}.") from error
        except PermissionError as error:
            raise CommandError(f"The file {file} may not be read by this user.") from error
        except WrongFile as error:
            raise CommandError(f"{file}: {error}") from error
        self._say(report, dry_run=options["dry_run"], strict=options["strict"])

    def _bring_in(self, opened: IO[bytes], file: Path, reader: Reader, by: Any, options: dict[str, Any]) -> Report:
        source = Source(file.name, sha256_of_file(opened), options["dataset_version"])
        progress = _Progress(self.stderr)
        strict, dry_run = options["strict"], options["dry_run"]
        left = NOTHING if strict or dry_run else GOES_ON
        usual = gc.get_threshold()
        collect_seldom()
        try:
            with rows_of(file, opened, reader) as rows:
                return store(rows, reader, source, by=by, strict=strict, dry_run=dry_run, tell=progress.tell)
        except Broken as error:
            self.stderr.write(error.said)
            raise CommandError(f"{file}: broken off after line {progress.line:,}. {error} {left}") from error
        except KeyboardInterrupt as error:
            said = f"Interrupted after line {progress.line:,}. {left}"
            raise CommandError(said, returncode=INTERRUPTED) from error
        finally:
            gc.set_threshold(*usual)
            progress.end()

    def _say(self, report: Report, *, dry_run: bool, strict: bool) -> None:
        write, refused = self.stdout.write, report.counts[Outcome.REFUSED]
        for outcome in Outcome:
            if count := report.counts[outcome]:
                write(f"{count:>9,} {outcome.label}")
        for reason, count in report.left_out.most_common(MOST_SHOWN):
            write(f"left out {count:,}: {reason}")
        rest = "" if dry_run or (strict and refused) else "; the import's page in the admin lists them"
        kept = [f"line {at}, {name}: {why}" for at, name, why in report.kept]
        _list(write, report.counts[Outcome.KEPT], kept, rest)
        faults = [f"line {bad.line}, {bad.column or 'row'}: {bad.reason}" for bad in report.refused]
        _list(write, refused, faults, rest)
        if not report.rows:
            raise CommandError("The file has no rows.")
        if strict and refused:
            raise CommandError(f"Nothing was imported: {refused:,} of {report.rows:,} rows are refused.")
        if dry_run:
            write("Nothing was kept: this was a dry run.")
        if refused:
            sys.exit(1)


class _Progress:
    def __init__(self, out: Any) -> None:
        self._out, self._began, self._said = out, time.monotonic(), 0.0
        self.line = 0  # the last that was stored

    def tell(self, report: Report) -> None:
        now, self.line = time.monotonic(), report.line
        if now - self._said < BEAT_S:
            return
        self._said = now
        rate = report.rows / max(now - self._began, 0.001)
        self._out.write(f"\r{report.rows:,} rows, line {report.line:,}, {rate:,.0f} rows a second ", ending="")
        self._out.flush()

    def end(self) -> None:
        if self._said:
            self._out.write("")


def _list(write: Any, count: int, said: list[str], rest: str) -> None:
    for line in said[:MOST_SHOWN]:
        write(line)
    if count > MOST_SHOWN:
        write(f"… and {count - MOST_SHOWN:,} more{rest}.")


def _user(name: str) -> Any:
    if not name:
        return None
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no user “{name}”.")
    if not (user.is_active and user.has_perm(PERMISSION)):
        raise CommandError(f"“{name}” may not add events.")
    return user
