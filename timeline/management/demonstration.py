"""The demonstration: files of ours, entered through the same verbs as an analyst's work.

Inserts what is missing and changes nothing that is there, so that loading twice is loading once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from timeline import dates, review
from timeline.management.commands.demo import ACCOUNTS, create_account
from timeline.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    Article,
    Citation,
    Country,
    Dossier,
    Event,
    EventLink,
    EventPlace,
    EventType,
    Office,
    Origin,
    Outlet,
    Participation,
    Place,
    Quantity,
)
from timeline.models.search import together

DATA = Path(__file__).resolve().parent.parent / "data" / "demo"
ARTICLE = "israel-mediation.json"
FICTION = "fiction.json"
ANALYST, EDITOR = "demo-analyst", "demo-editor"

Row = dict[str, Any]


class DemoDataError(ValueError):
    """The files contradict themselves or the reference data."""


@dataclass
class Stage:
    """What the events refer to, by the names that the files use."""

    actors: dict[str, Actor]
    places: dict[str, Place]
    analyst: User
    editor: User
    articles: dict[str, Article] = field(default_factory=dict)


@together()
def load(*names: str) -> int:
    """Load the event files `names` with all that they need; how many events were inserted."""
    files = [read(name) for name in names]
    for account in ACCOUNTS:
        create_account(account)
    stage = Stage(
        actors=_actors(read("actors.json")),
        places=_places(read("places.json")),
        analyst=User.objects.get(username=ANALYST),
        editor=User.objects.get(username=EDITOR),
    )
    for file in files:
        stage.articles |= {row["article"]["public_id"]: _article(row, stage) for row in file["sources"]}
    present = set(Event.objects.filter(origin=Origin.DEMO).values_list("public_id", flat=True))
    missing = [(row, file) for file in files for row in file["events"] if row["public_id"] not in present]
    for row, file in missing:
        _event(row, default_article=file["sources"][0]["article"]["public_id"], stage=stage)
    for row in (row for file in files for row in file.get("dossiers", [])):
        if not Dossier.objects.filter(slug=row["slug"]).exists():
            _saved(Dossier(**row))
    return len(missing)


def read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


# -- actors and places -------------------------------------------------------------------------------------------


def _actors(rows: list[Row]) -> dict[str, Actor]:
    found = {row["slug"]: _present_actor(row) for row in rows}
    new = [row for row in rows if found[row["slug"]] is None]
    actors = {slug: actor for slug, actor in found.items() if actor}
    for row in new:
        actors[row["slug"]] = _new_actor(row)
    for row in new:
        for office in row.get("offices", []):
            _saved(Office(person=actors[row["slug"]], **office | {"organisation": actors[office["organisation"]]}))
    return actors


def _present_actor(row: Row) -> Actor | None:
    """By slug; a state also by its country, which has only one."""
    state = Actor.objects.state_of(row.get("country")) if row["kind"] == Actor.Kind.STATE else None
    return state or Actor.objects.filter(slug=row["slug"]).first()


def _new_actor(row: Row) -> Actor:
    names = ("slug", "name", "kind", "description")
    actor = Actor(country=_country(row), **{name: row[name] for name in names if name in row})
    _saved(actor)
    for alias in row.get("aliases", []):
        _saved(ActorAlias(actor=actor, **alias))
    if "wikidata" in row:
        _saved(ActorIdentifier(actor=actor, scheme="wikidata", value=row["wikidata"]))
    return actor


def _places(rows: list[Row]) -> dict[str, Place]:
    """Parents stand before their children in the file."""
    places = {place.slug: place for place in Place.objects.filter(slug__in=[row["slug"] for row in rows])}
    for row in rows:
        if row["slug"] not in places:
            latitude, longitude, exactness = row.get("point", (None, None, ""))
            places[row["slug"]] = _saved(
                Place(
                    slug=row["slug"],
                    name=row["name"],
                    kind=row["kind"],
                    parent=places[row["parent"]] if "parent" in row else None,
                    country=_country(row),
                    latitude=latitude,
                    longitude=longitude,
                    exactness=exactness,
                )
            )
    return places


def _country(row: Row) -> Country | None:
    return Country.objects.get(pk=row["country"]) if "country" in row else None


# -- sources -----------------------------------------------------------------------------------------------------


def _article(row: Row, stage: Stage) -> Article:
    values = dict(row["article"])
    if present := Article.objects.filter(public_id=values["public_id"]).first():
        return present
    text, rendition = values.pop("text"), values.pop("rendition")
    values["published_on"] = date.fromisoformat(values["published_on"])
    article = Article(
        outlet=_outlet(row["outlet"]), coder=stage.analyst, coding_state=Article.CodingState.CODED, **values
    )
    _saved(article)
    article.add_text((DATA / text).read_text(encoding="utf-8"), rendition=rendition)
    return article


def _outlet(row: Row) -> Outlet:
    values = {name: value for name, value in row.items() if name != "country"}
    return Outlet.objects.filter(slug=row["slug"]).first() or _saved(Outlet(country=_country(row), **values))


# -- events ------------------------------------------------------------------------------------------------------

PARTS = ("parties", "places", "quantities", "citations", "links", "history", "type", "retraction_reason")


def _event(row: Row, *, default_article: str, stage: Stage) -> None:
    article = stage.articles[row.get("citations", [{}])[0].get("article", default_article)]
    event = Event(
        type=EventType.objects.get(slug=row["type"]),
        origin=Origin.DEMO,
        coder=stage.analyst,
        **{name: value for name, value in row.items() if name not in PARTS},
        **_why_this_date(row, article.published_on),
    )
    _saved(event)
    for rank, party in enumerate(row["parties"]):
        _saved(_participation(event, party, rank, stage.actors[party["actor"]]))
    for place in row.get("places", []):
        _saved(EventPlace(event=event, place=stage.places[place["place"]], role=place["role"]))
    for quantity in row.get("quantities", []):
        _saved(Quantity(event=event, **quantity))
    for citation in row["citations"]:
        _saved(_citation(event, citation, default_article, stage))
    for link in row.get("links", []):
        _saved(EventLink(event=event, kind=link["kind"], other=Event.objects.get(public_id=link["other"])))
    review.begin_history(event, by=stage.analyst)
    _review(event, row, stage)


def _why_this_date(row: Row, published_on: date | None) -> Row:
    """The day that the phrase was read against, and the rule; the rule must give the date that the file states."""
    if "edtf" not in row:
        return {}
    if row["date_basis"] != "resolved":
        return {"date_anchor": published_on}
    planned = row.get("realisation") == "planned"
    resolution = dates.resolve(row["date_text"], published_on, planned=planned)
    if resolution is None or resolution.edtf.edtf != row["edtf"]:
        raise DemoDataError(f"{row['title']}: “{row['date_text']}” does not give {row['edtf']}.")
    return {"date_anchor": published_on, "date_rule": resolution.rule}


def _participation(event: Event, row: Row, rank: int, actor: Actor) -> Participation:
    return Participation(
        event=event,
        actor=actor,
        role=row["role"],
        office=_office(actor, row["office"], event) if "office" in row else None,
        note=row.get("note", ""),
        rank=rank,
    )


def _office(actor: Actor, title: str, event: Event) -> Office:
    """The latest of that title that was held at the time of the event."""
    held = [o for o in actor.offices_on(event.earliest, event.latest) if o.title == title]
    if not held:
        raise DemoDataError(f"{actor} was not {title} on {event.when}.")
    return held[0]


def _citation(event: Event, row: Row, default_article: str, stage: Stage) -> Citation:
    values = dict(row)
    article = stage.articles[values.pop("article", default_article)]
    speaker = stage.actors[values.pop("speaker")] if "speaker" in values else None
    return Citation(event=event, article=article, speaker=speaker, **values)


def _review(event: Event, row: Row, stage: Stage) -> None:
    for verb in row.get("history", ["submit", "publish"]):
        if verb == "submit":
            review.submit(event, by=stage.analyst)
        elif verb == "publish":
            review.publish(event, by=stage.editor)
        else:
            review.retract(event, by=stage.editor, comment=row["retraction_reason"])


def _saved(row: Any) -> Any:
    row.full_clean()
    row.save()
    return row
