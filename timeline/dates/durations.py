"""ISO 8601 durations: “PT3H” is kept, “3 hours” is shown."""

from __future__ import annotations

import re

from .refusals import quote

NUMBER = r"([0-9]{1,6}(?:[.,][0-9]{1,3})?)"
UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
DURATION = re.compile(
    "P" + "".join(f"(?:{NUMBER}{letter})?" for letter in "YMWD")
    + "(?:T(?=.)" + "".join(f"(?:{NUMBER}{letter})?" for letter in "HMS") + ")?"
)  # fmt: skip
SECONDS = (31_557_600, 2_629_800, 604_800, 86_400, 3_600, 60, 1)  # of a year and a month on average
MOST_YEARS = 100
MOST_CHARACTERS = 60


class DurationError(ValueError):
    """Quotes what was given and says what is accepted."""


def parse_duration(text: str) -> str:
    """The canonical form: what is zero left out, a point before decimals, nothing converted (“PT90M” stays).

    Raises `DurationError`, also for nothing at all and for more than a hundred years.
    """
    amounts = _amounts(text)
    parts = [f"{amount}{letter}" if amount else "" for amount, letter in zip(amounts, "YMWDHMS", strict=True)]
    clock = "".join(parts[4:])
    return f"P{''.join(parts[:4])}{f'T{clock}' if clock else ''}"


def describe_duration(text: str) -> str:
    """“PT3H” → “3 hours”, “P1DT2H” → “1 day and 2 hours”. Raises as `parse_duration` does."""
    words = [
        f"{amount} {unit}{'' if amount == '1' else 's'}"
        for amount, unit in zip(_amounts(text), UNITS, strict=True)
        if amount
    ]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _amounts(text: str) -> list[str]:
    """One for each unit; empty where it is zero."""
    if len(text) > MOST_CHARACTERS:
        raise _refusal(text, f"is longer than {MOST_CHARACTERS} characters")
    match = DURATION.fullmatch(text.strip(" \t\r\n").upper()) if text.isascii() else None
    if match is None:
        raise _refusal(text, "is no duration")
    given = [number for number in match.groups() if number]
    if any(not number.isdigit() for number in given[:-1]):
        raise _refusal(text, "has a fraction before the last unit")
    amounts = [_plain(number or "0") for number in match.groups()]
    seconds = sum(float(amount or 0) * length for amount, length in zip(amounts, SECONDS, strict=True))
    if not seconds:
        raise _refusal(text, "is no time at all")
    if seconds > MOST_YEARS * SECONDS[0]:
        raise _refusal(text, f"is longer than {MOST_YEARS} years")
    return amounts


def _plain(number: str) -> str:
    """“007” → “7”, “1,50” → “1.5”, “0” → “”."""
    whole, _point, rest = number.replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    whole = whole.lstrip("0")
    return f"{whole or '0'}.{rest}" if rest else whole


def _refusal(text: str, why: str) -> DurationError:
    return DurationError(
        f"{quote(text)} {why}; ISO 8601 is expected: PT3H for three hours, PT90M for ninety minutes, "
        "P1DT2H for a day and two hours, P2W for two weeks."
    )
