"""When a date may be written as days: only where the record says the very day."""

from __future__ import annotations

from .records import Record


def exact_days(date: Record | None) -> tuple[str, str] | None:
    """First and last day where both are known; None where a day would be a guess (“2022-03”, “2022-03-05?”)."""
    if not date or date["uncertain"] or date["approximate"]:
        return None
    first, last = date["earliest"], date["latest"]
    written = date["edtf"]
    if first and written == first == last:
        return first, last
    if date["lasted"] and written == f"{first}/{last}":
        return first, last
    return None
