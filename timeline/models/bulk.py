"""Many rows of one table, as fast as the database takes them and without a model instance for each.

The database's constraints hold as ever; what a model computes when it saves, the caller has computed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.utils import timezone

# The database takes the Python value of these as it is.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)

CACHE_KB = 262_144  # of SQLite's page cache: with less, most rows cost a read of some page of an index


def widen_cache(kilobytes: int = CACHE_KB) -> None:
    """For this connection, as long as it lasts. On SQLite.

    What a statement may have to take back is kept in memory as well: every row that a trigger or a check looks at has
    such a journal, and a file for each costs half of the writing. It has nothing to do with what a crash leaves.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{kilobytes}")
            if not connection.in_atomic_block:  # it cannot be changed inside a transaction
                cursor.execute("PRAGMA temp_store = MEMORY")


BLOCK = 1_000  # keys that are asked of a sequence at once


class Json(str):
    """A value of a JSON field that is JSON already."""


class Rows:
    """Collects rows of one shape, that of the first; every field that it does not name has its default.

    Begin and flush inside one transaction. SQLite has no other writer then; of PostgreSQL the keys are asked for.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self._names: tuple[str, ...] = ()
        self._rows: list[tuple[Any, ...]] = []
        self._keys: Iterator[int] = iter(())

    def _take_shape(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        given = [self.model._meta.get_field(name) for name in self._names]
        others = [f for f in self.model._meta.concrete_fields if f not in given and not (f.primary_key or f.generated)]
        self._prepare = [(field.name, _prepared(field)) for field in given if not isinstance(field, PLAIN)]
        self._pick = itemgetter(*self._names) if len(given) > 1 else lambda values: tuple(values.values())
        self._others = others
        self._defaults = tuple(_default(field) for field in others)
        self._statement = _writing(self.model, [self.model._meta.pk, *given, *others])

    def begin(self) -> None:
        """Inside a transaction, before the first row: where the keys go on."""
        self._rows = []
        if self._names:
            self._defaults = tuple(_default(field) for field in self._others)  # the time has moved on
        if connection.vendor == "postgresql":
            self._keys = _from_sequence(self.model)
        else:
            with connection.cursor() as cursor:
                cursor.execute(highest(self.model))
                self._keys = count((cursor.fetchone()[0] or 0) + 1)

    def reserve(self) -> int:
        """The id of a row that is added later."""
        return next(self._keys)

    def add(self, **values: Any) -> int:
        """The new row's id; foreign keys are given as ids."""
        number = next(self._keys)
        self._take(number, values)
        return number

    def add_as(self, number: int, **values: Any) -> int:
        """With an id that was reserved."""
        self._take(number, values)
        return number

    def _take(self, number: int, values: dict[str, Any]) -> None:
        if not self._names:
            self._take_shape(values)
        for name, prepare in self._prepare:
            values[name] = prepare(values[name])
        self._rows.append((number, *self._pick(values), *self._defaults))

    def flush(self) -> int:
        """Write; how many rows there were."""
        rows, self._rows = self._rows, []
        if rows:
            WRITE.get(connection.vendor, _execute_many)(self._statement, rows)
        return len(rows)


def _execute_many(statement: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _copy(statement: str, rows: list[tuple[Any, ...]]) -> None:
    """All rows in one statement: to send and plan each for itself takes PostgreSQL most of the time."""
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copying:
        for row in rows:
            copying.write_row(row)


WRITE = {"postgresql": _copy}


def highest(model: type[models.Model]) -> str:
    """The query for the highest key of its table."""
    quote = connection.ops.quote_name
    return f"SELECT MAX({quote(model._meta.pk.column)}) FROM {quote(model._meta.db_table)}"


def _from_sequence(model: type[models.Model]) -> Iterator[int]:
    """Keys that nobody else is given; what is left of a block is lost, as with a transaction that failed."""
    pk, table = model._meta.pk, connection.ops.quote_name(model._meta.db_table)
    statement = f"SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, {BLOCK})"
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [table, pk.column])
            block = [key for (key,) in cursor.fetchall()]
        yield from block


def _prepared(field: models.Field) -> Callable[[Any], Any]:
    database = connections[DEFAULT_DB_ALIAS]  # the connection itself: its proxy costs more than the conversion

    def prepare(value: Any) -> Any:
        return None if value is None else field.get_db_prep_save(value, database)

    if not isinstance(field, models.JSONField) or field.encoder:
        return lru_cache(maxsize=5_000)(prepare)
    return _said


def _said(value: Any) -> str | None:
    """What comes again is said once, and what is said already as it is."""
    if type(value) is Json or value is None:
        return value
    if not value and type(value) in EMPTY:
        return EMPTY[type(value)]
    return ENCODER.encode(value)


ENCODER = json.JSONEncoder()  # as JSONField's; json.dumps() asks it as well, a little later
EMPTY = {list: "[]", dict: "{}"}


def _default(field: models.Field) -> Any:
    automatic = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return field.get_db_prep_save(timezone.now() if automatic else field.get_default(), connection)


def _writing(model: type[models.Model], fields: list[models.Field]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    into = f"{quote(model._meta.db_table)} ({columns})"
    if connection.vendor == "postgresql":
        return f"COPY {into} FROM STDIN"
    return f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(fields))})"
