"""The title of a draft in a few words, led by a verb: “Ana Prado meets Amina Sow”."""

from __future__ import annotations

from collections.abc import Sequence

from .drafts import Draft, Party

# By the rule that fired, the type, or the act, whichever says most: what is done to others, and what where none are
# named. Without the first, others are left out.
VERBS = {
    "release.verb": ("", "releases people"),
    "withdraw.troops": ("", "withdraws troops"),
    "status.appoint": ("", "appoints an envoy"),
    "status.wreath": ("", "lays a wreath"),
    "status.credentials": ("", "receives or presents credentials"),
    "status.embassy": ("", "opens or closes an embassy"),
    "status.border": ("", "opens a border"),
    "status.recognise": ("recognises", "recognises a state"),
    "support.recognise": ("recognises", "recognises a state"),
    "sanction.lift": ("lifts sanctions on", "lifts sanctions"),
    "aid.pledge": ("promises aid to", "promises aid"),
    "call": ("telephones", "makes a telephone call"),
    "video_call": ("talks by video with", "talks by video"),
    "meeting": ("meets", "holds talks"),
    "consultation": ("speaks with", "holds talks"),
    "summit": ("meets", "attends a summit"),
    "negotiation": ("negotiates with", "negotiates"),
    "mediation": ("mediates for", "mediates"),
    "request": ("asks", "makes a request"),
    "demand": ("makes a demand of", "makes a demand"),
    "statement": ("makes a statement to", "makes a statement"),
    "threat": ("threatens", "makes a threat"),
    "agreement": ("agrees with", "makes an agreement"),
    "condemnation": ("condemns", "makes a protest"),
    "sanction": ("imposes sanctions on", "imposes sanctions"),
    "diplomatic_status": ("changes relations with", "changes relations"),
    "aid": ("sends aid to", "sends aid"),
    "aid_military": ("sends military aid to", "sends military aid"),
    "aid_economic": ("gives economic aid to", "gives economic aid"),
    "evacuation": ("", "brings people out of danger"),
    "vote": ("", "votes"),
    "military_action": ("uses force against", "uses force"),
    "support": ("supports", "declares support"),
    "offer": ("makes an offer to", "makes an offer"),
    "refusal": ("refuses a request of", "refuses a request"),
}
OTHER = ("acts towards", "acts")
# What is told without the one who did it, and how whom it was done to follows.
NOUNS = {
    "aid": ("Aid", "to"),
    "condemnation": ("Condemnation", "of"),
    "military_action": ("Use of force", "against"),
    "request": ("Request", "to"),
    "sanction": ("Sanctions", "on"),
}
ONE_WAY = frozenset({"condemnation", "request", "sanction", "aid", "support", "statement", "military_action", "vote"})
UNDERGOING = frozenset({"target", "addressee", "recipient"})


def title_of(draft: Draft) -> str:
    """What is planned is “to meet”, but an offer of it is made; several who do the same come first together."""
    doers = [party for party in draft.parties if _does(party, draft)]
    others = _listed([party.name for party in draft.parties if party not in doers])
    if not doers:
        return _of_nobody(draft, others)
    verb, _blank, rest = _doing(draft, others).partition(" ")
    if draft.realisation == "planned" and draft.type != "offer":
        verb = f"to {_base(verb)}"
    elif len(doers) > 1 or doers[0].kind == "group":
        verb = _base(verb)
    return f"{_listed([party.name for party in doers])} {verb} {rest}".strip()


def _does(party: Party, draft: Draft) -> bool:
    """Whether it is what the title begins with: the first, or of what goes one way all who do it."""
    first = draft.parties[0]
    is_doer = party is first or (draft.act in ONE_WAY and party.role == first.role)
    return is_doer and party.role not in UNDERGOING


def _doing(draft: Draft, others: str) -> str:
    if draft.act == "visit":
        return f"visits {draft.place or others or 'another country'}"
    if draft.act == "evacuation" and draft.quantities:
        return f"brings {_counted(draft)} out of danger"
    found = (VERBS[key] for key in (*draft.rules[:1], draft.type, draft.act) if key in VERBS)
    with_others, alone = next(found, OTHER)
    return f"{with_others} {others}" if others and with_others else alone


def _of_nobody(draft: Draft, others: str) -> str:
    """“Sanctions on Mali”, “Evacuation of 90 children”."""
    noun, preposition = NOUNS.get(draft.act, (draft.act.replace("_", " ").capitalize(), "with"))
    if others:
        return f"{noun} {preposition} {others}"
    return f"{noun} of {_counted(draft)}" if draft.quantities else noun


def _counted(draft: Draft) -> str:
    return f"{draft.quantities[0].amount} {draft.quantities[0].what}"


def _base(verb: str) -> str:
    """Of the third person, as all in the tables above are."""
    return verb.removesuffix("s")


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
