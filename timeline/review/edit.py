"""Editing: nothing is overwritten unseen, and every change of an event or of its parts is one recorded version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from timeline.models import Event, ReviewState, Verb
from timeline.models.search import together

from .base import NotAllowed, Refused, check_publishable, locked, record
from .snapshots import snapshot

if TYPE_CHECKING:
    from django.contrib.auth.models import User

EDIT_PERMISSIONS = {
    ReviewState.DRAFT: "timeline.change_event",
    ReviewState.IN_REVIEW: "timeline.publish_event",
    ReviewState.PUBLISHED: "timeline.publish_event",
}


def can_edit(user: User, event: Event) -> bool:
    """Analysts edit drafts, editors also what is submitted or published; nobody what is retracted or merged."""
    permission = EDIT_PERMISSIONS.get(ReviewState(event.review_state))
    return permission is not None and user.has_perm(permission)


@contextmanager
def editing(event: Event, *, by: User, version: int, comment: str = "") -> Iterator[Event]:
    """Change an event and its parts inside the block; `version` is the one that the user had before them.

    Raises `Stale` before the block if somebody was quicker, `NotAllowed`, or `Refused` when a published event would
    be changed without a comment or left without what publication needs. Nothing is kept of a block that raises, and
    a block that changes nothing makes no version.
    """
    with together():
        fresh = locked(event, version=version)
        if not can_edit(by, fresh):
            raise NotAllowed(
                _("You may not edit an event that is %(state)s.") % {"state": fresh.get_review_state_display()},
                code="not_allowed",
            )
        before = snapshot(fresh)
        yield fresh
        fresh = Event.objects.select_related("type").get(pk=fresh.pk)
        if fresh.is_public:
            check_publishable(fresh)
        fresh.refresh_counts()
        after = snapshot(fresh)
        if after == before:
            return
        if fresh.is_public and not comment.strip():
            raise Refused(
                _("This event is published: say in the comment what you correct, and why."), code="comment_needed"
            )
        fresh.version += 1
        fresh.save()
        record(fresh, Verb.EDIT, by=by, comment=comment, before=before)
        event.version = fresh.version


def begin_history(event: Event, *, by: User | None, comment: str = "") -> None:
    """Record version 1 of an event that was made together with its parts, inside the caller's transaction."""
    event.refresh_counts()
    record(event, Verb.CREATE, by=by, comment=comment, before={})
