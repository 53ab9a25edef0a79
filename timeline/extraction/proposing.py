"""From a text to drafts of events, each with its passage and its reasons. Pure: the same text gives the same drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from timeline import dates

from . import attribution
from .clauses import Clause, Group
from .contents import WEAK
from .dating import Days
from .drafting import Drafting, Scene
from .drafts import Draft, KnownActor
from .firing import Fired, fired
from .lexicon import Lexicon
from .lexicon import lexicon as lexicon_of
from .mentions import Reader, known_names
from .merging import merged, with_target
from .parties import PUBLIC_KINDS, Parties
from .people import Mention
from .pointing import Pointing
from .sentences import Sentence, is_of_sport, sentences
from .statements import Statements
from .times import Calendar, times
from .titles import title_of
from .tokens import Token, tokens

MOST_TEXT = 200_000  # code points; what lies behind is not read
LONGEST_CREDIT = 60  # code points
FEWEST_PUBLIC = 5  # mentions of states, bodies and officers in a text that is about them
MOST_WORDS_OF_BYLINE = 8
SOFT = frozenset(
    {
        "sanction.order-out",
        "statement.issue",
        "statement.in",
        "support.express",
        "statement.signal",
        "statement.told",
        "statement.feel",
        "statement.judge",
    }
)
STRONGER = frozenset({"request", "condemnation", "refusal"})  # than a statement
QUOTED = re.compile(r"(?:[“\"]|``|'')[^“”\"`]{25,}?(?:[”\"]|'')")  # of some length
WORDS_OF_OTHERS = re.compile(r"(?:[“\"]|``|'')[^“”\"`]{8,}?(?:[”\"]|'')")  # what is dated there is no event of the text


def propose(
    text: str,
    article_date: date | None,
    time_zone: str = "",
    known_actors: Sequence[KnownActor] = (),
    lexicon: Lexicon | None = None,
    *,
    weekend: dates.Weekend = dates.Weekend.SAT_SUN,
) -> list[Draft]:
    """Drafts in the order of their passages. `article_date` is the day in the article's own zone; without it relative
    dates stay unresolved. `time_zone` is that of the article and moves no day: the day is its own already. `weekend` is
    that of the outlet's country.

    Linear in the length of the text: sentences are capped, a text is read up to `MOST_TEXT` code points.
    """
    calendar = Calendar(article_date, weekend)
    drafts = _Article(text[:MOST_TEXT], calendar, lexicon or lexicon_of("en"), known_actors).drafts()
    return [replace(draft, title=title_of(draft)) for draft in drafts]


def unread(
    text: str,
    article_date: date | None,
    known_actors: Sequence[KnownActor] = (),
    lexicon: Lexicon | None = None,
) -> list[tuple[int, int]]:
    """The sentences that name a party and an act of which no draft was made; offsets as in a draft, in order."""
    article = _Article(text[:MOST_TEXT], Calendar(article_date), lexicon or lexicon_of("en"), known_actors)
    article.drafts()
    return [(sentence.start, sentence.end) for sentence in article.silent]


class _Article:
    def __init__(self, text: str, calendar: Calendar, lexicon: Lexicon, known: Sequence[KnownActor]) -> None:
        self._text = text
        self._lexicon = lexicon
        self._known = known
        self._reader = Reader(lexicon, dict(known_names(known)))
        self._pointing = Pointing(lexicon, self._reader.people)
        self._days = Days(calendar)
        self._parties = Parties(lexicon, self._pointing, known)
        self._drafting = Drafting(self._pointing, self._parties, self._days)
        self._statements = Statements(self._pointing, self._parties, self._days)
        self.silent: list[Sentence] = []

    def drafts(self) -> list[Draft]:
        every = [(sentence, tokens(self._text, sentence.start, sentence.end)) for sentence in sentences(self._text)]
        read = [(sentence, row) for sentence, row in every if row and not _is_byline(row)]
        named = [one for _sentence, row in read for one in self._reader.read(row)]  # in full perhaps after the surname
        self._reader.know(self._known)
        for _sentence, row in read:
            self._reader.suppose(row)
        self._parties.is_of_states = sum(map(_is_public, named)) >= FEWEST_PUBLIC
        sport = self._sport([sentence for sentence, _row in read])
        return merged(
            [
                draft
                for sentence, row in read
                if sentence.paragraph not in sport
                for draft in self._of_sentence(sentence, row)
            ],
            self._lexicon.names,
        )

    def _sport(self, every: Sequence[Sentence]) -> set[int]:
        """The paragraphs in which states meet on a pitch."""
        bounds: dict[int, tuple[int, int]] = {}
        for sentence in every:
            start, _end = bounds.get(sentence.paragraph, (sentence.start, 0))
            bounds[sentence.paragraph] = (start, sentence.end)
        return {number for number, (start, end) in bounds.items() if is_of_sport(self._text[start:end])}

    def _of_sentence(self, sentence: Sentence, words: Sequence[Token]) -> Iterator[Draft]:
        quoted = self._quoted(sentence, words, QUOTED)
        mentions = [one for one in self._reader.read(words) if one.first not in quoted]
        in_words = self._quoted(sentence, words, WORDS_OF_OTHERS)
        when = [time for time in times(words, self._text) if time.first not in in_words]
        whole = self._text[sentence.start : sentence.end]
        triggers = fired(words, mentions, self._lexicon.triggers, whole, quoted)
        clause = Clause(words, mentions, when, triggers.found)
        scene = Scene(self._text, sentence, clause, attribution.said(words, mentions, when))
        made = self._fitted(scene, self._of_triggers(scene, triggers))
        if statement := self._statements.of(scene, made, has_quotation=bool(quoted)):
            made = [*made, statement]
        if not made and _is_silent(clause):
            self.silent.append(sentence)
        yield from made
        self._pointing.remember(clause, mentions)
        self._days.remember(clause)

    def _quoted(self, sentence: Sentence, words: Sequence[Token], pattern: re.Pattern[str]) -> set[int]:
        """The tokens within quotations."""
        spans = [match.span() for match in pattern.finditer(self._text, sentence.start, sentence.end)]
        return {n for n, word in enumerate(words) if any(start <= word.start < end for start, end in spans)}

    def _of_triggers(self, scene: Scene, triggers: Fired) -> list[Draft]:
        made: list[Draft] = []
        previous: Group | None = None
        for at in triggers.found:
            for one in (at, *triggers.spare.get(at.first, ())):
                result = self._drafting.of(scene, one, previous)
                previous = result.going_on
                if result.draft or (result.is_unreal and one is at):
                    break
            if result.draft and self._parties.is_diplomatic(result.draft):
                made.append(with_target(result.draft, made))
        return made

    def _fitted(self, scene: Scene, made: list[Draft]) -> list[Draft]:
        """What the sentence as a whole says of its drafts: weak ones give way, a single one has all of it."""
        if len(made) > 1:
            made = [one for n, one in enumerate(made) if one.rules[0] not in WEAK or _stands_alone(made, n)] or made[:1]
        made = [one for one in made if not _is_told_besides(one, made)]
        if len(made) == 1:
            made = [self._days.of_sentence(made[0], scene.clause)]
        if len(made) == 1 or (made and made[0].rules[0] == "statement.in"):
            made[0] = replace(made[0], start=scene.sentence.start, end=scene.sentence.end)
        return made


def _stands_alone(made: Sequence[Draft], n: int) -> bool:
    """Whether a weak draft comes last, and says more than who announced it: “…, the palace announced today”."""
    return n == len(made) - 1 and made[n].end - made[n].start > LONGEST_CREDIT


def _is_told_besides(draft: Draft, made: Sequence[Draft]) -> bool:
    """“Peru voiced concern and appealed for calm”: what somebody says with an act of speech is part of it."""
    if draft.act == "call" and any(one.rules[0] == "statement.address" for one in made):
        return True  # “addressed the parliament by video link”
    stronger = ("sanction",) if draft.rules[0] == "sanction.order-out" else STRONGER
    if draft.act == "support" and len(draft.parties) > 1:
        return False  # “condemned the raid and expressed solidarity with Mali”
    return draft.rules[0] in SOFT and any(
        one is not draft
        and one.act in stronger
        and one.parties
        and draft.parties
        and one.parties[0].name == draft.parties[0].name
        for one in made
    )


def _is_silent(clause: Clause) -> bool:
    """Whether it tells of an act and of a party, so that a draft could have been expected."""
    return any(at.trigger.id not in WEAK for at in clause.found) and any(map(_is_public, clause.mentions))


def _is_public(mention: Mention) -> bool:
    """A state, an organisation of states or of a conflict, or somebody with an office or a country."""
    return mention.sort in ("state", "office", "city") or mention.kind in PUBLIC_KINDS or bool(mention.country)


def _is_byline(words: Sequence[Token]) -> bool:
    """“By Ana Prado”, alone in its line."""
    return words[0].low == "by" and len(words) <= MOST_WORDS_OF_BYLINE and words[-1].text not in ".?!"
