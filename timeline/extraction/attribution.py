"""Who is credited with what a sentence says: “…, the Kremlin disclosed”, “according to”, “X told reporters that …”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .drafts import Credit
from .people import Mention
from .times import Time
from .tokens import Token
from .verbs import forms
from .wordlists import words

CLASSES = {
    "announced": "announce declare proclaim",
    "confirmed": "confirm acknowledge verify",
    "claimed": "claim allege assert insist maintain",
    "denied": "deny dismiss reject",
    "reported": "say tell report state add disclose reveal note explain write comment remark stress recall indicate "
    "argue observe reply reiterate emphasise emphasize underline signal describe suggest affirm concede admit caution "
    "joke",
}
VERBS = {form: name for name, verbs in CLASSES.items() for verb in verbs.split() for form in forms(verb)}
NOT_SPEECH = words("attribution.not_speech")
BEFORE = words("attribution.before")
EDGES = frozenset(
    {",", ";", ":", "“", "”", '"', "(", ")", "–", "—", "and", "but", "while", "who", "which", "that", "as", "when"}
)
LEADS = words("attribution.leads")
DENYING = frozenset({"not", "never", "n't"})
MOST_BEHIND = 10
MOST_WORDS = 14


@dataclass(frozen=True)
class Said:
    """Tokens of the verb and of the speaker's words; `mention` is who speaks, where that is one of the named."""

    verb: int
    first: int
    last: int
    credit: Credit
    mention: Mention | None
    is_behind: bool  # the content comes before: “…, X said”


def said(words: Sequence[Token], mentions: Sequence[Mention], times: Sequence[Time]) -> list[Said]:
    """In the order of the sentence."""
    in_time = {at for time in times for at in range(time.first, time.last)}
    found = [one for at in range(len(words)) if (one := _at(words, mentions, in_time, at))]
    for at, word in enumerate(words[:-2]):
        if word.low == "according" and words[at + 1].low == "to":
            first = at + 2
            last = next(
                (
                    n
                    for n in range(first, len(words))
                    if words[n].text in ",.;" or n in in_time or n - first > MOST_WORDS
                ),
                len(words),
            )
            found.append(_made(words, mentions, at, first, last, "reported", is_behind=at > 0))
    return found


def _at(words: Sequence[Token], mentions: Sequence[Mention], in_time: set[int], at: int) -> Said | None:
    low = words[at].low
    if low not in VERBS or low in NOT_SPEECH:
        return None
    if at and words[at - 1].low in (
        "to",
        "the",
        "a",
        "an",
        "not",
        "never",
        "did",
        "was",
        "were",
        "is",
        "be",
        "been",
        "which",
    ):
        return None
    if at and words[at - 1].low == "who":
        return _in_relative(words, mentions, at)
    last = at
    while last > 0 and (
        words[last - 1].low in BEFORE
        or (last - 1) in in_time
        or words[last - 1].low.endswith("ly")
        or words[last - 1].low == "on"
    ):
        last -= 1
    if last and words[last - 1].low in DENYING:
        return None
    first, end = _speaker(words, mentions, last)
    if first < end and not _is_verbless(words, first, end):
        return None
    if first < end:
        before = first - 1 - (first > 1 and words[first - 1].low == "the")
        is_behind = before >= 0 and words[before].text in ',”"—–' and _ends(words, at + 1, in_time)
        return _made(words, mentions, at, first, end, VERBS[low], is_behind=is_behind)
    behind = _speaker_behind(mentions, at)
    if at and words[at - 1].text in ',”"' and behind and behind.can_act and low != "told":
        return _made(words, mentions, at, behind.first, behind.last, VERBS[low], is_behind=True)
    return None


def _in_relative(words: Sequence[Token], mentions: Sequence[Mention], at: int) -> Said | None:
    """“… a briefing by Prado, the envoy for Mali, who said that …”: whom “who” means."""
    comma = words[at - 2].text == "," if at > 1 else False
    who = next((one for one in mentions if one.sort == "person" and one.last == at - 1 - comma), None)
    who = who or (_before_apposition(words, mentions, at - 1) if comma else None)
    return _made(words, mentions, at, who.first, who.last, VERBS[words[at].low], is_behind=False) if who else None


