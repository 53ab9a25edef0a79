"""The engine: takes what a reader gives and stores it, chunk by chunk; whatever happens, a second run completes it.

Each chunk is one transaction, so a run that is killed leaves whole chunks. A dry run and a strict one are one
transaction together, and hold the database's write lock as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from timeline.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    EventType,
    Import,
    Office,
    Outcome,
    Outlet,
    Place,
    RefusedRow,
)
from timeline.models.bulk import highest, widen_cache

from .building import Builder
from .candidates import BadRow, Reader
from .chunks import Chunk, Item, Result
from .links import join_links
from .writing import Writer

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CHUNK = 1_000  # rows of one transaction
CACHE_KB = 65_536  # of SQLite's pages
MOST_NAMED = 10_000  # refused rows that are kept one by one; all are counted
NAMED = (Actor, ActorAlias, ActorIdentifier, Office, Place, Outlet, EventType)  # what rows are recognised by
REFUSED_BY_DATABASE = (IntegrityError, DataError, OverflowError, UnicodeError)


@dataclass
class Report:
    """What became of a file."""

    counts: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    refused: list[BadRow] = field(default_factory=list)
    kept: list[tuple[int, str, str]] = field(default_factory=list)
    line: int = 0
    batch: Import | None = None  # None where nothing was kept

    def take(self, result: Result) -> None:
        self.counts.update(result.counts)
        self.left_out.update(result.left_out)
        self.refused += result.refused[: MOST_NAMED - len(self.refused)]
        self.kept += result.kept[: MOST_NAMED - len(self.kept)]

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


class _Undo(Exception):  # noqa: N818 - leaves a transaction
    pass


@dataclass(frozen=True)
class Source:
    """The file as its import remembers it."""

    name: str
    sha256: str
    version: str = ""


def store(
    rows: Iterable[Item],
    reader: Reader,
    source: Source,
    *,
    by: User | None = None,
    strict: bool = False,
    dry_run: bool = False,
    tell: Callable[[Report], None] = lambda report: None,
) -> Report:
    """`tell` is called after each chunk. Raises nothing for a row: what is wrong with it is in the report."""
    report = Report()
    whole = strict or dry_run
    widen_cache(CACHE_KB)
    try:
        with transaction.atomic() if whole else nullcontext():
            report.batch = _begin(reader, source, by=by, strict=strict)
            _Run(report, report.batch, reader).go(iter(rows), tell)
            if dry_run or (strict and report.counts[Outcome.REFUSED]):
                raise _Undo
    except _Undo:
        report.batch = None
    return report


def _begin(reader: Reader, source: Source, *, by: User | None, strict: bool) -> Import:
    """The import of this file that was broken off, or a new one."""
    known = {"format": reader.name, "dataset": reader.dataset, "dataset_version": source.version}
    batch = Import.objects.filter(**known, sha256=source.sha256, finished_at=None).order_by("-pk").first()
    if batch is None:
        batch = Import(**known, sha256=source.sha256, file_name=source.name, by=by)
    batch.strict = strict
    batch.save()
    batch.refused_rows.all().delete()
    return batch


class _Run:
    def __init__(self, report: Report, batch: Import, reader: Reader) -> None:
        self._report, self._batch = report, batch
        reason = f"Imported from {batch.source}"
        self._builder = Builder(own=reader.own, by=batch.by_id, reason=reason)
        self._chunk = Chunk(batch, self._builder, Writer(batch, self._builder.actors), own=reader.own)
        self._mark = _marks()

    def go(self, rows: Iterator[Item], tell: Callable[[Report], None]) -> None:
        while items := list(islice(rows, CHUNK)):
            self._store(items)
            tell(self._report)
        with transaction.atomic():
            join_links(self._batch)
            self._batch.finished_at = timezone.now()
            self._remember()

    def _store(self, items: list[Item]) -> None:
        try:
            with transaction.atomic():
                self._notice()
                self._settle(items, self._chunk.store(items))
        except REFUSED_BY_DATABASE:
            self._builder.forget()
            for item in items:
                self._store_alone(item)

    def _store_alone(self, item: Item) -> None:
        """Something in the chunk breaks a rule that only the database knows: each row for itself shows which."""
        try:
            with transaction.atomic():
                result = self._chunk.store([item])
                self._settle([item], result)
        except REFUSED_BY_DATABASE as error:
            self._builder.forget()
            result = Result()
            result.refused.append(BadRow(item.line, "", _words(error)))
            result.counts[Outcome.REFUSED] += 1
            with transaction.atomic():
                self._settle([item], result)

    def _settle(self, items: list[Item], result: Result) -> None:
        """In the transaction of the chunk itself, so that what is said was done."""
        room = MOST_NAMED - len(self._report.refused)
        RefusedRow.objects.bulk_create(
            RefusedRow(batch=self._batch, line=bad.line, column=bad.column, reason=bad.reason, raw=bad.raw)
            for bad in result.refused[:room]
        )
        self._report.take(result)
        self._report.line = max(self._report.line, items[-1].line)
        self._remember()
        self._mark = _marks()

    def _remember(self) -> None:
        report = self._report
        self._batch.counts, self._batch.left_out = dict(report.counts), dict(report.left_out)
        self._batch.line = report.line
        self._batch.save(update_fields=["counts", "left_out", "line", "finished_at"])

    def _notice(self) -> None:
        """Names that somebody changed between two chunks are read anew."""
        if self._mark != _marks():
            self._builder.forget()


def _marks() -> tuple[Any, ...]:
    """The last change of each kind of name; 1 query, not through a QuerySet, which would cost more than its answer."""
    last = (highest(model.history.model) for model in NAMED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'({query})' for query in last)}")
        return tuple(cursor.fetchone())


def _words(error: Exception) -> str:
    """What the model says of the constraint that was broken."""
    said = str(error)
    for model in apps.get_app_config("timeline").get_models():
        for constraint in model._meta.constraints:
            if constraint.name in said:
                return str(constraint.violation_error_message or said)
    return said
