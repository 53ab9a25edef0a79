"""Fetching an article: from a server on loopback through the seam, and every way in without it. No network is asked."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import urllib3.util.connection

from timeline.intake.addresses import is_public
from timeline.intake.fetching import LIMITS, Fetched, Limits, fetch, fetching_is_on
from timeline.intake.refusals import REASONS, FetchRefused

HTML = {"Content-Type": "text/html; charset=utf-8"}
PUBLIC = "93.184.215.14"
real_getaddrinfo = socket.getaddrinfo


class Page(BaseHTTPRequestHandler):
    """Answers as the server's table of pages says: (status, headers, body), or a function that writes for itself."""

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        page = self.server.pages.get(self.path, (404, HTML, b"nothing here"))
        if callable(page):
            page(self)
            return
        status, headers, body = page
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass  # the other side had enough

    def log_message(self, *arguments: object) -> None:
        pass


class Site:
    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.pages = server.pages = {}
        self.seen = server.seen = []
        self.port = server.server_address[1]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def fetch(self, path: str, **options: object) -> Fetched:
        return fetch(self.url(path), allowed=[("127.0.0.1", self.port)], **options)


@pytest.fixture
def site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield Site(server)
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The resolver: each lookup of a name takes the next of its addresses, the last one again and again."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, port: int, *arguments: object, **options: object) -> list:
        if host in known:
            host = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return real_getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What would have been connected to."""
    asked: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *arguments: object, **options: object) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(urllib3.util.connection, "create_connection", connect)
    return asked


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(FetchRefused) as refused:
        call()
    assert refused.value.reason == str(refused.value)
    return refused.value.code


def test_a_page_comes_with_where_it_was_found(site):
    site.pages["/old"] = (301, {"Location": "/new"}, b"")
    site.pages["/new"] = (200, {"Content-Type": "Text/HTML; charset=ISO-8859-1"}, b"<p>Gen\xe8ve</p>")

    fetched = site.fetch("/old")

    assert (fetched.url, fetched.requested) == (site.url("/new"), site.url("/old"))
    assert (fetched.media_type, fetched.charset) == ("text/html", "cp1252")
    assert fetched.content == b"<p>Gen\xe8ve</p>"
    assert fetched.fetched_at.tzinfo is not None


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/plain", None),
        ("application/xhtml+xml; charset=utf-8", "utf-8"),
        ("text/html; charset=no-such", None),
        ("text/html; charset=bz2_codec", None),
    ],
)
def test_charsets(site, header, charset):
    site.pages["/"] = (200, {"Content-Type": header}, b"text")

    assert site.fetch("/").charset == charset


def test_a_packed_page_is_unpacked(site):
    site.pages["/"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"text" * 1000))

    assert site.fetch("/").content == b"text" * 1000


def test_what_the_server_is_told(site, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ann password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.pages["/"] = (302, {"Location": "/next", "Set-Cookie": "id=1"}, b"")
    site.pages["/next"] = (200, HTML, b"text")

    site.fetch("/")

    assert [path for path, _ in site.seen] == ["/", "/next"]
    for _, headers in site.seen:
        assert headers["User-Agent"].startswith("Demarche ")
        assert {name.lower() for name in headers}.isdisjoint({"cookie", "authorization", "referer"})


@pytest.mark.parametrize(
    ("status", "headers", "body", "code"),
    [
        (200, {"Content-Type": "application/pdf"}, b"%PDF", "type"),
        (200, {"Content-Type": "nonsense"}, b"text", "type"),
        (200, {"Content-Type": "image/svg+xml"}, b"<svg/>", "type"),
        (200, {}, b"text", "type"),
        (200, HTML | {"Content-Length": "100"}, b"short", "connection"),
        (200, HTML | {"Content-Encoding": "gzip"}, b"not packed", "connection"),
        (200, HTML, b"x" * 11_000_000, "size"),
        (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000)), "size"),
        (200, HTML | {"Content-Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(bytes(50_000_000))), "size"),
        (204, HTML, b"", "status"),
        (304, HTML, b"", "status"),
        (302, HTML, b"", "status"),
        (500, HTML, b"", "status"),
        (403, HTML, b"", "login"),
        (410, HTML, b"", "gone"),
        (302, {"Location": "/page"}, b"", "redirects"),
        (302, {"Location": "http://127.0.0.1:1/"}, b"", "address"),
        (302, {"Location": "http://127.0.0.2/"}, b"", "address"),
        (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"", "address"),
        (302, {"Location": "http://[::1]/"}, b"", "address"),
        (302, {"Location": "//10.0.0.1/"}, b"", "address"),
        (302, {"Location": "file:///etc/passwd"}, b"", "scheme"),
        (302, {"Location": "http://ann:secret@127.0.0.1/"}, b"", "userinfo"),
    ],
)
def test_answers_that_are_refused(site, status, headers, body, code):
    site.pages["/page"] = (status, headers, body)

    assert refusal(lambda: site.fetch("/page")) == code


def test_five_redirects_are_followed_and_six_are_not(site):
    for step in range(6):
        site.pages[f"/{step}"] = (307, {"Location": f"/{step + 1}"}, b"")
    site.pages["/6"] = (200, HTML, b"text")

    assert site.fetch("/1").content == b"text"
    assert refusal(lambda: site.fetch("/0")) == "redirects"


def drip(page: Page) -> None:
    """A byte at a time, each well within a read timeout."""
    page.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    _write_slowly(page, b"x")


def drip_headers(page: Page) -> None:
    page.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _write_slowly(page, b"x")


def _write_slowly(page: Page, byte: bytes) -> None:
    try:
        for _ in range(200):
            page.wfile.write(byte)
            time.sleep(0.05)
        page.server.dripped_on = True
    except OSError:
        page.server.was_cut.set()


@pytest.mark.parametrize("slow", [drip, drip_headers])
def test_a_slow_drip_ends_when_the_time_is_up_and_so_does_its_connection(site, slow):
    was_cut = threading.Event()

    def page(handler: Page) -> None:
        handler.server.was_cut = was_cut
        slow(handler)

    site.pages["/"] = page
    started = time.monotonic()

    assert refusal(lambda: site.fetch("/", limits=Limits(seconds=0.5))) == "time"
    assert time.monotonic() - started < 3
    assert was_cut.wait(5)


def test_a_name_that_is_looked_up_for_ever_ends_when_the_time_is_up(monkeypatch):
    released = threading.Event()

    def look_up(*arguments: object, **options: object) -> list:
        released.wait(10)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    assert refusal(lambda: fetch("http://slow.example/", limits=Limits(seconds=0.2))) == "time"
    released.set()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url"),
        ("example.org/article", "url"),
        ("http://", "url"),
        ("http://exa mple.org/", "url"),
        ("http://example.org\\@127.0.0.1/", "url"),
        ("http://127.0.0.1\r\nHost: example.org/", "url"),
        ("http://[::1/", "url"),
        ("http://example.org:99999/", "url"),
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://127.0.0.1:6379/_INFO", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("http://ann:secret@example.org/", "userinfo"),
        ("http://ann@example.org/", "userinfo"),
        ("http://@example.org/", "userinfo"),
        ("http://public.example:22/", "port"),
        ("https://public.example:6379/", "port"),
        ("http://unknown.example/", "name"),
        (f"http://{'a' * 70}.example/", "url"),
        ("http://127.0.0.1/", "address"),
        ("http://127.1/", "address"),
        ("http://2130706433/", "address"),
        ("http://0x7f000001/", "address"),
        ("http://0x7f.0x0.0x0.0x1/", "address"),
        ("http://0177.0.0.01/", "address"),
        ("http://017700000001/", "address"),
        ("http://１２７.０.０.１/", "url"),
        ("http://127。0。0。1/", "url"),
        ("http://0/", "address"),
        ("http://0.0.0.0/", "address"),
        ("http://10.0.0.1/", "address"),
        ("http://172.16.0.1/", "address"),
        ("http://192.168.1.1/", "address"),
        ("http://100.64.0.1/", "address"),
        ("http://100.100.100.200/", "address"),
        ("http://169.254.169.254/latest/meta-data/", "address"),
        ("http://2852039166/", "address"),
        ("http://168.63.129.16/", "address"),
        ("http://224.0.0.1/", "address"),
        ("http://240.0.0.1/", "address"),
        ("http://255.255.255.255/", "address"),
        ("https://[::1]/", "address"),
        ("http://[::]/", "address"),
        ("http://[::ffff:127.0.0.1]/", "address"),
        ("http://[::ffff:a9fe:a9fe]/", "address"),
        ("http://[::127.0.0.1]/", "address"),
        ("http://[64:ff9b::7f00:1]/", "address"),
        ("http://[64:ff9b:1::7f00:1]/", "address"),
        ("http://[2002:7f00:1::]/", "address"),
        ("http://[2001:0:7f00:1::]/", "address"),
        ("http://[fd00:ec2::254]/", "address"),
        ("http://[fe80::1]/", "address"),
        ("http://[fec0::1]/", "address"),
        ("http://[ff02::1]/", "address"),
        ("http://localhost/", "address"),
        ("http://localhost./", "address"),
        ("https://metadata.example/", "address"),
        ("https://six.example/", "address"),
    ],
)
def test_ways_in_are_closed_before_anything_is_connected_to(names, connections, url, code):
    names |= {
        "public.example": [PUBLIC],
        "localhost": ["127.0.0.1"],
        "localhost.": ["127.0.0.1"],
        "metadata.example": ["169.254.169.254"],
        "six.example": ["fd00:ec2::254"],
    }

    assert refusal(lambda: fetch(url)) == code
    assert connections == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(names, connections):
    names["rebinding.example"] = [PUBLIC, "127.0.0.1"]

    assert refusal(lambda: fetch("http://rebinding.example/")) == "connection"
    assert connections == [(PUBLIC, 80)]


def test_a_redirect_is_looked_up_and_checked_anew(names, site):
    names["rebinding.example"] = ["127.0.0.1", "127.0.0.2"]
    site.pages["/"] = (302, {"Location": f"http://rebinding.example:{site.port}/again"}, b"")
    site.pages["/again"] = (302, {"Location": f"http://rebinding.example:{site.port}/third"}, b"")

    assert refusal(lambda: site.fetch("/")) == "address"
    assert [path for path, _ in site.seen] == ["/", "/again"]


@pytest.mark.parametrize("port", [22, 8080])
def test_the_seam_opens_one_port_of_one_address(site, port):
    assert refusal(lambda: fetch(f"http://127.0.0.1:{port}/", allowed=[("127.0.0.1", site.port)])) == "address"
    assert refusal(lambda: fetch(site.url("/"))) == "address"


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["64:ff9b::808:808", "2002:808:808::", "::8.8.8.8", "fec0::1", "ff0e::1", "192.0.0.8", "2001:db8::1", "3fff::1",
     "224.0.0.1", "5f00::1", "2600::1%1"],
)  # fmt: skip
def test_what_the_standard_library_alone_would_let_through(address):
    assert not is_public(address)


def test_nothing_is_fetched_where_it_is_switched_off(settings, connections):
    settings.FETCH_ARTICLES = False

    assert not fetching_is_on()
    assert refusal(lambda: fetch("https://example.org/")) == "off"
    assert connections == []


def test_every_refusal_says_what_would_do_instead():
    for code, reason in REASONS.items():
        assert any(word in reason for word in ("aste", "Check", "has to look like")), code


def test_the_limits_are_those_that_the_reference_names():
    assert Limits(seconds=20, content_bytes=10_000_000, redirects=5) == LIMITS
