"""Names that complete themselves: the select that asks for them and the view that answers."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models


class SafeAutocompleteSelect(AutocompleteSelect):
    """A form that comes back with junk in it shows an empty choice; the stock widget asks the database for the junk."""

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> list[Any]:
        return super().optgroups(name, [text for text in value if self._could_be_a_key(text)], attr)

    def _could_be_a_key(self, text: Any) -> bool:
        field = self.field.target_field
        text = str(text)
        if isinstance(field, models.IntegerField):
            return text.isascii() and text.isdigit() and len(text) <= 18
        return len(text) <= 100 and text.isprintable()


class AutocompleteView(AutocompleteJsonView):
    """Says more than a name where the admin of the model has `completion()`: there are many Smiths."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        describe = getattr(self.model_admin, "completion", None)
        return result | {"text": describe(obj)} if describe else result
