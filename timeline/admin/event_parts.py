"""The rows under an event: parties, places, quantities, links."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import TabularInline
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline import review
from timeline.models import Event, EventLink, EventPlace, EventType, Office, Participation, Quantity, Role

from .guards import MOST_DIGITS, GuardedFields
from .rows import MOST_ROWS, CarefulFormSet
from .widgets import OfficeSelect

NOT_A_ROW_BY_ITSELF = {"role", "certainty"}  # a row in which only these were chosen is an empty row


class PartsInline(GuardedFields, InlineModelAdmin):
    formset = CarefulFormSet
    extra = 1
    max_num = MOST_ROWS

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """A related record can be added from a row; to change one, its own page is the place."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def get_formset(self, request: HttpRequest, obj: Event | None = None, **kwargs: Any) -> type[CarefulFormSet]:
        """The absolute maximum as well, or a forged number of rows would be built before it is refused."""
        return super().get_formset(request, obj, **{"absolute_max": self.max_num} | kwargs)


class ReadOnlyWhereClosed(PartsInline):
    """Other columns for a reader than for a writer: `read_fields` where the event cannot be edited."""

    read_fields: tuple[str, ...] = ()

    def _is_open(self, request: HttpRequest, obj: Event | None) -> bool:
        return obj is None or request.method == "POST" or review.can_edit(request.user, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> Any:
        if self.read_fields and not self._is_open(request, obj):
            return [(None, {"fields": self.read_fields})]
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> Any:
        return self.read_fields if self.read_fields and not self._is_open(request, obj) else self.readonly_fields


def roles_for(event_type: EventType | None) -> list[Any]:
    """Every role, those of the type in a group of their own before the rest."""
    usual = [role for role in (event_type.roles if event_type else []) if role in Role.values]
    if not usual:
        return list(Role.choices)
    others = [choice for choice in Role.choices if choice[0] not in usual]
    return [
        (_("usual for this type"), [(role, Role(role).label) for role in usual]),
        (_("other roles"), others),
    ]


class ParticipationForm(forms.ModelForm):
    class Meta:
        model = Participation
        fields = ["actor"]  # the inline names the rest
        widgets = {"office": OfficeSelect}

    def __init__(self, *args: Any, event_type: EventType | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            self.fields["role"].choices = roles_for(event_type)
        if "office" in self.fields:
            self.fields["office"].queryset = self._offices()
            self.fields["office"].empty_label = _("no office")

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - NOT_A_ROW_BY_ITSELF) or bool(self.instance.pk and self.changed_data)

    def _offices(self) -> Any:
        """Those of the actor in the row: any other is no valid choice."""
        actor = self["actor"].value() if "actor" in self.fields else None
        key = str(actor or "")
        if not (key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS):
            return Office.objects.none()
        return Office.objects.filter(person=key)


class ParticipationFormSet(CarefulFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"event_type": self._event_type()}

    def _event_type(self) -> EventType | None:
        """The type in the form, be it saved or not."""
        if not hasattr(self, "_type"):
            key = str(self.data.get("type") or "") if self.is_bound else ""
            known = key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS
            self._type = EventType.objects.filter(pk=key).first() if known else self.instance.type
        return self._type


class ParticipationInline(ReadOnlyWhereClosed, TabularInline):
    model = Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    fields = ("actor", "role", "office", "certainty", "note")
    autocomplete_fields = ("actor",)
    verbose_name_plural = _("Who")

    def get_extra(self, request: HttpRequest, obj: Event | None = None, **kwargs: Any) -> int:
        return 1 if obj else 2

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("actor", "office")


class EventPlaceInline(PartsInline, TabularInline):
    model = EventPlace
    fields = ("place", "role")
    autocomplete_fields = ("place",)
    verbose_name_plural = _("Where")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("place")


class QuantityInline(PartsInline, TabularInline):
    model = Quantity
    fields = ("qualifier", "amount", "amount_max", "unit", "currency", "what")
    verbose_name_plural = _("Quantities")


class EventLinkInline(PartsInline, TabularInline):
    model = EventLink
    fk_name = "event"
    fields = ("kind", "other")
    autocomplete_fields = ("other",)
    verbose_name_plural = _("Links to other events")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("other__type")
