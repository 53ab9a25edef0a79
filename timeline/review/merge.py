"""Merging: two records of one thing become one; the old address leads to the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from timeline.models import Actor, ActorAlias, Event, Office, ReviewState, Verb
from timeline.models.search import together, touch

from .base import NotAllowed, Refused, changing, locked, record
from .snapshots import snapshot

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet


def merge(event: Event, *, into: Event, by: User, comment: str = "", version: int | None = None) -> Event:
    """`event`'s citations, links and missing parties move to `into`, whose own values stay; returns `into`.

    A published event only merges into a published one, so that a public address never leads to a draft.
    """
    if event.pk == into.pk:
        raise Refused(_("An event cannot be merged into itself."), code="same")
    with together():
        # Locked in the order of their keys, so that two editors who merge crosswise wait for each other.
        both = [event.pk, into.pk]
        list(Event.objects.select_for_update(of=("self",)).filter(pk__in=both).order_by("pk").values_list("pk"))
        source, target = locked(event), locked(into)
        if target.review_state in (ReviewState.MERGED, ReviewState.RETRACTED):
            raise Refused(
                _("The event to merge into is %(state)s.") % {"state": target.get_review_state_display()},
                code="wrong_state",
            )
        if source.is_public and not target.is_public:
            raise Refused(_("A published event can only be merged into a published one."), code="wrong_state")
        before = snapshot(target)
        with changing(source, Verb.MERGE, by=by, comment=comment, version=version) as changed:
            _move_parts(changed, target)
            _move_links(changed, target)
            touch([changed.pk, target.pk])
            changed.merged_into = target
            changed.citation_count = changed.source_count = 0
        # No chains: one step to the event that stays.
        Event.objects.filter(merged_into=changed).update(merged_into=target)
        target.refresh_counts()
        target.version += 1
        target.save()
        # The comment is public with the target's history; the id of what was never published is not.
        origin = changed.public_id if changed.published_at else _("a draft")
        record(target, Verb.RECEIVE, by=by, comment=comment or _("From %(id)s") % {"id": origin}, before=before)
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


def _move_links(source: Event, target: Event) -> None:
    """Links in both directions; those that would lead to the event itself, or are there already, are dropped."""
    outward = set(target.links.values_list("kind", "other"))
    for link in source.links.all():
        if link.other_id == target.pk or (link.kind, link.other_id) in outward:
            link.delete()
        else:
            source.links.filter(pk=link.pk).update(event=target)
    inward = set(target.linked_from.values_list("kind", "event"))
    for link in source.linked_from.all():
        if link.event_id == target.pk or (link.kind, link.event_id) in inward:
            link.delete()
        else:
            source.linked_from.filter(pk=link.pk).update(other=target)


@together()
def merge_actors(actor: Actor, *, into: Actor, by: User) -> Actor:
    """`actor`'s names, identifiers, offices and parts in events move to `into`, which is returned.

    The events keep their versions: nothing that they say has changed, only the record that they name.
    """
    if not by.has_perm("timeline.merge_event"):
        raise NotAllowed(_("You may not do this: merging is for editors."), code="not_allowed")
    found = {a.pk: a for a in Actor.objects.select_for_update().filter(pk__in=[actor.pk, into.pk]).order_by("pk")}
    actor, into = found[actor.pk], found[into.pk]
    if actor.pk == into.pk or into.merged_into_id:
        raise Refused(_("Merge into another actor, one that was not merged itself."), code="same")
    if actor.merged_into_id:
        raise Refused(_("This actor was merged already."), code="wrong_state")
    if Office.objects.filter(person__in=found, organisation__in=found).exists():
        raise Refused(_("One of them holds an office in the other; they are not the same."), code="not_the_same")
    _move_offices(actor.offices.all(), into.offices.all(), person=into)
    _move_offices(actor.office_holders.all(), into.office_holders.all(), organisation=into)
    _move_appearances(actor, into)
    _move_names(actor, into)
    actor.merged_into = into
    actor.save()
    return into


def _move_offices(offices: QuerySet[Office], present: QuerySet[Office], **new: Actor) -> None:
    """One that `into` has already takes over the participations of its twin."""
    for office in offices:
        moved = {"person_id": office.person_id, "organisation_id": office.organisation_id}
        moved |= {f"{name}_id": actor.pk for name, actor in new.items()}
        twin = present.filter(title=office.title, edtf=office.edtf, **moved).first()
        if twin:
            office.participations.update(office=twin)
            office.delete()
        else:
            for name, actor in new.items():
                setattr(office, name, actor)
            office.save()


def _move_appearances(actor: Actor, into: Actor) -> None:
    for part in actor.participations.select_related("office__organisation"):
        twin = into.participations.filter(event=part.event_id, role=part.role).first()
        if twin is None:
            part.actor = into
            part.save()
            continue
        twin.office, twin.note = twin.office or part.office, twin.note or part.note
        part.delete()
        twin.save()
    actor.represented_in.update(acts_for=into)
    actor.spoken_citations.update(speaker=into)
    actor.merged_from.update(merged_into=into)


def _move_names(actor: Actor, into: Actor) -> None:
    known = set(into.aliases.values_list("name", "language"))
    for alias in actor.aliases.all():
        if (alias.name, alias.language) in known:
            alias.delete()
        else:
            alias.actor = into
            alias.save()
    if actor.name != into.name and not into.aliases.filter(name=actor.name).exists():
        ActorAlias.objects.create(actor=into, name=actor.name)
    actor.identifiers.update(actor=into)
