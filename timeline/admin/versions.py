"""The versions of an event that meet in a conflict: the one which the form began with, and yours as it would be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import DatabaseError, transaction

from timeline import review
from timeline.models import Event, Revision

Snapshot = dict[str, Any]


def began_with(event: Event, version: str) -> Snapshot | None:
    """`version` as the form carries it; None where it was not recorded, as for events that were made in bulk."""
    version = version.partition(".")[0]
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        return None
    recorded = Revision.objects.filter(public_id=event.public_id, version=int(version))
    return recorded.values_list("after", flat=True).first()


def yours_as_saved(form: forms.ModelForm, formsets: list[forms.BaseFormSet]) -> tuple[Snapshot, bool]:
    """What the form would store, found by storing it and taking that back.

    With True where only the fields could be read, because something in the rows is still wrong.
    """
    if all(formset.is_valid() for formset in formsets):
        try:
            with transaction.atomic():
                form.instance.save()
                for formset in formsets:
                    formset.save()
                mine = review.snapshot(form.instance)
                transaction.set_rollback(True)
            return mine, False
        except (DatabaseError, ValueError):
            pass
    return review.snapshot(form.instance), True
