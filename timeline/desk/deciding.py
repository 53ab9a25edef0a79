"""What an analyst decides about a proposal. Each verb is one transaction: all of it happens, or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline import review
from timeline.models import (
    Actor,
    AnchorState,
    Article,
    ArticleText,
    Citation,
    Country,
    CountryName,
    Event,
    EventPlace,
    EventType,
    Participation,
    Place,
    Proposal,
    Quantity,
    ReviewState,
)

from .drafts import Draft, Measure, Party
from .likeness import compared
from .names import ActorNames

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BY_HAND = "by-hand"  # the rule of a passage that an analyst selected


def take_passage(text: ArticleText, start: int, end: int, *, by: User) -> Proposal:
    """An empty proposal for a passage that the analyst selected; the one that is there where it is there already."""
    _check(by, "timeline.add_event")
    passage = text.text[start:end] if 0 <= start < end <= len(text.text) else ""
    start += len(passage) - len(passage.lstrip())
    end = start + len(passage.strip())
    if start == end:
        raise review.Refused(_("Select some words of the article first."), code="no_passage")
    found = Proposal.objects.filter(text=text, start=start, end=end, state=Proposal.State.OPEN).first()
    return found or Proposal.objects.create(text=text, start=start, end=end, draft=Draft().as_json(), rules=[BY_HAND])


def accept(proposal: Proposal, draft: Draft, *, by: User) -> Event:
    """The event of the draft, itself a draft of the analyst's, with parties, place, quantities and the citation.

    Raises `ValidationError` by field of an event, or `Refused`.
    """
    _check(by, "timeline.add_event")
    with transaction.atomic():
        locked = _open(proposal)
        event = _event_of(draft)
        review.create(event, _parts(event, locked, draft), by=by, comment=_("Accepted at the desk"))
        _decide(locked, _accepted_as(locked, draft), by=by, event=event)
        _begin_article(locked.text.article, by)
    return event


def add_report(proposal: Proposal, draft: Draft, event: Event, *, by: User, version: int, comment: str = "") -> Event:
    """The passage becomes one more citation of an event that is there; where it says otherwise, that is kept.

    Raises `Stale`, `NotAllowed` or `Refused`, as editing does.
    """
    differing = {found.field: found.here for found in compared(draft, event) if found.verdict == "differ"}
    with transaction.atomic():
        locked = _open(proposal)
        words = comment.strip() or _("Another report, added at the desk")
        with review.editing(event, by=by, version=version, comment=words) as target:
            citation = _citation(locked, draft, reported=differing)
            citation.event = target
            citation.full_clean()
            citation.save()
        _decide(locked, _accepted_as(locked, draft), by=by, event=event)
        _begin_article(locked.text.article, by)
    return event


def reject(proposal: Proposal, *, by: User) -> None:
    _check(by, "timeline.change_proposal")
    with transaction.atomic():
        _decide(_open(proposal), Proposal.State.REJECTED, by=by)


def reopen(proposal: Proposal, *, by: User) -> None:
    """Takes a decision back. An event that it made goes, as long as nobody has worked on it; of another, its report."""
    _check(by, "timeline.change_proposal")
    with transaction.atomic():
        locked = Proposal.objects.select_for_update(of=("self",)).select_related("event").get(pk=proposal.pk)
        event = locked.event
        locked.state, locked.event, locked.decided_by, locked.decided_at = Proposal.State.OPEN, None, None, None
        locked.save()
        if event is None:
            return
        if event.version == 1 and event.review_state == ReviewState.DRAFT and event.coder_id == by.pk:
            event.delete()
        else:
            _take_report_back(locked, event, by)


def _take_report_back(proposal: Proposal, event: Event, by: User) -> None:
    """The one that the passage gave; refused where nothing else is cited for the event."""
    reports = event.citations.filter(text=proposal.text_id, start=proposal.start, end=proposal.end)
    if not reports or not event.citations.exclude(pk__in=reports).exists():
        raise review.Refused(
            _("“%(event)s” has been worked on since; change or reject it on its own page.") % {"event": event},
            code="worked_on",
        )
    words = _("A report taken back at the desk")
    with review.editing(event, by=by, version=event.version, comment=words):
        for report in reports:
            report.delete()


def put_article(article: Article, state: str, *, by: User) -> None:
    """Into a coding state: coded, nothing relevant, or in progress again. Who does so is its coder, if nobody was."""
    _check(by, "timeline.change_article")
    article.coding_state, article.coder = Article.CodingState(state), article.coder or by
    article.save()


def next_article(article: Article, *, by: User) -> Article | None:
    """What is left to code in the same folder: one's own that is begun, else the oldest that nobody has; 2 queries."""
    others = Article.objects.filter(folder=article.folder).exclude(pk=article.pk).order_by("published_on", "pk")
    own = others.filter(coding_state=Article.CodingState.IN_PROGRESS, coder=by).first()
    free = Q(coder=None) | Q(coder=by)
    return own or others.filter(free, coding_state=Article.CodingState.NOT_STARTED).first()


def _check(user: User, permission: str) -> None:
    if not user.has_perm(permission):
        raise review.NotAllowed(_("You may not code events."), code="not_allowed")


