"""A page of the web, fetched so that nobody can make this server ask its own network.

requests-hardened resolves a name once, refuses what is not public, and connects to just that address; each redirect
is resolved and checked anew. The limits of size, time and type are ours.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress

MOST_BYTES = 10_000_000  # of the page as it is read, unpacked
MOST_SECONDS = 20.0  # for everything together
MOST_REDIRECTS = 5
CHUNK = 65_536
PORTS = {"http": 80, "https": 443}
TYPES = ("text/html", "application/xhtml+xml", "text/plain")
AGENT = "Demarche (reads one page that an analyst asked for)"


class FetchRefused(ValueError):  # noqa: N818
    """The message is for the analyst: what was wrong, and what would do."""


@dataclass(frozen=True)
class Fetched:
    """`url` is where the redirects led; `charset` what the server said, or empty."""

    url: str
    content: bytes
    media_type: str
    charset: str


@dataclass(frozen=True)
class Limits:
    """`loopback` is for tests, which have a server of their own."""

    loopback: bool = False
    seconds: float = MOST_SECONDS
    size: int = MOST_BYTES


DEFAULTS = Limits()


def fetching_is_on() -> bool:
    """Off in production unless DEMARCHE_FETCH_ARTICLES says otherwise."""
    return bool(settings.FETCH_ARTICLES)


def fetch(url: str, limits: Limits = DEFAULTS) -> Fetched:
    """Raises `FetchRefused` for whatever is not a page of text at a public address."""
    ends = time.monotonic() + limits.seconds
    config = Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=limits.loopback,
        never_redirect=True,
        default_timeout=(5, 5),
        user_agent_override=AGENT,
    )
    with Manager(config).get_session() as session:
        session.trust_env = False  # no proxies, no passwords from a file
        for _hop in range(MOST_REDIRECTS + 1):
            _check(url, limits)
            with _response(session, url, ends) as response:
                if not response.is_redirect:
                    return _read(response, url, limits, ends)
                url = urljoin(url, response.headers["Location"])
                session.cookies.clear()
    raise FetchRefused(
        _("The address leads on more than %(most)s times. Paste the text instead.") % {"most": MOST_REDIRECTS}
    )


def _check(url: str, limits: Limits) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefused(_("This is no address of a page.")) from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchRefused(_("Only addresses that begin with http:// or https:// are fetched."))
    if parts.username or parts.password:
        raise FetchRefused(_("Leave the name and the password out of the address."))
    if port not in (None, PORTS[parts.scheme]) and not limits.loopback:
        raise FetchRefused(_("Only the usual ports of the web are fetched from. Paste the text instead."))


def _response(session: requests.Session, url: str, ends: float) -> requests.Response:
    left = max(0.1, ends - time.monotonic())
    try:
        return session.get(url, stream=True, timeout=(min(5, left), min(5, left)), allow_redirects=False)
    except InvalidIPAddress as error:
        raise FetchRefused(_("This address is not one of the public web.")) from error
    except requests.Timeout as error:
        raise FetchRefused(_("The page did not answer in time. Try again, or paste the text.")) from error
    except (requests.RequestException, UnicodeError, OSError) as error:
        raise FetchRefused(_("The page cannot be reached. Check the address, or paste the text.")) from error


def _read(response: requests.Response, url: str, limits: Limits, ends: float) -> Fetched:
    if response.status_code != 200:
        said = _("The page answered with status %(status)s. Open it in your browser and paste the text.")
        raise FetchRefused(said % {"status": response.status_code})
    kind, _semicolon, rest = response.headers.get("Content-Type", "").partition(";")
    media_type = kind.strip().lower()
    if media_type not in TYPES:
        said = _("A page of text is expected; this is “%(type)s”. Paste the text instead.")
        raise FetchRefused(said % {"type": media_type[:60] or "?"})
    charset = rest.lower().partition("charset=")[2].strip(" \"';")
    return Fetched(url, _body(response, limits, ends), media_type, charset)


def _body(response: requests.Response, limits: Limits, ends: float) -> bytes:
    """Unpacked, piece by piece: neither a slow nor a swollen page is read to its end."""
    found = bytearray()
    try:
        while piece := response.raw.read1(CHUNK, decode_content=True):
            found += piece
            if len(found) > limits.size:
                raise FetchRefused(_("The page is larger than 10 MB. Paste the text instead."))
            if time.monotonic() > ends:
                raise FetchRefused(_("The page takes longer than 20 seconds. Try again, or paste the text."))
    except (requests.RequestException, OSError) as error:
        raise FetchRefused(_("The page broke off. Try again, or paste the text.")) from error
    except Exception as error:  # urllib3 has its own, for what cannot be unpacked
        if isinstance(error, FetchRefused):
            raise
        raise FetchRefused(_("The page cannot be read as it was sent. Paste the text instead.")) from error
    return bytes(found)
