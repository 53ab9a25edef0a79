"""Whether a word is what a line of the lexicon takes it for, and what its sentence says of the medium."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .clauses import Found
from .lexicon import Trigger
from .tokens import Token
from .wordlists import words

NOUNS = words("fitting.nouns")  # that are verbs as well
BEFORE_VERB = frozenset(["to", "will", "would", "and", "he", "she", "they", "it", "who", "which", ",", "'ll", "also"])
DETERMINERS = words("fitting.determiners")
AFTER_NOUN = frozenset({"with", "of", "from", "for", "carrying", "between", "loaded", "by"})
VIDEO = re.compile(r"\bvideo")
SOCIAL = re.compile(r"\b(?:twitter|facebook|tweet\w*|telegram channel|social media|instagram|weibo)\b")
BROADCAST = re.compile(r"\b(?:televised|broadcast|radio|television)\b")
IN_PERSON = re.compile(r"\b(?:face-to-face|in person|behind closed doors|handshake)\b")
BEFORE_GERUND = words("fitting.before_gerund")


def fits(words: Sequence[Token], first: int, trigger: Trigger, *, is_behind_party: bool) -> bool:
    """Whether the word is a verb where the line wants one: behind “the” or “his” it is a noun."""
    if trigger.kind == "p":
        return first <= 2
    before = words[first - 1] if first else None
    if trigger.kind == "n":
        return True
    low = words[first].low
    if before is None:
        return low.endswith("ing") or not low.endswith("s")
    if low.endswith("ing") and before.low not in BEFORE_GERUND and not before.low.endswith("ly"):
        return False
    if before.low in DETERMINERS and not (before.low == "that" and low.endswith("ed")):
        return False
    if before.low in ("of", "for", "in", "with", "on", "from", "at", "by", "via", "over", "per") and not low.endswith(
        "ing"
    ):
        return False
    if low in NOUNS and before.low == "," and first + 1 < len(words) and words[first + 1].low in AFTER_NOUN:
        return False  # “…, trucks with flour entered Mali”
    return low not in NOUNS or is_behind_party or before.is_capitalised or before.low in BEFORE_VERB


def is_passive(words: Sequence[Token], at: Found) -> bool:
    if not words[at.first].low.endswith(("ed", "en", "wn", "nt", "ld", "un", "ught", "met", "cut", "hit")):
        return False
    if at.last < len(words) and words[at.last].low == "by" and at.last == at.first + 1:
        return True  # “a deal brokered by X”
    for n in range(at.first - 1, max(-1, at.first - 4), -1):
        if words[n].low in ("was", "were", "been", "being", "is", "are", "be"):
            return True
        if not (words[n].low.endswith("ly") or words[n].low in ("also", "not", "later", "then")):
            return False
    return False


def medium_of(trigger: Trigger, sentence: str) -> str:
    low = sentence.lower()
    if trigger.act == "call":
        return "video" if VIDEO.search(low) else "telephone"
    if trigger.act == "statement":
        if SOCIAL.search(low):
            return "social_media"
        return "broadcast" if BROADCAST.search(low) else ""
    if (
        trigger.act == "visit"
        or trigger.id in ("meet.host", "meet.sit-down")
        or (trigger.act == "meeting" and IN_PERSON.search(low))
    ):
        return "in_person"
    return ""
