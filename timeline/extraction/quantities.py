"""Numbers with what they count: people, goods, money; how long it lasted and how often it happened."""

from __future__ import annotations

import re

from .drafts import Amount
from .wordlists import words

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: number for number, word in enumerate([*SMALL.split(" "), "eighteen", "nineteen"])}
NUMBERS |= {
    f"{tens}-{unit}" if unit else tens: 20 + 10 * n + NUMBERS.get(unit, 0)
    for n, tens in enumerate(TENS.split(" "))
    for unit in (*SMALL.split(" ")[1:10], "")  # “twenty-five” is looked for before “twenty”
}
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
CURRENCIES = SIGNS | {
    "dollars": "USD",
    "euros": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "roubles": "RUB",
    "rubles": "RUB",
    "francs": "FRF",
    "marks": "DEM",
    "rupees": "INR",
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
}
COUNTED = sorted(words("quantities.counted"))
QUALIFIERS = dict.fromkeys(("about", "around", "some", "nearly", "almost", "roughly"), "about") | {
    "at least": "at_least",
    "more than": "at_least",
    "over": "at_least",
    "up to": "at_most",
    "a further": "exactly",
}
SCALE = r"\s(?:hundred|thousand|million|billion)\b"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(NUMBERS)})"
QUALIFIER = rf"(?:(?P<qualifier>{'|'.join(QUALIFIERS)})\s+)?"
MONEY = re.compile(
    rf"{QUALIFIER}(?:(?P<sign>[$€£¥])\s?(?P<much>{NUMBER})(?:\s?(?P<scale>thousand|million|billion|bn|m)\b)?"
    rf"|\b(?P<amount>{NUMBER})(?:[\s-](?P<by>thousand|million|billion))?\s(?:us |american |canadian )?"
    rf"(?P<currency>{'|'.join(word for word in CURRENCIES if word.isalpha())})\b)",
    re.IGNORECASE,
)
THINGS = re.compile(
    rf"{QUALIFIER}\b(?:(?P<number>{NUMBER})|a(?={SCALE}))(?:(?P<scale>{SCALE})(?:(?:\sand)?\s(?P<rest>{NUMBER}))?)?\s"
    rf"(?:(?!(?:and|{'|'.join(SCALES)})\b)[\w-]+\s){{0,2}}?(?P<what>{'|'.join(COUNTED)})\b",
    re.IGNORECASE,
)
UNITS = {"tonnes": "t", "tons": "t"}
LASTED = re.compile(
    rf"\b(?P<number>{NUMBER}|a|an|half an)[\s-](?P<unit>hour|minute|day)s?(?:-long|\sof\b"
    rf"|\b(?=\s(?:meeting|talks|call|visit|conversation|trip)))"
    r"|\b(?:for|lasted|lasting)\s(?:about\s|nearly\s|almost\s|more than\s|over\s)?"
    rf"(?P<span>{NUMBER}|an?)\s(?P<each>hour|minute|day)s?\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"\b(?P<number>two|three|four|five|six|seven|eight|\d{1,2})\s(?:[\w-]+\s){0,2}?(?:conversations|calls|meetings|visits|trips|rounds|occasions|times)\b",
    re.IGNORECASE,
)
MOST = 4


def quantities(passage: str) -> tuple[Amount, ...]:
    """At most `MOST`, in the order of the passage."""
    found: list[tuple[int, Amount]] = []
    for match in MONEY.finditer(passage):
        scale = SCALES.get((match["scale"] or match["by"] or "").lower(), 1)
        number = _number(match["much"] or match["amount"]) * scale
        currency = CURRENCIES[match["sign"] or match["currency"].lower()]
        found.append(
            (
                match.start(),
                Amount(
                    "money",
                    f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{int(number)}",
                    _qualifier(match),
                    currency=currency,
                ),
            )
        )
    for match in THINGS.finditer(passage):
        number = _number(match["number"] or "one") * SCALES.get((match["scale"] or "").strip().lower(), 1)
        number += _number(match["rest"] or "zero")  # “a hundred and twenty”
        what = match["what"].lower()
        if not any(start <= match.start() < start + 3 for start, _amount in found):
            found.append(
                (
                    match.start(),
                    Amount(
                        what,
                        f"{number:g}" if number < 1e6 else f"{int(number)}",
                        _qualifier(match),
                        UNITS.get(what, ""),
                    ),
                )
            )
    return tuple(amount for _start, amount in sorted(found, key=lambda one: one[0])[:MOST])


def duration(passage: str) -> str:
    """ISO 8601 of “three-hour”, “for two hours”; empty where none is told."""
    match = LASTED.search(passage)
    if not match:
        return ""
    word = (match["number"] or match["span"]).lower()
    unit = (match["unit"] or match["each"]).lower()
    if word == "half an":
        return "PT30M" if unit == "hour" else ""
    number = 1 if word in ("a", "an") else int(_number(word))
    return f"P{number}D" if unit == "day" else f"PT{number}{unit[0].upper()}"


def occurrences(passage: str) -> int | None:
    """“three separate conversations” → 3"""
    match = TIMES.search(passage)
    number = int(_number(match["number"])) if match else 0
    return number if 1 < number <= 100 else None


def _number(word: str) -> float:
    low = word.lower()
    return float(NUMBERS[low]) if low in NUMBERS else float(low.replace(",", ""))


def _qualifier(match: re.Match[str]) -> str:
    return QUALIFIERS.get((match["qualifier"] or "").lower(), "exactly")
