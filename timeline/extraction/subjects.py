"""Who does it: the parties before a verb or a noun that tells of an act, by word order."""

from __future__ import annotations

from dataclasses import replace

from .clauses import MODIFIERS, MOST_AWAY, PEOPLE, PREPOSITIONS, Clause, Found, Group
from .wordlists import words

AUXILIARIES = words("subjects.auxiliaries")
STARTS = words("subjects.starts")
FORCES = words("sufficiency.forces")
RELATIVES = frozenset({"who", "which", "that"})
OF_OBJECTS = frozenset({"which", "whom"})
OF_PERSONS = frozenset({"who", "which", "whose", "whom"})
OF_CLAUSES = frozenset({"where", "when", "which", "who"})
BEFORE_GERUND = frozenset({"after", "before", "by", "while", "since", ",", "of", "on"})
GOES_ON = frozenset({"and", "but", ",", "then", "or"})
MOST_WORDS_OWNED = 8
MOST_BEFORE_OPENING_NOUN = 6
MOST_BEFORE_OPENING_OWNER = 2


def subject(clause: Clause, at: Found, previous: Group | None) -> Group | None:
    """Of a verb: what stands before it and is governed by nothing. `previous`: that of the verb before it."""
    left = _over_auxiliaries(clause, at.first - 1)
    if left < 0:
        return None
    word = clause.words[left].low
    if word in RELATIVES:
        return _antecedent(clause, left)
    if clause.words[at.first].low.endswith("ing") and word in BEFORE_GERUND:
        return previous or _anywhere(clause, at.first) or _ahead(clause, at)
    if previous and word in GOES_ON:
        return _named_between_commas(clause, left) or _of_main_clause(clause, left) or previous
    return _nearest(clause, left + 1, at) or _anywhere(clause, left + 1)


def is_of_thing(clause: Clause, at: Found) -> bool:
    """“A resolution that would tighten sanctions”: what a thing does or would do is no act of a party."""
    left = _over_auxiliaries(clause, at.first - 1)
    if clause.low(left) not in ("that", "which") or left < 1:
        return False
    before = left - 1 - (clause.low(left - 1) == ",")
    word = clause.words[before]
    is_of_people = word.low in FORCES or word.low in PEOPLE
    return before + 1 not in clause.ending and word.is_word and not word.is_capitalised and not is_of_people


def is_of_noun_before(clause: Clause, at: Found, subject_: Group | None) -> bool:
    """“Mali waits despite a truce announced on Monday”: the participle is the truce's, and no word of Mali's."""
    before = at.first - 1
    if at.trigger.kind != "v" or not clause.low(at.first).endswith("ed") or before < 1 or before in clause.in_time:
        return False
    word = clause.words[before]
    is_named = any(one.first <= before < one.last for one in clause.mentions)
    is_noun = word.is_word and not word.is_capitalised and word.low not in AUXILIARIES and not word.low.endswith("ly")
    return is_noun and not is_named and clause.low(before - 1) in ("a", "an", "the") and subject_ is not None


def is_aside(clause: Clause, at: Found, subject_: Group | None, previous: Group | None) -> bool:
    """Whether the verb stands in a relative clause: “the castle where they met”, “Chad, which Mali has accused, …”."""
    is_of_object = bool(subject_) and subject_ is not None and clause.low(subject_[0].first - 1) in OF_OBJECTS
    return is_of_object or (previous is not None and _is_relative(clause, at))


def _named_between_commas(clause: Clause, comma: int) -> Group | None:
    """“…, and its delegate in New York, Ana Prado, called”: whose name stands before the verb."""
    group = clause.ending.get(comma)
    if group is None or len(group) > 1 or group[0].sort != "person" or clause.low(comma) != ",":
        return None
    first = group[0].first
    has_comma = any(word.text == "," for word in clause.words[first:comma])  # “Kenya's ambassador, Martin Ouma,”
    return group if has_comma or clause.low(first - 1) in (",", ";") else None


