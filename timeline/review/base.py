"""What every verb does: lock the event, check who and when, change, record. Each raises before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from timeline.models import Event, ReviewState, Revision, Verb

from .snapshots import snapshot

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Refused(ValidationError):  # noqa: N818 - an answer to the user, as ValidationError is
    """The verb does not fit the event as it is; the message says why and what would do."""


class NotAllowed(Refused):
    """The user may not do this."""


class Stale(Refused):
    """Somebody changed the event since the caller read it; `event` is as it is now."""

    def __init__(self, event: Event, read_version: int) -> None:
        self.event, self.read_version = event, read_version
        super().__init__(
            _("Somebody else has changed this event: you began with version %(read)s, it is now version %(now)s.")
            % {"read": read_version, "now": event.version},
            code="stale",
        )


@dataclass(frozen=True)
class Rule:
    """From which states a verb leads where, who may say it, and whether it needs a reason."""

    verb: Verb
    sources: tuple[str, ...]
    target: str
    permission: str
    needs_comment: bool = False


S = ReviewState
RULES = {
    rule.verb: rule
    for rule in (
        Rule(Verb.SUBMIT, (S.DRAFT,), S.IN_REVIEW, "timeline.submit_event"),
        Rule(Verb.SEND_BACK, (S.IN_REVIEW,), S.DRAFT, "timeline.publish_event", needs_comment=True),
        Rule(Verb.PUBLISH, (S.DRAFT, S.IN_REVIEW), S.PUBLISHED, "timeline.publish_event"),
        Rule(Verb.RETRACT, (S.PUBLISHED,), S.RETRACTED, "timeline.retract_event", needs_comment=True),
        Rule(Verb.RESTORE, (S.RETRACTED,), S.PUBLISHED, "timeline.retract_event", needs_comment=True),
        Rule(Verb.MERGE, (S.DRAFT, S.IN_REVIEW, S.PUBLISHED), S.MERGED, "timeline.merge_event"),
    )
}


def may(user: User, verb: Verb, event: Event) -> bool:
    """Whether `user` may say `verb` to `event` as it is now."""
    rule = RULES[verb]
    return event.review_state in rule.sources and user.has_perm(rule.permission)


def permitted_verbs(user: User, event: Event) -> list[Verb]:
    """The verbs that fit, in the order of the work."""
    return [verb for verb in RULES if may(user, verb, event)]


def locked(event: Event, *, version: int | None = None) -> Event:
    """The event as stored now, locked until the transaction ends; raises `Stale` if it is no longer at `version`."""
    fresh = Event.objects.select_for_update(of=("self",)).select_related("type").get(pk=event.pk)
    if version is not None and fresh.version != version:
        raise Stale(fresh, version)
    return fresh


def check(event: Event, rule: Rule, *, by: User, comment: str) -> None:
    name = rule.verb.label
    if not by.has_perm(rule.permission):
        raise NotAllowed(_("You may not do this: “%(verb)s” is for editors.") % {"verb": name}, code="not_allowed")
    if event.review_state not in rule.sources:
        states = ", ".join(str(ReviewState(s).label) for s in rule.sources)
        raise Refused(
            _("“%(verb)s” needs an event that is %(needed)s; this one is %(state)s.")
            % {"verb": name, "needed": states, "state": event.get_review_state_display()},
            code="wrong_state",
        )
    if rule.needs_comment and not comment.strip():
        raise Refused(_("Say why: a comment is needed."), code="comment_needed")


def check_publishable(event: Event) -> None:
    if missing := event.missing_for_publication():
        raise Refused(
            _("Before it can be published, this event needs: %(what)s.") % {"what": "; ".join(missing)},
            code="incomplete",
        )


def record(event: Event, verb: Verb, *, by: User | None, comment: str, before: dict[str, Any]) -> Revision:
    revision = Revision(
        event=event,
        public_id=event.public_id,
        version=event.version,
        verb=verb,
        by=by,
        comment=comment.strip(),
        before=before,
    )
    revision.after = snapshot(event)
    revision.full_clean(exclude=["before", "after", "event", "by"])
    revision.save()
    return revision


@contextmanager
def changing(event: Event, verb: Verb, *, by: User, comment: str, version: int | None) -> Iterator[Event]:
    """One transition: yields the locked event in its new state; saves and records it, or leaves all as it was."""
    with transaction.atomic():
        fresh = locked(event, version=version)
        check(fresh, RULES[verb], by=by, comment=comment)
        before = snapshot(fresh)
        fresh.review_state = RULES[verb].target
        fresh.version += 1
        yield fresh
        fresh.save()
        record(fresh, verb, by=by, comment=comment, before=before)
