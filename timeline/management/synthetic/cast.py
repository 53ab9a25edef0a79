"""Who acts and where in the made-up events: real states and capitals, everybody else invented. No database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random

from timeline.models.reference import country_name_rows, country_rows

PREFIX = "synthetic-"  # begins the slug of everything that `make_events --clear` may remove

# Capital's latitude and longitude, to a tenth of a degree, and time zone.
SEATS = {
    "AR": (-34.6, -58.4, "America/Argentina/Buenos_Aires"),
    "AT": (48.2, 16.4, "Europe/Vienna"),
    "BD": (23.8, 90.4, "Asia/Dhaka"),
    "BR": (-15.8, -47.9, "America/Sao_Paulo"),
    "CA": (45.4, -75.7, "America/Toronto"),
    "CL": (-33.4, -70.7, "America/Santiago"),
    "CO": (4.7, -74.1, "America/Bogota"),
    "CZ": (50.1, 14.4, "Europe/Prague"),
    "DK": (55.7, 12.6, "Europe/Copenhagen"),
    "EE": (59.4, 24.8, "Europe/Tallinn"),
    "EG": (30.0, 31.2, "Africa/Cairo"),
    "ES": (40.4, -3.7, "Europe/Madrid"),
    "ET": (9.0, 38.7, "Africa/Addis_Ababa"),
    "FI": (60.2, 24.9, "Europe/Helsinki"),
    "GE": (41.7, 44.8, "Asia/Tbilisi"),
    "GH": (5.6, -0.2, "Africa/Accra"),
    "GR": (38.0, 23.7, "Europe/Athens"),
    "ID": (-6.2, 106.8, "Asia/Jakarta"),
    "IN": (28.6, 77.2, "Asia/Kolkata"),
    "IS": (64.1, -21.9, "Atlantic/Reykjavik"),
    "IT": (41.9, 12.5, "Europe/Rome"),
    "JO": (31.9, 35.9, "Asia/Amman"),
    "JP": (35.7, 139.7, "Asia/Tokyo"),
    "KE": (-1.3, 36.8, "Africa/Nairobi"),
    "KZ": (51.2, 71.4, "Asia/Almaty"),
    "LK": (6.9, 79.9, "Asia/Colombo"),
    "LV": (56.9, 24.1, "Europe/Riga"),
    "MA": (34.0, -6.8, "Africa/Casablanca"),
    "MN": (47.9, 106.9, "Asia/Ulaanbaatar"),
    "MX": (19.4, -99.1, "America/Mexico_City"),
    "NO": (59.9, 10.7, "Europe/Oslo"),
    "NZ": (-41.3, 174.8, "Pacific/Auckland"),
    "PE": (-12.0, -77.0, "America/Lima"),
    "PH": (14.6, 121.0, "Asia/Manila"),
    "PT": (38.7, -9.1, "Europe/Lisbon"),
    "RO": (44.4, 26.1, "Europe/Bucharest"),
    "SN": (14.7, -17.4, "Africa/Dakar"),
    "TN": (36.8, 10.2, "Africa/Tunis"),
    "UY": (-34.9, -56.2, "America/Montevideo"),
    "VN": (21.0, 105.8, "Asia/Ho_Chi_Minh"),
}
VENUES = ("Guest House", "Congress Hall", "Old Customs House", "Harbour Office")
FIRST = ("Arvo", "Belna", "Corin", "Delka", "Emrit", "Farole", "Gesta", "Hilmo", "Iskra", "Joram", "Kelda", "Lovis")
SECOND = ("Ahn", "Bex", "Dor", "Fenn", "Hal", "Krin", "Lum", "Mor", "Nes", "Oth", "Perl", "Quay", "Rosk", "Tarn", "Vey")
THIRD = ("mark", "vik", "ova", "ansen", "idze", "ell", "aro", "eki", "und", "ian")
BODIES = (
    ("igo", ("Forum", "Union", "Council", "League"), ("Northern Ports", "River States", "Island Trade")),
    ("ngo", ("Friends", "Watch", "Bridge"), ("Open Borders", "Clean Rivers", "Safe Roads", "Fair Grain")),
    ("armed_group", ("Front", "Brigade"), ("the Upper Valley", "the Red Hills", "the Long Coast", "the Salt Plain")),
)
SOLDIERS = 8
PAPERS = ("Lantern", "Almanac", "Ferry", "Beacon", "Compass", "Sundial", "Quill", "Anvil")
WIRES = 3
OUTLETS = 24


@dataclass(frozen=True, slots=True)
class Actor:
    """`body` is the index of the actor in which a person holds `office`; `acts_for` that of the state, if any."""

    slug: str
    name: str
    kind: str
    country: str = ""
    body: int | None = None
    office: str = ""
    acts_for: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """`parent` is an index into the places; a country has none."""

    slug: str
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    tz: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    slug: str
    name: str
    country: str
    reliability: str
    domain: str
    wire: int | None = None


@dataclass(frozen=True)
class Cast:
    """200 actors; venues are the places at which events happen."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    outlets: tuple[Outlet, ...]

    @cached_property
    def venues(self) -> list[int]:
        return [number for number, place in enumerate(self.places) if place.kind != "country"]

    @cached_property
    def capitals(self) -> dict[str, int]:
        return {place.country: number for number, place in enumerate(self.places) if place.kind == "locality"}

    @cached_property
    def delegations(self) -> list[tuple[int, ...]]:
        """Who can speak for one country, the state twice because it does so most; one of them takes part at a time."""
        members: dict[str, list[int]] = {code: [] for code in SEATS}
        for number, actor in enumerate(self.actors):
            if actor.country:
                members[actor.country] += [number, number] if actor.kind == "state" else [number]
        return [tuple(numbers) for numbers in members.values()]

    @cached_property
    def outsiders(self) -> list[tuple[int, ...]]:
        """Those who belong to no country, by kind; again only one of a kind takes part."""
        kinds: dict[str, list[int]] = {}
        for number, actor in enumerate(self.actors):
            if not actor.country:
                kinds.setdefault(actor.kind, []).append(number)
        return [tuple(numbers) for numbers in kinds.values()]


