"""Merging: two records of one thing become one; the old address leads to the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from timeline.models import Actor, ActorAlias, Event, ReviewState, Verb

from .base import NotAllowed, Refused, changing, locked, record
from .snapshots import snapshot

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def merge(event: Event, *, into: Event, by: User, comment: str = "", version: int | None = None) -> Event:
    """`event`'s citations and missing parties move to `into`, whose own values stay; returns `into`.

    A published event only merges into a published one, so that a public address never leads to a draft.
    """
    if event.pk == into.pk:
        raise Refused(_("An event cannot be merged into itself."), code="same")
    with transaction.atomic():
        target = locked(into)
        if target.review_state in (ReviewState.MERGED, ReviewState.RETRACTED):
            raise Refused(
                _("The event to merge into is %(state)s.") % {"state": target.get_review_state_display()},
                code="wrong_state",
            )
        if event.review_state == ReviewState.PUBLISHED and not target.is_public:
            raise Refused(_("A published event can only be merged into a published one."), code="wrong_state")
        before = snapshot(target)
        with changing(event, Verb.MERGE, by=by, comment=comment, version=version) as changed:
            _move_parts(changed, target)
            changed.merged_into = target
            changed.citation_count = changed.source_count = 0
        Event.objects.filter(merged_into=changed).update(
            merged_into=target
        )  # no chains: one step to the event that stays
        target.refresh_counts()
        target.version += 1
        target.save()
        record(
            target, Verb.RECEIVE, by=by, comment=comment or _("From %(id)s") % {"id": changed.public_id}, before=before
        )
    return target


def _move_parts(source: Event, target: Event) -> None:
    cited = set(target.citations.values_list("text", "start", "end"))
    has_lead = target.citations.filter(rank="preferred").exists()
    for citation in source.citations.all():
        if citation.text_id and (citation.text_id, citation.start, citation.end) in cited:
            continue
        rank = "normal" if has_lead and citation.rank == "preferred" else citation.rank
        source.citations.filter(pk=citation.pk).update(event=target, rank=rank)
    present = set(target.participations.values_list("actor", "role"))
    for part in source.participations.all():
        if (part.actor_id, part.role) not in present:
            source.participations.filter(pk=part.pk).update(event=target)


@transaction.atomic
def merge_actors(actor: Actor, *, into: Actor, by: User) -> Actor:
    """`actor`'s names and parts in events move to `into`; its address leads there. Returns `into`."""
    if not by.has_perm("timeline.merge_event"):
        raise NotAllowed(_("You may not do this: merging is for editors."), code="not_allowed")
    if actor.pk == into.pk or into.merged_into_id:
        raise Refused(_("Merge into another actor, one that was not merged itself."), code="same")
    for part in actor.participations.all():
        if into.participations.filter(event=part.event_id, role=part.role).exists():
            part.delete()
        else:
            part.actor = into
            part.office = None if part.office_id and part.office.person_id != into.pk else part.office
            part.save()
    actor.represented_in.update(acts_for=into)
    actor.spoken_citations.update(speaker=into)
    actor.merged_from.update(merged_into=into)
    actor.office_holders.update(organisation=into)
    actor.offices.update(person=into)
    for name in {actor.name, *actor.aliases.values_list("name", flat=True)} - {into.name}:
        ActorAlias.objects.get_or_create(actor=into, name=name, language="")
    actor.merged_into = into
    actor.save()
    return into
