"""Chromium, one fresh profile a visit, and what can be read of a page from outside of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.browser import LOCAL_HOSTS, LOCAL_SCHEMES, installed_browser

from .server import FROM_PROXY

WIDTH, HEIGHT = 1440, 900
PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
LEFT = "Execution context was destroyed"  # the page was being left while it was asked; the next one answers
# Nothing leaves the machine: other names are not found.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


@dataclass
class Request:
    url: str
    kind: str
    bytes_on_the_wire: float = 0.0

    @property
    def is_foreign(self) -> bool:
        parts = urlsplit(self.url)
        return parts.scheme not in LOCAL_SCHEMES and parts.hostname not in LOCAL_HOSTS

    @property
    def is_data(self) -> bool:
        return urlsplit(self.url).path.endswith((".json", ".jsonl"))


@dataclass
class Visit:
    """A page, the requests that it made since it was opened, by their id, and the line to the browser's own counters."""

    page: Page
    cdp: CDPSession
    requests: dict[str, Request] = field(default_factory=dict)

    def ask(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def wait_for(self, script: str, *, seconds: float) -> Any:
        """Until the script gives something true. Asks from outside: the page's own policy forbids it to evaluate text."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if found := self.ask(script):
                    return found
            except BrowserError as error:
                if LEFT not in str(error):
                    raise
            self.page.wait_for_timeout(20)
        raise TimeoutError(f"not within {seconds:.0f} s: {script}")

    def heap_bytes(self) -> float:
        """JavaScript's heap after garbage was collected."""
        for _ in range(2):  # what finalizers let go of is freed by the second
            self.cdp.send("HeapProfiler.collectGarbage")
        return float(self.cdp.send("Runtime.getHeapUsage")["usedSize"])

    def loaded(self) -> list[Request]:
        return [request for request in self.requests.values() if urlsplit(request.url).scheme not in LOCAL_SCHEMES]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = installed_browser(playwright)
        if not found:
            raise SystemExit("No browser: install Chromium, or run `playwright install chromium`.")
        browser = playwright.chromium.launch(**{**found, "args": [*found["args"], ALONE]})
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(browser: Browser, *, timeout_seconds: float, before: str = "") -> Iterator[Visit]:
    """A profile with nothing in its cache. `before` is run in every page after the probe."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        locale="en-GB",
        timezone_id="UTC",
        extra_http_headers=FROM_PROXY,
    )
    context.add_init_script(PROBE + before)
    context.set_default_timeout(timeout_seconds * 1000)
    page = context.new_page()
    visit = Visit(page, context.new_cdp_session(page))
    _listen(visit)
    try:
        yield visit
    finally:
        context.close()


def _listen(visit: Visit) -> None:
    visit.cdp.send("Network.enable")

    def asked(event: dict) -> None:
        visit.requests[event["requestId"]] = Request(event["request"]["url"], event.get("type", ""))

    def finished(event: dict) -> None:
        if request := visit.requests.get(event["requestId"]):
            request.bytes_on_the_wire = event["encodedDataLength"]

    visit.cdp.on("Network.requestWillBeSent", asked)
    visit.cdp.on("Network.loadingFinished", finished)
