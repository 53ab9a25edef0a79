"""Who holds an office and whose it is: “Norway's Foreign Minister Ingrid Solheim”, “the Russian leader”, “the Norwegian
government”, “Helen Marsh, the US secretary of state”."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .lexicon import Named
from .naming import BETWEEN_TITLE_AND_NAME, OWNING, Names
from .people import Mention, People
from .wordlists import words

POSSESSIVES = {"his": "person", "her": "person", "their": "group", "its": "state"}
BODY_ENDS = frozenset(["ministry", "office", "department", "embassy", "palace", "presidency"])
ORGANISATION_ENDS = words("offices.organisation_ends")
PLACE_ENDS = words("offices.place_ends")
BEFORE_PLACE = frozenset({"in", "at", "near", "outside", "around", "from"})
# Officers of whom “his” tells the country: “his foreign minister”, not “his adviser”.
OF_STATES = frozenset({"minister", "secretary", "ambassador", "envoy", "premier", "delegate"})
RECIPROCAL = frozenset({"counterpart", "colleague", "host", "guest", "opposite number"})
UNKNOWN = "unknown"  # of an office: nobody was told to hold it
FIELDS = frozenset({"for", "to", "in", "at", "on"})
OF = frozenset({"of", "for", "in"})
AFTER_TITLE = frozenset({"of", "for", "and", "in", "to", "at", "since", "on"})
MOST_WORDS_OF_APPOSITION = 12
MOST_WORDS_OF_FIELD = 6
MOST_WORDS_OF_DESCRIPTION = 4


@dataclass(frozen=True)
class _Owner:
    """Whose office it is, if anybody is named, and where the words for the office begin."""

    named: Named | None
    start: int

    @property
    def country(self) -> str:
        return self.named.country or self.named.name if self.named else ""


def office(names: Names, people: People, at: int) -> Mention | None:
    """The office, or its holder, or the body that begins here."""
    owner = _owner(names, at)
    if owner is None:
        return None
    start = names.over_attributes(owner.start)
    if owner.named is not None:
        start = names.over_adjective(start)
    titles, last = names.titles(start)
    if not titles or names.body(start) > last:
        return _without_title(names, people, at, owner, start)
    owner, last = _owner_behind(names, owner, last)
    name_at = _name_behind(names, last)
    end = names.run(name_at)
    known = names.named(name_at) if end else None
    if end and not (known and known[0].sort in ("state", "adjective", "city", "place")):
        return person(names, people, Mention(at, end, "person", "", owner.country, titles=titles), name_at)
    if owner.named is None:
        if names.low(at) in POSSESSIVES:
            return _owned(names, at, last, titles)
        return _bare(names, people, at, last, titles)
    if owner.named.sort == "organisation":
        named = owner.named
        return Mention(at, last, "organisation", named.name, named.country, named.kind, titles=titles)
    return Mention(at, last, "office", owner.named.name, owner.country, "state", titles=titles)


def _owner(names: Names, at: int) -> _Owner | None:
    """None where a city stands alone: it owns an office only with “'s” or right before a title."""
    if found := names.owner(at):
        named, start = found
        if names.low(start) == "'s":
            return _Owner(named, start + 1)
        is_place = named.sort == "city" and (not names.is_title(start) or names.low(at - 1) in BEFORE_PLACE)
        return None if is_place else _Owner(named, start)  # “In Manila President Ramos said”
    if names.low(at) in POSSESSIVES:
        owned = names.named(at + 1)
        return _Owner(*owned) if owned and owned[0].sort == "adjective" else _Owner(None, at + 1)
    return _Owner(_city_before(names, at), at)


def _city_before(names: Names, at: int) -> Named | None:
    """“In Bonn the Chancellor”, “In Moscow, a spokesman”: whose officer it is."""
    end = at - (names.low(at - 1) in ("the", "a", "an"))
    end -= names.low(end - 1) == ","
    if end == at or not (names.is_title(at) or names.body(at)):
        return None
    for start in range(max(1, end - 3), end):
        found = names.named(start)
        if found and found[0].sort == "city" and found[1] == end and names.low(start - 1) == "in":
            return found[0]
    return None


def _without_title(names: Names, people: People, at: int, owner: _Owner, start: int) -> Mention | None:
    """“Colombia's Rodrigo Uribe”, “the Norwegian government”"""
    named = owner.named
    if named is None:
        return None
    if end := names.body(start):
        sort = "organisation" if named.sort == "organisation" else "state"
        kind = named.kind or ("state" if sort == "state" else "")
        return Mention(at, end, sort, named.name, named.country, kind)
    if names.low(start - 1) == "'s":
        start = _behind_description(names, start)
    end = names.run(start)
    is_known = end - start == 1 and people.named(names.text(start, end)) is not None  # “Brazil's Lula”
    is_person = (end - start in (2, 3, 4) or is_known) and not names.named(start)
    if names.low(start - 1) not in ("'s", ",") or not is_person:
        return None
    if names.low(end - 1) in ORGANISATION_ENDS | BODY_ENDS | PLACE_ENDS:
        return None
    return person(names, people, Mention(at, end, "person", "", owner.country, titles=("representative",)), start)


def _behind_description(names: Names, start: int) -> int:
    """“Colombia's top diplomat, Rodrigo Uribe”: where the name begins, behind a few plain words and a comma."""
    at = start
    while at - start < MOST_WORDS_OF_DESCRIPTION and names.low(at).isalpha() and not names.words[at].is_capitalised:
        at += 1
    return at + 1 if at > start and names.low(at) == "," else start


