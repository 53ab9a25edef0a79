"""What differs between two snapshots, in words that an analyst or a reader understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from timeline import dates
from timeline.models import Event, EventType

from .snapshots import AS_TEXT, FIELDS

# JSON in PostgreSQL keeps no order, so the order of words is said here.
FIELD_ORDER = ("title", "type", *FIELDS[1:], *AS_TEXT)
PART_ORDER = (
    "name", "kind", "event", "exact", "role", "office", "certainty", "credited_to", "verb_class", "stance",
    "credibility", "supports", "reported", "rank", "note",
)  # fmt: skip
KEYS = ("actor", "place", "event", "article")  # shown only where the words would be the same
PARTS = {
    "parties": _("party"),
    "places": _("place"),
    "quantities": _("quantity"),
    "links": _("link"),
    "citations": _("citation"),
}
NAMED = {"type": _("type"), "edtf": _("date")}


@dataclass(frozen=True)
class Difference:
    """One field; an empty `before` was added, an empty `after` taken away."""

    field: str
    before: str
    after: str


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Field by field in the order of the form, then part by part."""
    fields = [name for name in FIELD_ORDER if before.get(name, "") != after.get(name, "")]
    found = [
        Difference(_label(name), _words(name, before.get(name, "")), _words(name, after.get(name, "")))
        for name in fields
    ]
    for name, label in PARTS.items():
        found += _part_differences(str(label), before.get(name, []), after.get(name, []))
    return found


def _part_differences(label: str, before: list[Any], after: list[Any]) -> list[Difference]:
    gone = [part for part in before if part not in after]
    new = [part for part in after if part not in before]
    changed: list[Difference] = []
    for old in list(gone):
        if twin := next((part for part in new if _key(part) == _key(old)), None):
            changed.append(_changed_part(label, old, twin))
            gone.remove(old)
            new.remove(twin)
    changed += [Difference(label, _part_words(part), "") for part in gone]
    return changed + [Difference(label, "", _part_words(part)) for part in new]


def _changed_part(label: str, old: Any, new: Any) -> Difference:
    before, after = _part_words(old), _part_words(new)
    if before != after:
        return Difference(label, before, after)
    hidden = [name for name in new if old.get(name) != new[name]]
    said = [", ".join(f"{name.replace('_', ' ')}: {part.get(name)}" for name in hidden) for part in (old, new)]
    return Difference(label, f"{before} ({said[0]})", f"{after} ({said[1]})")


def _key(part: Any) -> Any:
    """What makes a part the same part although it changed."""
    if isinstance(part, str):
        return part
    return next(part[name] for name in KEYS if name in part), part.get("exact")


def _part_words(part: Any) -> str:
    if isinstance(part, str):
        return part
    values = [_value_words(part.get(name)) for name in PART_ORDER]
    return " · ".join(value for value in values if value)


def _value_words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{field}: {said}" for field, said in value.items())
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value in (None, "") else str(value).replace("_", " ")


def _label(name: str) -> str:
    return str(NAMED[name] if name in NAMED else Event._meta.get_field(name).verbose_name)


def _words(name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if name == "edtf":
        return f"{dates.describe(value)} ({value})"
    if name == "type":
        label = EventType.objects.filter(slug=value).values_list("label", flat=True).first()
        return label or str(value)
    field = Event._meta.get_field(name)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(dict(field.flatchoices).get(value, value))
