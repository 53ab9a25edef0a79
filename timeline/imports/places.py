"""The places that rows name: those that are here, by slug or by exact name in the country, or new ones."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from timeline.models import Country, Place

from .actors import folded
from .candidates import Spot
from .unfit import Unfit, check_fields

SAME_PLACE = 0.5  # degrees; two places of one name and country that lie farther apart are two
UNKNOWN = Place.Kind.OTHER


class KnownPlace(NamedTuple):
    pk: int
    slug: str
    name: str
    kind: str
    country: str
    latitude: float | None
    longitude: float | None


class Places:
    def __init__(self, *, own: bool) -> None:
        self._own = own
        self.forget()

    def forget(self) -> None:
        """Read everything anew when next asked."""
        self._slugs: dict[str, KnownPlace] = {}
        self._names: dict[str, list[KnownPlace]] = defaultdict(list)
        self._countries: set[str] | None = None
        self._is_read = False

    def check(self, spot: Spot, *, at: str) -> None:
        """That the place is known or could be made; nothing is made. Raises `Unfit`."""
        if self.find(spot):
            return
        if self._countries is None:
            self._countries = set(Country.objects.values_list("pk", flat=True))
        if spot.country and spot.country not in self._countries:
            raise Unfit(f"{at}.country", f"“{spot.country}” is no country here; ISO 3166-1 alpha-2 is expected.")
        self._check_point(spot, at)
        place = _new(spot)
        check_fields(place, leave_out=["country", "parent", "path", *([] if place.slug else ["slug"])], at=at)
        if spot.parent:
            self.check(spot.parent, at=f"{at}.parent")

    def find(self, spot: Spot) -> KnownPlace | None:
        self._read()
        if spot.slug and (found := self._slugs.get(spot.slug)):
            return found
        for known in self._names.get(folded(spot.name), ()):
            same_kind = spot.kind in ("", UNKNOWN, known.kind) or known.kind == UNKNOWN
            same_country = known.country == spot.country or not (known.country and spot.country)
            if same_kind and same_country and not _far_apart(spot, known):
                return known
        return None

    def find_or_make(self, spot: Spot) -> KnownPlace:
        """After `check`. A new place is shown to nobody until an event there is published."""
        return self.find(spot) or self._make(spot)

    def _make(self, spot: Spot) -> KnownPlace:
        place = _new(spot)
        if place.slug and Place.objects.filter(slug=place.slug).exists():
            place.slug = ""
        if spot.parent:
            place.parent_id = self.find_or_make(spot.parent).pk
        elif not self._own and place.country_id and place.kind != Place.Kind.COUNTRY:
            place.parent = Place.objects.filter(kind=Place.Kind.COUNTRY, country=place.country_id).first()
        place.save()
        return self._add(
            KnownPlace(
                *(place.pk, place.slug, place.name, place.kind, place.country_id or "", spot.latitude, spot.longitude)
            )
        )

    def _add(self, known: KnownPlace) -> KnownPlace:
        self._slugs[known.slug] = known
        self._names[folded(known.name)].append(known)
        return known

    def _read(self) -> None:
        if self._is_read:
            return
        self._is_read = True
        columns = ("pk", "slug", "name", "kind", "country", "latitude", "longitude")
        for pk, slug, name, kind, country, *point in Place.objects.order_by("pk").values_list(*columns):
            degrees = [None if part is None else float(part) for part in point]
            self._add(KnownPlace(pk, slug, name, kind, country or "", *degrees))

    @staticmethod
    def _check_point(spot: Spot, at: str) -> None:
        for name, value, most in (("latitude", spot.latitude, 90), ("longitude", spot.longitude, 180)):
            if value is not None and not -most <= value <= most:
                raise Unfit(f"{at}.{name}", f"{value} does not lie between −{most} and {most}.")
        if (spot.latitude is None) != (spot.longitude is None):
            raise Unfit(f"{at}.latitude", "Give both latitude and longitude, or neither.")


def _new(spot: Spot) -> Place:
    return Place(
        name=" ".join(spot.name.split()) if spot.name.isprintable() else spot.name,
        slug=spot.slug,
        kind=spot.kind or UNKNOWN,
        country_id=spot.country or None,
        latitude=_degrees(spot.latitude),
        longitude=_degrees(spot.longitude),
        exactness=spot.exactness,
    )


def _degrees(value: float | None) -> str | None:
    """Five places, as Place keeps them."""
    return None if value is None else f"{value:.5f}"


def _far_apart(spot: Spot, known: KnownPlace) -> bool:
    if spot.latitude is None or spot.longitude is None or known.latitude is None or known.longitude is None:
        return False
    around = abs(spot.longitude - known.longitude)
    return abs(spot.latitude - known.latitude) > SAME_PLACE or min(around, 360 - around) > SAME_PLACE
