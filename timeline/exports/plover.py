"""PLOVER-shaped JSON Lines: an event a line, its parties as lists of actors and recipients, never as pairs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from timeline.models import Event

from .days import exact_days
from .formats import PUBLICATION, Provenance
from .records import Record, record

# Who an act is directed at. A host is one only where there is a visitor, as the PLOVER manual rules.
RECIPIENTS = {"recipient", "target", "addressee", "beneficiary"}
QUADS = {  # of the PLOVER manual's table of events; for SANCTION it says both, and its text is followed
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "VERBAL COOPERATION"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MATERIAL COOPERATION"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "VERBAL CONFLICT"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "MATERIAL CONFLICT"),
}
CONTEXTS = {  # type → what the manual files such events under; others would be a guess
    "negotiation": ["diplomatic"],
    "mediation": ["diplomatic"],
    "vote": ["legislative", "diplomatic"],
    "aid_humanitarian": ["human_security"],
    "aid_military": ["military"],
    "aid_economic": ["economic"],
    "evacuation": ["migration"],
}
AUXILIARY = {"planned": "future", "did_not_happen": "negation"}


def plover_lines(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    for event in events:
        line = _line(record(event, provenance.site), provenance)
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"


def _line(row: Record, provenance: Provenance) -> Record:
    first, last = exact_days(row["date"]) or (None, None)
    date, codes = row["date"] or {}, row["type"] or {}
    actors, recipients = _sides(row["parties"])
    return {
        "id": row["id"],
        "date": first,
        "enddate": last if last != first else None,
        "edtf": date.get("edtf"),
        "earliest": date.get("earliest"),
        "latest": date.get("latest"),
        "date_wording": date.get("wording"),
        "time": date.get("time_start"),
        "endtime": date.get("time_end"),
        "actor": [_actor(party) for party in actors],
        "recipient": [_actor(party) for party in recipients],
        "event": [codes["plover_event"]] if codes.get("plover_event") else [],
        "mode": [mode for mode in (codes.get("plover_mode"), AUXILIARY.get(row["realisation"])) if mode],
        "context": CONTEXTS.get(codes.get("slug", ""), []),
        "quad_code": QUADS.get(codes.get("plover_event", "")),
        "cameo_code": codes.get("cameo_code") or None,
        "type": codes.get("slug"),
        "event_loc": [_location(place) for place in row["places"]],
        "event_text": row["title"],
        "text_info": [_passage(citation) for citation in row["citations"]],
        "cite_info": [_cited(source, provenance) for source in row["sources"]],
        "link": row["url"],
        "comment": row["summary"],
        "version": row["version"],
    }


def _sides(parties: list[Record]) -> tuple[list[Record], list[Record]]:
    """Where nobody acts on the others, all are actors: there is no recipient."""
    receiving = RECIPIENTS | ({"host"} if any(party["role"] == "visitor" for party in parties) else set())
    recipients = [party for party in parties if party["role"] in receiving]
    actors = [party for party in parties if party["role"] not in receiving]
    return (actors, recipients) if actors else (recipients, [])


def _actor(party: Record) -> Record:
    state = party["acts_for"]
    return {
        "identifier_id": party["actor"]["slug"],
        "entity_text": party["actor"]["name"],
        "kind": party["actor"]["kind"],
        "acts_for": state["slug"] if state else None,
        "office": party["office"],
        "role": party["role"],
        "certainty": party["certainty"],
    }


def _location(place: Record) -> Record:
    return {
        "resolved_place": place["name"],
        "role": place["role"],
        "country_code": place["country"],
        "lat": place["latitude"],
        "lon": place["longitude"],
    }


def _passage(citation: Record) -> Record:
    quote, *position = citation["selector"]
    at = position[0] if position else {}
    return {
        "text": quote["exact"],
        "start": at.get("start"),
        "end": at.get("end"),
        "article": citation["article"],
        "credited_to": citation["credited_to"],
    }


def _cited(source: Record, provenance: Provenance) -> Record:
    return {
        "corpus": PUBLICATION,
        "article": source["article"],
        "citation": (source["outlet"] or {}).get("name"),
        "url": source["url"],
        "title": source["title"],
        "publication": source["published_on"],
        "license": provenance.licence,
        "version": provenance.version,
    }
