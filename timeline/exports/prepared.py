"""A query over what events hold, written by the ORM once a process: to build one costs more than to run it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

MARK = [-1]  # no event has this key


class Prepared:
    """`written` gives a `values_list()` for keys that it asks for with `Among`, and otherwise always the same."""

    def __init__(self, written: Callable[[list[int]], QuerySet[Any, Any]]) -> None:
        self._written = written
        self._statements: dict[str, tuple[str, list[Any]]] = {}

    def rows(self, keys: list[int]) -> list[tuple[Any, ...]]:
        """As the database gives them: JSON is text, and a number may be of another kind; 1 query."""
        sql, params = self._statement()
        as_json = connection.vendor == "sqlite"  # see Among
        mark, given = (json.dumps(found) if as_json else found for found in (MARK, keys))
        with connection.cursor() as cursor:
            cursor.execute(sql, [given if param == mark else param for param in params])
            return cursor.fetchall()

    def _statement(self) -> tuple[str, list[Any]]:
        if connection.vendor not in self._statements:
            sql, params = self._written(MARK).query.sql_with_params()
            self._statements[connection.vendor] = sql, list(params)
        return self._statements[connection.vendor]
