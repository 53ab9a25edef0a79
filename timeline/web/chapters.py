"""Events in chronological order as the chapters of a story: years, and the months in them where they are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from timeline import dates
from timeline.models import Event

from .passages import Passage, quotes_of


@dataclass(frozen=True)
class Scene:
    """An event with all its quotes; `previous` and `next` are the ids of its neighbours on the page, or empty."""

    event: Event
    quotes: list[Passage]
    previous: str
    next: str


@dataclass(frozen=True)
class Section:
    """A month; `heading` is empty for events of which no more than the year is known, and those come first."""

    heading: str
    scenes: list[Scene]


@dataclass(frozen=True)
class Chapter:
    """A year, or the years or the side of a year that an event may lie in; `anchor` is its id on the page."""

    heading: str
    anchor: str
    sections: list[Section]

    @property
    def length(self) -> int:
        return sum(len(section.scenes) for section in self.sections)


def chapters(events: Iterable[Event]) -> list[Chapter]:
    """In order of first appearance. No query where the citations of the events are prefetched."""
    parts = _parts(events)
    scenes = _scenes([event for _year, months in parts for _month, found in months for event in found])
    return [
        Chapter(year, f"part-{number}", [Section(month, list(islice(scenes, len(found)))) for month, found in months])
        for number, (year, months) in enumerate(parts, 1)
    ]


def _parts(events: Iterable[Event]) -> list[tuple[str, list[tuple[str, list[Event]]]]]:
    found: dict[str, dict[str, list[Event]]] = {}
    for event in events:
        year, month = headings(event)
        found.setdefault(year, {}).setdefault(month, []).append(event)
    return [(year, sorted(months.items(), key=lambda part: part[0] != "")) for year, months in found.items()]


def _scenes(events: list[Event]) -> Iterator[Scene]:
    ids = ["", *(event.public_id for event in events), ""]
    for event, previous, following in zip(events, ids, ids[2:], strict=False):
        yield Scene(event, quotes_of(event), previous, following)


def headings(event: Event) -> tuple[str, str]:
    """Where the event is told: the year and the month in which it begins, in words, and no more than is known.

    The month is empty where the year alone is known. What may have begun in two years stands under both. An event with
    an open end is told where the chronology has it, at the end that is known, under “By March 2022”.
    """
    if not event.edtf:
        return _("Date not known"), ""
    start, end = _beginning(event)
    if start is None or end is None:
        known = end or start
        assert known  # an interval has an end
        return _words(f"{known.year:04}"), _words(f"../{_month(known)}" if end else f"{_month(known)}/..")
    years, months = (_span(f"{start.year:04}", f"{end.year:04}"), _span(_month(start), _month(end)))
    is_whole_year = (start.month, end.month) == (1, 12)
    return _words(years), "" if start.year != end.year or is_whole_year else _words(months)


def _beginning(event: Event) -> tuple[date | None, date | None]:
    """The first and the last day on which it may have begun."""
    first, slash, _last = event.edtf.partition("/")
    if event.lasted and slash and first != "..":
        known = dates.parse(first)
        return known.earliest, known.latest
    return event.earliest, event.latest


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


def _words(edtf: str) -> str:
    said = dates.describe(edtf)
    return said[:1].upper() + said[1:]