@lru_cache(maxsize=1)
def cast() -> Cast:
    """The same for every seed, so that a second run adds events and no actors."""
    return Cast(actors=tuple(_actors()), places=tuple(_places()), outlets=tuple(_outlets()))


def _actors() -> list[Actor]:
    names = _country_names()
    states = [Actor("", names[code], "state", code, acts_for=n) for n, code in enumerate(SEATS)]
    actors = states + [
        _invented(f"Foreign Ministry of {names[code]}", "government_body", code, acts_for=n)
        for n, code in enumerate(SEATS)
    ]
    people = _people()
    for n, code in enumerate(SEATS):
        actors += [
            _invented(next(people), "person", code, body=n, office=f"Special Envoy of {names[code]}", acts_for=n),
            _invented(
                next(people),
                "person",
                code,
                body=len(SEATS) + n,
                office=f"Deputy Foreign Minister of {names[code]}",
                acts_for=n,
            ),
        ]
    actors += [
        _invented(f"Coast Guard of {names[code]}", "military", code, acts_for=n)
        for n, code in enumerate(list(SEATS)[:SOLDIERS])
    ]
    actors += [
        _invented(f"{first} of {last}", kind) for kind, firsts, lasts in BODIES for first in firsts for last in lasts
    ]
    return actors


def _people() -> Iterator[str]:
    """Names that no syllable list was made for; the same on every run."""
    names = [f"{first} {second}{third}" for first in FIRST for second in SECOND for third in THIRD]
    Random(0).shuffle(names)
    return iter(names)


def _invented(name: str, kind: str, country: str = "", **more: int | str) -> Actor:
    return Actor(PREFIX + name.lower().replace(" ", "-"), name, kind, country, **more)


def _places() -> list[Place]:
    names, capitals = _country_names(), _capitals()
    places = [Place("", names[code], "country", code, *seat) for code, seat in SEATS.items()]
    for n, (code, seat) in enumerate(SEATS.items()):
        places.append(Place("", capitals[code], "locality", code, *seat, parent=n))
    for n, (code, seat) in enumerate(SEATS.items()):
        for venue in VENUES[: 1 + n % len(VENUES)]:
            name = f"{venue}, {capitals[code]} (synthetic)"
            slug = f"{PREFIX}{venue}-{code}".lower().replace(" ", "-")
            places.append(Place(slug, name, "building", code, *seat, parent=len(SEATS) + n))
    return places


def _outlets() -> list[Outlet]:
    capitals, outlets = _capitals(), []
    for n, code in zip(range(OUTLETS), SEATS, strict=False):
        paper = "Wire" if n < WIRES else PAPERS[n % len(PAPERS)]
        slug = f"{PREFIX}{code.lower()}-{paper.lower()}"
        wire = n % WIRES if n >= WIRES and n % 3 == 0 else None
        name = f"{capitals[code]} {paper} (synthetic)"
        outlets.append(Outlet(slug, name, code, "ABBCCCDF"[n % 8], f"{slug}.example.org", wire))
    return outlets


def _country_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in country_rows()}


def _capitals() -> dict[str, str]:
    """The first capital that the table names."""
    capitals: dict[str, str] = {}
    for row in country_name_rows():
        if row["kind"] == "capital":
            capitals.setdefault(row["country_id"], row["name"])
    return capitals
