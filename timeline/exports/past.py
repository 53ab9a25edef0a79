"""An event as it was publicly at a past time: the record of today, filled from the snapshot that the history holds.

A snapshot keeps the event's own values and names; what it does not keep is taken from today (`FROM_TODAY`) or left out
(`NOT_KEPT`), and the record says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from timeline.models import Actor, Article, Event, EventType, Office, Place, Revision, Verb

from .pages import ActorOf, OfficeOf, PlaceOf
from .records import Record, record
from .rows import ARTICLE, OWN, ArticleRow, CitationRow, EventRow, FarEnd, Held, LinkRow, PartyRow, PlaceRow, TextRow

Snapshot = dict[str, Any]
FROM_TODAY = (
    *("type.label", "type.family", "type codes", "kind and country of actors", "name of the state acted for"),
    *(
        "body and time of an office",
        "kind, country and point of places",
        "author, dates, addresses and outlet of sources",
    ),
)
NOT_KEPT = ("source_count", "parts of quantities", "words around a quote", "rendition of a text")
NO_QUANTITY = dict.fromkeys(("what", "amount", "amount_max", "qualifier", "unit", "currency"))


@dataclass(frozen=True)
class Then:
    """What was public from `revision` on until the next one."""

    revision: Revision
    until: datetime | None

    @property
    def is_retracted(self) -> bool:
        return self.revision.after.get("review_state") == "retracted"


def then(event: Event, instant: datetime) -> Then | None:
    """None where it was not public yet, or where its history does not say; 1 query. Only for an event that is public:
    what was withdrawn is shown at no time."""
    revisions = list(Revision.objects.public().filter(event=event).order_by("version"))
    so_far = [revision for revision in revisions if revision.at <= instant]
    if not so_far or not any(revision.verb == Verb.PUBLISH for revision in so_far):
        return None
    later = revisions[len(so_far) :]
    return Then(so_far[-1], later[0].at if later else None)


def record_then(event: Event, told: Then, instant: datetime, site: str) -> Record:
    """At most 9 queries. `event` has its type selected."""
    snapshot = told.revision.after
    found = record(_row(event, snapshot, told.revision), site)  # type: ignore[arg-type]
    found["quantities"] = [NO_QUANTITY | {"wording": wording} for wording in snapshot.get("quantities", [])]
    found["source_count"] = None
    history = {
        "as_of": instant.isoformat(),
        "since": told.revision.at.isoformat(),
        "until": told.until.isoformat() if told.until else None,
        "from_today": list(FROM_TODAY),
        "not_kept": list(NOT_KEPT),
    }
    return found | {"history": history}


def _row(event: Event, snapshot: Snapshot, revision: Revision) -> EventRow:
    past = _own(event, snapshot, revision)
    named = _Named(snapshot)
    parts = {
        "participations": [named.party(part) for part in snapshot.get("parties", [])],
        "event_places": [named.place(place) for place in snapshot.get("places", [])],
        "quantities": [],
        "links": named.links(snapshot.get("links", [])),
        "citations": [named.citation(citation) for citation in snapshot.get("citations", [])],
    }
    own = {name: getattr(past, name) for name in OWN}
    return EventRow(**own, type=past.type, **{name: Held(rows) for name, rows in parts.items()})


def _own(event: Event, snapshot: Snapshot, revision: Revision) -> Event:
    """The event with the values of then, unsaved: what follows from its date is read as it is read today."""
    plain = {name: value for name, value in snapshot.items() if name in OWN and name not in TIMES}
    past = Event(pk=event.pk, public_id=event.public_id, origin=event.origin, published_at=event.published_at, **plain)
    past.type = EventType.objects.filter(slug=snapshot.get("type", "")).first()
    for name, read in TIMES.items():
        setattr(past, name, read(snapshot[name]) if snapshot.get(name) else None)
    past.read_date()
    past.version, past.updated_at = revision.version, revision.at
    past.disputed = any(c["stance"] == "disputes" or c["reported"] for c in snapshot.get("citations", []))
    return past


TIMES = {"time_start": time.fromisoformat, "time_end": time.fromisoformat, "date_anchor": date.fromisoformat}


class _Named:
    """What a snapshot names by slug, as it is today where it is public still."""

    def __init__(self, snapshot: Snapshot) -> None:
        parties, places = snapshot.get("parties", []), snapshot.get("places", [])
        citations = snapshot.get("citations", [])
        people = {p["actor"] for p in parties} | {p.get("acts_for", "") for p in parties}
        people |= {c.get("speaker", "") for c in citations}
        self.actors = _by("slug", Actor.objects.public(), people)
        self.places = _by("slug", Place.objects.public(), {p["place"] for p in places})
        articles = Article.objects.public().select_related("outlet")
        self.articles = _by("public_id", articles, {c["article"] for c in citations})
        offices = Office.objects.select_related("organisation")
        self.offices = offices.in_bulk([p["office_id"] for p in parties if p.get("office_id")])

    def party(self, part: Snapshot) -> PartyRow:
        office = OfficeOf(part["office"], *self._held(part)) if part.get("office") else None
        state = self.actor(part["acts_for"]) if part.get("acts_for") else None
        actor = self.actor(part["actor"], part["name"])
        return PartyRow(actor, office, state, part["role"], part["certainty"], part["note"])

    def _held(self, part: Snapshot) -> tuple[str, Actor | None]:
        office = self.offices.get(part.get("office_id"))
        return (office.edtf, office.organisation) if office and office.title == part["office"] else ("", None)

    def actor(self, slug: str, name: str = "") -> ActorOf:
        today = self.actors.get(slug)
        return ActorOf(
            slug, name or (today.name if today else slug), *((today.kind, today.country_id) if today else (None, None))
        )

    def place(self, there: Snapshot) -> PlaceRow:
        today = self.places.get(there["place"])
        columns = ("kind", "country_id", "latitude", "longitude", "exactness")
        point = [getattr(today, column) if today else None for column in columns]
        return PlaceRow(PlaceOf(there["place"], there["name"], *point), there["role"])

    def links(self, links: list[Snapshot]) -> list[LinkRow]:
        """A link must not betray what is not public today."""
        public = Event.objects.public().filter(public_id__in=[link["event"] for link in links])
        known = set(public.values_list("public_id", flat=True)) if links else set()
        return [LinkRow(link["kind"], FarEnd(link["event"])) for link in links if link["event"] in known]

    def citation(self, said: Snapshot) -> CitationRow:
        speaker = self.actor(said["speaker"], said["credited_to"]) if said.get("speaker") else None
        text = TextRow(None, said["text_version"]) if said.get("text_version") else None
        return CitationRow(
            article_id=said["article"],
            article=self._source(said),
            speaker=speaker,
            text=text,
            prefix="",
            suffix="",
            anchor_state=said["anchor"],
            speaker_text="" if speaker else said["credited_to"],
            **{name: said[name] for name in KEPT},
        )

    def _source(self, said: Snapshot) -> ArticleRow:
        today, outlet = self.articles.get(said["article"]), None
        values: dict[str, Any] = dict.fromkeys(ARTICLE)
        if today:
            values, outlet = {name: getattr(today, name) for name in ARTICLE}, today.outlet
        return ArticleRow(**values | {"public_id": said["article"], "title": said["name"]}, outlet=outlet)


KEPT = ("exact", "start", "end", "verb_class", "stance", "credibility", "supports", "reported", "rank")


def _by(key: str, rows: Any, wanted: Iterable[str]) -> dict[str, Any]:
    return {getattr(row, key): row for row in rows.filter(**{f"{key}__in": [w for w in wanted if w]})}
