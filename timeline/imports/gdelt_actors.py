"""An actor as GDELT codes it (CAMEO actor codes) as a party with a name that reads well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from . import nations
from .candidates import Party
from .lines import tidy
from .sectors import SECTORS
from .sides import Side, of_people

KNOWN_GROUPS = {  # CAMEO codebook, chapter 4: those that take part in diplomacy
    "ALQ": ("Al-Qaeda", "armed_group"),
    "AMN": ("Amnesty International", "ngo"),
    "ARL": ("Arab League", "igo"),
    "ASN": ("ASEAN", "igo"),
    "COE": ("Council of Europe", "igo"),
    "CWN": ("Commonwealth of Nations", "igo"),
    "EEC": ("European Union", "igo"),
    "GCC": ("Gulf Cooperation Council", "igo"),
    "HCR": ("UNHCR", "igo"),
    "HRW": ("Human Rights Watch", "ngo"),
    "IAE": ("International Atomic Energy Agency", "igo"),
    "ICC": ("International Criminal Court", "igo"),
    "ICJ": ("International Court of Justice", "igo"),
    "ILO": ("International Labour Organization", "igo"),
    "IMF": ("International Monetary Fund", "igo"),
    "NAT": ("NATO", "igo"),
    "OAS": ("Organization of American States", "igo"),
    "OPC": ("OPEC", "igo"),
    "PKK": ("Kurdistan Workers' Party", "armed_group"),
    "TAL": ("Taliban", "armed_group"),
    "UNO": ("United Nations", "igo"),
    "WBK": ("World Bank", "igo"),
    "WFP": ("World Food Programme", "igo"),
    "WHO": ("World Health Organization", "igo"),
    "WTO": ("World Trade Organization", "igo"),
}
REGIONS = {
    "AFR": "Africa", "ASA": "Asia", "BLK": "Balkans", "CAS": "Central Asia", "CAU": "Caucasus", "CFR": "Central Africa",
    "CRB": "Caribbean", "EAF": "East Africa", "EEU": "Eastern Europe", "EIN": "East Indies", "EUR": "Europe",
    "LAM": "Latin America", "MDT": "Mediterranean", "MEA": "Middle East", "NAF": "North Africa", "NMR": "North America",
    "PGS": "Persian Gulf", "SAF": "Southern Africa", "SAM": "South America", "SAS": "South Asia", "SCN": "Scandinavia",
    "SEA": "Southeast Asia", "SSA": "Sub-Saharan Africa", "WAF": "West Africa", "WST": "The West",
}  # fmt: skip
COMMON_NOUNS = re.compile(  # a name with one of these is no proper name: whose police it is has to be said
    r"\b(ABDUCTOR|ACTIVIST|ADMINISTRATION|ADVOCATE|AIR FORCE|AMBASSADOR|ARMED|ARMY|ATTACKER|ATTORNEY|AUTHORIT\w+|BANK"
    r"|BISHOP|BROADCASTER|BURGLAR|BUSINESS\w*|CABINET|CAPTAIN|CHAMBER|CHANCELLOR|CHIEF|CHILDREN|CITIZEN\w*|CIVILIAN\w*|COLONEL"
    r"|COMMANDER|COMMISSION\w*|COMMITTEE|COMMUNITY|COMPAN\w+|CONGRESS|CORPORATION|COUNCIL|COURT|CRIMINAL\w*"
    r"|DEFENSE|DEMONSTRATOR\w*|DEPARTMENT|DEPUT\w+|DIPLOMAT\w*|EDITOR|ELECTION|EMBASSY|EMPLOYE\w+|ENTREPRENEUR|ENVOY"
    r"|EXECUTIVE|EXTREMIST\w*|FARMER\w*|FIREFIGHTER|GARRISON|GENERAL|GOVERNMENT|GOVERNOR|GUNM[AE]N|HOSPITAL|IMMIGRANT\w*"
    r"|INDUSTRY|INSURGENT\w*|INTELLECTUAL|INTELLIGENCE|INVESTIGATOR|JOURNALIST\w*|JUDGE\w*|JUSTICE|KING|LAW|LAWMAKER\w*"
    r"|LAWYER\w*|LEADER|LEGISLAT\w+|MAGISTRATE|MAYOR|MEDIA|MILITANT\w*|MILITARY|MINIST\w*|MONARCH|NAVY|NEWSPAPER|NURSE"
    r"|OFFICER|OFFICIAL\w*|OPPOSITION|PARLIAMENT|PARTY|PASTOR|PEOPLE|POLICE\w*|POLITICIAN\w*|POPULATION|PRESIDENT\w*"
    r"|PRIME|PRINCE|PRISON\w*|PRODUCER|PROFESSOR|PROSECUTOR\w*|PROTESTER\w*|PUPIL|QUEEN|REBEL\w*|REFUGEE\w*|REGIME"
    r"|PRESS|RADIO|REPORTER|RESEARCHER|RESIDENT\w*|SCHOOL|SECRETARY|SECURITY|SENAT\w+|SEPARATIST\w*|SETTLE\w+|SHERIFF|SOLDIER\w*|SPOKES\w+"
    r"|STUDENT\w*|TEACHER|TELEVISION|TERRORIST\w*|TRIBUNAL|TROOP\w*|UNION|UNIVERSITY|VILLAGE\w*|VOTER\w*|WORKER\w*)\b"
)
SMALL_WORDS = {"a", "al", "and", "at", "de", "for", "in", "of", "on", "the", "to"}
CAPITALS = {
    "ASEAN", "BBC", "CIA", "CNN", "EU", "FBI", "IAEA", "IMF", "ISIL", "ISIS", "NASA", "NATO", "NGO", "OPEC", "OSCE",
    "PKK", "PLO", "PM", "UK", "UN", "UNHCR", "UNICEF", "US", "USA", "WHO", "WTO",
}  # fmt: skip
NAMED_TYPES = {"IGO", "MED", "MNC", "NGO"}  # of these GDELT has the names, unless it is a common noun
NOWHERE = "country not stated"


@lru_cache(maxsize=4096)
def actor(code: str, name: str, country: str, group: str, types: Sequence[str]) -> Side | None:
    """None where the row names nobody. `country` is CAMEO's code of three letters, `types` at most three."""
    if not code and not name:
        return None
    note = tidy(f"GDELT: {code or 'no code'}, “{name}”", longest=300)
    if group in KNOWN_GROUPS:
        known, kind = KNOWN_GROUPS[group]
        return Side(Party(known, kind=kind, note=note))
    iso = nations.from_alpha3(country)
    kinds = [t for t in types if t]
    plain = re.sub(r"^THE ", "", name.upper())
    if iso and (not plain or nations.from_any_word(plain) == iso):
        return _of_a_country(iso, kinds, note)
    if country in REGIONS and not kinds:
        return Side(Party(REGIONS[country], note=note))
    return _named(plain, iso, kinds, note)


