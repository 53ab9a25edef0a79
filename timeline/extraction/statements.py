"""What somebody named said, where what was said is no event of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .attribution import Said
from .clauses import Found
from .dating import Days
from .drafting import Scene
from .drafts import Draft
from .fitting import medium_of
from .lexicon import Trigger
from .parties import Parties
from .people import Mention
from .pointing import Pointing
from .tokens import Token
from .wordlists import words

FREE_SPEECH = frozenset(
    {
        "said",
        "says",
        "say",
        "told",
        "tells",
        "tell",
        "added",
        "replied",
        "wrote",
        "insisted",
        "argued",
        "declared",
        "remarked",
        "explained",
        "observed",
        "stressed",
        "maintained",
        "conceded",
    }
)
MEDIA = words("statements.media")
JOINING = frozenset({"and", "while", "but", ";"})
NOTHING_SAID = frozenset({"nothing", "little", "no"})
GOES_ON = frozenset({"would", "will", "had", "has", "was", "were", "could"})  # “said nothing would change”
TELLING = frozenset({"told", "tells", "tell"})
SAYING = frozenset({"that", "he", "she", "it", "they", "there", "would", "was", "were", "had", ",", ":"})
SAID = Trigger("statement.said", "statement", "v", re.compile(""), {}, "", "")
MOST_BEFORE_THAT = 13


class Statements:
    def __init__(self, pointing: Pointing, parties: Parties, days: Days) -> None:
        self._pointing = pointing
        self._parties = parties
        self._days = days

    def of(self, scene: Scene, made: Sequence[Draft], *, has_quotation: bool) -> Draft | None:
        """The first of the sentence; beside other drafts only one of a clause of its own."""
        for one in scene.speech:
            if made and not _is_apart(scene, one, made):
                continue
            if one.mention is not None and _is_told(scene, one, has_quotation=has_quotation):
                who = self._speakers(scene, one.mention)
                if who and self._parties.may_state(one.mention, who[0]):
                    return self._draft(
                        scene, one, who, "statement.goes-on" if one.mention.sort == "pronoun" else SAID.id
                    )
        return None

    def _speakers(self, scene: Scene, mention: Mention) -> Sequence[Mention]:
        """“Mali and Chad said”: all of the list of which the mention is one."""
        group = next((group for group in scene.clause.groups if group[-1] == mention), (mention,))
        return [who for one in group for who in self._pointing.meant(one, scene.clause)]

    def _draft(self, scene: Scene, one: Said, who: Sequence[Mention], rule: str) -> Draft:
        parties = tuple(self._parties.party(person, "speaker") for person in who)
        at = Found(SAID, one.verb, one.verb + 1)
        when, rules = self._days.of(scene.clause, at, "occurred")
        return Draft(
            "statement",
            "statement",
            scene.sentence.start,
            scene.sentence.end,
            medium=medium_of(SAID, scene.whole),
            parties=parties,
            date=when,
            date_text="" if when else self._days.unread(scene.clause, at),
            rules=(rule, *rules),
        )


def _is_apart(scene: Scene, one: Said, made: Sequence[Draft]) -> bool:
    """“…, and Algeria said it had no effect”: nothing that it says is an event, and what was before is not its word."""
    clause = scene.clause
    if one.is_behind and clause.found and all(at.first > one.verb for at in clause.found):
        return True  # “…, Prado said on Monday after talks with Sow”
    is_joined = not one.is_behind and (
        clause.low(one.first - 1) in JOINING or clause.low(one.verb - 1) == ","  # “X, who met Y, said that …”
    )
    is_last = all(at.last <= one.verb for at in clause.found)
    return is_joined and (is_last or all(draft.end <= clause.words[one.first].start for draft in made))


def _is_told(scene: Scene, one: Said, *, has_quotation: bool) -> bool:
    """Whether it is more than a credit: “…, officials said” and “according to officials” state nothing."""
    mention = one.mention
    if mention is None or mention.is_owner:
        return False
    if scene.clause.words[one.verb].low == "according":
        return mention.sort == "person"
    if MEDIA & {scene.clause.words[n].low for n in range(one.first, one.last)}:
        return False
    if _is_order(scene.clause.words, one.verb):
        return False
    if has_quotation:
        return True
    if one.is_behind and mention.sort not in ("person", "pronoun", "office"):
        return False
    return _has_content(scene.clause.words, one.verb, is_behind=one.is_behind)


def _is_order(row: Sequence[Token], verb: int) -> bool:
    """“Told the envoy to file a complaint”"""
    rest = [word.low for word in row[verb + 1 : verb + 1 + MOST_BEFORE_THAT]]
    return row[verb].low in TELLING and "to" in rest and not SAYING & set(rest[: rest.index("to")])


def _has_content(row: Sequence[Token], verb: int, *, is_behind: bool) -> bool:
    """Whether somebody takes a position: “confirmed their arrival” and “said nothing” state nothing."""
    rest = [word.low for word in row[verb + 1 : verb + 1 + MOST_BEFORE_THAT]]
    if rest and rest[0] in NOTHING_SAID and not set(rest[1:3]) & GOES_ON:
        return False
    return row[verb].low in FREE_SPEECH or ("that" in rest and not is_behind)
