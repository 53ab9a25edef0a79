"""Every operation of the schema is described in full, and its examples are what the API answers."""

from __future__ import annotations

import io
import itertools
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import jsonschema_rs
import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import call_command
from django.http import HttpResponseBase
from django.test import Client

from tests.api.test_tokens import bearing
from tests.exports.readers import READERS
from tests.rows import make_editor, make_state, make_user, take_part
from timeline.api.described import EXAMPLES, METHODS, examples
from timeline.api.problems import MEDIA_TYPE
from timeline.api.writing.schema import ARTICLE, EVENT_EXAMPLE
from timeline.exports import FORMATS
from timeline.models import Actor, Article, Event
from timeline.strip import State

pytestmark = pytest.mark.django_db
EVENTS, ARTICLES = "/api/v1/events/", "/api/v1/articles/"
SITE = "https://timeline.example.org"
JSON = "application/json"
REASON = "The report was withdrawn."


@pytest.fixture(autouse=True)
def the_same_day_and_ids(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    numbers = itertools.count(1)
    for model in (Event, Article):
        field = model._meta.get_field("public_id")
        monkeypatch.setattr(field, "_get_default", lambda: f"3x1c9r2k7m{next(numbers):02}", raising=False)
    state = State("9f2c4e7a1b3d5f6071829304", datetime(2022, 3, 7, 18, tzinfo=UTC))
    for door in ("events", "fresh"):
        monkeypatch.setattr(f"timeline.api.{door}.data_state", lambda: state)
    with time_machine.travel("2022-03-08T09:00:00Z", tick=False):
        yield


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_editor())
    return client


def sent(client: Client, method: str, address: str, body: Any, **headers: str) -> HttpResponseBase:
    return getattr(client, method)(address, json.dumps(body), content_type=JSON, headers=headers)


def shown(response: HttpResponseBase) -> Any:
    """As the schema shows it: of another host, and what is no JSON as text."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode().replace("http://testserver", SITE)
    is_json = response["Content-Type"].partition(";")[0].endswith("json")
    return json.loads(text) if is_json else text


def answers(editor: Client) -> dict[str, dict[str, Any]]:
    """A day's work: an article, an event with a sentence of it, published, and then read in every way."""
    told: dict[str, dict[str, Any]] = {}

    def tell(name: str, response: HttpResponseBase) -> Any:
        status = str(response.status_code)
        return told.setdefault(name, {}).setdefault(status, shown(response))

    bennett = Actor.objects.create(name="Naftali Bennett", kind="person")
    israel = make_state("Israel", "IL")
    article = tell("articles_create", sent(editor, "post", ARTICLES, ARTICLE))
    tell("articles_create", sent(editor, "post", ARTICLES, ARTICLE))
    event = tell("events_create", sent(editor, "post", EVENTS, EVENT_EXAMPLE.value))
    address = f"{EVENTS}{event['id']}/"
    take_part(Event.objects.get(), israel, role="visitor")
    tell(
        "events_change",
        sent(editor, "patch", address, {"summary": "The talks took three hours."}, **{"If-Match": '"1"'}),
    )
    tell("events_say_verb", sent(editor, "post", f"{address}publish/", {}, **{"If-Match": '"2"'}))
    place = f"{ARTICLES}{article['id']}/"
    tag = editor.get(place)["ETag"]
    tell("articles_change", sent(editor, "patch", place, {"author": "A. Writer"}, **{"If-Match": tag}))
    reader = Client()
    tell("events_list", reader.get(f"{EVENTS}?from=2022-03&actor=naftali-bennett&counts=yes"))
    tell("events_retrieve", reader.get(address))
    tell("events_facets", reader.get(f"{EVENTS}facets/?from=2022-03"))
    keys = {"actors": bennett.slug, "places": "kremlin", "outlets": "example-wire", "types": "meeting"}
    for noun, key in {**keys, "articles": article["id"]}.items():
        tell(f"{noun}_list", reader.get(f"/api/v1/{noun}/?page_size=1"))
        tell(f"{noun}_retrieve", reader.get(f"/api/v1/{noun}/{key}/"))
    for name in FORMATS:
        if name not in READERS:  # what is not text is no example
            tell(f"events_export_{name.replace('.', '_')}", reader.get(f"/api/v1/events.{name}?from=2022-03"))
    return told


def problems(editor: Client, settings: LazySettings) -> dict[str, Any]:
    """One of each status, as somebody would come by it."""
    Actor.objects.create(name="Naftali Bennett", kind="person")
    event = sent(editor, "post", EVENTS, EVENT_EXAMPLE.value | {"title": "Is to be taken back"}).json()["id"]
    address = f"{EVENTS}{event}/"
    key = {"Idempotency-Key": "5f0c"}
    sent(editor, "post", ARTICLES, ARTICLE, **key)
    analyst = Client()
    analyst.force_login(make_user())
    found = [
        Client().get(f"{EVENTS}?from=2022-13"),
        Client().get(EVENTS, **bearing("0" * 64)),
        sent(analyst, "post", f"{address}publish/", {}, **{"If-Match": '"1"'}),
        Client().get(f"{EVENTS}nothing-here/"),
        Client().delete("/api/v1/actors/"),
        Client().get(EVENTS, headers={"accept": "image/png"}),
        sent(editor, "post", f"{address}retract/", {"comment": REASON}, **{"If-Match": '"1"'}),
        sent(editor, "patch", address, {"summary": "Late"}, **{"If-Match": '"7"'}),
        editor.post(EVENTS, "x" * ((5 << 20) + 1), content_type=JSON),
        in_chunks(editor),
        editor.post(EVENTS, "<event/>", content_type="text/xml"),
        sent(editor, "post", ARTICLES, ARTICLE | {"title": "Another"}, **key),
        sent(editor, "patch", address, {"summary": "Unread"}),
    ]
    for verb, version in (("publish", 1), ("retract", 2)):
        done = sent(editor, "post", f"{address}{verb}/", {"comment": REASON}, **{"If-Match": f'"{version}"'})
        assert done.status_code == 200, done.content
    found.append(Client().get(address))
    settings.API_RATES = settings.API_RATES | {"export": 1}
    found += [Client().get("/api/v1/events.csv") for _time in range(2)][1:]
    return {str(response.status_code): checked(response) for response in found}


