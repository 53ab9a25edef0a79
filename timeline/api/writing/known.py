"""Which record somebody means who writes a name: the one of just this name, never one by likeness or by chance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from timeline.filters.fields import shown
from timeline.models import Actor

MOST_SLUGS = 5  # that an error names


def the_one(found: Iterable[Any], *, country: str | None = None, kind: str | None = None) -> Any | None:
    """Of those of one name the one in this country, or of no country; None where nothing is. Raises `ValidationError`
    where several may be meant, or one of another kind."""
    rows = _in_country(list(found), (country or "").upper())
    if kind and len(rows) > 1:
        rows = [row for row in rows if row.kind == kind] or rows
    if len(rows) > 1:
        said = _("Several have this name; give the slug of one: %(slugs)s.")
        raise ValidationError({"name": said % {"slugs": ", ".join(sorted(row.slug for row in rows)[:MOST_SLUGS])}})
    if rows and kind and rows[0].kind != kind:
        said = _("Who has this name here is of the kind %(kind)s; leave the kind out to mean that one: %(slug)s.")
        raise ValidationError({"kind": said % {"kind": shown(rows[0].kind), "slug": shown(rows[0].slug)}})
    return rows[0] if rows else None


def _in_country(rows: list[Any], code: str) -> list[Any]:
    if not code:
        return rows
    there = [row for row in rows if row.country_id == code]
    return there or [row for row in rows if row.country_id is None]


def called(row: Any, name: str | None) -> Any:
    """`row`, which was given by its slug, if `name` beside it is one of its names: who says two things may mean either.
    Raises `ValidationError`. 1 query for the other names of an actor, where `name` is given."""
    if name:
        names = [row.name, *(alias.name for alias in row.aliases.all())] if isinstance(row, Actor) else [row.name]
        if name.strip().casefold() not in {known.casefold() for known in names}:
            said = _("%(slug)s is not called so but “%(here)s”; leave one of the two out.")
            raise ValidationError({"name": said % {"slug": shown(row.slug), "here": row}})
    return row
