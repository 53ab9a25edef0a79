"""What goes into the extraction and what comes out of it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class KnownActor:
    """An actor of the caller's: `key` comes back with every draft that names it, `country` is its ISO 3166-1 code."""

    key: str
    name: str
    kind: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Party:
    """`key` is that of the known actor, or empty for a new name; `country` an ISO 3166-1 code or empty."""

    name: str
    role: str
    key: str = ""
    kind: str = ""
    country: str = ""


@dataclass(frozen=True)
class Dating:
    """`edtf` as `phrase` says it; `rule` is of `dates.RULES` or of times.py; `basis` stated, resolved or inferred."""

    edtf: str
    phrase: str
    rule: str
    basis: str


@dataclass(frozen=True)
class Amount:
    """Amounts as decimal text; `qualifier` exactly, about, at_least or at_most."""

    what: str
    amount: str
    qualifier: str = "exactly"
    unit: str = ""
    currency: str = ""
    amount_max: str = ""


@dataclass(frozen=True)
class Credit:
    """Who is credited with the report; `stance` is supports, or disputes where the event is denied."""

    speaker: str
    verb_class: str
    stance: str = "supports"


@dataclass(frozen=True)
class Draft:
    """An event that a passage may report. `start` and `end` are code points of the text, `end` exclusive.

    `act` is one of the broad acts of the lexicon, `type` the event type; `realisation` planned, ongoing, occurred or
    did_not_happen; `date_text` the phrase of a date that cannot be read without the day of the article; `duration` ISO
    8601; `rules` are the ids of the lines and steps that fired, in order.
    """

    act: str
    type: str
    start: int
    end: int
    title: str = ""
    medium: str = ""
    realisation: str = "occurred"
    parties: tuple[Party, ...] = ()
    date: Dating | None = None
    date_text: str = ""
    place: str = ""
    duration: str = ""
    occurrences: int | None = None
    quantities: tuple[Amount, ...] = ()
    credit: Credit | None = None
    rules: tuple[str, ...] = field(default=())