def _owner_behind(names: Names, owner: _Owner, last: int) -> tuple[_Owner, int]:
    """“President of Senegal”: whose office it is may stand behind the title."""
    if names.low(last) not in ("of", "for"):
        return owner, last
    if further := names.owner_after(last + 1):
        return (owner if owner.named else _Owner(further[0], owner.start)), further[1]
    return owner, _of_a_body(names, last) or last


def _over_field(names: Names, last: int) -> int:
    """“special envoy for the Sahel, Ana Prado”, “ambassador in Kabul, Ana Prado”: past what it is for."""
    if names.low(last) not in FIELDS:
        return last
    close = next((n for n in range(last, last + MOST_WORDS_OF_FIELD) if names.low(n) == ","), None)
    if close is None or names.run(close + 1) - close - 1 not in (2, 3, 4) or names.named(close + 1):
        return last
    return close


def _of_a_body(names: Names, at: int) -> int:
    """“Head of the Federal Military Government, General X”: where the office ends if a person follows, else 0."""
    end = names.run(at + 1 + (names.low(at + 1) == "the"))
    if not end or names.low(end) != ",":
        return 0
    titles, name = names.titles(end + 1)
    return end if titles and names.run(name) else 0


def _name_behind(names: Names, last: int) -> int:
    """Where a name would begin: “the Secretary of State, Mr. Leonard Kessler”."""
    last = _over_field(names, last)
    start = last + (names.low(last) == ",")
    courtesy, behind = names.titles(start)
    return behind if courtesy and names.run(behind) else start


def _owned(names: Names, at: int, last: int, titles: tuple[str, ...]) -> Mention | None:
    """“His foreign minister”: whose it is shows only later, by whom the word points back to."""
    if not any(title.split()[-1] in OF_STATES or title in RECIPROCAL for title in titles):
        return None
    return Mention(at, last, "office", "", kind=POSSESSIVES[names.low(at)], titles=titles)


def _bare(names: Names, people: People, at: int, last: int, titles: tuple[str, ...]) -> Mention | None:
    """“the president”, if one was named; “the president in Dakar” is Senegal's; else somebody unknown, for the nearest
    party is not the one who acts."""
    if names.low(at - 1) != "the":
        return None
    if found := people.titled(titles):
        return replace(found, first=at, last=last, titles=titles)
    if not any(tuple(title.split()) in names.lexicon.heads or title.split()[-1] in OF_STATES for title in titles):
        return None
    owned = names.owner_after(last + 1) if names.low(last) == "in" else None
    if owned is None:
        return Mention(at, last, "office", "", kind=UNKNOWN, titles=titles)
    return Mention(at, last, "office", owned[0].name, owned[0].country, "state", titles=titles)


def person(names: Names, people: People, office: Mention, name_at: int) -> Mention:
    """Whose name begins at `name_at` and ends with `office`; “of Senegal” may follow."""
    name, last, country = names.name(name_at, office.last), office.last, office.country
    further = names.owner_after(last + 1) if names.low(last) == "of" else None
    if further and not country:
        country, last = further[0].country or further[0].name, further[1]
    known = people.named(name)
    listed = names.named(name_at)
    if listed and listed[0].sort == "person":
        name, country = listed[0].name, country or listed[0].country
    if known is None:
        return replace(office, last=last, name=name, country=country, kind="person")
    titles = office.titles or known.titles
    return replace(
        known, first=office.first, last=last, country=known.country or country, titles=titles, is_owner=False
    )


def with_apposition(names: Names, mention: Mention) -> Mention:
    """“Helen Marsh, the US secretary of state,” is one mention, and she is American."""
    if mention.sort not in ("person", "unknown") or names.low(mention.last) != ",":
        return mention
    at = mention.last + 1
    if at + 1 >= len(names.words):
        return mention
    if names.low(at) == "of" and (owned := names.owner_after(at + 1)) and names.low(owned[1]) == ",":
        return replace(mention, last=owned[1] + 1, country=mention.country or owned[0].country)  # “X, of Ceylon,”
    is_after_article = names.low(at) in ("the", "a", "an") and not names.named(at)  # “the North's minister”
    country, at = _country_before_title(names, at + is_after_article)
    titles, last = names.titles(at)
    if not titles:
        return mention
    if names.low(last) in OF and (further := names.owner_after(last + 1)):
        country, last = country or further[0].country or further[0].name, further[1]
    close = last if names.low(last) == "who" else _closing(names, last)
    if close is None or names.run(last):  # "X, Prime Minister Y": the title is the next one's
        return mention
    last = close + (names.words[close].text == ",")
    return replace(mention, sort="person", last=last, kind="person", country=mention.country or country, titles=titles)


def _country_before_title(names: Names, at: int) -> tuple[str, int]:
    """Whose title it is, and where it begins."""
    country = ""
    while names.low(at) in BETWEEN_TITLE_AND_NAME and not names.is_title(at) and not names.named(at):
        at += 1
    owner = names.named(at)
    if owner and owner[0].sort in OWNING:
        country, at = owner[0].country or owner[0].name, owner[1]
        at += names.low(at) == "'s"
    at = names.over_adjective(at)
    while names.low(at) in BETWEEN_TITLE_AND_NAME and not names.is_title(at):
        at += 1
    return country, at


def _closing(names: Names, last: int) -> int | None:
    """The mark that closes the apposition; without one it is none: “After talks with X, the French president left”."""
    end = min(last + MOST_WORDS_OF_APPOSITION, len(names.words))
    close = next((n for n in range(last, end) if names.words[n].text in ",.;"), None)
    if close is None or any(names.low(n) in ("said", "told", "who") for n in range(last, close)):
        return None
    return close if close == last or names.low(last) in AFTER_TITLE else None
