"""What a CAMEO or PLOVER code becomes with us: a type, the roles of its two sides and a sentence for the title."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
EVENT_TYPES = Path(__file__).parents[1] / "data" / "event_types.csv"
CAMEO = re.compile(r"\d{2,4}[a-z]?")  # as the models accept it: ICEWS has “138i”

TWO_SIDES = ("initiator", "target")
ROLES = {  # of the side that acts and the side acted upon, where they are not TWO_SIDES; all are offered by the type
    "agreement": ("participant", "participant"),
    "aid_economic": ("donor", "recipient"),
    "aid_humanitarian": ("donor", "recipient"),
    "aid_military": ("donor", "recipient"),
    "condemnation": ("speaker", "target"),
    "consultation": ("participant", "participant"),
    "deescalation": ("initiator", "counterpart"),
    "demand": ("initiator", "addressee"),
    "evacuation": ("initiator", "beneficiary"),
    "mediation": ("mediator", "participant"),
    "meeting": ("participant", "participant"),
    "negotiation": ("participant", "participant"),
    "offer": ("initiator", "addressee"),
    "phone_call": ("participant", "participant"),
    "refusal": ("initiator", "addressee"),
    "request": ("initiator", "addressee"),
    "statement": ("speaker", "addressee"),
    "summit": ("participant", "participant"),
    "support": ("speaker", "beneficiary"),
    "visit": ("visitor", "host"),
}
ROLES_OF_CODE = {"043": ("host", "visitor")}
MEDIA = {"041": "telephone", "042": "in_person", "043": "in_person", "044": "in_person"}
# Each side did the same: “A and B consult”, never “A consults with B” (standards: imports.md 2.3, and 057 by its type).
SYMMETRIC = frozenset({"04", "040", "041", "044", "046", "057"})
SAME_ON_BOTH_SIDES = frozenset({"consultation", "meeting", "phone_call", "summit"})
MEDIA_OF_TYPE = {"meeting": "in_person", "phone_call": "telephone", "visit": "in_person"}

# Names that take the plural though nothing in their form says so.
PLURAL = re.compile(
    r"^people\b|\b(authorities|children|citizens|civilians?|employees|farmers|forces|immigrants|inhabitants|lawmakers|militants"
    r"|officials|people|personnel|police|rebels|refugees|representatives|residents|soldiers|students|troops|women|workers"
    r"|protesters|separatists|insurgents|fighters|houthis|taliban)$|(agencies|men)$",
    re.IGNORECASE,
)
# Names that have “the” before them, but at the head of a title.
WITH_ARTICLE = re.compile(
    r"(United|Netherlands|Philippines|Gambia|Bahamas|Maldives|Comoros|Seychelles|Vatican$|Holy See|European (Union|C)"
    r"|(Democratic|Central African|Dominican) Republic|Republic of|(Cayman|Cook|Falkland|Faroe|Marshall|Solomon) I"
    r"|Balkans|Caribbean|Caucasus|Middle East|Mediterranean|Persian Gulf|Taliban|World (Bank|Health|Trade|Food)|Arab L"
    r"|Council of|International (A|C|L|M)|Gulf Coop|Organi[sz]ation|UN\b|Houthis|Islamic State)"
)
SUFFIX = re.compile(r"\s*\([^()]*\)$")  # “Police (India)”


@dataclass(frozen=True)
class Coding:
    type: str
    phrase: str  # “demands aid[ from {b}]”; what stands in brackets is left out where nobody is acted upon
    roles: tuple[str, str]
    symmetric: bool = False
    medium: str = ""
    cameo_code: str = ""  # only where it differs from the type's
    plover_event: str = ""  # both, or neither where they are the type's
    plover_mode: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """Of the event, as far as the code says them."""
        names = ("medium", "cameo_code", "plover_event", "plover_mode")
        return {name: value for name in names if (value := getattr(self, name))}


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t"))


@cache
def our_types() -> dict[str, dict[str, str]]:
    with EVENT_TYPES.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row for row in csv.DictReader(file)}


@cache
def default_cameo() -> dict[str, str]:
    """The CAMEO code that each of our types stands for by itself."""
    return {slug: row["cameo_code"] for slug, row in our_types().items()}


@cache
def _cameo() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in _table("cameo.tsv")}


@cache
def from_cameo(code: str) -> Coding:
    """By the code, else by the longest beginning of it that the table has, else `other`; for `CAMEO` codes alone."""
    row = next((_cameo()[code[:n]] for n in range(len(code), 1, -1) if code[:n] in _cameo()), None)
    slug, phrase = (row["type"], row["phrase"]) if row else ("other", "acts[ towards {b}]")
    known = row["code"] if row else code
    return Coding(
        type=slug,
        phrase=phrase,
        roles=ROLES_OF_CODE.get(known) or ROLES.get(slug, TWO_SIDES),
        symmetric=known in SYMMETRIC,
        medium=MEDIA.get(known, ""),
        cameo_code=code if code != default_cameo().get(slug, "") else "",
    )


@cache
def _plover() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(row["event"], row["mode"], row["context"]): row for row in _table("plover.tsv")}


@cache
def plover_events() -> frozenset[str]:
    return frozenset(event for event, _mode, _context in _plover())


def from_plover(event: str, mode: str = "", contexts: Iterable[str] = ()) -> Coding:
    """By mode, else by the first context that the table has for the event, else by the event alone.

    PLOVER's own event and mode are kept where they are not the type's; the CAMEO code only where the table has one.
    """
    by_mode = [(event, mode, "")] if mode else []
    keys = [*by_mode, *((event, "", context) for context in contexts), (event, "", "")]
    row = next((_plover()[key] for key in keys if key in _plover()), None)
    if row is None:
        return Coding("other", "acts[ towards {b}]", TWO_SIDES, plover_event=event, plover_mode=mode)
    ours = our_types()[row["type"]]
    same = (event, mode) == (ours["plover_event"], ours["plover_mode"])
    return Coding(
        type=row["type"],
        phrase=row["phrase"],
        roles=ROLES.get(row["type"], TWO_SIDES),
        symmetric=row["type"] in SAME_ON_BOTH_SIDES,
        medium=MEDIA_OF_TYPE.get(row["type"], ""),
        cameo_code=row["cameo"] if row["cameo"] != ours["cameo_code"] else "",
        plover_event="" if same else event,
        plover_mode="" if same else mode,
    )


def title(coding: Coding, doers: Iterable[str], others: Iterable[str] = ()) -> str:
    """“France praises Chad”, “Bangladesh and Vietnam consult”; who is not named is “an unnamed party”."""
    sources, targets = [s for s in doers if s], [t for t in others if t]
    targets = [_with_article(t) for t in targets]
    sources = [*sources[:1], *(_with_article(s) for s in sources[1:])]
    if coding.symmetric and sources and targets:
        return f"{joined([*sources, *targets])} {_said(coding.phrase, '', plural=True)}"
    if not sources and not targets:
        return _capital(_said(coding.phrase, "", plural=False))
    source = joined(sources) or "an unnamed party"
    plural = len(sources) > 1 or bool(PLURAL.search(SUFFIX.sub("", source)))
    return _capital(f"{source} {_said(coding.phrase, joined(targets), plural=plural)}")


def _said(phrase: str, target: str, *, plural: bool) -> str:
    whole = re.sub(r"\[([^]]*)\]", (lambda m: m[1].replace("{b}", target)) if target else "", phrase)
    return _in_plural(whole) if plural else whole


def _in_plural(phrase: str) -> str:
    """Only the verbs before the first object: “praises or endorses” → “praise or endorse”."""
    words = phrase.split(" ")
    words[0] = _plural_verb(words[0].rstrip(",")) + ("," if words[0].endswith(",") else "")
    for at in range(1, len(words)):
        if words[at] in ("or", "and") and at + 1 < len(words) and _SAME_VERBS.get(words[at + 1]):
            words[at + 1] = _SAME_VERBS[words[at + 1]]
    return " ".join(words)


# The second verb of a phrase that has two; after “or” a noun may stand as well, so they are named.
_SAME_VERBS = {
    "breaks": "break", "charges": "charge", "claims": "claim", "damages": "damage", "denounces": "denounce",
    "endorses": "endorse", "holds": "hold", "rallies": "rally", "releases": "release", "restricts": "restrict",
    "stops": "stop", "strengthens": "strengthen", "surrenders": "surrender", "takes": "take", "withdraws": "withdraw",
}  # fmt: skip


def _plural_verb(verb: str) -> str:
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("shes", "ches", "sses", "xes")):
        return verb[:-2]
    return verb.removesuffix("s")


def joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _with_article(name: str) -> str:
    return f"the {name}" if WITH_ARTICLE.match(name) else name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
