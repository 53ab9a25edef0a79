"""ISO 8601 durations: “PT3H” is stored, “3 hours” is shown."""

from __future__ import annotations

import re

DURATION = re.compile(
    r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,4})S)?)?",
    re.ASCII,
)
UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
LETTERS = ("Y", "M", "W", "D", "H", "M", "S")


def parse_duration(text: str) -> str:
    """The canonical form: units that are zero left out. Raises `ValueError` that says what is accepted."""
    amounts = _amounts(text.strip().upper())
    parts = [
        f"{int(amount)}{letter}" if amount and int(amount) else ""
        for amount, letter in zip(amounts, LETTERS, strict=True)
    ]
    clock = "".join(parts[4:])
    return f"P{''.join(parts[:4])}{f'T{clock}' if clock else ''}"


def describe_duration(text: str) -> str:
    """“PT3H” → “3 hours”, “P1DT2H” → “1 day 2 hours”."""
    amounts = [(int(amount), unit) for amount, unit in zip(_amounts(text), UNITS, strict=True) if amount]
    return " ".join(f"{amount} {unit}{'' if amount == 1 else 's'}" for amount, unit in amounts if amount)


def _amounts(text: str) -> tuple[str | None, ...]:
    match = DURATION.fullmatch(text[:40])
    if not match or len(text) > 40 or not any(amount and int(amount) for amount in match.groups()):
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:40])
        raise ValueError(
            f"“{shown}” is no duration; ISO 8601 is expected:"
            " PT3H for three hours, PT90M for ninety minutes, P2D for two days."
        )
    return match.groups()
