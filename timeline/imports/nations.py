"""Which country a data set means: codes and English names to ISO 3166-1 alpha-2 (or XK), from a file of ours."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COUNTRIES = Path(__file__).parents[1] / "data" / "countries.csv"

# FIPS 10-4 counts these apart from the country of today, or has changed them (standards: fips_iso.csv).
FIPS_BESIDE = {"GZ": "PS", "JN": "SJ", "RB": "RS"}
# CAMEO took over some codes that ISO has given up.
ALPHA3_BESIDE = {"BUR": "MM", "GZS": "PS", "ROM": "RO", "TMP": "TL", "WSB": "PS", "XKX": "XK", "ZAR": "CD"}
# Names as ICEWS and ACLED write them and nobody else does; “Congo” alone stays open: there are two.
NAMES_BESIDE = {
    "bonaire": "BQ",
    "burma/myanmar": "MM",
    "east timor": "TL",
    "palestinian territory, occupied": "PS",
    "republic of korea": "KR",
    "the bahamas": "BS",
    "the gambia": "GM",
}


@dataclass(frozen=True)
class Nation:
    code: str
    name: str


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _plain(name: str) -> str:
    """Without case and diacritics, and with the straight apostrophe: “Côte d’Ivoire” and “Cote d'Ivoire” are one."""
    parted = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return " ".join("".join(c for c in parted if not unicodedata.combining(c)).casefold().split())


@cache
def _by(column: str) -> dict[str, str]:
    return {row[column]: row["code"] for row in _rows() if row[column]}


@cache
def _by_name(*columns: str) -> dict[str, str]:
    """A name that two countries share stands for neither."""
    found: dict[str, set[str]] = {}
    for row in _rows():
        for column in columns:
            for name in row[column].split("|"):
                if name:
                    found.setdefault(_plain(name), set()).add(row["code"])
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


@cache
def name_of(code: str) -> str:
    """The name that we use for an alpha-2 code; empty where we do not know it."""
    return next((row["name"] for row in _rows() if row["code"] == code), "")


def from_fips(code: str) -> str:
    return _by("fips").get(code) or FIPS_BESIDE.get(code, "")


def from_alpha3(code: str) -> str:
    return _by("alpha3").get(code) or ALPHA3_BESIDE.get(code, "")


def from_numeric(code: str) -> str:
    return _by("numeric").get(code.zfill(3), "") if code else ""


def from_name(name: str) -> str:
    """By name, official name or alias; never by likeness."""
    plain = _plain(name)
    return _by_name("name", "official_name", "aliases").get(plain) or NAMES_BESIDE.get(plain, "")


def from_any_word(name: str) -> str:
    """Also by adjective (“Afghan”) and by capital as a metonym (“Kabul”)."""
    return from_name(name) or _by_name("adjectives", "capitals").get(_plain(name), "")
