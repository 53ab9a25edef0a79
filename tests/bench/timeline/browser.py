"""Chromium, a fresh profile a visit, and what can be read of a page from outside of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Page, sync_playwright

from tests.browser import LOCAL_SCHEMES, installed_browser

from .server import FROM_PROXY

WIDTH, HEIGHT = 1440, 900
DRAWN = "demarche:drawn "
PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
# Nothing leaves the machine: other names are not found.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


@dataclass
class Request:
    url: str
    bytes_on_the_wire: float = 0

    @property
    def is_foreign(self) -> bool:
        return urlsplit(self.url).hostname != "127.0.0.1"

    @property
    def path(self) -> str:
        return urlsplit(self.url)._replace(scheme="", netloc="").geturl()

    @property
    def is_data(self) -> bool:
        return ".json" in urlsplit(self.url).path


@dataclass
class Visit:
    page: Page
    cdp: CDPSession
    patience_ms: float
    requests: dict[str, Request] = field(default_factory=dict)

    def open(self, url: str) -> float:
        """Milliseconds from navigation until the page marked that its timeline is drawn."""
        return self.drawn_by(lambda: self.page.goto(url, wait_until="commit"))

    def drawn_by(self, act: Any) -> float:
        """When the drawing that follows the act was complete. The page is not asked: a busy one would not answer."""
        with self.page.expect_console_message(_says_drawn, timeout=self.patience_ms) as message:
            act()
        return float(message.value.text.removeprefix(DRAWN))

    def ask(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def heap_bytes(self) -> float:
        """JavaScript's heap after garbage was collected."""
        for _ in range(2):  # what finalizers let go of is freed by the second
            self.cdp.send("HeapProfiler.collectGarbage")
        return float(self.cdp.send("Runtime.getHeapUsage")["usedSize"])

    def main_thread_ms(self) -> float:
        """Processor time of tasks since the page began: script, style, layout, painting. Other programs add nothing."""
        metrics = self.cdp.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration") * 1000

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
def visiting(browser: Browser, *, patience_seconds: float) -> Iterator[Visit]:
    """A profile with nothing in its cache."""
    screen = {"width": WIDTH, "height": HEIGHT}
    with browser.new_context(
        viewport=screen, locale="en-GB", timezone_id="UTC", extra_http_headers=FROM_PROXY
    ) as context:
        context.add_init_script(PROBE)
        context.set_default_timeout(patience_seconds * 1000)
        page = context.new_page()
        visit = Visit(page, context.new_cdp_session(page), patience_seconds * 1000)
        visit.cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
        _listen(visit)
        yield visit


def _says_drawn(message: ConsoleMessage) -> bool:
    return message.text.startswith(DRAWN)


def _listen(visit: Visit) -> None:
    def asked(event: dict[str, Any]) -> None:
        visit.requests[event["requestId"]] = Request(event["request"]["url"])

    def finished(event: dict[str, Any]) -> None:
        if request := visit.requests.get(event["requestId"]):
            request.bytes_on_the_wire = event["encodedDataLength"]

    visit.cdp.send("Network.enable")
    visit.cdp.on("Network.requestWillBeSent", asked)
    visit.cdp.on("Network.loadingFinished", finished)
