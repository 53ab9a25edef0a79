"""A place with the point that a row gives as text, if it lies on Earth."""

from __future__ import annotations

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
    """The point is as exact as the kind of the place says, unless `exactness` says otherwise; half a point is none."""
    if kind == "country" and country and nations.from_name(name) == country:
        name = nations.name_of(country)  # “Burma” and “Myanmar” are one place; “West Bank” keeps its name
    north, east = degrees(latitude, 90), degrees(longitude, 180)
    if north is None or east is None:
        return Spot(name=name, kind=kind, country=country)
    return Spot(name=name, kind=kind, country=country, latitude=north, longitude=east, exactness=exactness or kind)
