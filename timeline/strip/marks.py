"""Events as marks: one plain dict each, read with three queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import reverse

from timeline import dates
from timeline.models import EventPlace, EventQuerySet, Family, Participation

FIELDS = (
    "pk",
    "public_id",
    "title",
    "edtf",
    "earliest",
    "latest",
    "precision",
    "uncertain",
    "approximate",
    "lasted",
    "time_start",
    "duration",
    "realisation",
    "disputed",
    "importance",
    "type__slug",
    "type__label",
    "type__family",
)
AS_THEY_ARE = ("title", "edtf", "precision", "uncertain", "approximate", "lasted", "duration", "realisation")
PLACE_ROLES = ("venue", "destination", "origin", "via")  # the first of these names the mark

Row = dict[str, Any]


def marks(events: EventQuerySet) -> list[Row]:
    """In the order of `events`, which must be bounded: their parts are fetched by key."""
    rows = list(events.values(*FIELDS))
    keys = [row["pk"] for row in rows]
    parties, places = _parties(keys), _places(keys)
    address = reverse("event", args=["0" * 12])
    return [
        _mark(row)
        | {
            "url": address.replace("0" * 12, row["public_id"]),
            "parties": parties[row["pk"]],
            "place": places.get(row["pk"], ""),
        }
        for row in rows
    ]


def _mark(row: Row) -> Row:
    day, _t, clock = row["edtf"].partition("T")
    return {name: row[name] for name in AS_THEY_ARE} | {
        "id": row["public_id"],
        "title": row["title"] or row["type__label"],
        "earliest": row["earliest"] and row["earliest"].isoformat(),
        "latest": row["latest"] and row["latest"].isoformat(),
        "date": dates.describe(day, lasted=row["lasted"]) if day else "",
        "time": row["time_start"].strftime("%H:%M") if row["time_start"] else clock[:5],
        "type": row["type__slug"] or "",
        "type_label": row["type__label"] or "",
        "family": row["type__family"] or Family.OTHER.value,
        "disputed": row["disputed"],
        "importance": row["importance"],
    }


def _parties(keys: list[int]) -> dict[int, list[Row]]:
    rows = (
        Participation.objects.filter(event__in=keys)
        .order_by("event", "rank", "pk")
        .values_list("event", "actor__slug", "actor__name", "acts_for__slug")
    )
    parties: dict[int, list[Row]] = defaultdict(list)
    for event, slug, name, state in rows:
        party = {"slug": slug, "name": name, "state": state}
        if party not in parties[event]:  # once, although it may stand in two roles
            parties[event].append(party)
    return parties


def _places(keys: list[int]) -> dict[int, str]:
    rows = EventPlace.objects.filter(event__in=keys).order_by("pk").values_list("event", "role", "place__name")
    ranked = sorted(rows, key=lambda row: PLACE_ROLES.index(row[1]) if row[1] in PLACE_ROLES else len(PLACE_ROLES))
    places: dict[int, str] = {}
    for event, _role, name in ranked:
        places.setdefault(event, name)
    return places
