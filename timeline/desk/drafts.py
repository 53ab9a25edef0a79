"""A draft of an event as a plain value: what a proposal holds, and what an analyst has made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Party:
    """`actor` is the slug of a known actor, or empty: then accepting makes a new one of that `name` and `kind`."""

    name: str
    role: str = "participant"
    actor: str = ""
    kind: str = "person"


@dataclass(frozen=True)
class Measure:
    """A quantity: amounts as decimal text."""

    what: str
    amount: str
    amount_max: str = ""
    qualifier: str = "exactly"
    unit: str = ""
    currency: str = ""


@dataclass(frozen=True)
class Draft:
    """Every field is as on an event; `date_anchor` is an ISO day. Empty: the passage does not say."""

    type: str = ""
    title: str = ""
    medium: str = ""
    realisation: str = "occurred"
    edtf: str = ""
    date_text: str = ""
    date_anchor: str = ""
    date_rule: str = ""
    date_basis: str = ""
    place: str = ""
    duration: str = ""
    occurrences: int | None = None
    speaker: str = ""
    verb_class: str = "reported"
    stance: str = "supports"
    parties: tuple[Party, ...] = ()
    quantities: tuple[Measure, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "parties": [asdict(party) for party in self.parties],
            "quantities": [asdict(measure) for measure in self.quantities],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Draft:
        """Whatever an older extraction stored beside these fields is left out."""
        known = {name: stored[name] for name in _names(cls) & stored.keys()}
        known["parties"] = tuple(_read(Party, row) for row in stored.get("parties", ()))
        known["quantities"] = tuple(_read(Measure, row) for row in stored.get("quantities", ()))
        return cls(**known)


def _names(of: type[Any]) -> set[str]:
    return {field.name for field in fields(of)}


def _read(of: type[Any], row: Mapping[str, Any]) -> Any:
    return of(**{name: row[name] for name in _names(of) & row.keys()})
