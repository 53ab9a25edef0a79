"""From the act of a trigger to one of the event types, and to a title in a few words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .drafts import Party

MILITARY = re.compile(r"\b(?:weapons?|arms|ammunition|tanks?|missiles?|military|jets|shells|howitzers|rifles|drones)\b")
ECONOMIC = re.compile(r"\b(?:loans?|credits?|debt|budget|investment|million|billion)\b")
HUMANITARIAN = re.compile(
    r"\b(?:humanitarian|emergency|relief|food|medic\w*|tents|blankets|doctors|nurses|hospitals?|refugees|wheat|grain|rice|flour|vaccines?|doses|rescue\w*|victims|earthquake|flood\w*|famine|drought)\b"
)
EXPULSION = re.compile(
    r"\b(?:diplomats?|ambassadors?|attach[eé]s?|consuls?|embassy|relations|ties|charg[eé]|envoys?|persona)\b"
)
TITLES_OF_RULES = {
    "release.verb": "{first} releases people",
    "withdraw.troops": "{first} withdraws troops",
    "status.appoint": "{first} appoints an envoy",
    "status.wreath": "{first} lays a wreath",
    "status.credentials": "{first} receives or presents credentials",
    "status.embassy": "{first} opens or closes an embassy",
    "status.border": "{first} opens a border",
    "status.recognise": "{first} recognises {second}",
    "support.recognise": "{first} recognises {second}",
}
ONE_WAY = frozenset({"condemnation", "request", "sanction", "aid", "support", "statement", "military_action", "vote"})
UNDERGOING = frozenset({"target", "addressee", "recipient"})
TALKED = re.compile(
    r"\bconversations?\b|\bspoke\b|\bspeaks?\b|\btalked\b|\bparallel talks\b|\bconsult"
    r"|\bin (?:\w+ )?(?:touch|contact) with"
)
TITLES = {
    "call": "{first} telephones {second}",
    "meeting": "{first} meets {second}",
    "visit": "{first} visits {place}",
    "negotiation": "{first} negotiates with {second}",
    "mediation": "{first} mediates",
    "request": "{first} asks {second}",
    "statement": "{first} makes a statement",
    "agreement": "{first} agrees with {second}",
    "condemnation": "{first} condemns {second}",
    "sanction": "{first} acts against {second}",
    "aid": "{first} sends aid to {second}",
    "evacuation": "{first} brings people out of danger",
    "vote": "{first} votes",
    "military_action": "{first} uses force",
    "support": "{first} supports {second}",
    "offer": "{first} makes an offer",
    "refusal": "{first} refuses a request",
    "other": "{first}",
}


def type_of(act: str, rule: str, clause: str, medium: str, realisation: str, *, is_abroad: bool) -> str:
    """The slug of the event type; empty where no type fits (military action is none of diplomacy's)."""
    low = clause.lower()
    if act == "call":
        return "video_call" if medium == "video" else "phone_call"
    if act == "meeting":
        return _of_meeting(rule, low, medium, is_abroad=is_abroad)
    if act == "aid":
        return "offer" if realisation == "planned" or rule == "aid.pledge" else _of_aid(low)
    if rule == "sanction.lift":
        return "deescalation"
    if act == "sanction":
        return "diplomatic_status" if EXPULSION.search(low) and rule != "sanction.impose" else "sanction"
    if act == "request":
        return "demand" if rule in ("request.demand", "request.order") or "ultimatum" in low else "request"
    if act == "statement":
        return "threat" if rule == "threat.verb" and "threat" in low else "statement"
    if rule.startswith(("release.", "withdraw.")):
        return "deescalation"
    if rule in ("status.embassy", "agree.relations"):
        return "diplomatic_status"
    return {"military_action": "other"}.get(act, act)


def _of_meeting(rule: str, low: str, medium: str, *, is_abroad: bool) -> str:
    if "summit" in low and rule != "meet.host":
        return "summit"
    if is_abroad:
        return "visit"
    if TALKED.search(low) and medium != "in_person":
        return "consultation"
    return "meeting"


def _of_aid(low: str) -> str:
    if MILITARY.search(low) and not HUMANITARIAN.search(low):
        return "aid_military"
    if ECONOMIC.search(low) and not HUMANITARIAN.search(low):
        return "aid_economic"
    return "aid_humanitarian"


def title_of(act: str, parties: Sequence[Party], place: str, rule: str = "") -> str:
    doers = [party.name for party in parties if _does(party, parties[0], act)]
    first = _listed(doers) or "Somebody"
    rest = _listed([party.name for party in parties if party.name not in doers])
    pattern = TITLES_OF_RULES.get(rule) or TITLES.get(act, "{first}")
    if len(doers) > 1:
        pattern = re.sub(r"^(\{first\} \w+)s\b", r"\1", pattern)
    if "{place}" in pattern and not place:
        place = rest or "abroad"
    title = pattern.format(first=first, second=rest, place=place)
    if not rest:
        title = re.sub(r" (?:to|with|against) ?$", "", title).strip()
    return title[:1].upper() + title[1:]


def _does(party: Party, first: Party, act: str) -> bool:
    """Whether it is what the title begins with: the first, or of what goes one way all who do it."""
    return party.role not in UNDERGOING and (party is first or (act in ONE_WAY and party.role == first.role))


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
