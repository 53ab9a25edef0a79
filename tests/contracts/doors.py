"""Every door to the outside: each address that the project registers, filled in with whatever rows there are."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.exports.readers import readable
from timeline.exports import FORMATS
from timeline.models import Actor, Article, Dossier, Event, EventType, Outlet, Place

BEHIND_A_LOGIN = "admin/"

# What fills an argument of an address, by the name of its pattern; a new pattern has to be added or the walk fails.
SLUGS = {
    "actor": Actor,
    "place": Place,
    "outlet": Outlet,
    "type": EventType,
    "event_type": EventType,
    "dossier": Dossier,
}
IDS = {"event": Event, "event_card": Event, "article": Article}


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every registered pattern outside the admin with the path that leads to it."""
    for item in (resolver or get_resolver()).url_patterns:
        path = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            if path != BEHIND_A_LOGIN:
                yield from patterns(item, path)
        else:
            yield path, item


def addresses() -> list[str]:
    """Each pattern with every row that could fill it, public or not, as a path."""
    found = [filled for path, pattern in patterns() for filled in _filled(path, str(pattern.name))]
    assert len(found) > 20
    return found


def _filled(path: str, name: str) -> list[str]:
    noun = name.removeprefix("api_")
    if noun == "timeline_tile":
        return ["/timeline/0/0.json", "/timeline/10/180.json?lanes=dyad", "/timeline/22/738219.json?lanes=outlet"]
    if noun == "timeline_coverage":
        return ["/coverage/0/0.json", "/coverage/22/738219.json"]
    if noun == "unknown":
        return ["/api/v1/nothing/here"]
    if noun == "export":
        return [f"/api/v1/events.{format_name}" for format_name in FORMATS]
    if noun == "sitemap_part":
        return [f"/sitemaps/{kind}-0.xml" for kind in ("events", "actors", "places", "outlets", "articles")]
    if "<" not in path and "(" not in path:
        return [f"/{path}"]
    values: list[Any] = []
    if noun == "event_verb":
        return [f"/api/v1/events/{event}/submit/" for event in Event.objects.values_list("public_id", flat=True)]
    if noun in SLUGS:
        values = list(SLUGS[noun].objects.values_list("slug", flat=True))
    elif noun in IDS:
        values = list(IDS[noun].objects.values_list("public_id", flat=True))
    assert values, f"The walk does not know how to fill {path} ({name}): tell it in tests/contracts/doors.py"
    before, _bracket, rest = path.partition("<")
    return [f"/{before}{value}{rest.partition('>')[2]}" for value in values]


def body_of(response: HttpResponseBase) -> str:
    """As text; what is packed or binary is unpacked, or nothing in it would be seen."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    ending = response.get("Content-Disposition", "").rstrip('"').rpartition(".")[2]
    return readable(ending, content)


def open_door(client: Client, address: str) -> tuple[int, str]:
    """The status, and everything that leaves: body and headers."""
    response = client.get(address)
    return response.status_code, body_of(response) + "".join(itertools.chain(*response.items()))
