"""On which days articles were read: an empty stretch with coverage was quiet, one without was not looked at."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count

from timeline.dates import DAY_BITS
from timeline.models import ArticleQuerySet

from .tiles import Tile


def coverage(articles: ArticleQuerySet, tile: Tile) -> list[list[int]]:
    """[bin, articles published in it] for the tile's bins, without empty ones; for levels of whole days. 1 query."""
    first, end = tile.first_day, Tile(tile.level, tile.index + 1).first_day
    start, last = (date.fromordinal(min(max(day, 1), date.max.toordinal())) for day in (first, end - 1))
    days = articles.filter(published_on__range=(start, last)).order_by().values_list("published_on")
    shift = DAY_BITS - tile.level - tile.bin_bits
    bins: Counter[int] = Counter()
    for day, count in days.annotate(count=Count("pk")):
        bins[(day.toordinal() - first) >> shift] += count
    return [[number, count] for number, count in sorted(bins.items())]
