"""manage.py export_events: a selection of published events as a file, in any format of the API."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone

from timeline.exports import EXTRAS, FORMATS, Format, Provenance, about
from timeline.filters import QueryError, Selection, select
from timeline.strip import data_version

BESIDE = ".about.json"  # what a file is that has no room for it


class Command(BaseCommand):
    help = "Writes the published events that a query string selects, in any format of the API."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--query", default="", help="as behind the “?” of a page: actor=israel&from=2022-03")
        parser.add_argument("--format", default="csv", help=f"one of {', '.join(FORMATS)}")
        parser.add_argument("--output", type=Path, help="a file; without it standard output")
        parser.add_argument(
            "--site",
            default=own_site(),
            help="put before the addresses in the file: https://timeline.example.org; without it %(default)s",
        )
        parser.add_argument("--raw", action="store_true", help="leave cells that a spreadsheet would run as they are")

    def handle(self, *args: Any, query: str, format: str, output: Path | None, **options: Any) -> None:  # noqa: A002
        found = FORMATS.get(format)
        if found is None:
            more = f" For {format}: {EXTRAS[format]}." if format in EXTRAS else ""
            raise CommandError(f"There is no format “{format}”; known are {', '.join(FORMATS)}.{more}")
        try:
            selection = select(QueryDict(query.removeprefix("?")), user=AnonymousUser())
        except QueryError as error:
            raise CommandError(str(error)) from error
        provenance = _provenance(selection, _read_site(options["site"]), raw=options["raw"])
        if output is None:
            _write(found, selection, provenance, sys.stdout.buffer)
            return
        try:
            with _whole(output) as file:
                _write(found, selection, provenance, file)
            if not found.says_what_it_is:
                with _whole(output.with_name(f"{output.name}{BESIDE}")) as file:
                    file.write(json.dumps(about(provenance), ensure_ascii=False, indent=1).encode() + b"\n")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        left_out = "" if found.holds_undated or not provenance.undated else f", {provenance.undated} undated left out"
        held = provenance.dated + (provenance.undated if found.holds_undated else 0)
        self.stderr.write(f"{output}: {held} events{left_out}.")


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Whole, or not there."""
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def own_site() -> str:
    """Where this site is as far as its settings say: identifiers in calendars and feeds need a host."""
    names = [host.removeprefix(".") for host in settings.ALLOWED_HOSTS if host != "*"]
    return f"{'https' if settings.PRODUCTION else 'http'}://{names[0] if names else 'localhost'}"


def _read_site(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise CommandError(f"--site {text}: an address is expected, as in https://timeline.example.org.")
    return text.rstrip("/")


def _provenance(selection: Selection, site: str, *, raw: bool) -> Provenance:
    counts = selection.counts
    return Provenance(
        site=site,
        query=selection.query,
        made_at=timezone.now(),
        version=data_version(),
        dated=counts.certain + counts.possible,
        undated=counts.undated,
        raw=raw,
    )


def _write(found: Format, selection: Selection, provenance: Provenance, file: BinaryIO) -> None:
    try:
        for piece in found.stream(selection.events, provenance):
            file.write(piece)
    except BrokenPipeError:  # `| head`: who reads has enough
        sys.stderr.close()
