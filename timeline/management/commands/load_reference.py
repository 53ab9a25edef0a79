"""`load_reference`: countries and event types from the data files, beside whatever analysts have changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from timeline.models import Country, CountryName, EventType
from timeline.models.reference import Report, load_countries, load_event_types


class Command(BaseCommand):
    help = "Insert the countries and event types that are missing. Changes nothing that is there; says what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--add-names",
            action="store_true",
            help="Also give present countries the aliases, adjectives and capitals that they lack.",
        )

    @transaction.atomic
    def handle(self, *, add_names: bool, verbosity: int, **options: Any) -> None:
        countries = load_countries(Country, CountryName, add_names=add_names)
        types = load_event_types(EventType)
        if verbosity:
            self._tell("countries", countries)
            self._tell("event types", types)

    def _tell(self, what: str, report: Report) -> None:
        self.stdout.write(f"{what}: {report.inserted} rows inserted, {len(report.differing)} differences kept")
        for sentence in report.differing:
            self.stdout.write(f"  {sentence}")