def _open(proposal: Proposal) -> Proposal:
    locked = Proposal.objects.select_for_update(of=("self",)).select_related("text__article").get(pk=proposal.pk)
    if locked.state != Proposal.State.OPEN:
        raise review.Refused(
            _("This was decided already: %(state)s.") % {"state": locked.get_state_display()}, code="decided"
        )
    return locked


def _decide(proposal: Proposal, state: str, *, by: User, event: Event | None = None) -> None:
    proposal.state, proposal.event, proposal.decided_by, proposal.decided_at = state, event, by, timezone.now()
    proposal.save()


def _accepted_as(proposal: Proposal, draft: Draft) -> str:
    is_same = Draft.from_json(proposal.draft) == draft
    return Proposal.State.ACCEPTED if is_same else Proposal.State.EDITED


def _event_of(draft: Draft) -> Event:
    """Unsaved, with the bounds of its date."""
    event = Event(
        title=draft.title,
        type=EventType.objects.filter(slug=draft.type).first() if draft.type else None,
        medium=draft.medium,
        realisation=draft.realisation,
        edtf=draft.edtf,
        date_text=draft.date_text,
        date_anchor=date.fromisoformat(draft.date_anchor) if draft.date_anchor else None,
        date_rule=draft.date_rule,
        date_basis=draft.date_basis,
        duration=draft.duration,
        occurrences=draft.occurrences,
    )
    event.full_clean()
    return event


def _parts(event: Event, proposal: Proposal, draft: Draft) -> review.Parts:
    """Unsaved rows; an actor or a place that is new is stored."""
    actors = [_actor(party) for party in draft.parties]
    return review.Parts(
        parties=[
            Participation(actor=actor, role=party.role, office=review.office_then(actor, event), rank=rank)
            for rank, (party, actor) in enumerate(zip(draft.parties, actors, strict=True))
        ],
        places=[EventPlace(place=_place(draft.place))] if draft.place else [],
        quantities=[_quantity(measure) for measure in draft.quantities],
        citations=[_citation(proposal, draft)],
    )


def _actor(party: Party) -> Actor:
    if party.actor:
        return Actor.objects.current().get(slug=party.actor)
    if known := ActorNames().exactly(party.name):
        return Actor.objects.get(slug=known.slug)
    actor = Actor(name=party.name, kind=party.kind, country=_country(party))
    actor.full_clean(exclude=["slug"])
    actor.save()
    return actor


def _country(party: Party) -> Country | None:
    """A state is nothing without its country, which it is named after."""
    if party.kind != Actor.Kind.STATE:
        return None
    named = Q(name__iexact=party.name) | Q(official_name__iexact=party.name)
    aliased = Q(names__name__iexact=party.name, names__kind=CountryName.Kind.ALIAS)
    return Country.objects.filter(named | aliased).order_by("code").first()


def _place(name: str) -> Place:
    """The place of that name, or a new one of which no more is known."""
    found = Place.objects.filter(name__iexact=name).order_by("pk").first()
    if found:
        return found
    place = Place(name=name, kind=Place.Kind.OTHER)
    place.full_clean(exclude=["slug"])
    place.save()
    return place


def _quantity(measure: Measure) -> Quantity:
    try:
        amounts = [Decimal(text) if text else None for text in (measure.amount, measure.amount_max)]
    except InvalidOperation as error:
        raise ValidationError(_("“%(amount)s” is no number.") % {"amount": measure.amount}) from error
    return Quantity(
        what=measure.what,
        amount=amounts[0],
        amount_max=amounts[1],
        qualifier=measure.qualifier,
        unit=measure.unit,
        currency=measure.currency,
    )


def _citation(proposal: Proposal, draft: Draft, *, reported: dict[str, str] | None = None) -> Citation:
    """Unsaved, at its place in the text."""
    text = proposal.text
    speaker = ActorNames().exactly(draft.speaker) if draft.speaker else None
    said: dict[str, Any] = {
        "verb_class": draft.verb_class,
        "stance": draft.stance,
        "speaker": Actor.objects.get(slug=speaker.slug) if speaker else None,
        "speaker_text": "" if speaker else draft.speaker,
    }
    return Citation(
        article=text.article,
        text=text,
        exact=text.text[proposal.start : proposal.end],
        start=proposal.start,
        end=proposal.end,
        anchor_state=AnchorState.ANCHORED,
        supports=_supported(draft, reported or {}),
        reported=reported or {},
        **said,
    )


def _supported(draft: Draft, reported: dict[str, str]) -> list[str]:
    """The fields of which the passage says something, and the same as the event."""
    said = {
        "type": draft.type,
        "date": draft.edtf,
        "parties": draft.parties,
        "place": draft.place,
        "medium": draft.medium,
        "realisation": draft.realisation != "occurred",
        "duration": draft.duration,
        "occurrences": draft.occurrences,
        "quantities": draft.quantities,
    }
    return [field for field, value in said.items() if value and field not in reported]


def _begin_article(article: Article, by: User) -> None:
    if article.coding_state == Article.CodingState.NOT_STARTED:
        article.coding_state, article.coder = Article.CodingState.IN_PROGRESS, article.coder or by
        article.save()
