"""The words of a language, read from files in which each line can be reviewed by itself."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .verbs import expanded

HERE = Path(__file__).parent
COUNTRIES = HERE.parent / "data" / "countries.csv"
LANGUAGES = {"en": "english"}
PRESS_NAMES = {"TR": "Turkey", "CD": "Congo", "VA": "Vatican"}  # where the table's name is not what a report says
SLOT = re.compile(r"(?P<place>\w+)(?P<mark>!person|!|~)?=(?P<role>\w+)")
TOO_COMMON = frozenset(
    {"chad lake", "stanley", "douglas", "the valley", "west island", "georgetown", "hamilton", "male"}
)
TITLE_ENDINGS = ("s", "-elect", "-designate", "")  # the last one stands where two titles have the same form


class UnknownLanguageError(LookupError):
    """There is no lexicon for this language."""


@dataclass(frozen=True)
class Slot:
    """Where a party stands: S subject, O object, N what follows, or a preposition. `mark`: ! must be filled,
    !person by a person, ~ an adjective will do (“the Russian invasion”)."""

    role: str
    mark: str = ""


@dataclass(frozen=True)
class Trigger:
    """A line of triggers.tsv. `kind`: v verb, n noun, p the beginning of a sentence. Patterns match lower case."""

    id: str
    act: str
    kind: str
    pattern: re.Pattern[str]
    slots: dict[str, Slot]
    example: str
    counter_example: str


@dataclass(frozen=True)
class Named:
    """What a name stands for. `sort`: state, adjective, city, organisation, place, person or other."""

    sort: str
    name: str
    country: str = ""
    kind: str = ""
    key: str = ""


@dataclass(frozen=True)
class Lexicon:
    names: dict[tuple[str, ...], Named]
    titles: dict[tuple[str, ...], str]  # as written, “ex-president” and “presidents” as well → the title
    heads: frozenset[tuple[str, ...]]  # of a state or a government
    private: frozenset[tuple[str, ...]]  # held by persons who speak for no state
    bodies: frozenset[tuple[str, ...]]
    triggers: tuple[Trigger, ...]
    acronyms: frozenset[tuple[str, ...]] = frozenset()  # names that are written in capitals only: “US”, “IRA”
    longest_name: int = 7
    country_names: dict[str, str] = field(default_factory=dict)


def lexicon(language: str = "en") -> Lexicon:
    """Read once. Raises `UnknownLanguageError`."""
    folder = LANGUAGES.get(language.partition("-")[0].lower())
    if not folder:
        raise UnknownLanguageError(language)
    return _read(folder)


@cache
def _read(folder: str) -> Lexicon:
    root = HERE / folder
    titles = [(tuple(row["title"].split()), row["kind"]) for row in table(root / "titles.tsv")]
    names, country_names, written = _names(root)
    return Lexicon(
        names,
        dict(_title_forms([title for title, _kind in titles])),
        frozenset(title for title, kind in titles if kind == "head"),
        frozenset(title for title, kind in titles if kind == "private"),
        frozenset(words_of(row["body"]) for row in table(root / "bodies.tsv")),
        tuple(_triggers(root / "triggers.tsv")),
        country_names=country_names,
        acronyms=frozenset(key for key, forms in written.items() if all(form.isupper() for form in forms)),
    )


def _title_forms(titles: Sequence[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """As written → the title; what several titles could be is the one in the list."""
    for ending in TITLE_ENDINGS:
        for title in titles:
            form = (*title[:-1], title[-1] + ending)
            yield (f"ex-{form[0]}", *form[1:]), " ".join(title)
            yield form, " ".join(title)


def words_of(name: str) -> tuple[str, ...]:
    """The key of a name: its words in lower case, as tokens.py cuts them."""
    low = name.lower().replace("’", "'")
    return tuple(re.findall(r"(?:[a-z]\.){2,}|'s\b|\w+(?:[-'](?!s\b)\w+)*|[^\w\s]", low))


def table(path: Path) -> list[dict[str, str]]:
    """The rows; each has an example and a counter-example, which a test runs."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _names(root: Path) -> tuple[dict[tuple[str, ...], Named], dict[str, str], dict[tuple[str, ...], set[str]]]:
    """What names stand for; the name of each country; and the forms in which each name is written."""
    found = _Names()
    country_names: dict[str, str] = {}
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        code = row["code"]
        country = country_names[code] = PRESS_NAMES.get(code, row["name"])
        found.add(
            (row["name"], row["official_name"], *row["aliases"].split("|")), Named("state", country, code, "state")
        )
        capitals = [name for name in row["capitals"].split("|") if name.lower() not in TOO_COMMON]
        found.add(capitals, Named("city", country, code, "state"))
        found.add_adjectives(row["adjectives"].split("|"), Named("adjective", country, code, "state"))
    for row in table(root / "demonyms.tsv"):
        state = row["state"] or country_names.get(row["country"] or "", row["name"])
        found.add((row["name"],), Named("adjective", state, row["country"] or "", "state"))
    for row in table(root / "metonyms.tsv"):
        found.add((row["name"],), Named("city", country_names[row["country"]], row["country"], "state"))
    for row in table(root / "organisations.tsv"):
        sort = {"state": "state", "place": "place"}.get(row["kind"], "organisation")
        names = (row["name"], *row["aliases"].split("|"))
        found.add(names, Named(sort, row["name"], row["country"], row["kind"]))
    return found.named, country_names, found.written


class _Names:
    def __init__(self) -> None:
        self.named: dict[tuple[str, ...], Named] = {}
        self.written: dict[tuple[str, ...], set[str]] = {}

    def add(self, names: Iterable[str], named: Named) -> None:
        """A later one takes the place of an earlier one; with “the” before it, it is a name without as well."""
        for name in names:
            if key := words_of(name):
                self.named[key] = named
                self.written.setdefault(key, set()).add(name)
                if key[0] == "the" and len(key) > 1:
                    self.named.setdefault(key[1:], named)

    def add_adjectives(self, names: Iterable[str], named: Named) -> None:
        """A name that stands for something already goes on doing so (“US” is a state and an adjective)."""
        for name in names:
            if words_of(name) not in self.named:
                self.add((name,), named)
            if name.endswith(("an", "i")):  # “the Cubans”, “the Iraqis”
                self.named["the", f"{name.lower()}s"] = Named("state", named.name, named.country, "state")


@cache
def modal_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """For what was denied, what is only imagined, and what is planned; for words in lower case with single spaces."""
    rows = table(HERE / "english" / "modality.tsv")
    negated, imagined, planned = (
        re.compile(rf"(?<!\w)(?:{'|'.join(expanded(row['pattern']) for row in rows if row['kind'] == kind)})(?!\w)")
        for kind in ("negated", "imagined", "planned")
    )
    return negated, imagined, planned


def _triggers(path: Path) -> Iterator[Trigger]:
    for row in table(path):
        slots = {match["place"]: Slot(match["role"], match["mark"] or "") for match in SLOT.finditer(row["slots"])}
        pattern = re.compile(rf"\b(?:{expanded(row['pattern'])})(?!\w)")
        yield Trigger(row["id"], row["act"], row["kind"], pattern, slots, row["example"], row["counter-example"])
