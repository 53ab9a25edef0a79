"""A candidate whose actors, places and articles have been found, or made, as the rows that it will be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from timeline.models import Article, ArticleText, Citation, EventType
from timeline.models.identity import new_public_id

from .actors import Actors, KnownActor
from .articles import Articles, KnownArticle
from .blank import Blank
from .candidates import Candidate, Party, Report
from .outlets import Outlets
from .places import KnownPlace, Places
from .preparing import Fault, Parts, Prepared, Told, Values, cited, numbered, parts_of, told_of
from .unfit import Unfit


@dataclass(frozen=True)
class Quote:
    """A citation to be: its fields, and whom and what it belongs to."""

    values: Values
    article: KnownArticle
    speaker: KnownActor | None
    text: ArticleText | None  # the version in which it was found


@dataclass
class Draft:
    candidate: Candidate
    fingerprint: str
    parts: Parts
    kind: EventType | None
    public_id: str
    parties: list[tuple[Party, KnownActor]] = field(default_factory=list)
    places: list[tuple[KnownPlace, str]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    unquoted: list[KnownArticle] = field(default_factory=list)


Passage = tuple[Values, ArticleText | None]


class Builder:
    def __init__(self, *, own: bool, by: int | None, reason: str) -> None:
        self.actors, self.places, self.outlets = Actors(own=own), Places(own=own), Outlets(own=own)
        self._blank_citation = Blank(Citation)
        self.articles = Articles(self.outlets, by=by, reason=reason)
        self.forget()

    def forget(self) -> None:
        """Read everything anew: a transaction was undone, or somebody else has changed something."""
        for known in (self.actors, self.places, self.outlets):
            known.forget()
        self._types = {kind.slug: kind for kind in EventType.objects.all()}

    def build(self, prepared: Prepared, *, public_id: str = "") -> Draft:
        """Raises `Unfit`; then nothing has been made for this candidate. A public id is given where it has one."""
        candidate, parts = prepared.candidate, prepared.parts or parts_of(prepared.candidate)
        kind = self._kind(candidate.type)
        if isinstance(parts, Fault):
            raise Unfit(*parts)
        for at, party in numbered("parties", candidate.parties):
            self.actors.check(party, at=at)
        for at, spot in numbered("places", candidate.places):
            self.places.check(spot, at=at)
        reports = numbered("reports", zip(candidate.reports, parts.told, strict=True))
        passages = [self._check_report(report, told, at) for at, (report, told) in reports]
        draft = Draft(candidate, prepared.fingerprint, parts, kind, public_id or new_public_id())
        self._add_parties(draft)
        draft.places = list(dict.fromkeys((self.places.find_or_make(spot), spot.role) for spot in candidate.places))
        self._add_reports(draft, passages)
        return draft

    def article_of(self, report: Report) -> KnownArticle | None:
        """Of a report that has an address. Raises `Unfit`."""
        if not report.url:
            return None
        told = told_of(report, "report")
        self.articles.check(report, told, at="report")
        return self.articles.find_or_make(report, told)

    def _kind(self, slug: str) -> EventType | None:
        if slug and slug not in self._types:
            raise Unfit("type", f"There is no event type “{slug}”; known are {', '.join(self._types)}.")
        return self._types[slug] if slug else None

    def _check_report(self, report: Report, told: Told, at: str) -> Passage | None:
        """Its quote is looked for in the text of the article, where one is stored: then it has to stand there."""
        if report.url:
            self.articles.check(report, told, at=at)
        if report.speaker:
            self.actors.check(report.speaker, at=f"{at}.speaker")
        if told.passage is None:
            return None
        known = self.articles.find(told.form)
        return self._anchored(told.passage, known, at) if known and known.has_text else (told.passage, None)

    def _anchored(self, passage: Values, known: KnownArticle, at: str) -> Passage:
        row = self._blank_citation(**passage)
        row.article = Article.objects.get(pk=known.pk)
        try:
            row.clean()
        except ValidationError as error:
            raise Unfit.of(error, at=at) from error
        row.anchor()
        return cited(row), row.text

    def _add_parties(self, draft: Draft) -> None:
        seen: set[tuple[int, str]] = set()
        for party in draft.candidate.parties:
            actor = self._actor(party)
            if (actor.pk, party.role) not in seen:
                seen.add((actor.pk, party.role))
                draft.parties.append((party, actor))

    def _actor(self, party: Party) -> KnownActor:
        if party.state:
            self.actors.find_or_make(party.state)
        if party.office_in:
            self.actors.find_or_make(party.office_in)
        return self.actors.find_or_make(party)

    def _add_reports(self, draft: Draft, passages: list[Passage | None]) -> None:
        seen: set[tuple[Any, ...]] = set()
        for report, told, passage in zip(draft.candidate.reports, draft.parts.told, passages, strict=True):
            if not report.url:
                continue  # what has no address stays in the raw row
            article = self.articles.find_or_make(report, told)
            if passage is None:
                draft.unquoted.append(article)
                continue
            values, text = passage
            if (key := (article.pk, values["exact"], values["start"])) not in seen:
                seen.add(key)
                speaker = self.actors.find_or_make(report.speaker) if report.speaker else None
                draft.quotes.append(Quote(values, article, speaker, text))
        quoted = {quote.article.pk for quote in draft.quotes}
        draft.unquoted = [a for a in dict.fromkeys(draft.unquoted) if a.pk not in quoted]
