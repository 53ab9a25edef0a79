"""`rebuild_search`: the full-text index anew, after something wrote to the tables past the models."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from timeline.models import Event
from timeline.models.search import CHUNK, refresh, stale, tidy


class Command(BaseCommand):
    help = "Write every event's words for the search anew; the search goes on meanwhile. Says how many were not right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only count; exit status 1 where some are not right")

    def handle(self, *, check: bool, verbosity: int, **options: Any) -> None:
        began, read, wrong, last = time.monotonic(), 0, 0, 0
        if not check:
            tidy()  # first: SQLite does not change a document that its own part has lost
        following = Event.objects.order_by("pk").values_list("pk", flat=True)
        while keys := list(following.filter(pk__gt=last)[:CHUNK]):
            wrong += stale(keys) if check else refresh(keys)
            read, last = read + len(keys), keys[-1]
            if self.stdout.isatty() and verbosity:
                self.stdout.write(f"{read:,} events", ending="\r")
        if verbosity:
            said = "are not right" if check else "were not right and are now"
            self.stdout.write(f"{read:,} events read, {wrong:,} {said}, {time.monotonic() - began:.0f} s")
        if check and wrong:
            raise SystemExit(1)