def _of_main_clause(clause: Clause, left: int) -> Group | None:
    """“She drove to the inn where the two were talking, and told them”: behind the comma she acts again."""
    comma = next((n for n in (left, left - 1) if clause.low(n) == ","), 0)
    inside = [n for n in range(comma) if clause.low(n) in OF_CLAUSES and clause.low(n - 1) != ","]
    main = [one for one in clause.found if inside and one.last <= inside[-1] and one.trigger.kind == "v"]
    return _nearest(clause, main[-1].first, main[-1]) if main else None


def _over_auxiliaries(clause: Clause, left: int) -> int:
    ends_of_names = {mention.last - 1 for mention in clause.mentions}
    while left >= 0:
        word = clause.words[left]
        is_adverb = word.low.endswith("ly") and not word.is_capitalised
        is_small = word.low in AUXILIARIES or word.low in ("on", "late", "n't")
        if not (is_small or is_adverb or left in clause.in_time) or left in ends_of_names:
            break
        left -= 1
    return left


def _antecedent(clause: Clause, at: int) -> Group | None:
    left = at - 1
    while clause.low(left) == ",":
        left -= 1
    return clause.ending.get(left + 1) or _anywhere(clause, at)


def _nearest(clause: Clause, end: int, at: Found) -> Group | None:
    """The last group before `end` that nothing governs, in this clause."""
    start = next((n + 1 for n in range(end - 1, -1, -1) if clause.words[n].low in STARTS), 0)
    for group in reversed(clause.groups):
        if group[-1].last > end or group[0].first < start or end - group[-1].last > MOST_AWAY:
            continue
        if len(group) > 1 and group[-1].last == end and not clause.is_free(group) and _is_behind_comma(clause, group):
            return group[-1:]  # “withdrew its envoy to Mali, and Japan threatened”
        if _is_object_in_relative(clause, group):
            continue
        if clause.is_free(group) and not _is_inside(clause, group, end) and not _is_predicate(clause, group):
            return _shortened(clause, group, at)
    return None


def _is_behind_comma(clause: Clause, group: Group) -> bool:
    return len(group) == 2 and any(clause.words[n].text == "," for n in range(group[-2].last, group[-1].first))


def _is_object_in_relative(clause: Clause, group: Group) -> bool:
    """“Rebels who had seized Gao said”: it was not Gao that said so."""
    first = group[0].first - (clause.low(group[0].first - 1) == "the")
    other = clause.triggers.get(first - 1)
    return other is not None and other.trigger.kind == "v" and other.last == first and _is_relative(clause, other)


def _is_relative(clause: Clause, at: Found) -> bool:
    return clause.low(_over_auxiliaries(clause, at.first - 1)) in RELATIVES


def _is_predicate(clause: Clause, group: Group) -> bool:
    """“Cole became the first US president to land”: the subject is Cole."""
    at = group[0].first - 1
    while clause.low(at) in ("the", "a", "an", "first", "second", "last", "only", "new"):
        at -= 1
    return clause.low(at) in ("became", "becomes", "become")


def _is_inside(clause: Clause, group: Group, end: int) -> bool:
    """Whether it stands in a relative clause between commas that ends before `end`: “X, who met Y, said”."""
    if not any(clause.words[n].text == "," for n in range(group[-1].last, end)):
        return False
    for n in range(group[0].first - 1, -1, -1):
        word, behind = clause.words[n], clause.low(n + 1)
        if word.low in OF_PERSONS or (word.text == "," and behind.endswith("ing")):
            return True
        if n and word.text in ",;" and behind not in OF_PERSONS:
            return False
    return False


def _shortened(clause: Clause, group: Group, at: Found) -> Group:
    """“X met Y and Z flew home”: of the group “Y and Z” before “flew” only Z is its subject."""
    if len(group) < 2:
        return group
    first = group[0].first
    for other in clause.found:
        is_object = other.trigger.kind == "v" and other.last <= first and first - other.last <= 4 and other is not at
        if is_object and not any(clause.words[n].text in ",;" for n in range(other.last, first)):
            return group[-1:]
    return group


