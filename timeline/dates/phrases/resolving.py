"""The closed table in use. What is not in the table is not resolved: nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..edtf import EDTFDate, parse
from ..weekends import Weekend
from . import days, distances, months, weeks, years
from .cleaning import cleaned, without_preposition
from .nested import nested
from .rule import Context, Rule


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `phrase` means in an article of `reference`; `rule` is the stable name of a rule in `RULES`."""

    phrase: str
    edtf: EDTFDate
    rule: str
    reference: date


PLAIN_RULES = days.RULES + weeks.RULES + months.RULES + years.RULES + distances.RULES


def resolve(
    phrase: str, reference: date, *, weekend: Weekend = Weekend.SAT_SUN, planned: bool = False
) -> Resolution | None:
    """The date that `phrase` means, or None for whatever is not in the table or leaves the calendar.

    `reference` is the day of the article in its own time zone. With `planned`, what lies ahead is meant: a bare weekday
    is the next one and not the last. `weekend` is that of the country, see weekends.py.
    """
    if isinstance(reference, datetime):
        reference = reference.date()
    text = cleaned(phrase)
    found = _apply(RULES, text, Context(reference, Weekend(weekend), planned)) if text else None
    return Resolution(phrase, found[1], found[0].name, reference) if found else None


def _apply(rules: tuple[Rule, ...], text: str, context: Context) -> tuple[Rule, EDTFDate] | None:
    """The first rule that matches decides, also when it finds no date."""
    for candidate in dict.fromkeys((text, without_preposition(text))):
        for rule in rules:
            for pattern in rule.patterns:
                if match := pattern.fullmatch(candidate):
                    try:
                        edtf = rule.read(context, match)
                        return (rule, parse(edtf)) if edtf else None
                    except (ValueError, OverflowError):  # no such day, or outside the calendar
                        return None
    return None


def _read_inner(text: str, context: Context) -> EDTFDate | None:
    found = _apply(PLAIN_RULES, text, context)
    return found[1] if found else None


RULES: tuple[Rule, ...] = PLAIN_RULES + nested(_read_inner)
