import gzip
import zlib
from collections.abc import Iterator

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from tests.rows import make_public_event
from tracker.compression import GzipMiddleware, compressed

GZIP = {"Accept-Encoding": "gzip"}
EVENTS = "/api/v1/events/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["events/", "events.csv", "events.jsonl", "events.geojson", "events.atom", "events.ics"]
)
def test_what_is_unpacked_is_what_would_have_come_without(client: Client, address: str):
    for number in range(5):
        make_public_event(f"Meets Putin at the Kremlin, day {number}")
    packed = client.get(f"/api/v1/{address}", headers=GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert b"Meets Putin" in gzip.decompress(packed.getvalue())
    for ask in (client.get, client.head):
        assert "Accept-Encoding" in ask(f"/api/v1/{address}")["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("events.xlsx", "gzip"),
        ("events.zip", "gzip"),
        ("events.csv", ""),
        ("events.csv", "br"),
        ("events.csv", "gzip;q=0"),
        ("events.csv", "br, gzip; q=0.0"),
    ],
)
def test_packed_formats_and_clients_that_cannot_unpack_are_left_alone(client: Client, address: str, accepted: str):
    make_public_event()
    response = client.get(f"/api/v1/{address}", headers={"Accept-Encoding": accepted})
    assert response.status_code == 200
    assert not response.has_header("Content-Encoding")


@pytest.mark.parametrize("accepted", ["gzip", "*", "br, gzip", "gzip;q=0.5", "deflate, GZIP ; q=1.0, br"])
def test_who_names_gzip_gets_it(accepted: str):
    request = RequestFactory().get("/api/v1/", headers={"Accept-Encoding": accepted})
    answer = GzipMiddleware(lambda request: HttpResponse(b"a" * 1000, content_type="application/json"))(request)
    assert answer["Content-Encoding"] == "gzip"
    assert int(answer["Content-Length"]) < 100


@pytest.mark.django_db
def test_the_tag_of_a_compressed_answer_still_says_unchanged(client: Client):
    for path in (f"{EVENTS}{make_public_event().public_id}/", "/api/v1/events.csv"):
        tag = client.get(path, headers=GZIP)["ETag"]
        assert tag.startswith('W/"')
        again = client.get(path, headers=GZIP | {"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/api/v1/docs/"])
def test_a_page_that_may_hold_a_forms_secret_is_no_matter_of_this_middleware(path: str):
    request = RequestFactory().get(path, headers=GZIP)
    answer = GzipMiddleware(lambda request: HttpResponse("x" * 2000, content_type="text/html"))(request)
    assert not answer.has_header("Content-Encoding")


def test_the_first_piece_leaves_before_the_second_is_made():
    made = []

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            made.append(number)
            yield b"row %d\r\n" % number

    stream = compressed(pieces())
    first = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(next(stream))
    assert (first, made) == (b"row 0\r\n", [0])


@pytest.mark.django_db
def test_a_client_that_leaves_stops_the_work():
    stopped = []

    def pieces() -> Iterator[bytes]:
        try:
            while True:
                yield b"row\r\n"
        finally:
            stopped.append(True)

    request = RequestFactory().get("/api/v1/events.csv", headers=GZIP)
    answer = GzipMiddleware(lambda request: StreamingHttpResponse(pieces(), content_type="text/csv"))(request)
    next(iter(answer))
    answer.close()
    assert stopped
