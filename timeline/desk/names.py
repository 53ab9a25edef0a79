"""Names in a text and the actors that they may be. Suggested, never taken without being asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from timeline.models import Actor, ActorAlias

LEAST_LIKENESS = 72  # of 100; below it a suggestion is a guess
MOST_SUGGESTED = 5


@dataclass(frozen=True)
class Suggestion:
    slug: str
    name: str


class ActorNames:
    """All names and aliases of actors that were not merged away; read once, in 2 queries, when first asked."""

    def __init__(self) -> None:
        self._liked: dict[str, list[Suggestion]] = {}

    def exactly(self, name: str) -> Suggestion | None:
        """The one actor of just this name or alias, whatever its capitals; none where two share it."""
        found = self.called(name)
        return found[0] if len(found) == 1 else None

    def called(self, name: str) -> list[Suggestion]:
        """All actors of just this name or alias, each once."""
        wanted = name.strip().casefold()
        return list(dict.fromkeys(suggestion for known, suggestion in self._known if known.casefold() == wanted))

    def like(self, name: str) -> list[Suggestion]:
        """The most alike first, each actor once; of a name that comes again, as in an article, the same answer."""
        if name not in self._liked:
            self._liked[name] = self._like(name) if name.strip() else []
        return self._liked[name]

    def _like(self, name: str) -> list[Suggestion]:
        words = [known for known, _suggestion in self._known]
        close = process.extract(
            name, words, scorer=fuzz.WRatio, processor=default_process, score_cutoff=LEAST_LIKENESS, limit=20
        )
        found = dict.fromkeys(self._known[at][1] for _word, _score, at in close)
        return list(found)[:MOST_SUGGESTED]

    @cached_property
    def _known(self) -> list[tuple[str, Suggestion]]:
        actors = Actor.objects.current().order_by("pk").values_list("pk", "slug", "name")
        of = {pk: Suggestion(slug, name) for pk, slug, name in actors}
        aliases = ActorAlias.objects.order_by("pk").values_list("actor", "name")
        own = [(suggestion.name, suggestion) for suggestion in of.values()]
        return [*own, *((name, of[pk]) for pk, name in aliases if pk in of)]
