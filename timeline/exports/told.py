"""An event in plain words, for formats whose readers show text to people: calendars, feeds and slides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .records import Record

# What XML 1.0 §2.2 and RFC 5545 §3.1 both have no place for; other line ends become LF before.
NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")
HAPPENED = {"planned": "Planned", "ongoing": "Still going on", "did_not_happen": "Did not happen"}


@dataclass(frozen=True)
class Quote:
    """`credit`: who said it, the outlet, the title and the day of the article, as far as they are known."""

    exact: str
    credit: list[str]
    url: str


def printable(text: str) -> str:
    """With U+FFFD for characters that a format forbids, so that a reader sees that something stood there."""
    return NOT_PRINTABLE.sub("\ufffd", LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    return " ".join(printable(text).split())


def heading(row: Record) -> str:
    """The title; behind it what keeps a reader from taking a mark on a calendar for a day that is known."""
    noted = [row["date"]["wording"]] if row["date"] and not is_one_day(row["date"]) else []
    if row["realisation"] in ("planned", "did_not_happen"):
        noted.append(HAPPENED[row["realisation"]].lower())
    return one_line(f"{row['title']} ({'; '.join(noted)})" if noted else row["title"])


def is_one_day(date: Record) -> bool:
    doubtful = date["uncertain"] or date["approximate"]
    return not doubtful and date["earliest"] is not None and date["earliest"] == date["latest"]


def paragraphs(row: Record) -> list[str]:
    """What is known, then what was said, each quote with its source; none is empty."""
    quoted = (f"“{quote.exact}” — {', '.join([*quote.credit, quote.url])}" for quote in quotes(row))
    return [*facts(row), *map(printable, quoted)]


def facts(row: Record) -> list[str]:
    told = [_when(row), row["summary"], _parties(row), _places(row), _quantities(row), _disputed(row)]
    return [text for part in told if (text := printable(part).strip())]


def _when(row: Record) -> str:
    date = row["date"]
    words = f"When: {date['wording']} (EDTF {date['edtf']})" if date else "When: not known"
    state = HAPPENED.get(row["realisation"])
    return f"{words}. {state}." if state else f"{words}."


def _parties(row: Record) -> str:
    told = map(party_words, row["parties"])
    return f"Parties: {'; '.join(told)}." if row["parties"] else ""


def party_words(party: Record) -> str:
    """“Naftali Bennett (visitor, Prime Minister of Israel, for Israel)”; a doubt that it took part is said last."""
    state = f"for {party['acts_for']['name']}" if party["acts_for"] else None
    doubt = party["certainty"] if party["certainty"] != "certain" else None
    details = ", ".join(filter(None, [party["role"], party["office"], state, doubt]))
    return f"{party['actor']['name']} ({details})"


def _places(row: Record) -> str:
    told = [f"{place['name']} ({place['role']})" for place in row["places"]]
    return f"Places: {'; '.join(told)}." if told else ""


def _quantities(row: Record) -> str:
    told = [quantity["wording"] for quantity in row["quantities"]]
    return f"Quantities: {'; '.join(told)}." if told else ""


def _disputed(row: Record) -> str:
    return f"Reports differ. {row['adjudication']}" if row["disputed"] else row["adjudication"]


def quotes(row: Record) -> Iterator[Quote]:
    sources = {source["article"]: source for source in row["sources"]}
    for citation in row["citations"]:
        source = sources[citation["article"]]
        outlet = source["outlet"]["name"] if source["outlet"] else None
        credit = filter(None, [citation["credited_to"], outlet, source["title"], source["published_on"]])
        yield Quote(citation["selector"][0]["exact"], list(credit), source["url"])
