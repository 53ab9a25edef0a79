"""Writes the made-up stories to the database, with everything that the models would have computed on saving."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import transaction

from timeline import dates
from timeline.models import (
    Article,
    ArticleText,
    Citation,
    Event,
    EventLink,
    EventPlace,
    EventType,
    Origin,
    Participation,
    Quantity,
)
from timeline.models.bulk import Rows, widen_cache
from timeline.models.search import refresh

from . import stories as telling
from .cast import Cast
from .stage import Stage
from .when import read

CHUNK = 2_000  # stories written in one transaction, about three events each

Row = dict[str, Any]


class Writer:
    def __init__(self, cast: Cast, stage: Stage) -> None:
        self.cast, self.stage = cast, stage
        self.types = dict(EventType.objects.values_list("slug", "pk"))
        self.events, self.parties, self.event_places = Rows(Event), Rows(Participation), Rows(EventPlace)
        self.quantities, self.links = Rows(Quantity), Rows(EventLink)
        self.articles, self.texts, self.citations = Rows(Article), Rows(ArticleText), Rows(Citation)
        self.tables = (
            *(self.events, self.parties, self.event_places, self.quantities, self.links),
            *(self.articles, self.texts, self.citations),
        )

    def write(self, stories: Iterable[telling.Story]) -> Iterator[Counter[str]]:
        """Yields after each transaction how many rows of each kind were written so far."""
        stories, written = iter(stories), Counter[str]()
        widen_cache()
        while chunk := list(islice(stories, CHUNK)):
            written.update(self._write_chunk(chunk))
            yield written

    @transaction.atomic
    def _write_chunk(self, chunk: list[telling.Story]) -> Row:
        self._new_events: list[int] = []
        for table in self.tables:
            table.begin()
        for story in chunk:
            self._add_story(story)
        written = {str(table.model._meta.verbose_name_plural): table.flush() for table in self.tables}
        refresh(self._new_events)
        return written

    def _add_story(self, story: telling.Story) -> None:
        reported: list[list[tuple[int, telling.Citation]]] = [[] for _event in story.events]
        for report in story.reports:
            for citation in report.citations:
                reported[citation.event].append((report.outlet, citation))
        ids: list[int] = []
        for event, citations in zip(story.events, reported, strict=True):
            ids.append(
                self.events.add(
                    **self._what(event), **_when(event, story), **_review(event, story), **self._counts(citations)
                )
            )
            self._add_parts(event, ids[-1])
            if event.follows is not None:
                self.links.add(event=ids[-1], kind="follows", other=ids[event.follows])
        self._new_events += ids
        for report in story.reports:
            self._add_report(report, story, ids)

    def _what(self, event: telling.Event) -> Row:
        return {
            "public_id": event.public_id,
            "title": event.title,
            "summary": telling.SUMMARY,
            "type": self.types[event.type],
            "medium": event.medium,
            "realisation": event.realisation,
            "duration": event.duration,
            "occurrences": event.occurrences,
            "importance": event.importance,
            "cameo_code": event.cameo_code,
            "adjudication": event.adjudication,
            "origin": Origin.SYNTHETIC.value,
        }

    def _counts(self, citations: list[tuple[int, telling.Citation]]) -> Row:
        """As Event.refresh_counts(): an outlet that carries a wire counts as the wire."""
        sources = {outlet if (wire := self.cast.outlets[outlet].wire) is None else wire for outlet, _ in citations}
        return {
            "citation_count": len(citations),
            "source_count": len(sources),
            "disputed": any(citation.stance == "disputes" or citation.reported for _, citation in citations),
        }

    def _add_parts(self, event: telling.Event, number: int) -> None:
        actors, offices = self.stage.actors, self.stage.offices
        for rank, (actor, role) in enumerate(event.parties):
            state = self.cast.actors[actor].acts_for
            self.parties.add(
                event=number,
                actor=actors[actor],
                role=role,
                office=offices.get(actor),
                acts_for=None if state is None else actors[state],
                rank=rank,
            )
        for place, role in event.places:
            self.event_places.add(event=number, place=self.stage.places[place], role=role)
        if event.quantity:
            what, amount, unit, currency = event.quantity
            self.quantities.add(event=number, what=what, amount=amount, unit=unit, currency=currency)

    def _add_report(self, report: telling.Report, story: telling.Story, events: list[int]) -> None:
        article = self.articles.add(
            public_id=report.public_id,
            url=report.url,
            canonical_url=report.url,
            outlet=self.stage.outlets[report.outlet],
            title=report.title,
            published_on=report.published_on,
            published_tz=report.tz,
            date_unknown=report.published_on is None,
            retrieved_at=story.told_at + timedelta(hours=5),
            coding_state=Article.CodingState.CODED.value,
        )
        text = self.texts.add(article=article, text=report.text, sha256=report.sha256)
        for citation in report.citations:
            self.citations.add(event=events[citation.event], article=article, text=text, **self._citation(citation))

    def _citation(self, citation: telling.Citation) -> Row:
        return {
            "exact": citation.exact,
            "prefix": citation.prefix,
            "suffix": citation.suffix,
            "start": citation.start,
            "end": citation.end,
            "anchor_state": "anchored",
            "supports": citation.supports,
            "speaker": None if citation.speaker is None else self.stage.actors[citation.speaker],
            "speaker_text": citation.speaker_text,
            "verb_class": citation.verb_class,
            "stance": citation.stance,
            "credibility": citation.credibility,
            "reported": citation.reported,
            "rank": citation.rank,
        }


def _when(event: telling.Event, story: telling.Story) -> Row:
    """As Event.save(): bounds, precision and position from the EDTF text."""
    when = event.when
    date = read(when.edtf) if when.edtf else None
    earliest, latest = (date.earliest, date.latest) if date else (None, None)
    return {
        "edtf": when.edtf,
        "earliest": earliest,
        "latest": latest,
        "precision": date.precision.value if date else "",
        "uncertain": bool(date and date.uncertain),
        "approximate": bool(date and date.approximate),
        "lasted": when.lasted,
        "time_start": when.start,
        "time_end": when.end,
        "tz": event.tz if when.start else "",
        "date_text": when.date_text,
        "date_anchor": story.anchor if when.edtf else None,
        "date_rule": when.rule,
        "date_basis": when.basis,
        "position": dates.position(earliest, latest, when.start),
    }


def _review(event: telling.Event, story: telling.Story) -> Row:
    published_at = story.told_at + timedelta(days=1)
    retracted = event.state == "retracted"
    return {
        "review_state": event.state,
        "retraction_reason": event.retraction_reason,
        "published_at": published_at if retracted or event.state == "published" else None,
        "retracted_at": published_at + timedelta(days=20) if retracted else None,
    }
