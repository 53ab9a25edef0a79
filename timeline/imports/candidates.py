"""What a row of any data set is turned into, before anything is looked up or stored. Plain values, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import IO, Any, NamedTuple

from timeline.models.bulk import Json

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Party(NamedTuple):
    """An actor as the row names it. `slug` where the row knows ours; `country` is ISO 3166-1 alpha-2, or XK."""

    name: str
    role: str = "participant"
    kind: str = "other"
    country: str = ""
    slug: str = ""
    acts_for: str = ""  # the name of a state that is an actor of ours, where the row says it
    office: str = ""
    certainty: str = "certain"
    note: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()  # (scheme, value), as Actor keeps them
    description: str = ""
    aliases: tuple[tuple[str, str, str], ...] = ()  # (name, language, kind), as ActorAlias keeps them
    office_in: Party | None = None  # the organisation in which `office` is held
    office_held: str = ""  # when it was held, EDTF
    state: Party | None = None  # the state that `acts_for` names, where the row says more of it


class Spot(NamedTuple):
    """A place as the row names it; degrees, `exactness` as in Place."""

    name: str
    role: str = "venue"
    kind: str = ""
    country: str = ""
    slug: str = ""
    latitude: float | None = None
    longitude: float | None = None
    exactness: str = ""
    parent: Spot | None = None  # the place in which it lies


class Amount(NamedTuple):
    what: str
    amount: str  # a decimal as text
    amount_max: str | None = None
    qualifier: str = "exactly"
    unit: str = ""
    currency: str = ""


class Report(NamedTuple):
    """An article that the row rests on, and what it says there, if the data set holds that (`exact`)."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    published_on: date | None = None
    retrieved_at: datetime | None = None
    language: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    more: Mapping[str, Any] = NOTHING  # the other fields of a citation, by their names
    speaker: Party | None = None
    article: Mapping[str, Any] = NOTHING  # the other fields of Article, by their names
    publisher: Mapping[str, Any] = NOTHING  # the other fields of Outlet; wire and parent by slug
    copy_of: str = ""  # the address of the report of which it is a copy


class Candidate(NamedTuple):
    """One event-to-be. `external_id` is unique in the data set; `fields` are those of Event, by their names."""

    line: int
    external_id: str
    raw: Mapping[str, Any] | Json
    type: str = ""  # the slug of an event type; empty for none
    fields: Mapping[str, Any] = NOTHING  # title, summary, edtf, medium, cameo_code, date_text …
    parties: tuple[Party, ...] = ()
    places: tuple[Spot, ...] = ()
    quantities: tuple[Amount, ...] = ()
    reports: tuple[Report, ...] = ()
    same_as: tuple[str, ...] = ()  # external ids of the rows that were folded into this one
    links: tuple[tuple[str, str], ...] = ()  # (kind, external id of the other event), as EventLink keeps them
    # Candidates of a data set that share a group tell of one event, whatever files they come in; the first is taken.
    group: str = ""


class BadRow(NamedTuple):
    """A row that cannot come in: where (1 is the file's first line), which column, and what would do."""

    line: int
    column: str
    reason: str
    raw: str = ""


class LeftOut(NamedTuple):
    """A sound row that is none of ours, and why in words that are the same for all of its kind: they are counted."""

    line: int
    reason: str


class Mention(NamedTuple):
    """Another report of an event of the same data set: `of` is its external id, or one of its `same_as`."""

    line: int
    of: str
    external_id: str  # of the mention itself, so that a second run adds nothing
    report: Report
    raw: dict[str, Any]


Rows = Iterator["Candidate | Mention | LeftOut | BadRow"]


@dataclass(frozen=True)
class Reader:
    """`read` takes the file opened in binary and yields in the order of the file, holding a bounded number of rows."""

    name: str
    label: str
    dataset: str  # the name that provenance says, e.g. "GDELT 2.0 Events"
    read: Callable[[IO[bytes]], Rows]
    extensions: tuple[str, ...] = ()
    own: bool = False  # external ids are the public ids of events: one that is here is known again, a new one is kept
