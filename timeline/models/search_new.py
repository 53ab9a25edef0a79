"""Search documents of events that are being made, from what is in hand: nothing of them is read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .actors import Actor, ActorAlias
from .bulk import Rows
from .places import Place
from .search import SearchDocument, document, names_along

LOOKED_FOR = 500  # keys of one query


@dataclass(frozen=True, slots=True)
class _New:
    event: int
    title: str
    summary: str
    quotes: list[str]
    actors: list[int]
    places: list[int]


class NewDocuments:
    """Inside one transaction, `begin`, `add` each event with its parts in the order of their keys, `flush`.

    Names are read at the end, as they are then: three queries for each five hundred actors or places.
    """

    def __init__(self) -> None:
        self._rows = Rows(SearchDocument)
        self._new: list[_New] = []

    def begin(self) -> None:
        self._new = []
        self._rows.begin()

    def add(
        self, event: int, *, title: str, summary: str, quotes: list[str], actors: list[int], places: list[int]
    ) -> None:
        self._new.append(_New(event, title, summary, quotes, actors, places))

    def flush(self) -> int:
        """How many there were."""
        actors = {key for new in self._new for key in new.actors}
        names, others, places = _names(actors), _others(actors), self._places()
        for new in self._new:
            found = {
                "title": [new.title],
                "summary": [new.summary],
                "quotes": new.quotes,
                "names": [names[key] for key in new.actors if key in names],
                "names, others": [name for _key, name in sorted(x for key in new.actors for x in others.get(key, ()))],
                "places": [name for key in new.places for name in places.get(key, ())],
            }
            self._rows.add_as(new.event, **document(found))
        self._new = []
        return self._rows.flush()

    def _places(self) -> dict[int, list[str]]:
        """Of each place its name and those of the places that it lies in."""
        paths = {
            key: path
            for some in _parts({key for new in self._new for key in new.places})
            for key, path in Place.objects.filter(pk__in=some).values_list("pk", "path")
        }
        return dict(names_along(list(paths.items())))


def _names(actors: Iterable[int]) -> dict[int, str]:
    return {
        key: name
        for some in _parts(actors)
        for key, name in Actor.objects.filter(pk__in=some).values_list("pk", "name")
    }


def _others(actors: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Other names with their keys, by which they are ordered."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for some in _parts(actors):
        for actor, key, name in ActorAlias.objects.filter(actor__in=some).values_list("actor", "pk", "name"):
            found[actor].append((key, name))
    return found


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    values = sorted(keys)
    for start in range(0, len(values), LOOKED_FOR):
        yield values[start : start + LOOKED_FOR]
