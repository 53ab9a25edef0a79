"""What becomes of a candidate before anybody looks what is here: held to the rules of the models, in plain values.

No database, so it may be done by another process than the one that writes. What is wrong with it is among the values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

from timeline import review
from timeline.models import Article, Citation, Event, EventLink, EventPlace, Participation, Quantity, canonical_form
from timeline.models.bulk import ENCODER, Json
from timeline.models.search import words_of
from timeline.models.text import normalise_text, validate_line

from .blank import Blank
from .candidates import NOTHING, Amount, Candidate, Report
from .unfit import Unfit, check_fields, clean_fields, storable

# What a row may say of its event; the rest (state, version, coder, counts) is never a file's to say.
FIELDS = frozenset(
    (
        *("title", "summary", "medium", "realisation", "edtf", "lasted", "time_start", "time_end", "tz", "date_text"),
        *("date_anchor", "date_rule", "date_basis", "duration", "occurrences", "importance", "cameo_code"),
        *("plover_event", "plover_mode", "adjudication"),
    )
)
DERIVED = ("earliest", "latest", "precision", "uncertain", "approximate", "position")
WRITTEN = (*sorted(FIELDS), *DERIVED)
SAID = frozenset(("supports", "verb_class", "stance", "credibility", "reported", "rank", "note", "speaker_text"))
CITED = (
    *("exact", "prefix", "suffix", "start", "end", "anchor_state", "supports", "speaker_text", "verb_class"),
    *("stance", "credibility", "reported", "rank", "note"),
)
COUNTED = ("what", "amount", "amount_max", "qualifier", "unit", "currency")  # of Quantity
OF_ARTICLE = ("author", "archive_url", "published_tz")  # further fields that a row may give
TOLD_OF_ARTICLE = (*OF_ARTICLE, "url", "title", "published_on", "date_unknown", "language", "retrieved_at")
CHECKED_AS_LINES = ("tz", "date_rule", "plover_event", "plover_mode")  # the model trusts its forms with these
EVENT_LEFT_OUT = ("type", "coder", "merged_into", "public_id", "review_state", "origin", "retraction_reason")
CITATION_LEFT_OUT = ("event", "article", "text", "speaker", "start", "end")
ARTICLE_LEFT_OUT = ("outlet", "copy_of", "coder", "public_id", "folder", "coding_state")
MANY = ("parties", "places", "quantities", "reports", "links", "same_as")
MOST_PARTS = 200  # of one kind in one row
LONGEST_ID = 200
LONGEST_TITLE = Article._meta.get_field("title").max_length or 500
SOME_TYPE = -1  # which one, the database knows
NO_ID = {"public_id": ""}  # it is drawn when it is needed

Values = Mapping[str, Any]
_written, _cited, _counted = attrgetter(*WRITTEN), attrgetter(*CITED), attrgetter(*COUNTED)
_told_of_article = attrgetter(*TOLD_OF_ARTICLE)
_blank = cache(Blank)


class Fault(NamedTuple):
    """As `Unfit` says it."""

    column: str
    reason: str


class Told(NamedTuple):
    """A report of the candidate: the fields of its article and of the citation, where it holds a quote."""

    form: str  # the canonical address; empty where it has none
    original: str  # that of the report of which it is a copy
    article: Values | Fault  # a fault of an article that is here already is none
    passage: Values | None


class Parts(NamedTuple):
    event: tuple[Any, ...]  # as WRITTEN names them
    said: Json  # its own values, as its history keeps them
    words: dict[str, str]  # what the search finds it by, names aside
    quantities: tuple[tuple[Values, str], ...]  # and in words
    told: tuple[Told, ...]  # of each report


class Prepared(NamedTuple):
    candidate: Candidate
    fingerprint: str
    parts: Parts | Fault | None = None  # None where nobody has asked yet

    @property
    def line(self) -> int:
        return self.candidate.line


def prepare(candidate: Candidate) -> Prepared:
    """With all that can be done ahead, and nothing that is not needed any more."""
    slim = candidate._replace(fields=NOTHING, raw=storable(candidate.raw))
    return Prepared(slim, fingerprint_of(candidate), parts_of(candidate))


def fingerprint_of(item: Candidate) -> str:
    """Of all that is stored of it; the same for two rows that differ only in where they stand."""
    said = (item.type, item.fields, item.parties, item.places, item.quantities, item.reports, item.links)
    return hashlib.sha256(repr(said).encode("utf-8", "backslashreplace")).hexdigest()


def parts_of(candidate: Candidate) -> Parts | Fault:
    try:
        return _parts(candidate)
    except Unfit as unfit:
        return Fault(unfit.column, unfit.reason)


def _parts(candidate: Candidate) -> Parts:
    for name in MANY:
        if len(getattr(candidate, name)) > MOST_PARTS:
            raise Unfit(name, f"More than {MOST_PARTS} in one row.")
    event = _event(candidate)
    _check_words(candidate)
    told = tuple(told_of(report, at) for at, report in numbered("reports", candidate.reports))
    quantities = tuple(_quantity(amount, at) for at, amount in numbered("quantities", candidate.quantities))
    texts = {
        "title": [event.title],
        "summary": [event.summary],
        "quotes": [one.passage["exact"] for one in told if one.passage],
    }
    said = Json(ENCODER.encode(review.own_values(event, candidate.type)))
    return Parts(_written(event), said, {part: words_of(part, texts) for part in texts}, quantities, told)


def _check_words(candidate: Candidate) -> None:
    """What the row says of those who took part, of places and of links, whoever and whatever they are."""
    for at, party in numbered("parties", candidate.parties):
        _check_value(Participation, "role", party.role, at)
        _check_value(Participation, "certainty", party.certainty, at)
        _check_value(Participation, "note", party.note, at)
    for at, spot in numbered("places", candidate.places):
        _check_value(EventPlace, "role", spot.role, at)
    for kind, other in candidate.links:
        _check_value(EventLink, "kind", kind, "links")
        check_id(other, at="links")


def _event(candidate: Candidate) -> Event:
    if unknown := candidate.fields.keys() - FIELDS:
        raise Unfit(sorted(unknown)[0], "No field of an event that a row may give.")
    event = _blank(Event)(**candidate.fields, **NO_ID, type_id=SOME_TYPE if candidate.type else None)
    for name in CHECKED_AS_LINES:
        if value := candidate.fields.get(name):
            _check_line(value, name)
    check_fields(event, leave_out=EVENT_LEFT_OUT, given=candidate.fields)
    return event


def told_of(report: Report, at: str) -> Told:
    """Raises `Unfit`."""
    if unknown := report.more.keys() - SAID:
        raise Unfit(f"{at}.{sorted(unknown)[0]}", "No field of a citation that a row may give.")
    if report.exact and not report.url:
        raise Unfit(f"{at}.url", "A quote needs the address of the article that it stands in.")
    return Told(
        form_of(report.url),
        form_of(report.copy_of),
        _article(report, at) if report.url else NOTHING,
        _passage(report, at) if report.exact else None,
    )


def form_of(url: str) -> str:
    """Its canonical address; empty where it has none."""
    try:
        return canonical_form(url) if url else ""
    except (ValidationError, ValueError):
        return ""


def _article(report: Report, at: str) -> Values | Fault:
    """What its clean() says of other articles is asked by address, when it is looked for."""
    title = " ".join(report.title.split()) if report.title.isprintable() else report.title
    given = {name: report.article[name] for name in OF_ARTICLE if report.article.get(name)} | {
        "url": report.url.strip(),
        "title": title or report.url.strip()[:LONGEST_TITLE],
        "published_on": report.published_on,
        "date_unknown": report.published_on is None,
        "language": report.language,
        "retrieved_at": report.retrieved_at,
    }
    article = _blank(Article)(**given, **NO_ID)
    try:
        if errors := article.own_errors():
            raise ValidationError(errors)
        clean_fields(article, ARTICLE_LEFT_OUT, given=given)
    except ValidationError as error:
        unfit = Unfit.of(error, at=at)
        return Fault(unfit.column, unfit.reason)
    return dict(zip(TOLD_OF_ARTICLE, _told_of_article(article), strict=True))


def _passage(report: Report, at: str) -> Values:
    """As it is where no text of the article is stored."""
    said = {"exact": normalise_text(report.exact).strip(), "prefix": report.prefix, "suffix": report.suffix}
    row = _blank(Citation)(**said, **report.more)
    for name in ("prefix", "suffix"):
        if said[name]:
            _check_line(normalise_text(said[name]).replace("\n", " ").replace("\t", " "), f"{at}.{name}")
    check_fields(row, leave_out=CITATION_LEFT_OUT, at=at, given=(*said, *report.more))
    return cited(row)


def cited(row: Citation) -> Values:
    return dict(zip(CITED, _cited(row), strict=True))


def _quantity(amount: Amount, at: str) -> tuple[Values, str]:
    row = Quantity(**amount._asdict() | {"amount_max": amount.amount_max or None})
    check_fields(row, leave_out=("event",), at=at)
    return dict(zip(COUNTED, _counted(row), strict=True)), str(row)


def check_id(value: str, *, at: str = "external_id") -> None:
    if not value.strip() or len(value) > LONGEST_ID:
        raise Unfit(at, f"An id of 1 to {LONGEST_ID} characters is needed to know the row again.")
    _check_line(value, at)


def numbered(name: str, parts: Iterable[Any]) -> Iterator[tuple[str, Any]]:
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
