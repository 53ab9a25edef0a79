"""An event field by field, with the numbers of the passages that support or contradict each value."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.models import CITABLE, Event, Realisation, standing

from .passages import Passage


@dataclass(frozen=True)
class Said:
    """What a report gives instead."""

    number: int
    value: str


@dataclass(frozen=True)
class Evidence:
    """`name` is one of `CITABLE`; the template web/fields/<name>.html shows the value."""

    name: str
    label: str
    supported_by: list[int]
    otherwise: list[Said]
    is_default: bool = False  # what is taken to be so where no report says anything
    tally: str = ""  # where reports differ: “3 of 4 sources; 1: 5 March”


def evidence(event: Event, passages: list[Passage]) -> list[Evidence]:
    """The fields that have a value or that a report gives a value for, in the order of the coding form."""
    found = []
    tallies = standing(passage.citation for passage in passages)
    for name, label in CITABLE.items():
        supported_by = [p.number for p in passages if name in p.citation.supports and not p.is_set_aside]
        otherwise = [Said(p.number, p.citation.reported[name]) for p in passages if name in p.citation.reported]
        if _has_value(event, name) or otherwise:
            is_default = name == "realisation" and event.realisation == Realisation.OCCURRED
            found.append(Evidence(name, str(label), supported_by, otherwise, is_default, tallies.get(name, "")))
    return found


def _has_value(event: Event, name: str) -> bool:
    values = {
        "date": True,  # “date not known” is an answer as well
        "type": event.type,
        "parties": event.participations.all(),
        "place": event.event_places.all(),
        "quantities": event.quantities.all(),
    }
    return bool(values[name] if name in values else getattr(event, name))
