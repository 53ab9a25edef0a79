"""Mentions, and the persons of a text: a surname or an office means who bore it before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .naming import PARTICLES

ARTICLE = re.compile(r"^(?:al|el|ad|as|ar|an|ash|az|at)-")
RANK = re.compile(r"[A-Z]{2,4} (?=[A-Z])")


@dataclass(frozen=True)
class Mention:
    """Tokens `first` to `last`, `last` exclusive. `sort`: state, organisation, person, office, group, city, adjective,
    pronoun, possessive, place or unknown. `titles` are those of an office, in lower case."""

    first: int
    last: int
    sort: str
    name: str
    country: str = ""
    kind: str = ""
    key: str = ""
    titles: tuple[str, ...] = ()
    is_owner: bool = False  # “'s” follows

    @property
    def can_act(self) -> bool:
        return self.sort not in ("adjective", "place", "possessive")


# Offices that go by several titles.
SAME_OFFICE = (
    (re.compile(r"^(?:foreign affairs minister|minister (?:of|for) foreign affairs|foreign secretary)$"),
     "foreign minister"),
    (re.compile(r"^(?:external affairs minister|minister of external affairs)$"), "foreign minister"),
    (re.compile(r"^(?:defense minister|(?:defence|defense) secretary|secretary of defense|minister of defen[cs]e)$"),
     "defence minister"),
    (re.compile(r"^premier$"), "prime minister"),
)  # fmt: skip


def office_of(title: str) -> str:
    return next((office for pattern, office in SAME_OFFICE if pattern.match(title)), title)


class People:
    """Whom a text has named so far."""

    def __init__(self) -> None:
        self._persons: dict[str, Mention] = {}  # full name in lower case, and surname → the person
        self.officers: dict[tuple[str, str], Mention] = {}  # (country, office) → the person
        self._countries: dict[str, str] = {}  # office → whose it was said to be, where no name was told
        self._titled: dict[str, Mention] = {}  # office or a word of it → the last person of whatever country

    def named(self, name: str) -> Mention | None:
        low = name.lower()
        found = self._persons.get(low)
        if found is None and (match := RANK.match(name)):  # “CS Otieno”
            found = self._persons.get(low[match.end() :])
        return found

    def titled(self, titles: tuple[str, ...]) -> Mention | None:
        """The last who was told to hold one of them, of whatever country; “the minister” is the foreign minister."""
        return next((found for title in titles if (found := self._titled.get(office_of(title)))), None)

    def remember(self, mention: Mention) -> None:
        if mention.sort == "office" and mention.country:
            self._countries.update({office_of(title): mention.country for title in mention.titles})
        if mention.sort != "person":
            return
        parts = mention.name.lower().split()
        known = self._persons.get(" ".join(parts))
        if known and known.country and not mention.country:
            mention = replace(mention, country=known.country)
        if known and known.titles and not mention.titles:
            mention = replace(mention, titles=known.titles)
        if len(parts) > 1 or mention.titles:
            self._file(parts, replace(mention, is_owner=False))
        for title in mention.titles:
            self._titled[title.split()[0]] = self._titled[title.split()[-1]] = mention
        for title in mention.titles:
            self._titled[office_of(title)] = mention
            if mention.country:
                self.officers[mention.country, office_of(title)] = mention

    def suppose(self, surname: str) -> None:
        """Somebody of whom a text tells nothing but the surname, unless it names him in full."""
        self._persons.setdefault(surname.lower(), Mention(0, 1, "person", surname, kind="person"))

    def _file(self, parts: list[str], person: Mention) -> None:
        self._persons[" ".join(parts)] = person
        if len(parts) == 1:
            return
        for part in (parts[-1], parts[0], *parts[1:-1]):
            for form in (part, ARTICLE.sub("", part)):  # “al-Sabri” and “Sabri”
                if form not in PARTICLES and len(form) > 1:
                    self._file_short(form, person)
        for first in range(1, len(parts) - 1):
            self._file_short(" ".join(parts[first:]), person)

    def _file_short(self, name: str, person: Mention) -> None:
        """Of several who share a surname it means the first, with what the text told of him since."""
        known = self._persons.setdefault(name, person)
        if known.name == person.name or known.name.lower() == name:  # “Secretary Marsh”, named in full only later
            self._persons[name] = person
