"""Submitting, sending back, publishing, retracting and restoring.

Each takes the event, who does it and why, and (where the caller showed it to somebody) the version that was read;
each returns the event as it is afterwards and raises `Refused`, `NotAllowed` or `Stale`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from timeline.models import Event, Verb

from .base import changing, check_publishable

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def submit(event: Event, *, by: User, comment: str = "", version: int | None = None) -> Event:
    with changing(event, Verb.SUBMIT, by=by, comment=comment, version=version) as changed:
        check_publishable(changed)
    return changed


def send_back(event: Event, *, by: User, comment: str, version: int | None = None) -> Event:
    with changing(event, Verb.SEND_BACK, by=by, comment=comment, version=version) as changed:
        pass
    return changed


def publish(event: Event, *, by: User, comment: str = "", version: int | None = None) -> Event:
    with changing(event, Verb.PUBLISH, by=by, comment=comment, version=version) as changed:
        check_publishable(changed)
        changed.published_at = changed.published_at or timezone.now()
    return changed


def retract(event: Event, *, by: User, comment: str, version: int | None = None) -> Event:
    """The public page becomes a tombstone that shows `comment` as the reason."""
    with changing(event, Verb.RETRACT, by=by, comment=comment, version=version) as changed:
        changed.retraction_reason = comment.strip()
        changed.retracted_at = timezone.now()
    return changed


def restore(event: Event, *, by: User, comment: str, version: int | None = None) -> Event:
    """Takes a retraction back: the event is public again."""
    with changing(event, Verb.RESTORE, by=by, comment=comment, version=version) as changed:
        check_publishable(changed)
        changed.retraction_reason, changed.retracted_at = "", None
    return changed
