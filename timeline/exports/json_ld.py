"""JSON-LD: schema.org events, a Web Annotation for each citation, PROV for versions. One graph, no remote context."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.models import Event

from .days import exact_days
from .formats import PUBLICATION, Provenance
from .records import Record, record

KINDS = {"person": "schema:Person", "state": "schema:Country"}
STATUS = {  # what schema.org has a word for
    "occurred": "schema:EventCompleted",
    "planned": "schema:EventScheduled",
    "did_not_happen": "schema:EventCancelled",
}
SELECTOR_WORDS = ("exact", "prefix", "suffix", "start", "end")


def context(site: str) -> Record:
    """Prefixes only; `dm` holds what no vocabulary has: the date as EDTF with its bounds and wording."""
    return {
        "schema": "https://schema.org/",
        "oa": "http://www.w3.org/ns/oa#",
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dm": f"{site}/api/v1/schema/#",
    }


def json_ld(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    site = provenance.site
    yield f'{{"@context":{_text(context(site))},"@graph":[\n{_text(_dataset(provenance))}'
    for event in events:
        row = record(event, site)
        for node in (_event(row, site), _version(row), *_annotations(row)):
            yield ",\n" + _text(node)
    yield "\n]}\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _filled(node: Record) -> Record:
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _typed(kind: str, value: str | None) -> Record | None:
    return {"@type": f"xsd:{kind}", "@value": value} if value else None


def _dataset(provenance: Provenance) -> Record:
    return {
        "@id": provenance.address,
        "@type": ["schema:Dataset", "prov:Entity"],
        "schema:name": f"{PUBLICATION}: events",
        "schema:version": provenance.version,
        "schema:license": _named(provenance.licence_address) or provenance.licence,
        "schema:creditText": provenance.citation,
        "prov:generatedAtTime": _typed("dateTime", provenance.made_at.isoformat(timespec="seconds")),
        "dm:query": provenance.query,
        "dm:events": provenance.dated + provenance.undated,
        "dm:undated": provenance.undated,
    }


def _event(row: Record, site: str) -> Record:
    date = row["date"] or {}
    first, last = exact_days(row["date"]) or (None, None)
    return _filled(
        {
            "@id": row["url"],
            "@type": "schema:Event",
            "schema:identifier": row["id"],
            "schema:name": row["title"],
            "schema:description": row["summary"],
            "schema:startDate": _typed("date", first),
            "schema:endDate": _typed("date", last),
            "schema:duration": row["duration"],
            "schema:additionalType": (row["type"] or {}).get("slug"),
            "schema:eventStatus": _named(STATUS.get(row["realisation"])),
            "dm:realisation": row["realisation"],
            "dm:medium": row["medium"],
            "dm:edtf": date.get("edtf"),
            "dm:earliest": _typed("date", date.get("earliest")),
            "dm:latest": _typed("date", date.get("latest")),
            "dm:dateWording": date.get("wording"),
            "dm:datePhrase": date.get("phrase"),
            "dm:party": [_party(party, site) for party in row["parties"]],
            "dm:quantity": [quantity["wording"] for quantity in row["quantities"]],
            "schema:location": [_place(place, site) for place in row["places"]],
            "schema:subjectOf": [_article(source) for source in row["sources"]],
        }
    )


def _party(party: Record, site: str) -> Record:
    actor, state = party["actor"], party["acts_for"]
    return _filled(
        {
            "@type": "schema:Role",
            "schema:roleName": party["role"],
            "dm:actor": {
                "@id": f"{site}/actors/{actor['slug']}/",
                "@type": KINDS.get(actor["kind"], "schema:Organization"),
                "schema:name": actor["name"],
            },
            "dm:office": party["office"],
            "dm:actsFor": {"@id": f"{site}/actors/{state['slug']}/", "schema:name": state["name"]} if state else None,
            "dm:certainty": party["certainty"],
            "dm:note": party["note"],
        }
    )


def _place(place: Record, site: str) -> Record:
    at = place["latitude"] is not None and place["longitude"] is not None
    point = {
        "@type": "schema:GeoCoordinates",
        "schema:latitude": place["latitude"],
        "schema:longitude": place["longitude"],
    }
    return _filled(
        {
            "@id": f"{site}/places/{place['slug']}/",
            "@type": "schema:Place",
            "schema:name": place["name"],
            "schema:addressCountry": place["country"],
            "schema:geo": point if at else None,
        }
    )


def _article(source: Record) -> Record:
    return _filled(
        {
            "@id": source["page"],
            "@type": ["schema:NewsArticle", "prov:Entity"],
            "schema:headline": source["title"],
            "schema:url": source["url"],
            "schema:archivedAt": source["archive_url"],
            "schema:datePublished": _typed("date", source["published_on"]),
            "schema:publisher": (source["outlet"] or {}).get("name"),
        }
    )


def _version(row: Record) -> Record:
    """The version exported, as an entity of its own: it revises the one before and rests on the articles."""
    number = row["version"]
    return _filled(
        {
            "@id": f"{row['url']}#v{number}",
            "@type": "prov:Entity",
            "prov:specializationOf": {"@id": row["url"]},
            "prov:wasRevisionOf": {"@id": f"{row['url']}#v{number - 1}"} if number > 1 else None,
            "prov:generatedAtTime": _typed("dateTime", row["updated_at"]),
            "prov:hadPrimarySource": [{"@id": source["page"]} for source in row["sources"]],
        }
    )


def _named(name: str | None) -> Record | None:
    return {"@id": name} if name else None


def _annotations(row: Record) -> Iterator[Record]:
    sources = {source["page"]: source for source in row["sources"]}
    for number, citation in enumerate(row["citations"], 1):
        yield _filled(
            {
                "@id": f"{row['url']}#citation-{number}",
                "@type": "oa:Annotation",
                "oa:motivatedBy": {"@id": "oa:identifying"},
                "oa:hasBody": {"@id": row["url"]},
                "oa:hasTarget": _target(citation, sources[citation["source"]]),
                "dm:stance": citation["stance"],
                "dm:creditedTo": citation["credited_to"],
                "dm:verbClass": citation["verb_class"],
                "dm:credibility": citation["credibility"],
                "dm:rank": citation["rank"],
                "dm:supports": citation["supports"],
                "dm:saysInstead": [f"{name}: {value}" for name, value in citation["reported"].items()],
            }
        )


def _target(citation: Record, source: Record) -> Record:
    """The selectors are two ways to find one passage; the state is the copy in which it was found (model, 4.3.1)."""
    return _filled(
        {
            "@type": "oa:SpecificResource",
            "oa:hasSource": {"@id": citation["source"]},
            "oa:hasSelector": [_selector(selector) for selector in citation["selector"]],
            "oa:hasState": {"@type": "oa:TimeState", "oa:cachedSource": _named(source["archive_url"])}
            if source["archive_url"]
            else None,
        }
    )


def _selector(selector: Record) -> Record:
    words = {f"oa:{word}": selector[word] for word in SELECTOR_WORDS if word in selector}
    return {"@type": f"oa:{selector['type']}"} | words
