"""Fetching one article by its address, safely: what an analyst types may not make this server ask inside."""

import re
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from io import BytesIO, TextIOWrapper
from urllib.parse import urljoin

import requests
from django.conf import settings
from django.utils import timezone
from requests_hardened import HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError
from urllib3.util import parse_url
from w3lib.encoding import http_content_type_encoding

from .refusals import FetchRefused
from .wire import Wires, session

MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
REDIRECTS = (301, 302, 303, 307, 308)
STATUS_CODES = {401: "login", 402: "login", 403: "login", 404: "gone", 410: "gone"}
HEADERS = {"Accept": ", ".join(MEDIA_TYPES), "Accept-Encoding": "gzip, deflate"}
CHUNK_BYTES = 64 * 1024
# Parsers disagree about these, so one could check a host and another connect to the next.
_DOUBTFUL = re.compile(r"[\\\s\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Limits:
    seconds: float = 20  # for everything, from the name to the last byte
    content_bytes: int = 10_000_000  # unpacked
    redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    url: str  # where the last redirect led
    requested: str
    content: bytes
    media_type: str
    charset: str | None  # as the server says and Python names it; None where it says none that is known
    fetched_at: datetime


LIMITS = Limits()


def fetching_is_on() -> bool:
    return bool(settings.FETCH_ARTICLES)


def fetch(url: str, *, allowed: Collection[tuple[str, int]] = (), limits: Limits = LIMITS) -> Fetched:
    """The page at the address; raises FetchRefused with the reason for a person, and nothing else.

    `allowed` is for tests: (address, port) pairs that may be asked although they are on loopback.
    """
    if not fetching_is_on():
        raise FetchRefused("off")
    wires = Wires()
    requested = url.strip()
    try:
        return _within(limits.seconds, lambda: _follow(requested, wires, allowed, limits))
    finally:
        wires.cut()


def _within(seconds: float, work: Callable[[], Fetched]) -> Fetched:
    """In a thread of its own: looking a name up cannot be interrupted, only left behind."""
    results: list[Fetched] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True, name="fetch an article")
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise FetchRefused("time", seconds=seconds)
    if errors:
        raise errors[0]
    return results[0]


def _follow(requested: str, wires: Wires, allowed: Collection[tuple[str, int]], limits: Limits) -> Fetched:
    url = requested
    with session(wires=wires, allowed=allowed, seconds=limits.seconds) as browser:
        try:
            for _ in range(limits.redirects + 1):
                _check(url)
                browser.cookies.clear()
                with browser.get(url, headers=HEADERS, stream=True) as response:
                    if response.status_code not in REDIRECTS:
                        return _read(response, requested, limits)
                    url = _next(browser, response)
        except (OSError, HTTPError, HTTPException, ValueError) as error:
            raise FetchRefused(_code(error), seconds=limits.seconds) from error
    raise FetchRefused("redirects", redirects=limits.redirects)


def _check(url: str) -> None:
    """What can be told from the address alone, read by the parser that the connection is made with."""
    if _DOUBTFUL.search(url):
        raise FetchRefused("url")
    parts = parse_url(url)
    if parts.scheme not in ("http", "https"):
        raise FetchRefused("scheme" if parts.scheme else "url")
    if parts.auth is not None or "@" in re.split(r"[/?#]", url.partition("//")[2], maxsplit=1)[0]:
        raise FetchRefused("userinfo")
    if not parts.host:
        raise FetchRefused("url")


def _next(browser: HTTPSession, response: requests.Response) -> str:
    target = browser.get_redirect_target(response)
    if not target:
        raise FetchRefused("status", status=response.status_code)
    return urljoin(response.url, target)


def _read(response: requests.Response, requested: str, limits: Limits) -> Fetched:
    if response.status_code != 200:
        raise FetchRefused(STATUS_CODES.get(response.status_code, "status"), status=response.status_code)
    header = response.headers.get("Content-Type", "")
    media_type = header.partition(";")[0].strip().lower()
    if media_type not in MEDIA_TYPES:
        raise FetchRefused("type", found=_named(media_type))
    return Fetched(
        url=response.url,
        requested=requested,
        content=_content(response, limits),
        media_type=media_type,
        charset=_charset(header),
        fetched_at=timezone.now(),
    )


def _named(media_type: str) -> str:
    if media_type == "application/pdf":
        return "a PDF"
    # A name from outside is repeated only if it is one.
    return (
        media_type
        if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,60}", media_type, re.ASCII)
        else "something of no known type"
    )


def _content(response: requests.Response, limits: Limits) -> bytes:
    """Counted after unpacking, piece by piece: what is announced is not believed."""
    content = bytearray()
    for piece in response.raw.stream(CHUNK_BYTES, decode_content=True):
        content += piece
        if len(content) > limits.content_bytes:
            raise FetchRefused("size", megabytes=limits.content_bytes / 1_000_000)
    return bytes(content)


def _charset(header: str) -> str | None:
    name = http_content_type_encoding(header)
    try:
        TextIOWrapper(BytesIO(), encoding=name)  # refuses codecs from bytes to bytes, such as bz2
    except LookupError:
        return None
    return name


def _code(error: BaseException) -> str:
    if isinstance(error, InvalidIPAddress):
        return "address"
    if isinstance(error, requests.exceptions.SSLError):
        return "certificate"
    if isinstance(error, (requests.Timeout, TimeoutError)):
        return "time"
    if isinstance(error, requests.ConnectionError) and "resolve" in str(error):
        return "name"
    if isinstance(error, UnicodeError):
        return "name"
    return "url" if isinstance(error, ValueError) else "connection"
