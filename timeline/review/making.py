"""An event is made or changed with all its parts at once: what desk and API write, by the rules of the models.

The rows come unsaved and without their event. What is wrong with any of them is told by its path: "citations.0.exact".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from timeline.models import (
    Actor,
    AnchorState,
    ArticleText,
    Citation,
    Event,
    EventLink,
    EventPlace,
    Office,
    Participation,
    Quantity,
    Rank,
)
from timeline.models.anchoring import find_quote
from timeline.models.search import together, touch
from timeline.models.text import normalise_text

from .base import NotAllowed
from .edit import begin_history

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Faults = dict[str, list[str]]

# Where the rows of each list are, and which class they have.
RELATED = {
    "parties": ("participations", Participation),
    "places": ("event_places", EventPlace),
    "quantities": ("quantities", Quantity),
    "links": ("links", EventLink),
    "citations": ("citations", Citation),
}
# Of a citation that is there already: where it stands. Everything else is as it is given.
PLACE = ("text_id", "start", "end", "prefix", "suffix", "anchor_state")
GIVEN = (*("supports", "speaker", "speaker_text", "verb_class", "stance", "credibility", "reported", "rank", "note"),)


@dataclass(frozen=True)
class Parts:
    """Unsaved rows in their order; a list that is None stays as it is."""

    parties: list[Participation] | None = None
    places: list[EventPlace] | None = None
    quantities: list[Quantity] | None = None
    links: list[EventLink] | None = None
    citations: list[Citation] | None = None

    @property
    def given(self) -> dict[str, list[Any]]:
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: rows for name, rows in named.items() if rows is not None}


def create(event: Event, parts: Parts, *, by: User, comment: str = "") -> Event:
    """`event` is stored as a draft of `by` with version 1 in its history.

    One transaction. Raises `NotAllowed`, or `ValidationError` by path; a new citation costs no query of its own.
    """
    if not by.has_perm("timeline.add_event"):
        raise NotAllowed(_("You may not code events."), code="not_allowed")
    with together():
        event.coder = by
        _refuse(faults_of(event, parts))
        event.save()
        _write(event, parts, by=by)
        event.refresh_from_db()
        begin_history(event, by=by, comment=comment)
    return event


def put(event: Event, parts: Parts, *, by: User) -> None:
    """Inside `editing()`: the event as it is now, and each list that is given in place of the one that is stored."""
    _keep_places(event, parts.citations or [])
    _refuse(faults_of(event, parts))
    event.save()
    _write(event, parts, by=by)


def office_then(actor: Actor, event: Event) -> Office | None:
    """The one office that the person may have held at the time of the event; None where there are several."""
    offices = actor.offices_on(event.earliest, event.latest) if event.edtf else []
    return offices[0] if len(offices) == 1 else None


# -- what is wrong -----------------------------------------------------------------------------------------------


def faults_of(event: Event, parts: Parts) -> Faults:
    """By path, from the rules of the models. Also reads the bounds of the event and anchors the citations."""
    faults: Faults = {}
    _add(faults, "", _refusal(event.full_clean))
    anchor(parts.citations or [])
    for name, rows in parts.given.items():
        for at, row in enumerate(rows):
            row.event = event
            _add(faults, f"{name}.{at}", _refusal(lambda row=row: _clean(row)))
        for at, message in _doubled(rows, RELATED[name][1]):
            faults.setdefault(f"{name}.{at}", []).append(message)
    return faults


def _clean(row: models.Model) -> None:
    """Relations were looked up by who built the row; what is unique is told by the list as a whole."""
    row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation})
    row.clean()
    if isinstance(row, Quantity | EventLink):  # the others' checks repeat what their fields say
        for constraint in row._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                constraint.validate(type(row), row, exclude={"event"} if row.event.pk is None else None)


def _doubled(rows: list[Any], model: type[models.Model]) -> Iterator[tuple[int, str]]:
    """The rows that say again what a unique constraint allows once for an event, in the words of the constraint."""
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint):
            continue
        names = [model._meta.get_field(name).attname for name in constraint.fields if name != "event"]
        only = dict(constraint.condition.children) if constraint.condition else {}
        seen = set()
        for at, row in enumerate(rows):
            key = tuple(getattr(row, name) for name in names)
            if None in key or any(getattr(row, name) != value for name, value in only.items()):
                continue
            if key in seen:
                yield at, _said_of(constraint)
            seen.add(key)


def _said_of(constraint: models.UniqueConstraint) -> str:
    if constraint.violation_error_message == constraint.default_violation_error_message:
        return _("The same stands in this list before.")
    return str(constraint.violation_error_message)


def _refusal(check: Any) -> ValidationError | None:
    try:
        check()
    except ValidationError as error:
        return error
    return None


def _add(faults: Faults, path: str, error: ValidationError | None) -> None:
    if error is None:
        return
    by_field = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, messages in by_field.items():
        where = ".".join(part for part in (path, "" if name == "__all__" else name) if part)
        faults.setdefault(where or "__all__", []).extend(messages)


def _refuse(faults: Faults) -> None:
    if faults:
        raise ValidationError(faults)


# -- quotes ------------------------------------------------------------------------------------------------------


def anchor(citations: Iterable[Citation]) -> None:
    """Find each new quote in the newest text of its article; 1 query for each article.

    Where it is not found, or found twice, the citation is left as it is, and its own `clean()` says so.
    """
    texts: dict[int, ArticleText | None] = {}
    for citation in citations:
        if citation.text_id:
            continue
        if citation.article_id not in texts:
            texts[citation.article_id] = citation.article.current_text
        text, citation.exact = texts[citation.article_id], normalise_text(citation.exact).strip()
        if text is None:
            continue
        around = {"prefix": normalise_text(citation.prefix), "suffix": normalise_text(citation.suffix)}
        found = find_quote(text.text, citation.exact, start=citation.start, **around)
        if found.start is not None:
            citation.text, citation.start, citation.end = text, found.start, found.end
            citation.prefix, citation.suffix, citation.anchor_state = found.prefix, found.suffix, AnchorState.ANCHORED


def _keep_places(event: Event, citations: list[Citation]) -> None:
    """A quote that is cited already keeps its row, its version of the text and its place there; 1 query."""
    stored = list(event.citations.select_related("text")) if citations else []
    for citation in citations:
        citation.exact = normalise_text(citation.exact).strip()
        same = [s for s in stored if (s.article_id, s.exact) == (citation.article_id, citation.exact)]
        if citation.start is not None:
            same = [s for s in same if s.start == citation.start]
        elif len(same) > 1:
            same = [s for s in same if s.prefix.endswith(citation.prefix) and s.suffix.startswith(citation.suffix)]
        if len(same) != 1:
            continue
        stored.remove(same[0])
        citation.pk, citation.created_at, citation.text = same[0].pk, same[0].created_at, same[0].text
        for name in PLACE[1:]:
            setattr(citation, name, getattr(same[0], name))


# -- writing -----------------------------------------------------------------------------------------------------


def _write(event: Event, parts: Parts, *, by: User) -> None:
    for name, rows in parts.given.items():
        related, model = RELATED[name]
        stored = getattr(event, related)
        _check_may(by, model, replaced=stored.exists(), added=bool(rows))
        for row in rows:
            row.event = event
        if model is Citation:
            _write_citations(event, rows)
            continue
        for part in rows if model is Participation else []:
            part.acts_for = part.actor.represents(part.office)
        stored.all().delete()
        model.objects.bulk_create(rows)
    touch([event.pk])


def _check_may(by: User, model: type[models.Model], *, replaced: bool, added: bool) -> None:
    """What the admin asks of who changes these rows."""
    needed = [*(["add"] if added else []), *(["change", "delete"] if replaced else [])]
    if not by.has_perms([f"timeline.{do}_{model._meta.model_name}" for do in needed]):
        raise NotAllowed(
            _("You may not change this: %(what)s.") % {"what": model._meta.verbose_name_plural}, code="not_allowed"
        )


def _write_citations(event: Event, citations: list[Citation]) -> None:
    """The one that led is set back first: the database allows one leading citation at any moment."""
    kept = [citation for citation in citations if citation.pk]
    event.citations.exclude(pk__in=[citation.pk for citation in kept]).delete()
    event.citations.filter(rank=Rank.PREFERRED).update(rank=Rank.NORMAL)
    Citation.objects.bulk_update(kept, GIVEN)
    Citation.objects.bulk_create(citation for citation in citations if not citation.pk)
