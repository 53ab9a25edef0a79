"""Fetching asks only the public web, and only for so long and so much; each refusal says why."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from timeline.intake import FetchRefused, fetch
from timeline.intake.fetching import Limits

HERE = Limits(loopback=True, seconds=5)


class Newspaper(BaseHTTPRequestHandler):
    """Answers as its path asks."""

    def do_GET(self) -> None:
        name, _slash, rest = self.path.lstrip("/").partition("/")
        getattr(self, f"_{name}", self._page)(rest)

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _page(self, _rest: str) -> None:
        seen = ";".join(
            f"{name}={value}" for name, value in self.headers.items() if name in ("Cookie", "Authorization")
        )
        self._answer(200, f"Ministers met. {seen}".encode(), Content_Type="text/html; charset=UTF-8", Set_Cookie="a=b")

    def _hop(self, rest: str) -> None:
        left = int(rest)
        self._answer(302, Location=f"/hop/{left - 1}" if left > 1 else "/page", Set_Cookie="a=b")

    def _to(self, rest: str) -> None:
        self._answer(302, Location=rest)

    def _pdf(self, _rest: str) -> None:
        self._answer(200, b"%PDF", Content_Type="application/pdf")

    def _untyped(self, _rest: str) -> None:
        self._answer(200, b"hello")

    def _missing(self, _rest: str) -> None:
        self._answer(404, b"gone", Content_Type="text/html")

    def _large(self, _rest: str) -> None:
        self._answer(200, b"a" * 20_000, Content_Type="text/html")

    def _bomb(self, _rest: str) -> None:
        self._answer(200, gzip.compress(b"a" * 5_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def _broken(self, _rest: str) -> None:
        self._answer(200, b"no gzip at all", Content_Type="text/html", Content_Encoding="gzip")

    def _drip(self, _rest: str) -> None:
        self._answer(200, Content_Type="text/html")
        for _step in range(40):
            try:
                self.wfile.write(b"a")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Newspaper)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_comes_with_its_type_and_charset(site: str):
    found = fetch(f"{site}/page", HERE)
    assert (found.media_type, found.charset) == ("text/html", "utf-8")
    assert found.content.startswith(b"Ministers met.")


def test_redirects_are_followed_without_cookies(site: str):
    found = fetch(f"{site}/hop/5", HERE)
    assert found.url == f"{site}/page"
    assert b"Cookie" not in found.content


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/hop/6", "more than 5 times"),
        ("/pdf", "application/pdf"),
        ("/untyped", "page of text"),
        ("/missing", "404"),
        ("/broken", "cannot be read"),
        ("/to/ftp://files.example/a", "http:// or https://"),
        ("/to/http://10.0.0.1/", "public web"),
        ("/to/http://169.254.169.254/latest/meta-data/", "public web"),
    ],
)
def test_what_is_no_page_of_text_is_refused(site: str, path: str, said: str):
    with pytest.raises(FetchRefused, match=said):
        fetch(site + path, HERE)


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_a_page_is_not_read_beyond_the_limit_however_it_is_packed(site: str, path: str):
    with pytest.raises(FetchRefused, match="larger than"):
        fetch(site + path, Limits(loopback=True, size=10_000))


def test_a_page_that_drips_is_given_up(site: str):
    began = time.monotonic()
    with pytest.raises(FetchRefused, match=r"seconds|in time"):
        fetch(f"{site}/drip", Limits(loopback=True, seconds=0.5))
    assert time.monotonic() - began < 3


ATTACKS = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/",
    "http://224.0.0.1/",
    "http://localhost/",
]


@pytest.mark.parametrize("url", ATTACKS)
def test_no_address_of_a_private_network_is_asked(url: str):
    with pytest.raises(FetchRefused, match=r"public web|cannot be reached"):
        fetch(url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "http:// or https://"),
        ("gopher://news.example/", "http:// or https://"),
        ("javascript:alert(1)", "http:// or https://"),
        ("//news.example/a", "http:// or https://"),
        ("http:///a", "http:// or https://"),
        ("http://user:secret@news.example/", "name and the password"),
        ("http://news.example:22/", "usual ports"),
        ("http://news.example:99999/", "no address"),
        ("http://[::1/", "no address"),
    ],
)
def test_an_address_of_another_kind_is_refused_before_anybody_is_asked(url: str, said: str):
    with pytest.raises(FetchRefused, match=said):
        fetch(url)


def _answering(*addresses: str):
    """A resolver that gives one address after the other."""
    left = list(addresses)

    def resolve(_host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254"])
def test_a_public_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch, address: str):
    monkeypatch.setattr(socket, "getaddrinfo", _answering(address))
    with pytest.raises(FetchRefused, match="public web"):
        fetch("http://news.example/")


def test_a_name_is_resolved_once_and_that_address_asked(monkeypatch: pytest.MonkeyPatch):
    """Rebinding: the name is public when it is checked, and private when it would be asked again."""
    asked: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        asked.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", _answering("198.51.100.7", "127.0.0.1"))
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    with pytest.raises(FetchRefused):
        fetch("http://news.example/")
    assert {host for host, _port in asked} <= {"198.51.100.7"}
