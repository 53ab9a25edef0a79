"""Dates exactly as precise as they are known: EDTF, bounds, order, words, phrases. Knows no Django and no database."""

from .clock import ClockError, instant
from .durations import DurationError, describe_duration, parse_duration
from .edtf import EDTFDate, EDTFError, Precision, parse
from .ordering import DAY_BITS, OPEN, POSITION_BITS, SECOND_BITS, UNDATED_POSITION, Certainty, overlaps, position
from .phrases import RULES, Resolution, resolve
from .weekends import Weekend
from .wording import describe

__all__ = [
    "DAY_BITS",
    "OPEN",
    "POSITION_BITS",
    "RULES",
    "SECOND_BITS",
    "UNDATED_POSITION",
    "Certainty",
    "ClockError",
    "DurationError",
    "EDTFDate",
    "EDTFError",
    "Precision",
    "Resolution",
    "Weekend",
    "describe",
    "describe_duration",
    "instant",
    "overlaps",
    "parse",
    "parse_duration",
    "position",
    "resolve",
]
