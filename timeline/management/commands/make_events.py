"""`make_events`: made-up events in any number, for trials and benchmarks."""

from __future__ import annotations

import time
from argparse import ArgumentTypeError
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.management.synthetic.cast import cast
from timeline.management.synthetic.removal import clear
from timeline.management.synthetic.rows import Writer
from timeline.management.synthetic.stage import set_stage
from timeline.management.synthetic.stories import stories
from timeline.models import Event

MOST = 5_000_000


class Command(BaseCommand):
    help = "Make N plausible events that never happened, marked as synthetic; the same ones for the same N and seed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="?", type=number_of_events, metavar="N", help=f"1 to {MOST:,}")
        parser.add_argument("--seed", type=int, default=1, help="which events (default: 1)")
        parser.add_argument("--clear", action="store_true", help="remove all synthetic events, before making any")

    def handle(self, *, number: int | None, seed: int, clear: bool, verbosity: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Made-up events are published ones: make_events does not run in production.")
        if not number and not clear:
            raise CommandError("Say how many events to make, as in “make_events 1000”, or --clear to remove them.")
        self.verbosity = verbosity
        if clear:
            self.remove()
        if number:
            self.make(number, seed)

    def remove(self) -> None:
        gone = 0
        for gone in clear():
            self.progress(f"{gone:,} events removed")
        self.tell(f"{gone:,} events removed")

    def make(self, number: int, seed: int) -> None:
        began, people = time.monotonic(), cast()
        first = next(islice(stories(seed, number, people), 1))
        if Event.objects.filter(public_id=first.events[0].public_id).exists():
            raise CommandError(f"The events of seed {seed} are here already: choose another --seed, or --clear first.")
        written = {}
        for written in Writer(people, set_stage(people)).write(stories(seed, number, people)):
            self.progress(f"{written['events']:,} events")
        rows = ", ".join(f"{count:,} {name}" for name, count in written.items())
        self.tell(f"{rows} in {time.monotonic() - began:.0f} s")

    def tell(self, line: str, *, ending: str = "\n") -> None:
        if self.verbosity:
            self.stdout.write(line, ending=ending)

    def progress(self, line: str) -> None:
        """One line that counts up, where somebody is watching."""
        if self.stdout.isatty():
            self.tell(line, ending="\r")


def number_of_events(text: str) -> int:
    if text.isascii() and text.replace("_", "").isdigit() and 0 < int(text) <= MOST:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number of events; 1 to {MOST:,} is expected.")
