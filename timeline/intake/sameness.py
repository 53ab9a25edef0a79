"""Whether an article is here already: the same, or the same report in another paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models.functions import Length

from timeline.models import Article, ArticleText, canonical_form
from timeline.models.text import normalise_text, sha256_of

from .reading import Reading

SHINGLE = 5  # words
ALIKE = 0.6  # of the shingles of the shorter text are in the longer one
DAYS = 4  # a wire copy is printed within days
MOST_COMPARED = 200
MOST_WORDS = 3_000  # of a text that are compared


@dataclass(frozen=True)
class NearCopy:
    article: Article
    share: float  # of the shingles of the shorter text


def same_article(reading: Reading) -> Article | None:
    """The one with the same canonical address, or with just this text; 2 queries."""
    if reading.url:
        try:
            found = Article.objects.filter(canonical_url=canonical_form(reading.url)).first()
        except ValidationError:
            found = None
        if found:
            return found
    text = ArticleText.objects.filter(sha256=sha256_of(normalise_text(reading.text))).select_related("article").first()
    return text.article if text else None


def is_same_text(text: str, stored: ArticleText) -> bool:
    return sha256_of(normalise_text(text)) == stored.sha256


def near_copies(reading: Reading, most: int = 3) -> list[NearCopy]:
    """Articles of nearly the same text from within days of it, the likest first; without a day there are none.

    2 queries: at most `MOST_COMPARED` texts of between half and twice the length, newest articles first.
    """
    if reading.published_on is None:
        return []
    days = (reading.published_on - timedelta(days=DAYS), reading.published_on + timedelta(days=DAYS))
    texts = ArticleText.objects.filter(article__published_on__range=days, rendition=ArticleText.Rendition.ORIGINAL)
    texts = texts.annotate(length=Length("text"))
    texts = texts.filter(length__gt=len(reading.text) // 2, length__lt=len(reading.text) * 2)
    mine = _shingles(reading.text)
    found: dict[int, NearCopy] = {}
    for text in texts.select_related("article__outlet").order_by("-article__published_on", "-pk")[:MOST_COMPARED]:
        theirs = _shingles(text.text)
        share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        if share >= ALIKE and share > (found[text.article_id].share if text.article_id in found else 0):
            found[text.article_id] = NearCopy(text.article, share)
    return sorted(found.values(), key=lambda copy: -copy.share)[:most]


def _shingles(text: str) -> set[int]:
    words = re.findall(r"\w+", text.lower())[:MOST_WORDS]
    return {hash(tuple(words[at : at + SHINGLE])) for at in range(max(1, len(words) - SHINGLE + 1))}
