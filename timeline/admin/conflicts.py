"""Two people at one record: the form carries the version that it began with, and the second save is refused.

The page comes back with everything typed, says what the other person changed, and offers to save on top.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import review
from timeline.review import Difference

OWN_FIELDS = ("read_version", "seen_version")
CONTRADICTS = gettext_lazy(
    "This could not be saved: two rows say the same thing, or a row contradicts one that was stored in the meantime."
    " Compare the rows, remove one of the two, and save again."
)


@dataclass(frozen=True)
class Conflict:
    """What the page shows beside the form; `stored` is the version that a deliberate save replaces.

    `theirs` and `yours` are measured from the version that the form began with; `began` is False where that version
    was not kept, and then both are measured from what is stored now.
    """

    stored: str
    theirs: list[Difference]
    yours: list[Difference]
    began: bool = True
    partial: bool = False  # `yours` lacks the rows, because they cannot be read yet


class VersionedForm(forms.ModelForm):
    """`model_admin` and `request` are set on the class by `CarefulAdmin.get_form`."""

    model_admin: CarefulAdmin
    request: HttpRequest

    read_version = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_stale = False
        self.stored_version = self.model_admin.version_of(self.instance) if self.instance.pk else ""
        self.initial["read_version"] = self.stored_version

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in OWN_FIELDS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and self.stored_version not in (cleaned.get("read_version"), cleaned.get("seen_version")):
            self.is_stale = True
            self.add_error(None, ValidationError(self.model_admin.stale_message(self.instance), code="stale"))
        elif refused := getattr(self.request, "refused", None):
            field = "comment" if refused.code == "comment_needed" and "comment" in self.fields else None
            self.add_error(field, refused)
        return cleaned


class CarefulAdmin(ModelAdmin):
    """Refuses a save over somebody else's; asks again where a verb of the review refuses."""

    form = VersionedForm
    change_form_template = "admin/timeline/change_form.html"
    versioned_parts: tuple[str, ...] = ()  # related names of the rows that the page edits as well

    def version_of(self, obj: models.Model) -> str:
        """A digest of what the page edits, rows included, so that a change by any road is noticed."""
        rows = [_values(obj)]
        for name in self.versioned_parts:
            rows += [_values(row) for row in getattr(obj, name).order_by("pk")]
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:20]

    def stale_message(self, obj: models.Model) -> str:
        return _("Somebody else has saved this while you had it open. Nothing of yours is lost; compare, then decide.")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model | None:
        """Locked until the save is over, so that nobody slips in between the check and the save."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and request.method == "POST" and connection.in_atomic_block:
            obj = self.model._default_manager.select_for_update().filter(pk=obj.pk).first()
        return obj

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.model_admin, form.request = self, request
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is refused while saving comes back as an error of the form: the second pass only shows it."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except review.Refused as refused:
            request.refused = refused
        except IntegrityError:
            request.refused = ValidationError(CONTRADICTS, code="contradicts")
        return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        if not change or form.changed_data:  # a save that changes nothing leaves no trace in the history
            super().save_model(request, obj, form, change)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["adminform"].form
        if getattr(form, "is_stale", False):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["conflict"] = self.conflict(request, form, formsets)
        return super().render_change_form(request, context, **kwargs)

    def conflict(self, request: HttpRequest, form: forms.ModelForm, formsets: list[forms.BaseFormSet]) -> Conflict:
        """Field by field, what is stored now and what was typed."""
        yours = changes_in(form)
        for formset in formsets:
            for row in formset.forms:
                label = str(formset.model._meta.verbose_name)
                yours += [Difference(f"{label}: {c.field}", c.before, c.after) for c in changes_in(row)]
        return Conflict(form.stored_version, theirs=[], yours=yours, began=False)


def changes_in(form: forms.ModelForm) -> list[Difference]:
    """What was typed where it differs from what is stored, in words."""
    found = []
    for name in form.changed_data:
        bound = form[name]
        if bound.is_hidden:
            continue
        words = [_in_words(bound.field, value) for value in (form.initial.get(name), bound.value())]
        found.append(Difference(str(bound.label), *words))
    return found


def _in_words(field: forms.Field, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        try:
            return str(field.to_python(value))
        except ValidationError:
            return str(value)
    if isinstance(field, forms.ChoiceField) and not isinstance(value, list):
        flat = {str(key): label for group in field.choices for key, label in _flat(group)}
        return str(flat.get(str(value), value))
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def _flat(choice: tuple[Any, Any]) -> list[tuple[Any, Any]]:
    key, label = choice
    return list(label) if isinstance(label, list | tuple) else [(key, label)]


def _values(obj: models.Model) -> list[str]:
    fields = [field for field in obj._meta.concrete_fields if field.editable or field.primary_key]
    return [f"{field.attname}={field.value_to_string(obj)}" for field in fields]
