"""From a text to drafts of events, each with its passage and its reasons. Pure: the same text gives the same drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline import dates

from . import attribution
from .clauses import Clause, Found, Group
from .drafts import Credit, Dating, Draft, KnownActor, Party
from .fitting import fits, is_passive, medium_of
from .lexicon import Lexicon, Trigger
from .lexicon import lexicon as lexicon_of
from .mentions import Mention, Reader, known_names
from .merging import MEETS, merged, with_target
from .modality import realisation as realisation_of
from .quantities import duration, occurrences, quantities
from .sentences import Sentence, is_of_sport, sentences
from .times import Calendar, Time, dated, times
from .tokens import Token, tokens
from .types import title_of, type_of
from .wordlists import words

MOST_TEXT = 200_000  # code points; what lies behind is not read
MOST_TRIGGERS = 25  # in a sentence
MOST_PARTIES = 12
QUOTED = re.compile(r"[“\"][^“”\"]{25,}?[”\"]")
NEEDS_TWO = frozenset({"meeting", "call", "negotiation"})
PEOPLE = re.compile(
    r"\b(?:children|people|citizens|nationals|refugees|civilians|families|students|workers|orphans|wounded)\b"
)
FREE_SPEECH = frozenset(
    {"said", "says", "say", "told", "tells", "tell", "added", "replied", "wrote", "insisted", "argued"}
)
VISITING = words("proposing.visiting")
PUBLIC_KINDS = frozenset({"state", "igo", "ngo", "armed_group", "government", "officer", "group"})
WEAK = frozenset({"statement.pledge", "statement.feel"})  # only where the sentence tells of nothing else
SPEAKS = frozenset({"person", "office", "state", "organisation", "city"})


@dataclass
class _Memory:
    """What words that point back mean by now."""

    person: Mention | None = None
    state: Mention | None = None
    pair: Group = ()
    day: date | None = None
    subject: Group | None = None
    paragraph: int = -1


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
    return _Article(text[:MOST_TEXT], calendar, lexicon or lexicon_of("en"), known_actors).drafts()


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
        self._calendar = calendar
        self._lexicon = lexicon
        self._reader = Reader(lexicon, dict(known_names(known)))
        self._memory = _Memory()
        self._clause: Clause | None = None
        self.silent: list[Sentence] = []
        self._keys = {actor.name.lower(): actor for actor in known}

    def drafts(self) -> list[Draft]:
        every = [(sentence, tokens(self._text, sentence.start, sentence.end)) for sentence in sentences(self._text)]
        read = [(sentence, row) for sentence, row in every if row and not _is_byline(row)]
        for _sentence, row in read:  # a person may be named in full after the surname
            self._reader.read(row)
        found: list[Draft] = []
        sport = self._sport([sentence for sentence, _row in read])
        for sentence, row in read:
            if sentence.paragraph not in sport:
                found += self._of_sentence(sentence, row)
        return merged(found)

    def _sport(self, every: Sequence[Sentence]) -> set[int]:
        """The paragraphs in which states meet on a pitch."""
        bounds: dict[int, tuple[int, int]] = {}
        for sentence in every:
            start, _end = bounds.get(sentence.paragraph, (sentence.start, 0))
            bounds[sentence.paragraph] = (start, sentence.end)
        return {number for number, (start, end) in bounds.items() if is_of_sport(self._text[start:end])}

    # -- one sentence -----------------------------------------------------------------------------------------------

    def _of_sentence(self, sentence: Sentence, words: Sequence[Token]) -> Iterator[Draft]:
        quotes = [(match.start(), match.end()) for match in QUOTED.finditer(self._text, sentence.start, sentence.end)]
        mentions = [one for one in self._reader.read(words) if not _inside(words[one.first].start, quotes)]
        when = times(words, self._text)
        fired, spare = self._fired(words, mentions, sentence, quotes)
        clause = self._clause = Clause(words, mentions, when, fired)
        speech = attribution.said(words, mentions, when)
        made: list[Draft] = []
        previous: Group | None = None
        for at in fired:
            draft, following = self._of_trigger(sentence, clause, at, speech, previous)
            for other in spare.get(at.first, ()):
                if draft is None:
                    draft, following = self._of_trigger(sentence, clause, other, speech, previous)
            previous = following
            if draft and self._is_diplomatic(draft):
                made.append(with_target(draft, made))
        if len(made) > 1:
            made = [one for one in made if one.rules[0] not in WEAK] or made[:1]
        if len(made) == 1 or (made and made[0].rules[0].startswith("statement.in")):
            made[0] = replace(made[0], start=sentence.start, end=sentence.end)
        made = [self._dated_by_sentence(one, clause, made) for one in made]
        if not made:
            statement = self._statement(sentence, clause, speech, quotes)
            if statement:
                made.append(statement)
        if not made and any(at.trigger.id not in WEAK for at in fired) and any(map(_is_public, clause.mentions)):
            self.silent.append(sentence)
        yield from made
        self._remember(clause, mentions, when, sentence)

    def _fired(
        self,
        words: Sequence[Token],
        mentions: Sequence[Mention],
        sentence: Sentence,
        quotes: Sequence[tuple[int, int]],
    ) -> tuple[list[Found], dict[int, list[Found]]]:
        """In the order of the sentence; of triggers that overlap the one that stands first in the lexicon. The others
        that begin with the same word come beside, in case it makes nothing of it."""
        behind = {mention.last for mention in mentions if mention.can_act}
        low = self._text[sentence.start : sentence.end].lower().replace("’", "'")
        if len(low) != sentence.end - sentence.start:  # a letter whose lower case is longer
            low = "".join(
                letter.lower() if len(letter.lower()) == 1 else letter
                for letter in self._text[sentence.start : sentence.end]
            )
        starts = {word.start - sentence.start: n for n, word in enumerate(words)}
        taken: set[int] = set()
        found: list[Found] = []
        spare: dict[int, list[Found]] = {}
        for trigger in self._lexicon.triggers:
            for match in trigger.pattern.finditer(low):
                first = starts.get(match.start())
                if first is None or _inside(sentence.start + match.start(), quotes):
                    continue
                last = first + 1
                while last < len(words) and words[last].start < sentence.start + match.end():
                    last += 1
                if not fits(words, first, trigger, is_behind_party=first in behind):
                    continue
                if taken & set(range(first, last)):
                    spare.setdefault(first, []).append(Found(trigger, first, last))
                    continue
                taken |= set(range(first, last))
                found.append(Found(trigger, first, last))
                if len(found) >= MOST_TRIGGERS:
                    break
        return sorted(found, key=lambda one: one.first), spare

    @staticmethod
    def _is_diplomatic(draft: Draft) -> bool:
        """Whether one of its parties is a state, an organisation of states or of a conflict, or holds an office."""
        if not draft.parties:
            return draft.act in ("evacuation", "military_action")
        return any(party.country or party.key or party.kind in PUBLIC_KINDS for party in draft.parties)

    def _of_trigger(
        self, sentence: Sentence, clause: Clause, at: Found, speech: Sequence[attribution.Said], previous: Group | None
    ) -> tuple[Draft | None, Group | None]:
        trigger, words = at.trigger, clause.words
        found = clause.parties(at)
        passive = trigger.kind == "v" and is_passive(words, at)
        subject = clause.subject(at, previous) if trigger.kind == "v" else clause.owner(at)
        if trigger.kind == "p":
            subject = self._following(clause, at)
        if trigger.act == "call" and trigger.kind == "n" and not found:
            subject = self._before(clause, at) or subject
        is_met = "with" in found or (
            trigger.id == "meet.noun" and clause.place(at, at.first) and self._own_time(clause, at)
        )
        if trigger.kind == "n" and trigger.act in MEETS and subject is None and "between" not in found and is_met:
            subject = clause.main_subject(at)
        asking = (
            self._asking(clause, at) if trigger.kind == "v" and at.first and words[at.first - 1].low == "to" else None
        )
        if asking and asking.trigger.id not in WEAK:
            return None, previous
        if trigger.kind == "n" and any(
            0 <= at.first - other.last <= 3 and other.trigger.kind == "v" and other.trigger.act != "refusal"
            for other in clause.found
            if trigger.act in MEETS or trigger.act == "agreement"
        ):
            return None, previous
        going_on = subject if trigger.kind == "v" and not passive else previous
        roles, passive = self._roles(trigger, subject, found, clause, at, passive=passive)
        state = realisation_of(
            words, at, subject[-1].last if subject and not passive else 0, self._text[sentence.start : sentence.end]
        )
        if asking and state == "":
            state = "planned"  # “promised to meet”
        if not state or (state == "did_not_happen" and trigger.act != "refusal"):
            return None, going_on
        if trigger.id == "visit.due":
            state = "planned"
        if trigger.act == "refusal":
            state = "did_not_happen" if words[at.first].low in ("held", "holds") else "occurred"
        if trigger.id == "visit.to-meet" and words[at.first].low in (
            "set",
            "sets",
            "heads",
            "heading",
            "leaves",
            "leaving",
        ):
            state = "planned"
        parties = self._parties(roles)
        place = clause.place(at, at.first)
        start, end = self._passage(sentence, clause, at, subject if not passive else None)
        passage = self._text[start:end]
        if not self._is_enough(trigger, roles, parties, found, clause, at):
            return None, going_on
        credit = self._credit(speech, at, parties, trigger)
        medium = medium_of(trigger, self._text[sentence.start : sentence.end])
        where = self._place_name(clause, place, found, trigger)
        is_abroad = self._is_abroad(trigger, place, parties)
        date_of, rules = self._date(clause, at, state)
        around = self._text[words[max(0, at.first - 6)].start : end]
        draft = Draft(
            act=trigger.act,
            type=type_of(trigger.act, trigger.id, around, medium, state, is_abroad=is_abroad),
            title=title_of(trigger.act, parties, where),
            start=start,
            end=end,
            medium=medium,
            realisation=state,
            parties=parties,
            date=date_of,
            place=where,
            duration=duration(passage) if trigger.act in MEETS else "",
            occurrences=occurrences(passage) if trigger.act in MEETS else None,
            quantities=quantities(passage) if trigger.act in ("aid", "evacuation", "sanction", "vote", "other") else (),
            credit=credit,
            rules=(trigger.id, *rules),
        )
        return draft, going_on

    @staticmethod
    def _before(clause: Clause, at: Found) -> Group | None:
        """“X thanked Y in a telephone call”: both stand before the noun, and nothing governs them."""
        free = [group for group in clause.groups if group[-1].last <= at.first and not clause.governor(group[0])]
        return tuple(one for group in free[-2:] for one in group if not one.is_owner) or None

    def _following(self, clause: Clause, at: Found) -> Group | None:
        """“In a speech to farmers, X promised”: who stands behind the comma."""
        if at.first > 2:
            return None
        for n in range(at.last, min(len(clause.words), at.last + 20)):
            if clause.words[n].text == ",":
                for group in clause.groups:
                    if n < group[0].first <= n + 2:
                        return group
        return None

    def _asking(self, clause: Clause, at: Found) -> Found | None:
        """The trigger of which it is the content: “urged Cuba to release”, “agreed to open talks”."""
        for other in clause.found:
            if other.last <= at.first - 1 and at.first - other.last <= 12 and other is not at:
                between = clause.words[other.last : at.first]
                if not any(word.text in ";“”" or word.low in ("and", "but", "while") for word in between):
                    return other
        return None

    # -- parties ----------------------------------------------------------------------------------------------------

    def _roles(
        self,
        trigger: Trigger,
        subject: Group | None,
        found: dict[str, Group],
        clause: Clause,
        at: Found,
        *,
        passive: bool,
    ) -> tuple[list[tuple[str, Mention]], bool]:
        """(role, who), the subject first; in the passive what stands before the verb is its object."""
        roles: list[tuple[str, Mention]] = []
        slots = trigger.slots
        first = slots.get("S") or slots.get("N")
        if passive and "O" in slots:
            by = self._by(clause, at)
            if by and first:
                roles += [(first.role, one) for one in by]
            if subject and slots["O"].role != "place":
                roles += [(slots["O"].role, one) for one in subject]
        elif subject and first:
            roles += [(first.role, one) for one in subject]
        for place, group in found.items():
            slot = slots[place]
            if slot.role != "place" and not (passive and place == "O"):
                roles += [(slot.role, one) for one in group]
        return roles, passive

    @staticmethod
    def _by(clause: Clause, at: Found) -> Group | None:
        for group in clause.groups:
            if at.last <= group[0].first <= at.last + 12 and clause.governor(group[0], least=at.last) == "by":
                return group
        return None

    def _parties(self, roles: Sequence[tuple[str, Mention]]) -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        for role, mention in roles:
            for who in self._resolved(mention):
                if who.sort in ("place", "unknown") or not who.name:
                    continue
                key = who.key or who.name.lower()
                found.setdefault(key, self._party(who, role))
        return tuple(found.values())[:MOST_PARTIES]

    def _party(self, who: Mention, role: str) -> Party:
        known = self._keys.get(who.name.lower())
        kind = who.sort if who.sort in ("person", "state") else who.kind or "other"
        if who.sort in ("office", "city"):
            kind = "state"
        if who.sort == "person" and any(tuple(title.split()) not in self._lexicon.private for title in who.titles):
            kind = "officer"
        return Party(who.name, role, who.key or (known.key if known else ""), kind, who.country)

    def _resolved(self, mention: Mention) -> Group:
        """Whom a pronoun or an office means: first somebody named before it in the sentence, then of those before."""
        memory = self._memory
        if mention.sort in ("pronoun", "possessive"):
            if mention.kind == "group" and (group := self._group_before(mention)):
                return group
            if mention.kind in ("person", "state"):
                near = self._named_before(mention)
                last = memory.person if mention.kind == "person" else memory.state
                return (near,) if near else (last,) if last else ()
            return self._pair_before(mention) or memory.pair
        if mention.sort == "office":
            for title in mention.titles:
                if person := self._reader.officers.get((mention.country, title)):
                    return (replace(person, key=person.key),)
            if (
                any(tuple(title.split()) in self._lexicon.heads for title in mention.titles)
                or "leaders" in mention.titles
            ):
                heads = [
                    person
                    for (country, title), person in self._reader.officers.items()
                    if country == mention.country and tuple(title.split()) in self._lexicon.heads
                ]
                if heads:
                    return (heads[0],)
        return (mention,)

    def _group_before(self, mention: Mention) -> Group:
        """Whom “they” means, where a group or several parties together stand before it in the sentence."""
        if self._clause is None:
            return ()
        before = [group for group in self._clause.groups if group[-1].last <= mention.first]
        return next((group for group in before if len(group) > 1 or group[0].sort == "group"), ())

    def _pair_before(self, mention: Mention) -> Group:
        """Two persons, or two states, named before “the two” in its sentence."""
        if self._clause is None:
            return ()
        before = [one for one in self._clause.mentions if one.last <= mention.first and one.can_act]
        for sorts in (("person", "office"), ("state",)):
            found = tuple({one.name: one for one in before if one.sort in sorts}.values())
            if len(found) == 2:
                return tuple(replace(one, is_owner=False) for one in found)
        return ()

    def _named_before(self, mention: Mention) -> Mention | None:
        if self._clause is None:
            return None
        sorts = ("person",) if mention.kind == "person" else ("state", "organisation", "city")
        before = [
            one
            for one in self._clause.mentions
            if one.sort in sorts and one.last <= mention.first and not self._clause.governor(one)
        ]
        return before[-1] if before else None

    def _is_enough(
        self,
        trigger: Trigger,
        roles: Sequence[tuple[str, Mention]],
        parties: Sequence[Party],
        found: dict[str, Group],
        clause: Clause,
        at: Found,
    ) -> bool:
        """Whether enough is named to make an event of it."""
        for place, slot in trigger.slots.items():
            if slot.mark in ("!", "!person") and place not in ("S", "O") and place not in found:
                return False
            if (
                slot.mark in ("!", "!person")
                and place == "O"
                and not is_passive(clause.words, at)
                and "O" not in found
                and not any(p in found for p in ("with", "to", "for"))
            ):
                return False
            if slot.mark == "!" and place == "S" and not any(role == slot.role for role, _who in roles):
                return False
        if trigger.act == "visit":
            visitors = [who for role, one in roles if role == "visitor" for who in self._resolved(one)]
            visitors = [who for who in visitors if not self._is_force(clause.words, who)]
            has_place = clause.words[at.last - 1].low == "here" or (
                "O" in found
                or "to" in found
                or bool(clause.place(at, at.first))
                or trigger.id in ("visit.noun-by", "visit.return")
            )
            return (
                bool(visitors)
                and has_place
                and any(who.sort in ("person", "office", "group", "organisation", "state") for who in visitors)
            )
        if trigger.id == "meet.noun" and parties and clause.place(at, at.first) and self._own_time(clause, at):
            return any(party.kind != "person" for party in parties)
        if trigger.kind == "n" and trigger.act in NEEDS_TWO:
            return len(parties) >= 2 or (len(parties) == 1 and bool(found) and bool(self._own_time(clause, at)))
        if trigger.act in ("meeting", "negotiation") and any(party.kind == "group" for party in parties):
            return trigger.kind == "v" or bool(found)
        if trigger.id in ("meet.hold", "negotiate.hold") and parties and self._own_time(clause, at):
            return True
        if trigger.act == "meeting" and trigger.kind == "v" and parties and parties[0].kind in ("igo", "government"):
            return True  # a council meets by itself
        if trigger.act == "meeting":
            return len(parties) >= 2 or (len(parties) == 1 and bool(set(found) & {"with", "between", "O"}))
        if trigger.act in ("call",):
            return len(parties) >= 2
        if trigger.act == "agreement" and trigger.kind == "n":
            return len(parties) >= 2 and bool(self._own_time(clause, at))
        if trigger.act == "military_action" and trigger.kind == "n":
            return True
        if trigger.act == "agreement":
            return len(parties) >= 2 or (trigger.id != "agree.to" and bool(parties))
        if trigger.act == "vote" and trigger.id == "vote.resolution":
            return any(party.kind != "person" for party in parties)
        if trigger.id == "evacuate.passive":
            return bool(parties) or bool(PEOPLE.search(" ".join(word.low for word in clause.words)))
        if trigger.act == "statement":
            return any(one.sort in SPEAKS for role, one in roles if role == "speaker")
        return bool(parties)

    @staticmethod
    def _is_force(words: Sequence[Token], who: Mention) -> bool:
        """Troops arrive, they do not visit; and a state as such stays where it is."""
        return who.sort == "state" and not VISITING & {word.low for word in words[who.first : who.last]}

    # -- when -------------------------------------------------------------------------------------------------------

    def _own_time(self, clause: Clause, at: Found) -> Time | None:
        """The nearest phrase that is not of another trigger, or the one that opens the sentence."""
        usable = [time for time in clause.times if not time.is_bound]
        if not usable:
            return None
        others = [other for other in clause.found if other is not at]

        def is_of_another(time: Time) -> bool:
            low, high = sorted((time.first, at.first))
            return any(low < other.first < high for other in others) or any(
                clause.words[n].low in ("while", ";", "but", "after", "before") for n in range(low, high)
            )

        near = [time for time in usable if not is_of_another(time)]
        if near:
            return min(
                near,
                key=lambda time: abs(time.first - at.last) if time.first >= at.last else abs(at.first - time.last) + 1,
            )
        opening = usable[0]
        return opening if opening.first <= 2 else None

    def _date(self, clause: Clause, at: Found, state: str) -> tuple[Dating | None, tuple[str, ...]]:
        time = self._own_time(clause, at)
        found = dated(time, self._calendar, self._memory.day, planned=state == "planned") if time else None
        if found:
            self._note_day(found)
            return found, (f"date.{found.rule}",)
        words = [word.low for word in clause.words[max(0, at.first - 6) : at.last]]
        if "parallel" in words and self._memory.day and at.trigger.act in MEETS and self._last_dating:
            first, _slash, last = self._last_dating.edtf.partition("/")
            edtf = f"{first}~/{last}~" if last else f"{first}~"
            return Dating(edtf, "parallel", "as-the-last", "inferred"), ("date.as-the-last",)
        if self._calendar.day is None:
            return None, ()
        if state in ("occurred", "did_not_happen"):
            return Dating(f"../{self._calendar.day}", "", "by-the-article", "inferred"), ("date.by-the-article",)
        if state == "planned":
            return Dating(f"{self._calendar.day}/..", "", "from-the-article", "inferred"), ("date.from-the-article",)
        return None, ()

    def _dated_by_sentence(self, draft: Draft, clause: Clause, made: Sequence[Draft]) -> Draft:
        """The only date of a sentence that dates no other event of it."""
        usable = [time for time in clause.times if not time.is_bound]
        if len(usable) != 1 or len(made) != 1 or (draft.date and draft.date.basis != "inferred"):
            return draft
        low, high = sorted(
            (usable[0].first, next((n for n, word in enumerate(clause.words) if word.start >= draft.start), 0))
        )
        if any(
            clause.words[n].low in (";", "before", "after", "hours", "but")
            for n in range(low, min(high, len(clause.words)))
        ):
            return draft
        found = dated(usable[0], self._calendar, self._memory.day, planned=draft.realisation == "planned")
        if found is None:
            return draft
        self._note_day(found)
        return replace(draft, date=found, rules=(draft.rules[0], f"date.{found.rule}"))

    _last_dating: Dating | None = None

    def _note_day(self, found: Dating) -> None:
        self._last_dating = found
        parsed = dates.parse(found.edtf)
        if (parsed.latest and parsed.latest == parsed.earliest) or (
            parsed.latest and parsed.earliest and parsed.latest - parsed.earliest <= timedelta(days=2)
        ):
            self._memory.day = parsed.latest

    # -- passage, place, credit -------------------------------------------------------------------------------------

    def _passage(self, sentence: Sentence, clause: Clause, at: Found, subject: Group | None) -> tuple[int, int]:
        """The sentence; where several triggers share it, from the subject to the next trigger's clause."""
        words = clause.words
        others = [other for other in clause.found if other is not at]
        first, last = 0, len(words)
        for other in others:
            edge = self._edge(words, min(other.first, at.first), max(other.first, at.first))
            if edge is None:
                continue
            if other.first < at.first:
                first = max(first, edge + 1)
            else:
                last = min(last, edge)
        if (
            subject
            and subject[0].first < first
            and not any(subject[0].first <= other.first < first for other in others)
        ):
            first = subject[0].first
        while first < last - 1 and (words[first].text in ",;" or words[first].low in ("and", "but", "while")):
            first += 1
        while last > first + 1 and words[last - 1].text in ",;":
            last -= 1
        start = sentence.start if first == 0 else words[first].start
        end = sentence.end if last == len(words) else words[last - 1].end
        return start, end

    @staticmethod
    def _edge(words: Sequence[Token], low: int, high: int) -> int | None:
        """The last token between two triggers at which a clause may begin."""
        for n in range(high - 1, low, -1):
            if words[n].low in ("and", "but", "while", "then", ";", "before", "after") or words[n].text == ",":
                return n
        return None

    def _place_name(self, clause: Clause, place: Mention | None, found: dict[str, Group], trigger: Trigger) -> str:
        target = next(
            (found[name][0] for name, slot in trigger.slots.items() if slot.role == "place" and name in found), None
        )
        one = target or place
        if one is None:
            return ""
        return self._text[clause.words[one.first].start : clause.words[one.last - 1].end].removeprefix("the ")

    def _is_abroad(self, trigger: Trigger, place: Mention | None, parties: Sequence[Party]) -> bool:
        """Whether one party is at home where they meet and the first is not."""
        if trigger.act != "meeting" or place is None or not place.country or not parties:
            return False
        countries = [party.country for party in parties]
        return bool(countries[0]) and countries[0] != place.country and place.country in countries[1:]

    def _credit(
        self, speech: Sequence[attribution.Said], at: Found, parties: Sequence[Party], trigger: Trigger
    ) -> Credit | None:
        for one in speech:
            covers = (one.is_behind and at.first < one.verb) or (not one.is_behind and at.first > one.verb)
            if not covers or (trigger.act == "statement" and one.verb == at.first):
                continue
            if one.mention is not None:
                who = self._resolved(one.mention)
                return replace(
                    one.credit,
                    speaker=who[0].name
                    if one.mention.sort in ("pronoun", "possessive") and who
                    else one.credit.speaker,
                )
            if one.credit.speaker.lower() in ("he", "she", "it", "they"):
                continue
            return one.credit
        return None

    # -- statements -------------------------------------------------------------------------------------------------

    def _statement(
        self, sentence: Sentence, clause: Clause, speech: Sequence[attribution.Said], quotes: Sequence[tuple[int, int]]
    ) -> Draft | None:
        """What somebody named said, where what was said is no event of its own."""
        for one in speech:
            mention = one.mention
            if mention is None or mention.is_owner or clause.words[one.verb].low == "according":
                continue
            if not quotes and not _has_content(clause.words, one.verb, is_behind=one.is_behind):
                continue
            if one.is_behind and not quotes and mention.sort not in ("person", "pronoun"):
                continue  # only credited: “…, officials said”
            who = self._resolved(mention)
            if not who or not self._may_state(mention, who[0]):
                continue
            parties = tuple(self._party(person, "speaker") for person in who)
            at = Found(Trigger("statement.said", "statement", "v", re.compile(""), {}, "", ""), one.verb, one.verb + 1)
            when, rules = self._date(clause, at, "occurred")
            return Draft(
                "statement",
                "statement",
                title_of("statement", parties, ""),
                sentence.start,
                sentence.end,
                medium=medium_of(at.trigger, self._text[sentence.start : sentence.end]),
                parties=parties,
                date=when,
                rules=("statement.said", *rules),
            )
        return None

    def _may_state(self, mention: Mention, who: Mention) -> bool:
        """Officers, states and organisations of states make statements; a coach or a firm says something."""
        if who.sort == "person":
            is_named = mention.sort in ("person", "office") or mention.name in ("he", "she")
            has_office = any(tuple(title.split()) not in self._lexicon.private for title in who.titles)
            return is_named and bool(who.key or has_office or (who.country and not who.titles))
        if who.sort == "organisation":
            return who.kind in PUBLIC_KINDS
        return mention.sort in ("state", "city", "office")

    # -- memory -----------------------------------------------------------------------------------------------------

    def _remember(self, clause: Clause, mentions: Sequence[Mention], when: Sequence[Time], sentence: Sentence) -> None:
        memory = self._memory
        persons = [
            self._resolved(one)[0] for one in mentions if one.sort in ("person", "office") and self._resolved(one)
        ]
        if persons:
            free = [one for one in mentions if one.sort == "person" and not clause.governor(one) and not one.is_owner]
            memory.person = replace(free[0] if free else persons[0], is_owner=False)
        states = [one for one in mentions if one.sort in ("state", "organisation")]
        if states:
            free = [one for one in states if not clause.governor(one)]
            memory.state = (free or states)[0]
        distinct = {one.name: one for one in persons}
        if len(distinct) >= 2:
            memory.pair = tuple(distinct.values())[:2]
        else:
            group = next((group for group in clause.groups if len(group) > 1), None)
            if group:
                memory.pair = group
            elif len({one.name for one in states}) == 2:
                memory.pair = tuple({one.name: one for one in states}.values())


# -- helpers ----------------------------------------------------------------------------------------------------------


def _is_public(mention: Mention) -> bool:
    """A state, an organisation of states or of a conflict, or somebody with an office or a country."""
    return mention.sort in ("state", "office", "city") or mention.kind in PUBLIC_KINDS or bool(mention.country)


def _has_content(words: Sequence[Token], verb: int, *, is_behind: bool) -> bool:
    """Whether somebody takes a position: “confirmed their arrival” and “said nothing” state nothing."""
    rest = [word.low for word in words[verb + 1 : verb + 14]]
    if rest and rest[0] in ("nothing", "little", "no"):
        return False
    return words[verb].low in FREE_SPEECH or ("that" in rest and not is_behind)


def _is_byline(words: Sequence[Token]) -> bool:
    """“By Ana Prado”, alone in its line."""
    return bool(words) and words[0].low == "by" and len(words) < 9 and words[-1].text not in ".?!"


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
