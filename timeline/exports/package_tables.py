"""The tables of the Data Package: for each its columns with types, closed lists, its key, and the keys that lead on.

The order of the columns is part of the format: new ones go to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from timeline.dates import Precision
from timeline.models import (
    Actor,
    ActorAlias,
    AnchorState,
    ArticleText,
    DateBasis,
    EventLink,
    EventPlace,
    Family,
    Medium,
    Origin,
    Participation,
    Place,
    Quantity,
    Rank,
    Realisation,
    Reliability,
    ReviewState,
    Role,
    Stance,
    VerbClass,
)
from timeline.models.actors import IDENTIFIER_PATTERNS

from . import package_named, package_rows
from .package_rows import Values
from .records import Record


@dataclass(frozen=True)
class Table:
    """Either `rows` of one event, or `shared` rows of all that the events named under `of`."""

    columns: dict[str, str]
    key: tuple[str, ...]
    rows: Callable[[Record], Iterator[Values]] | None = None
    of: str = ""
    shared: Callable[[Collection[str]], Iterator[Values]] | None = None
    links: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)


NAMED: dict[str, Callable[[Record], Iterator[str]]] = {
    "actors": package_rows.actors_named,
    "places": package_rows.places_named,
    "outlets": package_rows.outlets_named,
    "sources": package_rows.sources_named,
}


def _columns(texts: str, **others: str) -> dict[str, str]:
    kinds = {name: kind for kind, names in others.items() for name in names.split()}
    return {name: kinds.get(name, "string") for name in texts.split()}


EVENT = {"event_id": "events.id"}
OF_EVENT = ("event_id", "number")
TABLES = {
    "events": Table(
        _columns(
            "id url date earliest latest date_wording precision date_phrase title summary type family cameo_code"
            " plover_event plover_mode medium realisation duration source_count version uncertain approximate lasted"
            " time_start time_end time_zone resolved_against date_rule date_basis occurrences importance title_given"
            " own_cameo_code own_plover_event own_plover_mode disputed adjudication origin state published_at"
            " updated_at",
            date="earliest latest resolved_against",
            integer="source_count version occurrences importance",
            boolean="uncertain approximate lasted title_given disputed",
            datetime="published_at updated_at",
        ),
        ("id",),
        package_rows.events,
        lists={
            "precision": [precision.value for precision in Precision],
            "family": Family.values,
            "medium": [medium for medium in Medium.values if medium],
            "realisation": Realisation.values,
            "date_basis": DateBasis.values,
            "origin": Origin.values,
            "state": ReviewState.values,
        },
    ),
    "actors": Table(
        _columns("slug name kind country description"),
        ("slug",),
        of="actors",
        shared=package_named.actors,
        lists={"kind": Actor.Kind.values},
    ),
    "actor_names": Table(
        _columns("actor number name language kind", integer="number"),
        ("actor", "number"),
        of="actors",
        shared=package_named.actor_names,
        links={"actor": "actors.slug"},
        lists={"kind": ActorAlias.Kind.values},
    ),
    "actor_identifiers": Table(
        _columns("actor scheme value"),
        ("scheme", "value"),
        of="actors",
        shared=package_named.actor_identifiers,
        links={"actor": "actors.slug"},
        lists={"scheme": list(IDENTIFIER_PATTERNS)},
    ),
    "participations": Table(
        _columns(
            "event_id number actor role office acts_for certainty note office_in office_held",
            integer="number",
        ),
        OF_EVENT,
        package_rows.participations,
        links=EVENT | {"actor": "actors.slug", "acts_for": "actors.slug", "office_in": "actors.slug"},
        lists={"role": Role.values, "certainty": Participation.Certainty.values},
    ),
    "places": Table(
        _columns("slug name country latitude longitude exactness kind parent", number="latitude longitude"),
        ("slug",),
        of="places",
        shared=package_named.places,
        links={"parent": ".slug"},
        lists={"exactness": Place.Exactness.values, "kind": Place.Kind.values},
    ),
    "event_places": Table(
        _columns("event_id number place role", integer="number"),
        OF_EVENT,
        package_rows.event_places,
        links=EVENT | {"place": "places.slug"},
        lists={"role": EventPlace.Role.values},
    ),
    "sources": Table(
        _columns(
            "id title url archive_url published_on outlet outlet_slug author language published_tz copy_of",
            date="published_on",
        ),
        ("id",),
        of="sources",
        shared=package_named.sources,
        links={"outlet_slug": "outlets.slug", "copy_of": ".id"},
    ),
    "outlets": Table(
        _columns("slug name publisher domain country language reliability wire parent"),
        ("slug",),
        of="outlets",
        shared=package_named.outlets,
        links={"wire": ".slug", "parent": ".slug"},
        lists={"reliability": Reliability.values},
    ),
    "citations": Table(
        _columns(
            "event_id number source exact start end credited_to stance prefix suffix rendition text_version anchor"
            " speaker speaker_text verb_class credibility supports reported rank",
            integer="number start end text_version credibility",
            object="reported",
        ),
        OF_EVENT,
        package_rows.citations,
        links=EVENT | {"source": "sources.id", "speaker": "actors.slug"},
        lists={
            "stance": Stance.values,
            "rendition": ArticleText.Rendition.values,
            "anchor": AnchorState.values,
            "verb_class": VerbClass.values,
            "rank": Rank.values,
        },
    ),
    "quantities": Table(
        _columns(
            "event_id number what amount amount_max qualifier unit currency wording",
            integer="number",
            number="amount amount_max",
        ),
        OF_EVENT,
        package_rows.quantities,
        links=EVENT,
        lists={"qualifier": Quantity.Qualifier.values},
    ),
    # No key for `other`: it may be an event outside the selection.
    "links": Table(
        _columns("event_id number kind other", integer="number"),
        OF_EVENT,
        package_rows.links,
        links=EVENT,
        lists={"kind": EventLink.Kind.values},
    ),
}
