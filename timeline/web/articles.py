"""The page of an article: its particulars and the passages that are cited, never more unless it is free to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from timeline.models import Article, Citation, Event
from timeline.models.articles import ArticleText

from .rendering import page, show

MOST_CITATIONS = 500


@dataclass(frozen=True)
class CitedPassage:
    """One passage and all that it is cited for; `number` is its place on the page."""

    number: int
    exact: str
    text: ArticleText | None
    start: int | None
    end: int | None
    citations: list[Citation]


@dataclass(frozen=True)
class Segment:
    """A stretch of the text, with the numbers of the passages that cover it."""

    text: str
    numbers: tuple[int, ...]
    opens: tuple[int, ...]  # the passages that begin with it


@page()
def article(request: HttpRequest, public_id: str) -> HttpResponse:
    visible = Article.objects.visible_to(request.user)
    found = visible.select_related("outlet__country").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    passages = cited_passages(found)
    text = found.current_text if found.free_to_show else None
    return show(
        request,
        "web/article.html",
        title=found.title,
        description=_("The passages of this article that events are cited from."),
        article=found,
        passages=passages,
        text=text,
        segments=segments(text, passages) if text else [],
        is_public=not request.user.is_staff or Article.objects.public().filter(pk=found.pk).exists(),
    )


def cited_passages(article: Article) -> list[CitedPassage]:
    """In the order of the text, those without a place in it last; 1 query."""
    citations = (
        Citation.objects.filter(article=article, event__in=Event.objects.public())
        .select_related("event__type", "speaker", "text")
        .defer("text__text")
        .order_by("text", "start", "end", "event__position", "pk")[:MOST_CITATIONS]
    )
    found: dict[tuple[object, ...], list[Citation]] = {}
    for citation in citations:
        found.setdefault((citation.text_id, citation.start, citation.end, citation.exact), []).append(citation)
    ordered = sorted(found.values(), key=lambda group: (group[0].start is None, group[0].start or 0))
    return [
        CitedPassage(number, group[0].exact, group[0].text, group[0].start, group[0].end, group)
        for number, group in enumerate(ordered, 1)
    ]


def segments(text: ArticleText, passages: Iterable[CitedPassage]) -> list[Segment]:
    """The whole text, cut wherever a passage of this version begins or ends."""
    here = [p for p in passages if p.text and p.text.pk == text.pk and p.start is not None]
    cuts = sorted({0, len(text.text), *(p.start for p in here), *(p.end for p in here)})
    return [
        Segment(
            text.text[start:end],
            numbers=tuple(p.number for p in here if p.start <= start and end <= p.end),
            opens=tuple(p.number for p in here if p.start == start),
        )
        for start, end in pairwise(cuts)
    ]
