"""A new version of an article's text: its quotes are looked for there, and what was found is recorded.

The decision (design, section 3: "a quote is never silently re-anchored"; provenance standard, 4.1):

- The words of a quote are never changed. Only its place is, and only to where the very same words stand.
- A quote that stands once in the older version and once in the new one stands there now: "anchored" where its offset
  is the same, "moved" where it is not. Of several places the one with the same words around it is taken.
- Where that does not decide, the quote is "ambiguous"; where its words are not there, it is "lost". Either way it
  keeps the version and the offsets with which it was made, at which it can still be read.
- Where an event cites the found passage already, the quote stays as it was: one passage is cited once for an event.
- A version is compared with older ones of its own rendition: a translation loses no quote of the original. A quote
  that no text was stored for is looked for in an original alone.
- Each event whose citations changed gets a version in its history that says so. Reviewed events are no exception:
  nothing that they say has changed, so who may store the text needs no right to edit them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.models import AnchorState, ArticleText, Citation, Event, Revision, Verb
from timeline.models.anchoring import Anchor, find_again, find_quote

from .base import NotAllowed, Refused
from .proposals import Carried, carry_proposals
from .snapshots import snapshots

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

CHUNK = 200  # events and citations written by one statement
PLACE = ("text", "start", "end", "prefix", "suffix", "anchor_state")


@dataclass
class Report:
    """The citations that were looked for in `text`, by what came of it; `doubled` are cited there already."""

    text: ArticleText
    anchored: list[Citation] = field(default_factory=list)
    moved: list[Citation] = field(default_factory=list)
    ambiguous: list[Citation] = field(default_factory=list)
    lost: list[Citation] = field(default_factory=list)
    doubled: list[Citation] = field(default_factory=list)
    proposals: Carried = field(default_factory=Carried)

    @property
    def to_look_at(self) -> list[Citation]:
        """What stands in an older version alone."""
        return [*self.lost, *self.ambiguous, *self.doubled]

    def __len__(self) -> int:
        return len(self.anchored) + len(self.moved) + len(self.to_look_at)


def reanchor(text: ArticleText, *, user: User | None) -> Report:
    """Look for every quote of the article that stands on an older version, and for its proposals.

    `user` None is the system itself. One transaction. Its queries grow with the older versions and with each 200
    events, not with the quotes. Raises `NotAllowed`, or `Refused` where `text` is not the newest of its rendition. The
    citations of the report have their events selected.
    """
    if user is not None and not user.has_perm("timeline.change_article"):
        raise NotAllowed(_("You may not change articles."), code="not_allowed")
    with transaction.atomic():
        _check_newest(text)
        # Events before their citations and in the order of their keys, as every verb locks them.
        waiting = _waiting(text)
        events = sorted(set(waiting.order_by().values_list("event", flat=True)))
        for keys in _chunks(events):
            list(Event.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))
        report, changed = Report(text), []
        taken = set(text.citations.values_list("event", "start", "end"))
        locked = set(events)
        for citation in _by_version(waiting):
            if citation.event_id in locked and _place(citation, text, taken, report):
                changed.append(citation)
        _write(changed, text, user)
        report.proposals = carry_proposals(text)
    return report


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    return (keys[at : at + CHUNK] for at in range(0, len(keys), CHUNK))


def _check_newest(text: ArticleText) -> None:
    if text.later:
        raise Refused(
            _("Version %(number)s is not the newest of this text; quotes are looked for in the newest.")
            % {"number": text.number},
            code="not_newest",
        )


def _waiting(text: ArticleText) -> QuerySet[Citation]:
    older = Q(text__number__lt=text.number, text__rendition=text.rendition)
    if text.rendition == ArticleText.Rendition.ORIGINAL:
        older |= Q(text=None)
    return Citation.objects.filter(older, article=text.article).order_by("text_id", "pk")


def _by_version(waiting: QuerySet[Citation]) -> Iterator[Citation]:
    """Each with its version of the text, which several share; 1 query for each version."""
    held: ArticleText | None = None
    for citation in waiting.select_related("event__type", "article"):
        if citation.text_id and (held is None or held.pk != citation.text_id):
            held = ArticleText.objects.get(pk=citation.text_id)
        if held is not None and citation.text_id:
            citation.text = held
        yield citation


def _place(citation: Citation, text: ArticleText, taken: set[tuple[int, int, int]], report: Report) -> bool:
    """Sort it into the report; whether anything of it has changed."""
    state_before, found = citation.anchor_state, _find(citation, text)
    if found.start is None or found.end is None:
        citation.anchor_state = found.state
        (report.lost if found.state == AnchorState.LOST else report.ambiguous).append(citation)
        return state_before != found.state
    passage = (citation.event_id, found.start, found.end)
    if passage in taken:
        report.doubled.append(citation)
        return False
    taken.add(passage)
    moved = citation.start is not None and citation.start != found.start
    citation.anchor_state = AnchorState.MOVED if moved else AnchorState.ANCHORED
    citation.text, citation.start, citation.end = text, found.start, found.end
    citation.prefix, citation.suffix = found.prefix, found.suffix
    (report.moved if moved else report.anchored).append(citation)
    return True


def _find(citation: Citation, text: ArticleText) -> Anchor:
    held = find_quote(citation.text.text, citation.exact) if citation.text else None
    return find_again(
        text.text,
        citation.exact,
        prefix=citation.prefix,
        suffix=citation.suffix,
        was_unique=held is None or len(held.starts) <= 1,
    )


def _write(changed: list[Citation], text: ArticleText, user: User | None) -> None:
    """Citations, versions of events and their history; the words that events are found by stay as they are."""
    comment = _("Its quotes were looked for in version %(number)s of the text of “%(title)s”.") % {
        "number": text.number,
        "title": text.article.title,
    }
    for keys in _chunks(sorted({citation.event_id for citation in changed})):
        events = list(Event.objects.filter(pk__in=keys).select_related("type"))
        before = snapshots(events)
        mine = [citation for citation in changed if citation.event_id in before]
        Citation.objects.bulk_update(mine, PLACE, batch_size=CHUNK)
        Event.objects.filter(pk__in=keys).update(version=F("version") + 1, updated_at=timezone.now())
        Revision.objects.bulk_create(_revisions(events, before, comment, user), batch_size=CHUNK)


def _revisions(events: Iterable[Event], before: dict[int, Any], comment: str, user: User | None) -> Iterator[Revision]:
    after = snapshots(list(events))
    for event in events:
        yield Revision(
            event=event,
            public_id=event.public_id,
            version=event.version + 1,
            verb=Verb.EDIT,
            by=user,
            comment=comment,
            before=before[event.pk],
            after=after[event.pk],
        )
