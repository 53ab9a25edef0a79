"""`check_citations`: whether every stored quote still stands where its citation says. Reads, and changes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Exists, OuterRef, QuerySet

from timeline.models import AnchorState, Article, ArticleText, Citation

CHUNK = 500  # rows in memory
SHOWN = 48  # characters of a quote
WRONG, OLDER = "wrong", "older"
# In the order of the summary. What is not one of the fine ones ends with exit status 1.
FINE = (AnchorState.ANCHORED, AnchorState.MOVED)
WORDS = {
    AnchorState.ANCHORED: "stand where they stood",
    AnchorState.MOVED: "moved with their text",
    OLDER: "stand in an older version and were not looked for in the newest, or are cited there already",
    AnchorState.AMBIGUOUS: "are found several times in the newest version",
    AnchorState.LOST: "are not found in the newest version",
    WRONG: "are not at their offsets",
    AnchorState.UNCHECKED: "have no stored text",
}
FIELDS = (
    "pk", "event__public_id", "article_id", "article__title", "text_id", "text__number", "start", "end", "exact",
    "anchor_state", "outdated",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One citation: `state` is that of its anchor, or “wrong”, or “older”."""

    state: str
    citation: int
    event: str
    article: int
    title: str
    version: int | None
    start: int | None
    end: int | None
    exact: str


class Command(BaseCommand):
    help = (
        "Compare every quote with the stored text that it was made from. Lists each that moved or is not anchored, then"
        " counts; exit status 1 where one is not anchored. Changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--article", type=int, metavar="ID", help="only the citations of this article")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, the counts in the last")

    def handle(self, *, article: int | None, json: bool, **options: Any) -> None:
        if article is not None and not Article.objects.filter(pk=article).exists():
            raise CommandError(f"There is no article {article}.")
        write, counts = (self._as_json if json else self._as_row), Counter[str]()
        for found in findings(article):
            counts[found.state] += 1
            if found.state != AnchorState.ANCHORED:
                write(found, first=counts.total() - counts[AnchorState.ANCHORED] == 1)
        (self._count_as_json if json else self._count)(counts)
        if any(counts[state] for state in WORDS if state not in FINE):
            raise SystemExit(1)

    def _as_json(self, found: Finding, *, first: bool) -> None:
        self.stdout.write(json.dumps(asdict(found), ensure_ascii=False))

    def _count_as_json(self, counts: Counter[str]) -> None:
        self.stdout.write(json.dumps({"citations": counts.total(), "states": {s: counts[s] for s in WORDS}}))

    def _as_row(self, found: Finding, *, first: bool) -> None:
        if first:
            self.stdout.write(_row("state", "event", "article", "version", "offsets", "quote"))
        offsets = "–" if found.start is None else f"{found.start}–{found.end}"
        quote = "".join(c if c.isprintable() else " " for c in found.exact[:SHOWN])
        self.stdout.write(_row(found.state, found.event, found.article, found.version or "–", offsets, quote))

    def _count(self, counts: Counter[str]) -> None:
        self.stdout.write(f"{counts.total():>9,} citations")
        for state, words in WORDS.items():
            if counts[state]:
                self.stdout.write(f"{counts[state]:>9,} {words} ({state})")


def findings(article: int | None = None) -> Iterator[Finding]:
    """Every citation in the order of the texts; memory for `CHUNK` of them and one text, 1 query for each text."""
    held: tuple[int | None, str] = (None, "")
    for row in _rows(article).values(*FIELDS).iterator(chunk_size=CHUNK):
        if row["text_id"] != held[0]:
            text = ArticleText.objects.filter(pk=row["text_id"]).values_list("text", flat=True).first()
            held = row["text_id"], text or ""
        yield Finding(
            state=_state(row, held[1]),
            citation=row["pk"],
            event=row["event__public_id"],
            article=row["article_id"],
            title=row["article__title"],
            version=row["text__number"],
            start=row["start"],
            end=row["end"],
            exact=row["exact"],
        )


def _rows(article: int | None) -> QuerySet[Citation]:
    newer = ArticleText.objects.filter(
        article=OuterRef("article"), rendition=OuterRef("text__rendition"), number__gt=OuterRef("text__number")
    )
    rows = Citation.objects.annotate(outdated=Exists(newer)).order_by("text_id", "pk")
    return rows if article is None else rows.filter(article=article)


def _state(row: dict[str, Any], text: str) -> str:
    """What the database says is believed only where the words are there."""
    if row["start"] is not None and text[row["start"] : row["end"]] != row["exact"]:
        return WRONG
    if row["anchor_state"] in FINE and row["outdated"]:
        return OLDER
    return str(row["anchor_state"])


def _row(state: Any, event: Any, article: Any, version: Any, offsets: Any, quote: str) -> str:
    return f"{state:<9}  {event:<12}  {article:>8}  {version:>7}  {offsets:>15}  {quote}".rstrip()
