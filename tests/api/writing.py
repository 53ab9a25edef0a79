"""What a program sends to write an event, and how."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from tests.rows import REPORT

EVENTS = "/api/v1/events/"
QUOTE = "flew to Moscow on Saturday"
JSON = "application/json"


def post(client: Client, body: Any, address: str = EVENTS, **headers: str):
    return client.post(address, json.dumps(body), content_type=JSON, headers=headers)


def patch(client: Client, event: str, body: Any, version: int | str = 1):
    return client.patch(f"{EVENTS}{event}/", json.dumps(body), content_type=JSON, headers={"If-Match": f'"{version}"'})


def new_article(**values: Any) -> dict[str, Any]:
    return {"url": "https://news.example/1", "title": "Talks", "published_on": "2022-03-07", "text": REPORT} | values


def body(**values: Any) -> dict[str, Any]:
    return {
        "title": "Meets Putin at the Kremlin",
        "type": "meeting",
        "date": {"edtf": "2022-03-05", "phrase": "on Saturday", "resolved_against": "2022-03-07", "basis": "resolved"},
    } | values


def cited(article: Any, exact: str = QUOTE, **selector: Any) -> dict[str, Any]:
    return {"article": article, "selector": {"exact": exact, **selector}}
