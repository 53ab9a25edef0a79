"""An export is written as it is read: nothing waits for the last event, and nothing is kept."""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from tests.rows import make_public_event
from timeline.exports import FORMATS, Provenance
from timeline.exports import rows as reading
from timeline.models import Event, EventQuerySet

pytestmark = pytest.mark.django_db
STREAMED = ("csv", "jsonl")
ENDS_SECONDS = 30
WRITTEN_AS_READ = ("geojson", "ics", "atom", "feed.json", "timeline.json")


def provenance() -> Provenance:
    made_at = timezone.now()
    return Provenance(site="http://testserver", query="", made_at=made_at, version="a-version", dated=3, undated=0)


@pytest.mark.parametrize("name", WRITTEN_AS_READ)
def test_each_event_leaves_before_the_next_is_read(name: str):
    for day in ("2022-03-05", "2022-03-06", "2022-03-07"):
        make_public_event(edtf=day)
    read: list[str] = []

    def read_one_by_one() -> Iterator[Event]:
        for event in Event.objects.with_everything().chronological():
            read.append(event.public_id)
            yield event

    pieces = FORMATS[name].pieces(read_one_by_one(), provenance())
    head = next(pieces)
    assert head
    assert read == []
    for number in (1, 2, 3):
        piece = next(pieces)
        text = piece if isinstance(piece, str) else piece.decode()
        assert len(read) == number
        assert read[-1] in text


@pytest.mark.parametrize("name", [*STREAMED, "zip"])
def test_what_nobody_waits_for_is_not_read(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    monkeypatch.setattr(reading, "FIRST", 2)
    for number in range(60):
        make_public_event(f"Event {number}", summary=secrets.token_hex(2_400))
    with CaptureQueriesContext(connection) as asked:
        pieces = FORMATS[name].stream(Event.objects.public(), provenance())
        assert len(asked) == 0
        assert next(pieces)
        assert next(pieces)
        begun = len(asked)
        pieces.close()
        assert begun == len(asked)
        list(FORMATS[name].stream(Event.objects.public(), provenance()))
    assert 0 < begun < 0.7 * (len(asked) - begun)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", STREAMED)
def test_a_client_that_leaves_stops_the_work(name: str, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch):
    """The selection goes on for ever: only the closed connection can end it."""
    make_public_event(summary="long " * 900)
    ended, keys = threading.Event(), reading._keys

    def without_end(events: EventQuerySet) -> Iterator[list[tuple[int, int, str]]]:
        try:
            while True:
                yield from keys(events)
        finally:
            ended.set()

    monkeypatch.setattr(reading, "_keys", without_end)
    site = urlsplit(live_server.url)
    with socket.create_connection((site.hostname, site.port), timeout=ENDS_SECONDS) as client:
        client.sendall(f"GET /api/v1/events.{name} HTTP/1.1\r\nHost: {site.netloc}\r\n\r\n".encode())
        assert len(client.makefile("rb").read(200_000)) == 200_000
        assert not ended.is_set()
    assert ended.wait(ENDS_SECONDS)
