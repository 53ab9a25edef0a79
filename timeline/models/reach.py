"""How far an event reaches, in classes, so that an index finds what reaches across a day from the days before it."""

from __future__ import annotations

from django.db.models import Case, F, PositiveSmallIntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from timeline.dates import DAY_BITS, OPEN, SECOND_BITS

# Class → the most days that an event of it reaches beyond its first; without an end, a class that nobody asks for.
REACHES = {0: 0, 1: 6, 2: 30, 3: 365, 4: 3_659, 5: OPEN - 1}
OPEN_ENDED = 6


def reach_of() -> Combinable:
    """The class, computed from the two days in `position` (dates/ordering.py); 0 for an undated event."""
    first = F("position").bitrightshift(SECOND_BITS + DAY_BITS)
    last = F("position").bitrightshift(SECOND_BITS).bitand(2**DAY_BITS - 1)
    return Case(
        When(GreaterThanOrEqual(last, OPEN), then=Value(OPEN_ENDED)),
        *(When(LessThanOrEqual(last - first, most), then=Value(reach)) for reach, most in REACHES.items()),
        output_field=PositiveSmallIntegerField(),
    )
