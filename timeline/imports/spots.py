"""A place with the point that a row gives as text, if it lies on Earth."""

from __future__ import annotations

from functools import cache

from . import nations
from .candidates import Spot


def is_number(text: str) -> bool:
    """Digits alone, and no more than a database keeps."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


def degrees(text: str, most: int) -> float | None:
    """None where it is no number or lies beyond `most`; five places, as Place keeps them."""
    try:
        value = float(text)
    except ValueError:
        return None
    return round(value, 5) if -most <= value <= most else None


def located(name: str, kind: str, country: str, latitude: str, longitude: str, *, exactness: str = "") -> Spot:
    """The point is as exact as the kind of the place says, unless `exactness` says otherwise; half a point is none.

    What is no country lies in one, so that a selection for the country finds it.
    """
    if kind == "country" and country and nations.from_name(name) == country:
        name = nations.name_of(country)  # “Burma” and “Myanmar” are one place; “West Bank” keeps its name
    spot = Spot(name=name, kind=kind, country=country, parent=None if kind == "country" else _country(country))
    north, east = degrees(latitude, 90), degrees(longitude, 180)
    if north is None or east is None:
        return spot
    return spot._replace(latitude=north, longitude=east, exactness=exactness or kind)


@cache
def _country(code: str) -> Spot | None:
    name = nations.name_of(code)
    return Spot(name=name, kind="country", country=code) if name else None
