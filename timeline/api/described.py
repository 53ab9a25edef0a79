"""What the OpenAPI schema says beside the shapes: what each operation is for, the headers of its answers, and examples.

The examples are answers that the API itself gave: tests/api/test_examples.py writes `examples.json` and compares it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

Document = dict[str, Any]

EXAMPLES = Path(__file__).with_name("examples.json")

NOUNS = {
    "actors": ("Actors", "an actor", "States, organisations and people that take part in public events."),
    "places": ("Places", "a place", "Where public events were."),
    "outlets": (
        "Outlets",
        "an outlet",
        "Who published the articles that public events cite, and the wire they carry.",
    ),
    "articles": ("Articles", "an article", "Articles that public events cite, the newest first, with what is cited."),
    "types": ("Event types", "an event type", "The kinds of events, with their codes in CAMEO and PLOVER."),
}
SUMMARIES = {
    "events_list": "A page of a selection of events",
    "events_create": "Make a draft of an event with all its parts",
    "events_retrieve": "One event, as it is now or was at a past time",
    "events_change": "Change an event",
    "events_say_verb": "Submit, send back, publish, retract, restore or merge an event",
    "events_facets": "Counts and facets of a selection",
    "articles_create": "Take in an article with its text",
    "articles_change": "Change an article, or give it a new text",
    **{f"{name}_list": f"{label} by name" for name, (label, _one, _said) in NOUNS.items()},
    **{f"{name}_retrieve": f"One of the {label.lower()}" for name, (label, _one, _said) in NOUNS.items()},
    "articles_list": "Articles, the newest first",
}
DESCRIPTIONS = {
    "events_retrieve": (
        "With everything that is known of it: parties with the offices they held, places, quantities, sources, and "
        "each citation with the sentence and where it stands (W3C Web Annotation selectors)."
    ),
    **{
        f"{name}_list": f"{said} In pages; `fields` leaves out what is not needed."
        for name, (*_n, said) in NOUNS.items()
    },
    **{
        f"{name}_retrieve": f"By its key, as the lists give it; {one} that is not public is not found."
        for name, (_label, one, _said) in NOUNS.items()
    },
}

HEADERS = {
    "ETag": "Changes with what is answered: for `If-None-Match`, and for `If-Match` when it is changed.",
    "Link": "The pages beside this one (RFC 8288), as `next` and `prev`.",
    "Location": "Where it is.",
    "Retry-After": "In how many seconds to ask again.",
    "WWW-Authenticate": "The scheme of a token: `Bearer`.",
    "Allow": "The methods that are possible here.",
    "Idempotency-Replayed": "`true` where an earlier request with this `Idempotency-Key` was answered so.",
    "Content-Disposition": "The name under which to keep the file.",
    "X-Demarche-Query": "The selection, as a query string.",
    "X-Demarche-Generated": "When the file was made (RFC 3339).",
    "X-Demarche-Events": "How many events the file holds.",
    "X-Demarche-Left-Out": "How many events are selected that the format cannot hold, and why; absent where none.",
    "X-Demarche-Version": "The version of the data.",
    "X-Demarche-Licence": "Under which licence the data may be used.",
    "X-Demarche-Citation": "How to cite the file.",
    "X-Demarche-Resume": "For `updated_since`, to go on from this answer.",
}
OF_A_FILE = ("ETag", "Content-Disposition", *(name for name in HEADERS if name.startswith("X-Demarche-")))
# By status, then by operation and status; a family of operations by the beginning of their names.
OF_STATUS = {
    "301": ("Location",),
    "304": ("ETag",),
    "401": ("WWW-Authenticate",),
    "412": ("ETag",),
    "429": ("Retry-After",),
}
OF_OPERATION = {
    ("events_list", "200"): ("Link",),
    ("events_retrieve", "200"): ("ETag",),
    ("events_facets", "200"): ("ETag",),
    ("events_create", "201"): ("ETag", "Location", "Idempotency-Replayed"),
    ("events_change", "200"): ("ETag",),
    ("events_say_verb", "200"): ("ETag", "Idempotency-Replayed"),
    ("articles_create", "200"): ("ETag", "Location", "Idempotency-Replayed"),
    ("articles_create", "201"): ("ETag", "Location", "Idempotency-Replayed"),
    ("articles_create", "409"): ("Location",),
    ("articles_change", "200"): ("ETag",),
    **{(f"{name}_list", "200"): ("Link",) for name in NOUNS},
}
UNCHANGED = ("events_retrieve", "events_facets", "events_export")
METHODS = ("get", "post", "put", "patch", "delete")


def with_descriptions(result: Document, generator: object, request: object, public: bool) -> Document:
    """Postprocessing hook, the last: nothing that an operation may answer stays unsaid."""
    result["components"]["headers"] = {
        name: {"description": said, "schema": {"type": "string"}} for name, said in HEADERS.items()
    }
    for path, operations in result["paths"].items():
        for method in METHODS:
            if method in operations:
                _describe(operations[method], path, method)
    return result


def _describe(operation: Document, path: str, method: str) -> None:
    name = operation["operationId"]
    operation.setdefault("summary", SUMMARIES.get(name) or f"Everything that is selected, as {path.partition('.')[2]}")
    if name in DESCRIPTIONS:
        operation["description"] = DESCRIPTIONS[name]
    if method == "get":  # reading is open; a token or a session adds what its owner may see
        operation["security"] = [{"token": []}, {"cookieAuth": []}, {}]
    if name.startswith(UNCHANGED):
        operation["responses"]["304"] = {
            "description": "Not changed since the answer with this ETag (`If-None-Match`)."
        }
    operation["responses"] = dict(sorted(operation["responses"].items()))
    for status, answer in operation["responses"].items():
        if headers := _headers(name, status):
            answer["headers"] = {header: {"$ref": f"#/components/headers/{header}"} for header in headers}
        answer["description"] = answer.get("description") or "As asked."
        _exemplify(answer, name, status)


def _headers(name: str, status: str) -> tuple[str, ...]:
    if name.startswith("events_export") and status == "200":
        return OF_A_FILE
    return OF_OPERATION.get((name, status), OF_STATUS.get(status, ()))


def _exemplify(answer: Document, name: str, status: str) -> None:
    """With what the API answered, unless an example is there; of an error, one for all operations."""
    found = examples()
    value = found["problems"].get(status) if int(status) >= 400 else found["answers"].get(name, {}).get(status)
    for content in answer.get("content", {}).values():
        if value is not None:
            content["examples"] = {"Answer": {"value": value}}


@lru_cache
def examples() -> Document:
    """`answers` by operation and status; `problems` by status."""
    found: Document = json.loads(EXAMPLES.read_text())
    return found
