"""The same events in the shapes that vis-timeline and TimelineJS read: as well told as each of them can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Record = dict[str, Any]
UNITS = {"year": ("year",), "month": ("year", "month")}
DAY = ("year", "month", "day")


@dataclass(frozen=True)
class Told:
    """`first` and `last` are days, both included."""

    id: str
    title: str
    wording: str
    first: date
    last: date
    precision: str
    family: str = "other"


# A year alone, between two days that show which one it is put on.
ONE_YEAR = [
    Told("year", "Some day in 2019", "2019", date(2019, 1, 1), date(2019, 12, 31), "year"),
    Told("first", "New Year's Day", "1 January 2019", date(2019, 1, 1), date(2019, 1, 1), "day"),
    Told("last", "New Year's Eve", "31 December 2019", date(2019, 12, 31), date(2019, 12, 31), "day"),
]


def told(records: Iterable[Record]) -> list[Told]:
    """From lines of our JSON Lines export; neither of the two has a place for an event without a date."""
    return [
        _told(record)
        for record in records
        if record["date"] and (record["date"]["earliest"] or record["date"]["latest"])
    ]


def vis_items(events: Iterable[Told]) -> list[Record]:
    """A stretch where the day is not known; an end that is open is left out, since there is no way to say it."""
    return [_vis_item(event) for event in events]


def timelinejs_story(events: Iterable[Told]) -> Record:
    return {"events": [_slide(event) for event in events]}


def _told(record: Record) -> Told:
    dated = record["date"]
    first, last = (
        date.fromisoformat(day) for day in (dated["earliest"] or dated["latest"], dated["latest"] or dated["earliest"])
    )
    family = record["type"]["family"] if record["type"] else "other"
    return Told(record["id"], record["title"], dated["wording"], first, last, dated["precision"], family)


def _vis_item(event: Told) -> Record:
    item = {"id": event.id, "content": event.title, "start": event.first.isoformat()}
    return item if event.first == event.last else item | {"end": (event.last + timedelta(days=1)).isoformat()}


def _slide(event: Told) -> Record:
    known = UNITS.get(event.precision, DAY)
    slide = {
        "unique_id": f"event-{event.id}",
        "start_date": {unit: getattr(event.first, unit) for unit in known},
        "text": {"headline": event.title, "text": event.wording},
        "group": event.family,
    }
    lasts = known == DAY and event.first != event.last
    return slide | {"end_date": {unit: getattr(event.last, unit) for unit in DAY}} if lasts else slide
