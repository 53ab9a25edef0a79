"""Whether it happened: planned, going on, or not at all; what is only imagined is no event."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .clauses import Found
from .lexicon import modal_patterns
from .tokens import Token
from .wordlists import words

MOST_BEFORE = 9
NEGATED, IMAGINED, PLANNED = modal_patterns()
WOULD = re.compile(r"\bwould\b")
WOULD_OPEN = re.compile(r"\b(?:would|will)\b[^,;]*$")
CONDITIONS = frozenset({"if", "unless", "whether", "wherever", "whenever", "provided"})
PROGRESSIVE = re.compile(r"\b(?:is|are)(?: also| now| currently| still| again)*$")
FUTURE_OF_SPEECH = re.compile(
    r"\b(?:said|says|announced|confirmed|told|added|promised|pledged|vowed|declared|according)\b"
)
# What is proposed or denied, told in a clause with “that”.
SAID_NOT_SO = re.compile(
    r"\b(?:allegations?|accusations?|charges?|propos(?:e|ed|es|ing|als?)|den(?:y|ied|ies|ying)|denials?"
    r"|dismiss(?:ed|es|ing)? (?:reports|claims|talk))\b"
    r"[^,;]* that\b[^,;]*$"
)
CALLED_OFF = re.compile(
    r"\b(?:was|were|is|are|been|be) (?:abruptly |suddenly |indefinitely |later )?"
    r"(?:called off|cancelled|canceled|postponed|put off|scrapped|shelved|abandoned|suspended before)\b"
)
PLANNED_AFTER = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:\w+ly )?(?:planned|scheduled|due|set|expected|slated"
    r"|to (?:be|take|begin|start|open|resume|last))\b|\bwill (?:be|take|begin|start|open|resume|last|go ahead|focus)\b"
)
# “demanding talks”, of a noun: it is what somebody wants.
ASKED = re.compile(
    r"\b(?:demand\w*|urg(?:e|es|ed|ing)|request\w*|seek\w*|sought|propos\w+|reject\w*|rul\w+ out|suggest\w*|refus\w*"
    r"|oppos\w+|offer\w*|hop(?:e|es|ed|ing)|wish\w*|want\w*)(?: [\w-]+){0,3}$"
)
# “It would be the first meeting of the two”: what was told of already.
RESTATED = re.compile(
    r"(?:\b(?:be|is|was|are|were|marks|marked)(?: only)?|,) (?:the|their|his|her|its)"
    r" (?:first|second|third|fourth|fifth|latest|last|highest|highest-level|most \w+)(?: [\w'-]+){0,4} $"
)
# “Prompting Mali to accuse it”: it did.
BROUGHT_TO = re.compile(r"\b(?:prompt(?:s|ed|ing)|le(?:d|ading)|caus(?:ed|ing)|forc(?:ed|ing)) [^,;]{2,60} to$")
INSIDE = re.compile(r"\bno (?!longer)")  # “held no talks”
AHEAD = re.compile(r"(?:will|to) be\b")  # “will be in London”
FIRST_TO = re.compile(r"\b(?:became|was|is|become) the (?:first|second|third|only|last)\b")
OF_SPEECH = frozenset({"request", "statement", "support", "condemnation", "offer", "refusal"})
HABIT = re.compile(r"\b(?:an?|each|every|per) (?:year|month|week|day)\b|\b(?:annually|regularly|routinely)\b")
BEFORE_OWNERS = words("modality.before_owners")
OWNERS = words("modality.owners")
VERBLESS = frozenset({"that", "who", "which", "said", "when", "where"})
MOST_BEHIND = 20
CLAUSE_STARTS = frozenset({";", ":", "while", "but", "because", "although", "whereas"})


def realisation(words: Sequence[Token], at: Found, subject_end: int, text: str) -> str:
    """planned, ongoing, occurred, did_not_happen, or empty for what is only imagined, asked for or denied."""
    start = max(0, at.first - MOST_BEFORE)
    for n in range(at.first - 1, start - 1, -1):
        if words[n].low in CLAUSE_STARTS:
            start = n + 1
            break
        if words[n].text == ",":  # what stands between commas is said of something else
            start = n + 1
            break
    if start < subject_end <= at.first:
        start = subject_end
    if INSIDE.search(" ".join(word.low for word in words[at.first : at.last])):
        return "did_not_happen"
    if AHEAD.match(" ".join(word.low for word in words[at.first : at.last])):
        return "planned"
    is_speech = at.trigger.act in OF_SPEECH
    if (not is_speech and _is_on_condition(words, at.last)) or _is_habit(words, at):
        return ""
    before = " ".join(word.low for word in words[start : at.first])
    first = words[at.first].low
    if CALLED_OFF.search(" ".join(word.low for word in words[at.last :])):
        return ""
    is_noun = at.trigger.kind == "n"
    whole = " ".join(word.low for word in words[: at.first])
    if is_noun:
        near = _phrase(words, at.first)
        if NEGATED.search(near) or IMAGINED.search(near) or ASKED.search(near) or RESTATED.search(f"{whole} "):
            return ""
        is_ahead = PLANNED.search(near) or PLANNED.search(_since_clause(words, at.first)) or _is_ahead(words, at.last)
        return "planned" if is_ahead else "occurred"
    if _is_conditional(words, at.first) or SAID_NOT_SO.search(whole):
        return ""
    if NEGATED.search(before):
        return "did_not_happen"
    if IMAGINED.search(before):
        return ""
    if at.first and words[at.first - 1].low in ("had", "has", "have"):
        return "occurred"
    if at.first and words[at.first - 1].low == "to":
        if FIRST_TO.search(whole[-60:]) or BROUGHT_TO.search(whole[-80:]):
            return "occurred"  # “became the first premier to visit”
        return "planned" if PLANNED.search(f"{before} ") or PLANNED.search(whole[-60:]) else ""
    if WOULD.search(before):
        return "planned" if FUTURE_OF_SPEECH.search(whole) or FUTURE_OF_SPEECH.search(text) else ""
    if PLANNED.search(before):
        return "planned"
    if first.endswith("ing") and PROGRESSIVE.search(before):
        return "ongoing"
    return "occurred"


def _is_on_condition(words: Sequence[Token], last: int) -> bool:
    """“Will fly to Dakar if the talks succeed”"""
    behind = itertools.takewhile(lambda word: word.text not in ';,“”"' and word.low not in VERBLESS, words[last:])
    return any(word.low in ("if", "unless") for word in itertools.islice(behind, MOST_BEHIND))


def _is_habit(words: Sequence[Token], at: Found) -> bool:
    """“Portugal, which supplies arms to Mali,” and “gives Mali a million a year”: what goes on all the time."""
    if at.trigger.kind != "v" or not at.first or at.first + 1 != at.last or not words[at.first].low.endswith("s"):
        return False
    is_relative = words[at.first - 1].low in ("which", "who", "that")
    return is_relative or bool(HABIT.search(" ".join(word.low for word in words[at.last : at.last + MOST_BEHIND])))


def _phrase(words: Sequence[Token], end: int) -> str:
    """What belongs to a noun, back to a word that owns it: “no details on his meeting” denies no meeting."""
    start = max(0, end - 6)
    for n in range(end - 1, start - 1, -1):
        if words[n].low in OWNERS or words[n].text in ",;":
            start = n + 1
            break
    opening = words[start - 2].low if start > 1 else ""
    if opening == "off" and start > 2:
        opening = f"{words[start - 3].low} off"  # “called off its talks”
    said = [opening] if opening.split(" ")[-1] in BEFORE_OWNERS else []
    return " ".join([*said, *(word.low for word in words[start:end])])


def _is_ahead(words: Sequence[Token], last: int) -> bool:
    """“The talks between X and Y are planned for May”: what follows the noun in its clause says so."""
    behind = itertools.takewhile(lambda word: word.text not in ';,“”"' and word.low not in VERBLESS, words[last:])
    return bool(PLANNED_AFTER.search(" ".join(word.low for word in itertools.islice(behind, MOST_BEHIND))))


def _is_conditional(words: Sequence[Token], end: int) -> bool:
    """Whether an “if” opens the clause."""
    for n in range(end - 1, -1, -1):
        if words[n].text in ",;":
            return False
        if words[n].low in CONDITIONS or (words[n].low == "long" and n > 1 and words[n - 1].low in ("as", "so")):
            return True
        if words[n].low == "where" and WOULD_OPEN.search(" ".join(word.low for word in words[:n])):
            return True  # “would help where it was asked to”
    return False


def _since_clause(words: Sequence[Token], end: int) -> str:
    start = next((n + 1 for n in range(end - 1, -1, -1) if words[n].text in ",;" or words[n].low in CLAUSE_STARTS), 0)
    return " ".join(word.low for word in words[start:end])
