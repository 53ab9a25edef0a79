"""Search documents of events that are being made, from what is in hand: nothing of them is read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .actors import Actor, ActorAlias
from .among import Among
from .bulk import Rows
from .places import Place
from .search import SearchDocument, names_along, words_of


@dataclass(frozen=True, slots=True)
class _New:
    event: int
    words: Mapping[str, str]
    actors: tuple[int, ...]
    places: tuple[int, ...]


class NewDocuments:
    """Inside one transaction, `begin`, `add` each event with its parts in the order of their keys, `flush`.

    Names are read at the end, as they are then: 4 queries.
    """

    def __init__(self) -> None:
        self._rows = Rows(SearchDocument)
        self._new: list[_New] = []

    def begin(self) -> None:
        self._new = []
        self._rows.begin()

    def add(self, event: int, words: Mapping[str, str], *, actors: tuple[int, ...], places: tuple[int, ...]) -> None:
        """`words` are those of its own texts by part (`words_of`), all parts but its names."""
        self._new.append(_New(event, words, actors, places))

    def flush(self) -> int:
        """How many there were."""
        actors = {key for new in self._new for key in new.actors}
        names, others, places = _names(actors), _others(actors), self._places()

        @cache  # the same take part again and again
        def words_of_names(at_it: tuple[int, ...], there: tuple[int, ...]) -> str:
            found = {
                "names": [names[key] for key in at_it if key in names],
                "names, others": [name for _key, name in sorted(x for key in at_it for x in others.get(key, ()))],
                "places": [name for key in there for name in places.get(key, ())],
            }
            return words_of("names", found)

        for new in self._new:
            self._rows.add_as(new.event, **new.words, names=words_of_names(new.actors, new.places))
        self._new = []
        return self._rows.flush()

    def _places(self) -> dict[int, list[str]]:
        """Of each place its name and those of the places that it lies in."""
        keys = {key for new in self._new for key in new.places}
        return dict(names_along(list(Place.objects.filter(Among("pk", [*keys])).values_list("pk", "path"))))


def _names(actors: set[int]) -> dict[int, str]:
    return dict(Actor.objects.filter(Among("pk", [*actors])).values_list("pk", "name"))


def _others(actors: set[int]) -> dict[int, list[tuple[int, str]]]:
    """Other names with their keys, by which they are ordered."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    aliases = ActorAlias.objects.filter(Among("actor", [*actors])).order_by()
    for actor, key, name in aliases.values_list("actor", "pk", "name"):
        found[actor].append((key, name))
    return found
