"""Where the lines of the lexicon fire in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .clauses import Found
from .fitting import NOUNS, fits
from .lexicon import Trigger
from .people import Mention
from .sentences import ABBREVIATIONS
from .tokens import Token

MOST_TRIGGERS = 25  # in a sentence
POINT = re.compile(rf"\b([a-z]|{'|'.join(sorted(ABBREVIATIONS))})\.", re.IGNORECASE)
STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass
class Fired:
    """`found` in the order of the sentence; `spare`: by first token of the line that came before them, those that share
    words with it, in case it makes nothing of them."""

    found: list[Found] = field(default_factory=list)
    spare: dict[int, list[Found]] = field(default_factory=dict)


def fired(
    words: Sequence[Token], mentions: Sequence[Mention], triggers: Sequence[Trigger], passage: str, quoted: set[int]
) -> Fired:
    """Of triggers that overlap the one that stands first in the lexicon counts. `passage` is the text of the sentence,
    `quoted` the tokens within its quotations."""
    behind_party = {mention.last for mention in mentions if mention.can_act}
    behind_adjective = {mention.last for mention in mentions if mention.sort == "adjective"}
    behind_word = {n for n in range(1, len(words)) if words[n - 1].is_word}
    is_prose = sum(not word.is_capitalised for word in words if word.is_word) * 2 > len(words)
    taken: dict[int, int] = {}
    result = Fired()
    for one in _matches(words, triggers, passage):
        if one.first in quoted or not fits(words, one.first, one.trigger, is_behind_party=one.first in behind_party):
            continue
        if one.trigger.kind == "v" and one.first in behind_adjective and words[one.first].low in NOUNS:
            continue  # “condemned the Senegalese raid”
        if one.trigger.kind == "v" and is_prose and words[one.first].is_capitalised and one.first in behind_word:
            continue  # “asked the ASEAN Chair for a meeting”
        span = range(one.first, one.last)
        if (before := next((taken[at] for at in span if at in taken), None)) is not None:
            result.spare.setdefault(before, []).append(one)
        elif len(result.found) < MOST_TRIGGERS:
            taken |= dict.fromkeys(span, one.first)
            result.found.append(one)
    result.found.sort(key=lambda one: one.first)
    return result


def _matches(words: Sequence[Token], triggers: Sequence[Trigger], passage: str) -> Iterator[Found]:
    """In the order of the lexicon; a match begins with a word."""
    start = words[0].start
    starts = {word.start - start: n for n, word in enumerate(words)}
    low = _lowered(passage)
    for trigger in triggers:
        for match in trigger.pattern.finditer(low):
            first = starts.get(match.start())
            if first is None:
                continue
            last = first + 1
            while last < len(words) and words[last].start < start + match.end():
                last += 1
            yield Found(trigger, first, last)


def _lowered(text: str) -> str:
    """As long as the text: a letter whose lower case is two keeps its form. Quotation marks are straight, and the
    point of an abbreviation is no point: “the U_S_ envoy”."""
    text = POINT.sub(r"\1_", text.translate(STRAIGHT))
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