def _of_a_country(iso: str, kinds: list[str], note: str) -> Side:
    """“CHN, BEIJING” and “AFGGOV, AFGHAN” are the state; “IRNLAB, IRANIAN” is some part of its people."""
    nation = nations.name_of(iso)
    if not kinds or kinds[0] == "GOV":
        return Side(Party(nation, kind="state", country=iso, note=note))
    word, kind = SECTORS.get(kinds[0], (tidy(kinds[0], longest=20) or "Somebody", "other"))
    return Side(Party(f"{word} ({nation})", kind=kind, country=iso, note=note))


def _named(plain: str, iso: str, kinds: list[str], note: str) -> Side:
    word, kind = SECTORS.get(kinds[0], ("", "other")) if kinds else ("", "other")
    shown = tidy(title_case(plain) or word or "Unnamed", longest=150)
    common = not plain or bool(COMMON_NOUNS.search(plain))
    if not common and kinds and kinds[0] in NAMED_TYPES:
        return Side(Party(shown, kind=kind, country=iso, note=note))
    if iso and not common and len(plain.split()) > 1 and kinds:
        # A proper name, of a person or a body: GDELT does not say which, so the kind is left to the analyst.
        return Side(Party(shown, kind="other", country=iso, note=note))
    where = nations.name_of(iso) or NOWHERE
    return Side(
        Party(f"{shown} ({where})", kind=of_people(shown, kind), country=iso, note=note), short="" if iso else shown
    )


def title_case(name: str) -> str:
    """“MINIST OF HOME AFFAIRS” → “Ministry of Home Affairs”; GDELT keeps the stem of minister and ministry."""
    words = ["MINISTRY" if word == "MINIST" else word for word in name.upper().split()]
    return " ".join(_word(word, first=at == 0) for at, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    if word in CAPITALS:
        return word
    if not first and word.lower() in SMALL_WORDS:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize() if m.start() == 0 or word[m.start() - 1] == "-" else
                  m[0].lower(), word)  # fmt: skip
