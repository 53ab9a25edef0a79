"""Removes made-up events and what was made for them, except what somebody's own work has come to refer to."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.deletion import ProtectedError

from timeline.models import (
    Actor,
    Article,
    ArticleText,
    Citation,
    Event,
    EventLink,
    EventPlace,
    Origin,
    Outlet,
    Participation,
    Place,
    Proposal,
    Quantity,
    SearchDocument,
)
from timeline.models.bulk import widen_cache

from .cast import PREFIX

CHUNK = 5_000  # rows deleted in one transaction
PARTS = (Participation, EventPlace, Quantity, EventLink, Citation, SearchDocument)


def clear() -> Iterator[int]:
    """Yields after each transaction how many events are gone. States, countries and capitals are real and stay."""
    widen_cache()
    gone = 0
    synthetic = Event.objects.filter(origin=Origin.SYNTHETIC).order_by("pk")
    for events in (synthetic.filter(merged_into__isnull=False), synthetic):  # what was merged holds on to its target
        while numbers := list(events.values_list("pk", flat=True)[:CHUNK]):
            _delete_events(numbers)
            gone += len(numbers)
            yield gone
    _delete_articles()
    for model in (Outlet, Actor, Place):
        _delete_unused(model)


@transaction.atomic
def _delete_events(numbers: list[int]) -> None:
    """Parts first and in bulk: Django would otherwise fetch each to see what hangs on it."""
    for model in PARTS:
        _raw_delete(model.objects.filter(event__in=numbers))
    _raw_delete(EventLink.objects.filter(other__in=numbers))
    Event.objects.filter(pk__in=numbers).delete()


def _delete_articles() -> None:
    """In bulk and so without a row of history for each."""
    cited = Exists(Citation.objects.filter(article=OuterRef("pk")))
    proposed = Exists(Proposal.objects.filter(text__article=OuterRef("pk")))
    unused = Article.objects.filter(~cited, ~proposed, outlet__slug__startswith=PREFIX).order_by("pk")
    while numbers := list(unused.values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            _raw_delete(ArticleText.objects.filter(article__in=numbers))
            _raw_delete(Article.objects.filter(pk__in=numbers))


def _delete_unused(model: type[models.Model]) -> None:
    """One by one, newest first (bodies after the people in office); what is referred to is kept."""
    for row in model._default_manager.filter(slug__startswith=PREFIX).order_by("-pk"):
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            continue


def _raw_delete(rows: models.QuerySet) -> None:
    rows._raw_delete(rows.db)
