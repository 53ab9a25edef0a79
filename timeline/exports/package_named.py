"""The tables of the Data Package whose rows several events share: read once all events have said whom they name.

`named` are slugs (of articles: public ids) in the order in which they came up. They are asked for a few hundred at a
time, so that memory holds the names and no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from django.db.models import Model, QuerySet

from timeline.models import Actor, Article, Outlet, Place

Values = tuple[Any, ...]
AT_A_TIME = 500


def actors(named: Collection[str]) -> Iterator[Values]:
    for actor in _in_order(Actor.objects.all(), "slug", named):
        yield actor.slug, actor.name, actor.kind, actor.country_id, actor.description


def actor_names(named: Collection[str]) -> Iterator[Values]:
    for actor in _in_order(Actor.objects.prefetch_related("aliases"), "slug", named):
        for number, alias in enumerate(actor.aliases.all(), 1):
            yield actor.slug, number, alias.name, alias.language, alias.kind


def actor_identifiers(named: Collection[str]) -> Iterator[Values]:
    for actor in _in_order(Actor.objects.prefetch_related("identifiers"), "slug", named):
        yield from ((actor.slug, identifier.scheme, identifier.value) for identifier in actor.identifiers.all())


def places(named: Collection[str]) -> Iterator[Values]:
    """With those in which they lie, which are public as they are."""
    written: set[int] = set()
    above: dict[int, None] = {}
    for place in _in_order(Place.objects.select_related("parent"), "slug", named):
        written.add(place.pk)
        above |= dict.fromkeys(int(key) for key in place.path.split("/") if key)
        yield _place(place)
    for place in _in_order(Place.objects.select_related("parent"), "pk", [key for key in above if key not in written]):
        yield _place(place)


def _place(place: Place) -> Values:
    point = (float(at) if at is not None else None for at in (place.latitude, place.longitude))
    return (
        place.slug,
        place.name,
        place.country_id,
        *point,
        place.exactness,
        place.kind,
        place.parent.slug if place.parent else None,
    )


def sources(named: Collection[str]) -> Iterator[Values]:
    """What a source is a copy of is said where that is among them: another article may not be public."""
    for article in _in_order(Article.objects.select_related("outlet", "copy_of"), "public_id", named):
        original = article.copy_of.public_id if article.copy_of else None
        yield (
            article.public_id,
            article.title,
            article.url,
            article.archive_url,
            article.published_on.isoformat() if article.published_on else None,
            article.outlet.name if article.outlet else None,
            article.outlet.slug if article.outlet else None,
            article.author,
            article.language,
            article.published_tz,
            original if original in named else None,
        )


def outlets(named: Collection[str]) -> Iterator[Values]:
    """With its wire and what it belongs to, where those are among them."""
    for outlet in _in_order(Outlet.objects.select_related("wire", "parent"), "slug", named):
        others = (other.slug if other else None for other in (outlet.wire, outlet.parent))
        yield (
            outlet.slug,
            outlet.name,
            outlet.publisher,
            outlet.domain,
            outlet.country_id,
            outlet.language,
            outlet.reliability,
            *(other if other in named else None for other in others),
        )


def _in_order(rows: QuerySet[Any], key: str, named: Collection[Any]) -> Iterator[Model]:
    waiting = iter(named)
    while batch := list(islice(waiting, AT_A_TIME)):
        found = {getattr(row, key): row for row in rows.filter(**{f"{key}__in": batch})}
        yield from (found[name] for name in batch if name in found)
