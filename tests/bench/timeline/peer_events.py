"""The same events in the shapes that vis-timeline and TimelineJS read: as well told as each of them can."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Record = dict[str, Any]  # a line of our JSON Lines export

UNITS = {"year": ("year",), "month": ("year", "month")}
DAY = ("year", "month", "day")


def dated(records: Iterable[Record]) -> list[Record]:
    """Neither of them has a place for an event without a date."""
    return [record for record in records if record["date"] and (record["date"]["earliest"] or record["date"]["latest"])]


def vis_items(records: Iterable[Record]) -> list[Record]:
    """A stretch where the day is not known; an end that is open is left out, since there is no way to say it."""
    return [_vis_item(record) for record in dated(records)]


def timelinejs_story(records: Iterable[Record]) -> Record:
    return {"events": [_slide(record) for record in dated(records)]}


def _vis_item(record: Record) -> Record:
    first, last = _bounds(record)
    item = {"id": record["id"], "content": record["title"], "start": first.isoformat()}
    return item if first == last else item | {"end": (last + timedelta(days=1)).isoformat()}


def _slide(record: Record) -> Record:
    first, last = _bounds(record)
    known = UNITS.get(record["date"]["precision"], DAY)
    slide = {
        "unique_id": f"event-{record['id']}",
        "start_date": {unit: getattr(first, unit) for unit in known},
        "text": {"headline": record["title"], "text": record["date"]["wording"]},
        "group": record["type"]["family"] if record["type"] else "other",
    }
    return slide if known != DAY or first == last else slide | {"end_date": {unit: getattr(last, unit) for unit in DAY}}


def _bounds(record: Record) -> tuple[date, date]:
    earliest, latest = record["date"]["earliest"], record["date"]["latest"]
    return date.fromisoformat(earliest or latest), date.fromisoformat(latest or earliest)