def _anywhere(clause: Clause, end: int) -> Group | None:
    """In the whole sentence before `end`; a governed one (“envoys from X”) only where there is no other."""
    before = [group for group in clause.groups if group[-1].last <= end and end - group[-1].last <= MOST_AWAY]
    free = [group for group in before if clause.is_free(group)]
    if free:
        return free[-1]
    of = [group for group in before if clause.governor(group[0]) in ("of", "from") and not group[-1].is_owner]
    return of[0] if of else None


def _ahead(clause: Clause, at: Found) -> Group | None:
    """“After meeting X, Y flew home”: the subject follows the comma."""
    for n in range(at.last, len(clause.words)):
        if clause.words[n].text == ",":
            start = n + 1 + (clause.low(n + 1) in MODIFIERS)
            if group := clause.starting.get(start) or clause.starting.get(n + 1):
                return group
    return None


def main_subject(clause: Clause, at: Found) -> Group | None:
    """Of the sentence around a noun: “X flew home after talks with Y”, “After talks with Y, X flew home”."""
    before = [group for group in clause.groups if group[-1].last <= at.first and not group[-1].is_owner]
    free = [group for group in before if not clause.governor(group[0])]
    if free:
        return free[0]
    if at.first <= MOST_BEFORE_OPENING_NOUN and (ahead := _ahead(clause, at)):
        return ahead
    return before[0] if before and clause.governor(before[0][0]) in ("of", "from") else None


def owner(clause: Clause, at: Found) -> Group | None:
    """Of a noun: “Bennett's meeting”, “his three-hour meeting”."""
    for n in range(at.first - 1, max(-1, at.first - MOST_WORDS_OWNED), -1):
        for mention in clause.owners:
            if mention.sort == "possessive" and mention.first == n:
                return (mention,)
            if mention.is_owner and mention.last == n:
                return clause.ending.get(mention.last) or (mention,)
        if clause.words[n].text in ",;“”" or clause.words[n].low in PREPOSITIONS:
            return None
    return None


def owner_ahead(clause: Clause, at: Found) -> Group | None:
    """“During his visit to Mali, Ana Prado said”: a sentence that opens with “his” tells behind the comma whose."""
    owner_ = owner(clause, at)
    if owner_ is None or owner_[0].sort != "possessive" or owner_[0].first > MOST_BEFORE_OPENING_OWNER:
        return None
    ahead = _ahead(clause, at)
    return ahead if ahead and len(ahead) == 1 and ahead[0].sort in ("person", "office") else None


def adjective_before(clause: Clause, at: Found) -> Group | None:
    for mention in clause.mentions:
        if mention.sort in ("adjective", "state") and not mention.is_owner and mention.last in (at.first, at.first + 1):
            return (replace(mention, sort="state"),)
    return None


def both_before(clause: Clause, at: Found) -> Group | None:
    """“X thanked Y in a telephone call”: both stand before the noun, and nothing governs them."""
    free = [group for group in clause.groups if group[-1].last <= at.first and not clause.governor(group[0])]
    return tuple(one for group in free[-2:] for one in group if not one.is_owner) or None


def both_ahead(clause: Clause, at: Found) -> Group | None:
    """“In a telephone call on Monday, X urged Y to agree”: the first two behind the comma."""
    if at.first > MOST_BEFORE_OPENING_NOUN:
        return None
    comma = next((n for n in range(at.last, len(clause.words)) if clause.words[n].text == ","), None)
    if comma is None:
        return None
    behind = [group for group in clause.groups if group[0].first > comma]
    if not behind or behind[0][0].first > comma + 2:
        return None
    return tuple(one for group in behind[:2] for one in group)[:2]


def behind_comma(clause: Clause, at: Found) -> Group | None:
    """“In a speech to farmers, X promised”: who stands behind the comma."""
    if at.first > 2:
        return None
    for n in range(at.last, min(len(clause.words), at.last + 20)):
        if clause.words[n].text == ",":
            for group in clause.groups:
                if n < group[0].first <= n + 2:
                    return group
    return None
