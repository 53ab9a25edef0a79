"""`load_demo`: the demonstration's accounts and events, in demo mode alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.management.demonstration import ARTICLE, FICTION, load


class Command(BaseCommand):
    help = "Load the 15 events of the demonstration's article. Loading again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-fiction",
            action="store_true",
            help="Also load five made-up events: reports that disagree, no date, a retraction, work in progress.",
        )

    def handle(self, *, with_fiction: bool, verbosity: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demonstration has accounts with known passwords and is loaded in demo mode alone: "
                "run “manage.py demo”, or set DEMARCHE_DEMO=1, which also uses a database of its own."
            )
        inserted = load(ARTICLE, FICTION) if with_fiction else load(ARTICLE)
        if verbosity:
            self.stdout.write(f"{inserted} events inserted.")
