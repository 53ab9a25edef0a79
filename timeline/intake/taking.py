"""An article is stored: once, with its text, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from timeline import review
from timeline.models import Article, Outlet

from .reading import Reading
from .sameness import same_article

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Taken:
    """`is_new` says whether the article is, `has_new_text` whether this text is; `quotes` what became of its quotes."""

    article: Article
    is_new: bool
    has_new_text: bool
    quotes: review.Report | None = None


def take(
    reading: Reading,
    *,
    by: User | None,
    date_unknown: bool = False,
    copy_of: Article | None = None,
    folder: str = "",
    rendition: str = "original",
) -> Taken:
    """The article of the reading, in `folder` if it is new; one that is here already gets the text as a new version,
    in which its quotes are looked for. Raises `ValidationError` by field of an article."""
    with transaction.atomic():
        found = same_article(reading)
        article = found or _new(reading, by=by, date_unknown=date_unknown, copy_of=copy_of, folder=folder)
        before = article.texts.count()
        stored = article.add_text(reading.text, rendition=rendition)
        has_new_text = article.texts.count() > before
        quotes = review.reanchor(stored, user=by) if found and has_new_text else None
    return Taken(article, found is None, has_new_text, quotes)


def outlet_of(reading: Reading) -> Outlet | None:
    """By the domain of the address, then by its name; None where it is new."""
    found = Outlet.objects.filter(domain=reading.domain).order_by("pk").first() if reading.domain else None
    if found is None and reading.outlet_name:
        found = Outlet.objects.filter(name__iexact=reading.outlet_name).order_by("pk").first()
    return found


@dataclass(frozen=True)
class Usual:
    """Of the reports of an outlet, as far as it is known; empty where it is not."""

    language: str = ""
    time_zone: str = ""


def usual_of(outlet: Outlet | None) -> Usual:
    """The language that the outlet is said to have, and the zone of its newest dated article; 1 query."""
    if outlet is None:
        return Usual()
    zones = outlet.articles.exclude(published_tz="").order_by("-published_on", "-pk")
    return Usual(outlet.language, zones.values_list("published_tz", flat=True).first() or "")


def _new(reading: Reading, *, by: User | None, date_unknown: bool, copy_of: Article | None, folder: str) -> Article:
    outlet = outlet_of(reading)
    if outlet is None and (reading.outlet_name or reading.domain):
        outlet = Outlet(name=reading.outlet_name or reading.domain, domain=reading.domain)
        outlet.full_clean(exclude=["slug"])
        outlet.save()
    article = Article(
        url=reading.url,
        title=reading.title,
        author=reading.author,
        outlet=outlet,
        published_on=None if date_unknown else reading.published_on,
        date_unknown=date_unknown,
        published_tz=reading.time_zone,
        language=reading.language,
        retrieved_at=timezone.now(),
        coder=by,
        copy_of=copy_of,
        folder=folder,
    )
    article.full_clean(exclude=["canonical_url"])
    article.save()
    return article
