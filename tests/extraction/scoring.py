"""How good drafts are, against events coded by hand: pairs of the same act and an overlapping passage, one to one.

A draft is usable where act and date are right and the parties mostly are (F1 of .5 or more). Optional events and
parties are neither rewarded nor punished. A date that only bounds an event (“by the day of the article”) is none.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from timeline import dates
from timeline.extraction import Draft, propose

HERE = Path(__file__).parent
SETS = ("trial.jsonl", "passages.jsonl")
# The coders' types are broader than the extraction's acts.
BROADER = {"support": "statement", "offer": "statement", "refusal": "other"}
TITLES = re.compile(
    r"^(?:the|an?|president|prime minister|foreign minister|secretary of state|secretary-general|king|queen|pope|"
    r"sheikh|minister|ambassador|chancellor|general|sir|lord|mrs?|ms|dr)\.? ",
    re.IGNORECASE,
)
Event = dict[str, Any]


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, *, right: bool = False, wrong: bool = False, missed: bool = False) -> None:
        self.right, self.wrong, self.missed = self.right + right, self.wrong + wrong, self.missed + missed

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass
class Score:
    acts: Count
    dates: Count
    usable: Count
    problems: list[str]


def passages(name: str) -> list[dict[str, Any]]:
    return coded(HERE / name)


def coded(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def drafts_of(row: dict[str, Any]) -> list[Draft]:
    return propose(row["text"], date.fromisoformat(row["article_date"]))


def prediction(draft: Draft) -> Event:
    """In the shape of a coded event, in the coders' types; what only bounds an event is no date."""
    bounds = _bounds(draft)
    return {
        "type": BROADER.get(draft.act, draft.act),
        "participants": [{"name": party.name} for party in draft.parties],
        "date": bounds and {"start": bounds[0], "end": bounds[1]},
        "status": draft.realisation,
        "attribution": draft.credit.speaker if draft.credit else None,
        "place": draft.place or None,
        "evidence": [[draft.start, draft.end]],
        "why": draft.rules[0],
    }


def score(rows: Iterable[dict[str, Any]]) -> Score:
    found = Score(Count(), Count(), Count(), [])
    for row in rows:
        _compare(row, drafts_of(row), found)
    return found


def _compare(row: dict[str, Any], drafts: Sequence[Draft], found: Score) -> None:
    pairs = _pairs(row["events"], drafts)
    for number, event in enumerate(row["events"]):
        if event.get("optional"):
            continue
        draft = drafts[pairs[number]] if number in pairs else None
        found.acts.add(right=draft is not None, missed=draft is None)
        if draft is None:
            found.usable.add(missed=True)
            found.dates.add(missed=bool(event["date"]))
            found.problems.append(f"{row['id']}: missed {event['type']}: {_quote(row, event)}")
            continue
        is_dated = _bounds(draft) in _accepted(event)
        found.dates.add(
            right=is_dated and _bounds(draft) is not None,
            wrong=not is_dated and _bounds(draft) is not None,
            missed=not is_dated and bool(event["date"]),
        )
        is_usable = is_dated and _likeness(event, draft) >= 0.5
        found.usable.add(right=is_usable, wrong=not is_usable, missed=not is_usable)
        if not is_usable:
            said = [party.name for party in draft.parties], draft.date and draft.date.edtf
            found.problems.append(f"{row['id']}: {event['type']} told as {said}: {_quote(row, event)}")
    for number, draft in enumerate(drafts):
        if number not in pairs.values():
            found.acts.add(wrong=True)
            found.usable.add(wrong=True)
            found.dates.add(wrong=_bounds(draft) is not None)
            text = row["text"][draft.start : draft.end]
            found.problems.append(f"{row['id']}: invented {draft.act} by {draft.rules[0]}: {text[:120]}")


def _pairs(events: Sequence[Event], drafts: Sequence[Draft]) -> dict[int, int]:
    """Number of the event → number of the draft; the likest first."""
    likely = sorted(
        (
            (not event.get("optional", False), _likeness(event, draft), _bounds(draft) in _accepted(event), -e, -d)
            for e, event in enumerate(events)
            for d, draft in enumerate(drafts)
            if BROADER.get(draft.act, draft.act) in {event["type"], *event.get("type_alts", ())}
            and any(start < draft.end and draft.start < end for start, end in event["evidence"])
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for *_likeness_of, e, d in likely:
        if -e not in pairs and -d not in pairs.values():
            pairs[-e] = -d
    return pairs


def _likeness(event: Event, draft: Draft) -> float:
    """F1 of the parties; 1 where none is expected and none was found."""
    expected = list(event["participants"])
    ignored = [{_plain(name) for name in _names(one)} for one in event.get("participants_opt", ())]
    right = wrong = 0
    for party in draft.parties:
        hit = next((one for one in expected if _is_named(party.name, one)), None)
        if hit is not None:
            expected.remove(hit)
            right += 1
        elif not any(_plain(party.name) in names for names in ignored):
            wrong += 1
    total = 2 * right + wrong + len(expected)
    return 2 * right / total if total else 1.0


def _names(one: Event) -> list[str]:
    return [one["name"], *one.get("alts", ())]


def _is_named(name: str, one: Event) -> bool:
    """The same name, or one that ends the other: “Marsh” is Helen Marsh."""
    mine = _plain(name)
    return any(
        mine == theirs or f" {theirs}".endswith(f" {mine}") or f" {mine}".endswith(f" {theirs}")
        for theirs in map(_plain, _names(one))
    )


def _plain(name: str) -> str:
    found = unicodedata.normalize("NFC", name).replace("’", "'")
    while (shorter := TITLES.sub("", found)) != found:
        found = shorter
    return found.casefold().strip()


def _bounds(draft: Draft) -> tuple[str, str] | None:
    if draft.date is None:
        return None
    parsed = dates.parse(draft.date.edtf)
    return (str(parsed.earliest), str(parsed.latest)) if parsed.earliest and parsed.latest else None


def _accepted(event: Event) -> list[tuple[str, str] | None]:
    return [found and (found["start"], found["end"]) for found in (event["date"], *event.get("date_alts", ()))]


def _quote(row: dict[str, Any], event: Event) -> str:
    start, end = event["evidence"][0]
    return str(row["text"][start:end])[:120]
