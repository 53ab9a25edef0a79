"""From the act of a trigger to one of the event types."""

from __future__ import annotations

import re

MILITARY = re.compile(r"\b(?:weapons?|arms|ammunition|tanks?|missiles?|military|jets|shells|howitzers|rifles|drones)\b")
ECONOMIC = re.compile(r"\b(?:loans?|credits?|debt|budget|investment|million|billion)\b")
HUMANITARIAN = re.compile(
    r"\b(?:humanitarian|emergency|relief|food|medic\w*|tents|blankets|doctors|nurses|hospitals?|refugees|wheat|grain|rice|flour|vaccines?|doses|rescue\w*|victims|earthquake|flood\w*|famine|drought)\b"
)
EXPULSION = re.compile(
    r"\b(?:diplomats?|ambassadors?|attach[eé]s?|consuls?|embassy|relations|ties|charg[eé]|envoys?|persona)\b"
)
TALKED = re.compile(
    r"\bconversations?\b|\bspoke\b|\bspeaks?\b|\btalked\b|\bparallel talks\b|\bconsult"
    r"|\bin (?:\w+ )?(?:touch|contact) with"
)


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
