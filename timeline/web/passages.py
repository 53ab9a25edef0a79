"""The passages that an event is cited from, numbered, each with a few words of the stored text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest, Least, Substr

from timeline.models import Citation, Event, Rank, Stance
from timeline.models.articles import ArticleText

CONTEXT = 90  # code points on either side of a quote; never enough to stand in for the article


@dataclass(frozen=True)
class Passage:
    number: int
    citation: Citation
    before: str
    after: str

    @property
    def is_disputing(self) -> bool:
        return self.citation.stance == Stance.DISPUTES

    @property
    def is_set_aside(self) -> bool:
        return self.citation.rank == Rank.DEPRECATED

    @property
    def is_own_words(self) -> bool:
        """Taken from a paraphrase or a translation, so not what the article says word for word."""
        text = self.citation.text
        return text is not None and text.rendition != ArticleText.Rendition.ORIGINAL


def passages_of(event: Event) -> list[Passage]:
    """The leading one first. `event` has its citations prefetched; 1 query for the words around them."""
    around = {pk: words for pk, *words in _with_context(event.citations.all()).values_list("pk", "before", "behind")}
    return [_passage(number, citation, *around[citation.pk]) for number, citation in enumerate(_in_order(event), 1)]


def quotes_of(event: Event) -> list[Passage]:
    """The same without the words around them. `event` has its citations prefetched; no query."""
    return [Passage(number, citation, "", "") for number, citation in enumerate(_in_order(event), 1)]


def _in_order(event: Event) -> list[Citation]:
    order = [Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED]
    return sorted(event.citations.all(), key=lambda c: (order.index(Rank(c.rank)), c.pk))


def _with_context(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """`before` and `behind` from the stored text, cut out by the database; null where the quote is not anchored."""
    first = Greatest(F("start") - CONTEXT + 1, Value(1))  # Substr counts from 1; below it, SQLite counts from the end
    return citations.select_related(None).annotate(
        before=Substr("text__text", first, Least(F("start"), Value(CONTEXT))),
        behind=Substr("text__text", F("end") + 1, CONTEXT),
    )


def _passage(number: int, citation: Citation, before: str | None, after: str | None) -> Passage:
    before, after = before or citation.prefix, after or citation.suffix
    return Passage(number, citation, _tail(before), _head(after))


def _tail(text: str) -> str:
    """The last whole words of the same paragraph, with an ellipsis where the text begins earlier."""
    line = text.rpartition("\n")[2]
    if line != text or len(text) < CONTEXT:
        return line
    return "… " + re.sub(r"^\S*\s+", "", line)


def _head(text: str) -> str:
    line = text.partition("\n")[0]
    if line != text or len(text) < CONTEXT:
        return line
    return re.sub(r"\s+\S*$", "", line) + " …"
