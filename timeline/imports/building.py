"""A candidate, checked by every rule that the forms enforce, as the rows that it will be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from timeline.models import (
    Article,
    Citation,
    Event,
    EventLink,
    EventPlace,
    EventType,
    Origin,
    Participation,
    Quantity,
)
from timeline.models.text import normalise_text, validate_line

from .actors import Actors, KnownActor
from .articles import Articles, KnownArticle
from .blank import Blank
from .candidates import Amount, Candidate, Party, Report
from .outlets import Outlets
from .places import KnownPlace, Places
from .unfit import Unfit, check_fields

# What a row may say of its event; the rest (state, version, coder, counts) is never a file's to say.
FIELDS = frozenset(
    (
        *("title", "summary", "medium", "realisation", "edtf", "lasted", "time_start", "time_end", "tz", "date_text"),
        *("date_anchor", "date_rule", "date_basis", "duration", "occurrences", "importance", "cameo_code"),
        *("plover_event", "plover_mode", "adjudication"),
    )
)
SAID = frozenset(("supports", "verb_class", "stance", "credibility", "reported", "rank", "note", "speaker_text"))
CHECKED_AS_LINES = ("tz", "date_rule", "plover_event", "plover_mode")  # the model trusts its forms with these
EVENT_LEFT_OUT = ("type", "coder", "merged_into", "public_id", "review_state", "origin", "retraction_reason")
CITATION_LEFT_OUT = ("event", "article", "text", "speaker", "start", "end")
MANY = ("parties", "places", "quantities", "reports", "links", "same_as")
MOST_PARTS = 200  # of one kind in one row
LONGEST_ID = 200


@dataclass(frozen=True)
class Quote:
    """A citation to be: `row` holds its words, the rest whom and what it belongs to."""

    row: Citation
    article: KnownArticle
    speaker: KnownActor | None


@dataclass
class Draft:
    candidate: Candidate
    event: Event
    fingerprint: str
    parties: list[tuple[Party, KnownActor]] = field(default_factory=list)
    places: list[tuple[KnownPlace, str]] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    passages: list[Citation | None] = field(default_factory=list)  # of each report
    quotes: list[Quote] = field(default_factory=list)
    unquoted: list[KnownArticle] = field(default_factory=list)


class Builder:
    def __init__(self, *, own: bool, by: int | None, reason: str) -> None:
        self.actors, self.places, self.outlets = Actors(own=own), Places(own=own), Outlets(own=own)
        self._blank_event, self._blank_citation = Blank(Event), Blank(Citation)
        self.articles = Articles(self.outlets, by=by, reason=reason)
        self.forget()

    def forget(self) -> None:
        """Read everything anew: a transaction was undone, or somebody else has changed something."""
        for known in (self.actors, self.places, self.outlets):
            known.forget()
        self._types = {kind.slug: kind for kind in EventType.objects.all()}

    def check(self, candidate: Candidate, fingerprint: str = "", *, public_id: str = "") -> Draft:
        """Every rule, before anything is made; what is made of other tables is missing in the draft. Raises `Unfit`."""
        check_id(candidate.external_id)
        for name in MANY:
            if len(getattr(candidate, name)) > MOST_PARTS:
                raise Unfit(name, f"More than {MOST_PARTS} in one row.")
        draft = Draft(candidate, self._event(candidate, public_id), fingerprint)
        for at, party in _numbered("parties", candidate.parties):
            self.actors.check(party, at=at)
            _check_value(Participation, "role", party.role, at)
            _check_value(Participation, "certainty", party.certainty, at)
            _check_value(Participation, "note", party.note, at)
        for at, spot in _numbered("places", candidate.places):
            self.places.check(spot, at=at)
            _check_value(EventPlace, "role", spot.role, at)
        for at, report in _numbered("reports", candidate.reports):
            self._check_report(report, at)
            draft.passages.append(self._quote(report, at) if report.exact else None)
        for kind, other in candidate.links:
            _check_value(EventLink, "kind", kind, "links")
            check_id(other, at="links")
        draft.quantities = [_quantity(amount, at) for at, amount in _numbered("quantities", candidate.quantities)]
        return draft

    def build(self, candidate: Candidate, fingerprint: str, *, public_id: str = "") -> Draft:
        """Raises `Unfit`; then nothing has been made for this candidate. A public id is given where it has one."""
        draft = self.check(candidate, fingerprint, public_id=public_id)
        seen: set[tuple[int, str]] = set()
        for party in candidate.parties:
            actor = self._actor(party)
            if (actor.pk, party.role) not in seen:
                seen.add((actor.pk, party.role))
                draft.parties.append((party, actor))
        draft.places = list(dict.fromkeys((self.places.find_or_make(spot), spot.role) for spot in candidate.places))
        self._add_reports(draft)
        return draft

    def article_of(self, report: Report) -> KnownArticle | None:
        """Of a report that has an address. Raises `Unfit`."""
        if not report.url:
            return None
        self.articles.check(report, at="report")
        return self.articles.find_or_make(report)

    def _event(self, candidate: Candidate, public_id: str) -> Event:
        if unknown := candidate.fields.keys() - FIELDS:
            raise Unfit(sorted(unknown)[0], "No field of an event that a row may give.")
        kind = self._types.get(candidate.type) if candidate.type else None
        if candidate.type and kind is None:
            raise Unfit("type", f"There is no event type “{candidate.type}”; known are {', '.join(self._types)}.")
        given = {"public_id": public_id} if public_id else {}
        event = self._blank_event(**candidate.fields, **given, type=kind, origin=Origin.IMPORTED)
        for name in CHECKED_AS_LINES:
            if value := candidate.fields.get(name):
                _check_line(value, name)
        check_fields(event, leave_out=EVENT_LEFT_OUT, given=candidate.fields)
        return event

    def _actor(self, party: Party) -> KnownActor:
        if party.state:
            self.actors.find_or_make(party.state)
        if party.office_in:
            self.actors.find_or_make(party.office_in)
        return self.actors.find_or_make(party)

    def _check_report(self, report: Report, at: str) -> None:
        if unknown := report.more.keys() - SAID:
            raise Unfit(f"{at}.{sorted(unknown)[0]}", "No field of a citation that a row may give.")
        if report.url:
            self.articles.check(report, at=at)
        elif report.exact:
            raise Unfit(f"{at}.url", "A quote needs the address of the article that it stands in.")
        if report.speaker:
            self.actors.check(report.speaker, at=f"{at}.speaker")

    def _quote(self, report: Report, at: str) -> Citation:
        """Looked for in the text of the article, where one is stored: then it has to stand there."""
        said = {"exact": normalise_text(report.exact).strip(), "prefix": report.prefix, "suffix": report.suffix}
        row = self._blank_citation(**said, **report.more)
        for name in ("prefix", "suffix"):
            if said[name]:
                _check_line(normalise_text(said[name]).replace("\n", " ").replace("\t", " "), f"{at}.{name}")
        known = self.articles.find(report)
        if known and known.has_text:
            row.article = Article.objects.get(pk=known.pk)
        check_fields(row, leave_out=CITATION_LEFT_OUT, at=at, given=(*said, *report.more))
        if known and known.has_text:
            row.anchor()
        return row

    def _add_reports(self, draft: Draft) -> None:
        seen: set[tuple[int, str]] = set()
        for report, row in zip(draft.candidate.reports, draft.passages, strict=True):
            if not report.url:
                continue  # what has no address stays in the raw row
            article = self.articles.find_or_make(report)
            if row is None:
                draft.unquoted.append(article)
                continue
            if (article.pk, row.exact, row.start) not in seen:
                seen.add((article.pk, row.exact, row.start))
                speaker = self.actors.find_or_make(report.speaker) if report.speaker else None
                draft.quotes.append(Quote(row, article, speaker))
        cited = {quote.article.pk for quote in draft.quotes}
        draft.unquoted = [a for a in dict.fromkeys(draft.unquoted) if a.pk not in cited]


def check_id(value: str, *, at: str = "external_id") -> None:
    if not value.strip() or len(value) > LONGEST_ID:
        raise Unfit(at, f"An id of 1 to {LONGEST_ID} characters is needed to know the row again.")
    _check_line(value, at)


def _numbered(name: str, parts: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    for number, part in enumerate(parts, start=1):
        yield f"{name}[{number}]", part


def _check_line(value: Any, at: str) -> None:
    if isinstance(value, str) and value.isprintable():
        return
    try:
        validate_line(str(value))
    except ValidationError as error:
        raise Unfit.of(error, at=at) from error


def _check_value(model: type[models.Model], name: str, value: Any, at: str) -> None:
    if reason := _what_is_wrong(model, name, value):
        raise Unfit(f"{at}.{name}", reason)


@lru_cache(maxsize=5_000)
def _what_is_wrong(model: type[models.Model], name: str, value: Any) -> str:
    try:
        model._meta.get_field(name).clean(value, None)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _quantity(amount: Amount, at: str) -> Quantity:
    row = Quantity(
        what=amount.what,
        amount=amount.amount,
        amount_max=amount.amount_max or None,
        qualifier=amount.qualifier,
        unit=amount.unit,
        currency=amount.currency,
    )
    check_fields(row, leave_out=("event",), at=at)
    return row
