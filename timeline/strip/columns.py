"""Events as columns, with every name written once: a few thousand events in one small answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from timeline import dates
from timeline.models import Actor, Citation, EventPlace, EventQuerySet, EventType, Outlet, Participation, Place

EPOCH = date(1970, 1, 1).toordinal()
FIELDS = (
    "pk",
    "public_id",
    "title",
    "edtf",
    "earliest",
    "latest",
    "uncertain",
    "approximate",
    "lasted",
    "time_start",
    "tz",
    "realisation",
    "disputed",
    "importance",
    "type",
)
AS_THEY_ARE = ("title", "lasted", "uncertain", "approximate", "realisation", "disputed", "importance")
PLACE_ROLES = {"venue": 0, "destination": 1, "origin": 2, "via": 3}  # an event's places in this order

Row = dict[str, Any]


def columns(events: EventQuerySet) -> dict[str, Any]:
    """{"events": one list a column, "names": what the columns' numbers stand for}; at most 8 queries.

    `events` must be bounded. Bounds are days since 1 January 1970, null where open; `parties` are pairs of an actor and
    of the state for which it acts, or null; `offset` is the zone's distance from UTC in minutes, null without a zone.
    """
    rows = list(events.values(*FIELDS))
    keys = [row["pk"] for row in rows]
    names = Names()
    found = {name: [made(row) for row in rows] for name, made in OWN.items()}
    found |= {name: [row[name] for row in rows] for name in AS_THEY_ARE}
    found["type"] = [names.number("types", row["type"]) for row in rows]
    parties, places, outlets = _parties(keys), _places(keys), _outlets(keys)
    found["parties"] = [
        [[names.number("actors", who), names.number("actors", state)] for who, state in parties.get(key, ())]
        for key in keys
    ]
    found["places"] = [[names.number("places", place) for place in places.get(key, ())] for key in keys]
    found["outlets"] = [[names.number("outlets", outlet) for outlet in outlets.get(key, ())] for key in keys]
    return {"events": found, "names": names.read()}


def _day(bound: date | None) -> int | None:
    return bound and bound.toordinal() - EPOCH


def _date(row: Row) -> str:
    return _in_words(row["edtf"].partition("T")[0], lasted=row["lasted"]) if row["edtf"] else ""


def _time(row: Row) -> str:
    return row["time_start"].strftime("%H:%M") if row["time_start"] else row["edtf"].partition("T")[2][:5]


def _zone(row: Row) -> int | None:
    is_known = row["time_start"] and row["earliest"]
    return _offset(row["earliest"], row["time_start"], row["tz"]) if is_known else None


OWN: dict[str, Callable[[Row], Any]] = {
    "id": lambda row: row["public_id"],
    "from": lambda row: _day(row["earliest"]),
    "to": lambda row: _day(row["latest"]),
    "date": _date,
    "time": _time,
    "offset": _zone,
}


@lru_cache(maxsize=20_000)
def _in_words(edtf: str, *, lasted: bool) -> str:
    return dates.describe(edtf, lasted=lasted)


@lru_cache(maxsize=20_000)
def _offset(day: date, clock: time, zone: str) -> int | None:
    offset = datetime.combine(day, clock, ZoneInfo(zone)).utcoffset() if zone else None
    return None if offset is None else round(offset.total_seconds() / 60)


class Names:
    """Keys of rows as small numbers, in order of first use; `read` fetches what they are called."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Any, int]] = {name: {} for name in ("types", "actors", "places", "outlets")}

    def number(self, kind: str, key: Any) -> int | None:
        return None if key is None else self._found[kind].setdefault(key, len(self._found[kind]))

    def read(self) -> dict[str, list[Row]]:
        """4 queries."""
        models = {
            "types": (EventType, ("slug", "label", "family")),
            "actors": (Actor, ("slug", "name")),
            "places": (Place, ("slug", "name", "country", "country__name")),
            "outlets": (Outlet, ("slug", "name")),
        }
        return {
            kind: _in_order(
                self._found[kind], model.objects.filter(pk__in=self._found[kind]).values_list("pk", *fields)
            )
            for kind, (model, fields) in models.items()
        }


def _in_order(numbers: dict[Any, int], rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    found = {pk: [value if value is None else str(value) for value in values] for pk, *values in rows}
    return [found[key] for key in numbers]


def _parties(keys: list[int]) -> dict[int, list[tuple[int, int | None]]]:
    rows = Participation.objects.filter(event__in=keys).order_by("event", "rank", "pk")
    parties: dict[int, dict[tuple[int, int | None], None]] = defaultdict(dict)
    for event, *party in rows.values_list("event", "actor", "acts_for"):
        parties[event][tuple(party)] = None  # once, although it may stand in two roles
    return {event: list(found) for event, found in parties.items()}


def _places(keys: list[int]) -> dict[int, list[int]]:
    rows = EventPlace.objects.filter(event__in=keys).order_by("pk").values_list("event", "role", "place")
    places: dict[int, dict[int, None]] = defaultdict(dict)
    for event, _role, place in sorted(rows, key=lambda row: PLACE_ROLES.get(row[1], 9)):
        places[event][place] = None
    return {event: list(found) for event, found in places.items()}


def _outlets(keys: list[int]) -> dict[int, list[int]]:
    rows = Citation.objects.filter(event__in=keys, article__outlet__isnull=False).order_by("-rank", "pk")
    outlets: dict[int, dict[int, None]] = defaultdict(dict)
    for event, outlet in rows.values_list("event", "article__outlet"):
        outlets[event][outlet] = None
    return {event: list(found) for event, found in outlets.items()}
