"""Mentions, and the persons of a text: a surname or an office means who bore it before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .naming import PARTICLES


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


class People:
    """Whom a text has named so far."""

    def __init__(self) -> None:
        self._persons: dict[str, Mention] = {}  # full name in lower case, and surname → the person
        self.officers: dict[tuple[str, str], Mention] = {}  # (country, title) → the person
        self._titled: dict[str, Mention] = {}  # title → the last person of whatever country

    def named(self, name: str) -> Mention | None:
        return self._persons.get(name.lower())

    def titled(self, titles: tuple[str, ...]) -> Mention | None:
        """The last who was told to hold one of them, of whatever country."""
        return next((self._titled[title] for title in titles if title in self._titled), None)

    def remember(self, mention: Mention) -> None:
        if mention.sort != "person":
            return
        parts = mention.name.lower().split()
        known = self._persons.get(" ".join(parts))
        if known and known.country and not mention.country:
            mention = replace(mention, country=known.country)
        if len(parts) > 1 or mention.titles:
            self._file(parts, replace(mention, is_owner=False))
        for title in mention.titles:
            self._titled[title] = mention
            if mention.country:
                self.officers[mention.country, title] = mention

    def suppose(self, surname: str) -> None:
        """Somebody of whom a text tells nothing but the surname, unless it names him in full."""
        self._persons.setdefault(surname.lower(), Mention(0, 1, "person", surname, kind="person"))

    def _file(self, parts: list[str], person: Mention) -> None:
        self._persons[" ".join(parts)] = person
        if len(parts) > 1:
            for part in (parts[-1], parts[0]):
                if part not in PARTICLES and len(part) > 1:
                    self._persons.setdefault(part, person)
        if len(parts) > 2:
            self._persons.setdefault(" ".join(parts[-2:]), person)
