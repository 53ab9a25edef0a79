"""Drafts to the database: events with all their parts, their history, what the search finds them by, and their rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline import review
from timeline.models import (
    Citation,
    Event,
    EventLink,
    EventPlace,
    Import,
    ImportedRow,
    Origin,
    Outcome,
    Participation,
    Quantity,
    Revision,
    Verb,
)
from timeline.models.bulk import ENCODER, Json, Rows
from timeline.models.search import refresh
from timeline.models.search_new import NewDocuments
from timeline.models.text import sha256_of

from .actors import Actors
from .building import Draft, Quote
from .candidates import Candidate
from .preparing import WRITTEN, Values
from .unfit import storable

PARTS = (Participation, EventPlace, Quantity, Citation, EventLink)
EARLIEST, LATEST = WRITTEN.index("earliest"), WRITTEN.index("latest")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the data set as stored: what is needed to know it again."""

    pk: int
    external_id: str
    batch: int
    line: int
    outcome: str
    event: int | None
    event_version: int
    fingerprint: str
    public_id: str | None = None


Known = Mapping[str, Row]  # by external id: what links may lead to


class Writer:
    """Inside one transaction: `begin`, `announce`, `add` and `replace` as often as there are drafts, `flush`."""

    def __init__(self, batch: Import, actors: Actors) -> None:
        self.batch, self._actors = batch, actors
        self.by = batch.by_id
        self.events, self.revisions = Rows(Event), Rows(Revision)
        self.parties, self.event_places, self.quantities = Rows(Participation), Rows(EventPlace), Rows(Quantity)
        self.citations, self.links = Rows(Citation), Rows(EventLink)
        self.documents = NewDocuments()
        self.rows, self.unquoted = Rows(ImportedRow), Rows(ImportedRow.articles.through)
        self._tables = (
            *(self.events, self.parties, self.event_places, self.quantities, self.citations, self.links),
            *(self.revisions, self.rows, self.unquoted, self.documents),
        )

    def begin(self) -> None:
        self._changed: list[int] = []
        self._source, self._comment = self.batch.source, _("Imported from %(source)s, %(id)s")
        for table in self._tables:
            table.begin()

    def flush(self) -> None:
        for table in self._tables:
            table.flush()
        refresh(self._changed)

    def announce(self, draft: Draft, known: Known) -> Row:
        """The row of a new event; `add` writes the event when all actors of the chunk are known."""
        return self._row(draft, self.events.reserve(), known)

    def add(self, draft: Draft, row: Row, known: Known) -> None:
        """A new event, a draft that nobody has reviewed."""
        key = row.event or 0
        self.events.add_as(
            key,
            public_id=draft.public_id,
            type=draft.kind.pk if draft.kind else None,
            origin=Origin.IMPORTED,
            **dict(zip(WRITTEN, draft.parts.event, strict=True)),
            **_counts(draft),
        )
        self.documents.add(
            key,
            draft.parts.words,
            actors=tuple(actor.pk for _party, actor in draft.parties),
            places=tuple(place.pk for place, _role in draft.places),
        )
        after = self._snapshot(draft, key, known)
        self._record(draft, key, Verb.CREATE, version=1, before={}, after=after)

    def replace(self, draft: Draft, row: Row, known: Known, before: dict[str, Any], stored: Event) -> None:
        """What the row says now, for an event that nobody has touched since it came in."""
        key, version = stored.pk, stored.version + 1
        for model in PARTS:
            _delete(model._default_manager.filter(event=key))
        values = dict(zip(WRITTEN, draft.parts.event, strict=True)) | _counts(draft)
        now = timezone.now()
        Event.objects.filter(pk=key).update(**values, type=draft.kind, version=version, updated_at=now)
        self._changed.append(key)
        draft.public_id = stored.public_id
        after = self._snapshot(draft, key, known)
        self._record(draft, key, Verb.EDIT, version=version, before=before, after=after)
        self._change_row(draft, row, known, version)

    def stand_in(
        self,
        external_id: str,
        line: int,
        outcome: Outcome,
        event: int | None,
        *,
        raw: Any = None,
        fingerprint: str = "",
        group: str = "",
        version: int = 0,
        public_id: str | None = None,
        waiting: list[list[str]] | None = None,
    ) -> Row:
        """A row that makes no event of its own."""
        key = self.rows.add(
            batch=self.batch.pk,
            dataset=self.batch.dataset,
            external_id=external_id,
            group=group,
            line=line,
            outcome=str(outcome),
            event=event,
            event_version=version,
            fingerprint=fingerprint,
            raw=storable(raw or {}),
            waiting_links=waiting or [],
            waits=bool(waiting),
        )
        return Row(key, external_id, self.batch.pk, line, outcome, event, version, fingerprint, public_id)

    def note(self, row: int, articles: list[int]) -> None:
        """The articles of a row that hold no quote yet."""
        for article in articles:
            self.unquoted.add(importedrow=row, article=article)

    def _row(self, draft: Draft, event: int, known: Known) -> Row:
        candidate = draft.candidate
        row = self.stand_in(
            candidate.external_id,
            candidate.line,
            Outcome.ADDED,
            event,
            group=group_of(candidate.group),
            fingerprint=draft.fingerprint,
            raw=candidate.raw,
            version=1,
            public_id=draft.public_id,
            waiting=_waiting(candidate, known),
        )
        self.note(row.pk, [article.pk for article in draft.unquoted])
        return row

    def _change_row(self, draft: Draft, row: Row, known: Known, version: int) -> None:
        candidate = draft.candidate
        waiting = _waiting(candidate, known)
        ImportedRow.objects.filter(pk=row.pk).update(
            batch=self.batch,
            line=candidate.line,
            outcome=Outcome.UPDATED,
            event_version=version,
            fingerprint=draft.fingerprint,
            raw=json.loads(storable(candidate.raw)),
            waiting_links=waiting,
            waits=bool(waiting),
        )
        _delete(ImportedRow.articles.through._default_manager.filter(importedrow=row.pk))
        self.note(row.pk, [article.pk for article in draft.unquoted])

    def _snapshot(self, draft: Draft, key: int, known: Known) -> Json:
        """Writes the parts of the event and says them as its history keeps them."""
        parts = {
            "parties": self._add_parties(draft, key),
            "places": [self._add_place(key, place, role) for place, role in draft.places],
            "quantities": [self._add_quantity(key, *quantity) for quantity in draft.parts.quantities],
            "links": [
                self._add_link(key, kind, row) for kind, row in _joined(draft.candidate, known) if row.event != key
            ],
            "citations": [self._add_citation(key, quote) for quote in draft.quotes],
        }
        return _joined_json(draft.parts.said, ENCODER.encode(review.values_of_parts(parts)))

    def _add_link(self, key: int, kind: str, row: Row) -> Any:
        self.links.add(event=key, kind=kind, other=row.event)
        return SimpleNamespace(kind=kind, other=SimpleNamespace(public_id=row.public_id))

    def _add_parties(self, draft: Draft, key: int) -> list[Any]:
        held_on, rows = (draft.parts.event[EARLIEST], draft.parts.event[LATEST]), []
        for rank, (party, actor) in enumerate(draft.parties):
            office = self._actors.office(party, actor, held_on)
            state = self._actors.acts_for(actor, office)
            self.parties.add(
                event=key,
                actor=actor.pk,
                role=party.role,
                office=office.pk if office else None,
                acts_for=state.pk if state else None,
                certainty=party.certainty,
                note=party.note,
                rank=rank,
            )
            rows.append(
                SimpleNamespace(
                    actor=actor,
                    role=party.role,
                    office=office,
                    acts_for=state,
                    rank=rank,
                    office_id=office.pk if office else None,
                    certainty=party.certainty,
                    note=party.note,
                )
            )
        return rows

    def _add_place(self, key: int, place: Any, role: str) -> Any:
        self.event_places.add(event=key, place=place.pk, role=role)
        return SimpleNamespace(place=place, role=role)

    def _add_quantity(self, key: int, values: Values, said: str) -> str:
        self.quantities.add(event=key, **values)
        return said

    def _add_citation(self, key: int, quote: Quote) -> Any:
        values, speaker = quote.values, quote.speaker
        self.citations.add(
            event=key,
            article=quote.article.pk,
            text=quote.text.pk if quote.text else None,
            speaker=speaker.pk if speaker else None,
            **values,
        )
        credited_to = speaker.name if speaker else values["speaker_text"]
        return SimpleNamespace(
            **values, article=quote.article, speaker=speaker, credited_to=credited_to, text=quote.text
        )

    def _record(self, draft: Draft, key: int, verb: Verb, **values: Any) -> None:
        said = {"source": self._source, "id": draft.candidate.external_id}
        self.revisions.add(
            event=key,
            public_id=draft.public_id,
            version=values["version"],
            verb=str(verb),
            by=self.by,
            comment=self._comment % said,
            before=values["before"],
            after=values["after"],
        )


def group_of(group: str) -> str:
    """A digest: a group may hold an address of any length."""
    return sha256_of(group) if group else ""


def _joined_json(one: str, other: str) -> Json:
    """The members of two objects that have some, in one."""
    return Json(f"{one[:-1]}, {other[1:]}")


def _joined(candidate: Candidate, known: Known) -> list[tuple[str, Row]]:
    """Links to events that are here."""
    links = ((kind, known[other]) for kind, other in candidate.links if other in known)
    return list(dict.fromkeys((kind, row) for kind, row in links if row.event))


def _waiting(candidate: Candidate, known: Known) -> list[list[str]]:
    return [[kind, other] for kind, other in candidate.links if other not in known]


def _counts(draft: Draft) -> dict[str, Any]:
    """As Event.refresh_counts()."""
    return {
        "citation_count": len(draft.quotes),
        "source_count": len({quote.article.source for quote in draft.quotes}),
        "disputed": any(quote.values["stance"] == "disputes" or quote.values["reported"] for quote in draft.quotes),
    }


def _delete(rows: QuerySet[Any]) -> None:
    """In one statement: nothing hangs on these parts."""
    rows._raw_delete(rows.db)