def in_chunks(client: Client) -> HttpResponseBase:
    return client.post(EVENTS, "{}", content_type=JSON, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")


def checked(response: HttpResponseBase) -> dict[str, Any]:
    """The one shape of every error: RFC 9457, nothing of a page and nothing of the code in it."""
    body = shown(response)
    assert response["Content-Type"] == MEDIA_TYPE
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == response.status_code
    assert body["detail"]
    assert not {"<html", "Traceback", 'File "'} & set(json.dumps(body).split())
    assert all(messages and all(isinstance(m, str) for m in messages) for messages in body.get("errors", {}).values())
    return body


STATUSES = ("400", "401", "403", "404", "405", "406", "409", "410", "411", "412", "413", "415", "422", "428", "429")


def test_the_examples_are_what_the_api_answers(editor: Client):
    compared("answers", lambda: answers(editor))


def test_errors_of_every_status_have_the_one_shape(editor: Client, settings: LazySettings):
    compared("problems", lambda: problems(editor, settings))
    assert set(STATUSES) == set(examples()["problems"])


def compared(part: str, ask: Callable[[], dict[str, Any]]) -> None:
    """REWRITE_GOLDEN=1 writes the examples anew, for review."""
    found = json.loads(json.dumps(ask()))
    if os.environ.get("REWRITE_GOLDEN"):
        stored = json.loads(EXAMPLES.read_text()) | {part: found}
        EXAMPLES.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n")
        examples.cache_clear()
    assert found == examples()[part]


# -- the document -----------------------------------------------------------------------------------------------------


@pytest.fixture
def document() -> dict[str, Any]:
    out = io.StringIO()
    call_command("spectacular", format="openapi-json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, found in document["paths"].items():
        yield from ((f"{method} {path}", found[method]) for method in METHODS if method in found)


def test_every_operation_is_described_with_examples_of_all_that_it_answers(document: dict[str, Any]):
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"], name
        for status, answer in operation["responses"].items():
            where = f"{name} {status}"
            assert answer["description"], where
            for media_type, content in answer.get("content", {}).items():
                is_text = not media_type.endswith(("zip", "sheet", "parquet"))
                assert not is_text or content.get("examples") or content.get("example"), where
        if "requestBody" in operation:
            assert all(content.get("examples") for content in operation["requestBody"]["content"].values()), name


def test_headers_that_a_program_needs_are_described(document: dict[str, Any]):
    for name, operation in operations(document):
        answers = operation["responses"]
        assert "Retry-After" in answers["429"]["headers"], name
        assert {"401", "404", "429"} <= set(answers), name
        assert ("406" in answers) == name.endswith("/"), name
        assert ("301" in answers) == ("get" in name and "{" in name and ("event" in name or "actor" in name)), name
        assert "304" not in answers or "ETag" in answers["200"]["headers"], name
        if name.startswith(("patch", "post")):
            assert {"400", "403", "409", "411", "415"} <= set(answers), name
            assert "ETag" in next(iter(answers.values()))["headers"], name


def test_every_parameter_is_described(document: dict[str, Any]):
    for name, operation in operations(document):
        for parameter in operation.get("parameters", []):
            assert parameter.get("description") or parameter["name"] in ("public_id", "slug"), (name, parameter["name"])


def test_headers_stand_in_the_answers_that_name_them(document: dict[str, Any], editor: Client):
    answers(editor)
    for address in (EVENTS, f"{EVENTS}facets/", "/api/v1/events.csv", "/api/v1/actors/?page_size=1"):
        path = address.partition("?")[0]
        named = set(document["paths"][path]["get"]["responses"]["200"].get("headers", {})) - {
            "Link",
            "X-Demarche-Left-Out",
        }
        assert named <= set(Client().get(address).headers), address


def test_examples_fit_their_own_schema(document: dict[str, Any]):
    checked = 0
    for name, operation in operations(document):
        bodies = [*operation["responses"].values(), *([operation["requestBody"]] if "requestBody" in operation else [])]
        for content in [content for body in bodies for content in body.get("content", {}).values()]:
            schema = {**content["schema"], "components": document["components"]}
            for example in content.get("examples", {}).values():
                validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
                errors = list(validator.iter_errors(example["value"]))
                assert not errors, f"{name}: {errors[0].message[:300]} at {errors[0].instance_path}"
                checked += 1
    assert checked > 100