def _speaker_behind(mentions: Sequence[Mention], at: int) -> Mention | None:
    """“…,” said Ana Prado; “…,” said the council's president, Ana Prado"""
    near = [one for one in mentions if at < one.first <= at + 2]
    if near and near[0].is_owner:
        return next((one for one in mentions if one.sort == "person" and 0 <= one.first - near[0].last <= 4), near[0])
    return near[0] if near else None


def _speaker(words: Sequence[Token], mentions: Sequence[Mention], last: int) -> tuple[int, int]:
    """The words for the speaker; of “X, the head of Y, said” and “X, who met Y, said” those before the first comma."""
    if not last or words[last - 1].text != ",":
        return _start(words, mentions, last), last
    if before := _before_clause(words, mentions, last) or _before_apposition(words, mentions, last):
        return before.first, before.last
    inside = next((mention for mention in mentions if mention.last in (last, last - 1)), None)
    return (inside.first, last) if inside else (last, last)


def _before_apposition(words: Sequence[Token], mentions: Sequence[Mention], last: int) -> Mention | None:
    comma = next((n for n in range(last - 2, max(-1, last - MOST_WORDS), -1) if words[n].text in ",;"), None)
    return next((mention for mention in mentions if mention.last == comma and mention.sort == "person"), None)


def _start(words: Sequence[Token], mentions: Sequence[Mention], last: int) -> int:
    first = last
    while first > 0 and last - first < MOST_WORDS:
        mention = next((one for one in mentions if one.first < first <= one.last), None)
        if mention:
            first = mention.first
            if mention.name in ("he", "she"):
                break  # “On Twitter he wrote”
            continue
        if words[first - 1].low in EDGES:
            break
        first -= 1
    return first


def _before_clause(words: Sequence[Token], mentions: Sequence[Mention], last: int) -> Mention | None:
    """“X, who chaired the sessions, said”: whom the clause between the commas is about."""
    for n in range(last - 2, max(-1, last - 25), -1):
        if words[n].low in ("who", "which", "whose") and words[n - 1].text == ",":
            return next((mention for mention in mentions if mention.last == n - 1), None)
        if words[n].text in ".;":
            return None
    return None


def _is_verbless(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether it can be a noun phrase: no verb of speech and no auxiliary in it."""
    return not any(
        (words[n].low in VERBS and n > first and words[n].low not in NOT_SPEECH)
        or words[n].low in ("is", "are", "was", "were", "had", "has", "have", "will")
        for n in range(first, last)
    )


def _ends(words: Sequence[Token], at: int, in_time: set[int]) -> bool:
    """Whether nothing but a time or an audience follows: “…, she told reporters on Monday.”"""
    rest = [words[n].low for n in range(at, len(words)) if n not in in_time]
    is_short = len(rest) < MOST_BEHIND or (bool(rest) and rest[0] in ("after", "before", "during", "following"))
    return (
        is_short
        and "that" not in rest[:MOST_BEHIND]
        and (
            not rest
            or rest[0]
            in (".", ",", "in", "at", "on", "reporters", "journalists", "after", "before", "during", "following")
            or rest[0] in ("late", "by", ";", "the", "state")
        )
    )


def _made(
    words: Sequence[Token],
    mentions: Sequence[Mention],
    verb: int,
    first: int,
    last: int,
    verb_class: str,
    *,
    is_behind: bool,
) -> Said:
    while first < last - 1 and words[first].low in LEADS:
        first += 1
    inside = [
        mention
        for mention in mentions
        if first - 1 <= mention.first and first < mention.last <= last and mention.can_act
    ]
    speaker = " ".join(_words(words, first, last)).rstrip(",;—– ")  # what closes an apposition is none of it
    stance = "disputes" if verb_class == "denied" else "supports"
    return Said(verb, first, last, Credit(speaker, verb_class, stance), inside[0] if inside else None, is_behind)


def _words(words: Sequence[Token], first: int, last: int) -> list[str]:
    found: list[str] = []
    for n in range(first, last):
        if found and n and words[n].start == words[n - 1].end:
            found[-1] += words[n].text
        else:
            found.append(words[n].text)
    return found
