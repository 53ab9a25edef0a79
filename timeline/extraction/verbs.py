"""The forms of English verbs: lines of the lexicon name a verb once, `<meet>`, and mean all of its forms."""

from __future__ import annotations

import re
from functools import cache

IRREGULAR = {
    verb: (verb, *forms.split())
    for verb, forms in {
        "begin": "begins began begun beginning",
        "beg": "begs begged begging",
        "break": "breaks broke broken breaking",
        "bring": "brings brought bringing",
        "cut": "cuts cutting",
        "expel": "expels expelled expelling",
        "fly": "flies flew flown flying",
        "forgive": "forgives forgave forgiven forgiving",
        "give": "gives gave given giving",
        "go": "goes went gone going",
        "have": "has had having",
        "hit": "hits hitting",
        "hold": "holds held holding",
        "keep": "keeps kept keeping",
        "lay": "lays laid laying",
        "leave": "leaves left leaving",
        "make": "makes made making",
        "meet": "meets met meeting",
        "open": "opens opened opening",
        "pay": "pays paid paying",
        "plan": "plans planned planning",
        "plead": "pleads pleaded pled pleading",
        "ring": "rings rang rung ringing",
        "bar": "bars barred barring",
        "bus": "buses bused bussed busing bussing",
        "drive": "drives drove driven driving",
        "lend": "lends lent lending",
        "put": "puts putting",
        "quit": "quits quitting",
        "ram": "rams rammed ramming",
        "scrap": "scraps scrapped scrapping",
        "shut": "shuts shutting",
        "sink": "sinks sank sunk sinking",
        "slap": "slaps slapped slapping",
        "step": "steps stepped stepping",
        "come": "comes came coming",
        "shake": "shakes shook shaken shaking",
        "seek": "seeks sought seeking",
        "retake": "retakes retook retaken retaking",
        "rebut": "rebuts rebutted rebutting",
        "wrap": "wraps wrapped wrapping",
        "fight": "fights fought fighting",
        "cast": "casts casting",
        "undertake": "undertakes undertook undertaken undertaking",
        "wind": "winds wound winding",
        "initial": "initials initialled initialed initialling initialing",
        "get": "gets got getting",
        "say": "says said saying",
        "see": "sees saw seen seeing",
        "send": "sends sent sending",
        "set": "sets setting",
        "ship": "ships shipped shipping",
        "shoot": "shoots shot shooting",
        "sit": "sits sat sitting",
        "slam": "slams slammed slamming",
        "spend": "spends spent spending",
        "stand": "stands stood standing",
        "stop": "stops stopped stopping",
        "speak": "speaks spoke spoken speaking",
        "strike": "strikes struck striking",
        "sweep": "sweeps swept sweeping",
        "take": "takes took taken taking",
        "tell": "tells told telling",
        "travel": "travels travelled traveled travelling traveling",
        "withdraw": "withdraws withdrew withdrawn withdrawing",
        "write": "writes wrote written writing",
        "ban": "bans banned banning",
        "cancel": "cancels cancelled canceled cancelling canceling",
        "confer": "confers conferred conferring",
        "drop": "drops dropped dropping",
        "submit": "submits submitted submitting",
        "veto": "vetoes vetoed vetoing",
        "offer": "offers offered offering",
        "visit": "visits visited visiting",
        "freeze": "freezes froze frozen freezing",
        "free": "frees freed freeing",
        "win": "wins won winning",
        "signal": "signals signalled signaled signalling signaling",
        "commit": "commits committed committing",
        "draw": "draws drew drawn drawing",
        "lead": "leads led leading",
        "overrun": "overruns overran overrunning",
        "swap": "swaps swapped swapping",
        "swear": "swears swore sworn swearing",
        "throw": "throws threw thrown throwing",
        "transfer": "transfers transferred transferring",
    }.items()
}
PAST = frozenset(form for verb, found in IRREGULAR.items() for form in found if form != verb)
MACRO = re.compile(r"<(\w+)>")
GAP = re.compile(r"<~(\d)>")


@cache
def forms(verb: str) -> tuple[str, ...]:
    """All forms; the verb itself comes first."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return verb, verb + ending, f"{verb}ed", f"{verb}ing"


def is_bare(word: str) -> bool:
    """Whether it has no ending, as in “that Peru sign”."""
    return not word.endswith(("s", "ed", "ing")) and word not in PAST


def expanded(pattern: str) -> str:
    """`<meet>` → `(?:meet|meets|met|meeting)`; `<~5>` is up to five words, as few as will do."""
    pattern = GAP.sub(r"""(?: ["']*[\\w'-]+["']*,?){0,\1}?""", pattern)
    return MACRO.sub(lambda match: f"(?:{'|'.join(sorted(forms(match[1]), key=len, reverse=True))})", pattern)
