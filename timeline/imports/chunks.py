"""One chunk of rows, stored in one transaction: each is new, known, changed, edited here, or the same as another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline import review
from timeline.models import Event, Import, ImportedRow, Outcome, ReviewState, Revision
from timeline.models.among import Among
from timeline.models.identity import ALPHABET, LENGTH

from .building import Builder, Draft
from .candidates import BadRow, Candidate, LeftOut, Mention
from .preparing import Parts, Prepared, check_id, fingerprint_of, form_of, parts_of
from .unfit import MOST_KEPT, Unfit, storable, storable_text
from .writing import Row, Writer, group_of

COLUMNS = ("pk", "external_id", "batch", "line", "outcome", "event", "event_version", "fingerprint", "event__public_id")
REMOVED = "Its event was removed here."
EDITED = "Its event has been edited here since it came in."
HERE = "An event with this id is here already."
ABSENT = "The event that it is a report of has not come in; import the events first."

Known = Prepared | Mention | LeftOut | BadRow
Item = Candidate | Known


@dataclass
class Result:
    """What became of the rows of a chunk."""

    counts: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    refused: list[BadRow] = field(default_factory=list)
    kept: list[tuple[int, str, str]] = field(default_factory=list)  # line, external id, why


class Chunk:
    """The items of one chunk; `store` inside a transaction."""

    def __init__(self, batch: Import, builder: Builder, writer: Writer, *, own: bool) -> None:
        self._batch, self._builder, self._writer, self._own = batch, builder, writer, own

    def store(self, given: Sequence[Item]) -> Result:
        self.result = Result()
        known = [Prepared(item, fingerprint_of(item)) if isinstance(item, Candidate) else item for item in given]
        self._begin(known)
        items = [self._ready(item) if isinstance(item, Prepared) else item for item in known]
        self._events = self._locked_events()
        self._public_ids = self._taken_ids(items) if self._own else {}
        self._writer.begin()
        self._builder.articles.begin(form for item in items for form in _forms(item))
        for item in items:
            if isinstance(item, BadRow):
                self._refuse(item)
            elif isinstance(item, LeftOut):
                self._count(Outcome.LEFT_OUT)
                self.result.left_out[item.reason] += 1
            else:
                self._take(item)
        self._builder.articles.flush()
        for draft, row in self._added:
            self._writer.add(draft, row, self._rows)
        self._write_changes()
        self._writer.flush()
        return self.result

    # -- what is here already ------------------------------------------------------------------------------------

    def _begin(self, items: Iterable[Known]) -> None:
        ids = dict.fromkeys(name for item in items for name in _names(item))
        candidates = [item.candidate for item in items if isinstance(item, Prepared)]
        groups = dict.fromkeys(group_of(one.group) for one in candidates if one.group)
        self._rows = {row.external_id: row for row in self._look(ids)}
        self._groups: dict[str, Row] = {}
        rows = ImportedRow.objects.filter(dataset=self._batch.dataset).order_by("-pk")
        if groups:
            for group, *values in rows.filter(Among("group", list(groups))).values_list("group", *COLUMNS):
                self._groups[group] = Row(*values)  # the oldest stays
        self._added: list[tuple[Draft, Row]] = []
        self._replaced: list[tuple[Draft, Row]] = []

    def _look(self, external_ids: Iterable[str]) -> Iterator[Row]:
        rows = ImportedRow.objects.filter(Among("external_id", list(external_ids)), dataset=self._batch.dataset)
        return (Row(*found) for found in rows.order_by().values_list(*COLUMNS))

    def _ready(self, item: Prepared) -> Prepared:
        """With its parts, unless it is here and nothing has changed."""
        row = self._rows.get(item.candidate.external_id)
        if item.parts is None and (row is None or row.fingerprint != item.fingerprint):
            return item._replace(parts=parts_of(item.candidate))
        return item

    def _locked_events(self) -> dict[int, tuple[int, str]]:
        """Version and state of the events of all rows that are here; locked, so that nobody edits them meanwhile."""
        keys = list({row.event for row in (*self._rows.values(), *self._groups.values()) if row.event})
        if not keys:
            return {}
        events = Event.objects.select_for_update(of=("self",)).filter(Among("pk", keys)).order_by("pk")
        return {pk: (version, state) for pk, version, state in events.values_list("pk", "version", "review_state")}

    def _taken_ids(self, items: Iterable[Known]) -> dict[str, int | None]:
        """Public ids that are in use, with their events; None where the event was removed."""
        named = [item.candidate.external_id for item in items if isinstance(item, Prepared)]
        ids = [name for name in named if name not in self._rows]
        here = Among("public_id", ids)
        taken: dict[str, int | None] = dict.fromkeys(Revision.objects.filter(here).values_list("public_id", flat=True))
        return taken | dict(Event.objects.filter(here).values_list("public_id", "pk"))

    # -- one row ---------------------------------------------------------------------------------------------------

    def _take(self, item: Prepared | Mention) -> None:
        try:
            if isinstance(item, Mention):
                self._take_mention(item)
            else:
                self._take_candidate(item)
        except Unfit as unfit:
            raw = item.raw if isinstance(item, Mention) else item.candidate.raw
            self._refuse(BadRow(item.line, unfit.column, unfit.reason, _legible(raw)))

    def _take_candidate(self, prepared: Prepared) -> None:
        item, fingerprint = prepared.candidate, prepared.fingerprint
        check_id(item.external_id)
        for name in item.same_as:
            check_id(name, at="same_as")
        row = self._rows.get(item.external_id)
        if row is None:
            self._take_new(prepared)
        elif row.batch == self._batch.pk and row.line != item.line:
            raise Unfit("external_id", f"“{item.external_id}” stands on line {row.line} already.")
        elif row.event is None:
            self._keep(item, row, REMOVED)
        elif row.outcome in (Outcome.DUPLICATE, Outcome.REPORT):
            self._count(self._again(row))
        elif row.fingerprint == fingerprint:
            self._count(self._again(row))
            self._add_duplicates(item, row)
        elif self._events[row.event] != (row.event_version, ReviewState.DRAFT):
            self._keep(item, row, EDITED if row.event_version else HERE)
        else:
            self._replaced.append((self._builder.build(prepared), row))
            self._count(Outcome.UPDATED)
            self._add_duplicates(item, row)

    def _again(self, row: Row) -> Outcome:
        """What is met again when a broken import goes on counts as it did then."""
        return Outcome(row.outcome) if row.batch == self._batch.pk else Outcome.UNCHANGED

    def _take_new(self, prepared: Prepared) -> None:
        item, fingerprint = prepared.candidate, prepared.fingerprint
        twin = self._twin(item)
        if twin is not None:
            values = {"fingerprint": fingerprint, "raw": item.raw}
            self._rows[item.external_id] = self._writer.stand_in(
                item.external_id, item.line, Outcome.DUPLICATE, twin.event, **values
            )
            self._count(Outcome.DUPLICATE)
            self._add_duplicates(item, twin)
            return
        if item.external_id in self._public_ids:
            self._meet(item, fingerprint)
            return
        public_id = item.external_id if self._own and is_public_id(item.external_id) else ""
        draft = self._builder.build(prepared, public_id=public_id)
        row = self._writer.announce(draft, self._rows)
        self._added.append((draft, row))
        self._rows[item.external_id] = row
        if row.event:
            self._events[row.event] = (row.event_version, ReviewState.DRAFT)
        if item.group:
            self._groups[group_of(item.group)] = row
        self._count(Outcome.ADDED)
        self._add_duplicates(item, row)

    def _twin(self, item: Candidate) -> Row | None:
        """A row that is here and tells of the same event."""
        for name in item.same_as:
            if (row := self._rows.get(name)) and row.event:
                return row
        return self._groups.get(group_of(item.group)) if item.group else None

    def _meet(self, item: Candidate, fingerprint: str) -> None:
        """An event that was made here, or came from here: it stays as it is."""
        event = self._public_ids[item.external_id]
        values = {"fingerprint": fingerprint, "raw": item.raw}
        row = self._writer.stand_in(item.external_id, item.line, Outcome.KEPT, event, **values)
        self._rows[item.external_id] = row
        self._say_kept(item, HERE if event else REMOVED)

    def _add_duplicates(self, item: Candidate, row: Row) -> None:
        """The rows that were folded into this one are known by their names from now on."""
        for name in dict.fromkeys(item.same_as):
            if name not in self._rows and name != item.external_id:
                self._rows[name] = self._writer.stand_in(name, item.line, Outcome.DUPLICATE, row.event)
                self._count(Outcome.DUPLICATE)
            elif (known := self._rows.get(name)) and (known.batch != self._batch.pk or known.line == item.line):
                self._count(self._again(known))

    def _take_mention(self, item: Mention) -> None:
        check_id(item.external_id)
        check_id(item.of, at="of")
        if row := self._rows.get(item.external_id):
            self._count(self._again(row))
            return
        event_row = self._rows.get(item.of)
        if event_row is None:  # files of mentions name events of other days
            self._count(Outcome.LEFT_OUT)
            self.result.left_out[ABSENT] += 1
            return
        article = self._builder.article_of(item.report)
        row = self._writer.stand_in(item.external_id, item.line, Outcome.REPORT, event_row.event, raw=item.raw)
        self._writer.note(row.pk, [article.pk] if article else [])
        self._rows[item.external_id] = row
        self._count(Outcome.REPORT)

    # -- keeping count -----------------------------------------------------------------------------------------------

    def _write_changes(self) -> None:
        """Events whose row has changed, with what they were before in their history."""
        if not self._replaced:
            return
        keys = [row.event for _draft, row in self._replaced]
        events = {event.pk: event for event in Event.objects.select_related("type").filter(pk__in=keys)}
        before = review.snapshots(list(events.values()))
        for draft, row in self._replaced:
            if row.event is not None:
                self._writer.replace(draft, row, self._rows, before[row.event], events[row.event])

    def _keep(self, item: Candidate, row: Row, why: str) -> None:
        ImportedRow.objects.filter(pk=row.pk).update(batch=self._batch, line=item.line, outcome=Outcome.KEPT)
        self._say_kept(item, why)

    def _say_kept(self, item: Candidate, why: str) -> None:
        self._count(Outcome.KEPT)
        self.result.kept.append((item.line, item.external_id, why))

    def _refuse(self, bad: BadRow) -> None:
        self._count(Outcome.REFUSED)
        texts = (bad.column[:100], bad.reason[:1000], bad.raw[:MOST_KEPT])
        self.result.refused.append(BadRow(bad.line, *(storable_text(text) for text in texts)))

    def _count(self, outcome: Outcome) -> None:
        self.result.counts[str(outcome)] += 1


def _legible(raw: Any) -> str:
    """The row as JSON that a person can read, whichever process has written it."""
    return json.dumps(json.loads(storable(raw)), ensure_ascii=False)


def is_public_id(text: str) -> bool:
    return len(text) == LENGTH and all(c in ALPHABET for c in text) and any(c.isdigit() for c in text)


def _names(item: Known) -> Iterator[str]:
    """The ids by which it may be here already; those that no database takes are none."""
    if isinstance(item, Prepared):
        one = item.candidate
        names: tuple[str, ...] = (one.external_id, *one.same_as, *(other for _kind, other in one.links))
    else:
        names = (item.external_id, item.of) if isinstance(item, Mention) else ()
    return (name for name in names if name.isprintable())


def _forms(item: Known) -> Iterator[str]:
    """The canonical addresses of the articles that it may ask for."""
    if isinstance(item, Mention):
        yield form_of(item.report.url)
    elif isinstance(item, Prepared) and isinstance(item.parts, Parts):
        for told in item.parts.told:
            yield told.form
            yield told.original
