"""Our own page at one size: opened cold and warm, moved about in, filtered; and the server's answers by themselves."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from .browser import Request, Visit, visiting
from .data_sets import DataSet
from .frames import median, percentile_95
from .probe import Figures, Widget, drawn, keys, layout, moving, picture
from .server import THREADS, WORKERS, Server, serving

PAGE = Widget(
    root="#timeline",
    stage=".timeline-stage",
    texts="#timeline text, .timeline-stage [data-label]",
    current=".timeline-active",
)
FILTER = "input[name=family]"  # its first value
WARM_VISITS = 5
PATIENCE_SECONDS = 180


def measure(browser: Browser, data: DataSet, *, seconds: float, pictures: Path | None) -> Figures:
    with serving(data) as server:
        figures = _opened_cold(browser, server)
    with serving(data) as server:
        for _ in range(WORKERS * THREADS):  # each worker has a cache of its own
            server.get("/")
        figures |= _opened_warm(browser, server)
        figures |= _used(browser, server, seconds, pictures and pictures / f"demarche-{data.size}.png")
        figures |= _filtered(browser, server)
    with serving(data) as server:
        figures |= _tiles(server, figures.pop("deeper"))
    return figures


def _opened_cold(browser: Browser, server: Server) -> Figures:
    """Nobody has asked the server for anything but its health; the browser has nothing in its cache."""
    with visiting(browser, timeout_seconds=PATIENCE_SECONDS) as visit:
        visit.page.goto(server.url)
        found = drawn(visit, seconds=PATIENCE_SECONDS)
        visit.page.wait_for_load_state("networkidle")
        return {"cold": found["ms"], "marked": found["marked"]} | _weight(visit.loaded())


def _weight(requests: list[Request]) -> Figures:
    return {
        "weight": sum(request.bytes_on_the_wire for request in requests if not request.is_data),
        "assets": sum(request.bytes_on_the_wire for request in requests if request.kind in ("Script", "Stylesheet")),
        "data_weight": sum(request.bytes_on_the_wire for request in requests if request.is_data),
        "requests": len(requests),
        "foreign": sum(request.is_foreign for request in requests),
    }


def _opened_warm(browser: Browser, server: Server) -> Figures:
    """The server knows the answer; the browser first knows nothing, then has been there before."""
    first, again = [], []
    for _ in range(WARM_VISITS):
        with visiting(browser, timeout_seconds=PATIENCE_SECONDS) as visit:
            visit.page.goto(server.url)
            first.append(drawn(visit, seconds=PATIENCE_SECONDS)["ms"])
            visit.page.goto("about:blank")
            visit.page.goto(server.url)
            again.append(drawn(visit, seconds=PATIENCE_SECONDS)["ms"])
    return {"warm": median(first), "again": median(again)}


def _used(browser: Browser, server: Server, seconds: float, path: Path | None) -> Figures:
    with visiting(browser, timeout_seconds=PATIENCE_SECONDS, before="bench.listenToCanvas();") as visit:
        visit.page.goto(server.url)
        drawn(visit, seconds=PATIENCE_SECONDS)
        picture(visit, path)
        figures = layout(visit, PAGE) | keys(visit, PAGE)
    with visiting(browser, timeout_seconds=PATIENCE_SECONDS) as visit:
        visit.page.goto(server.url)
        drawn(visit, seconds=PATIENCE_SECONDS)
        opening = {request.url for request in visit.loaded()}
        figures |= moving(browser, visit, PAGE, seconds=seconds)
        figures["nodes"] = max(figures["nodes"], layout(visit, PAGE)["nodes"])
        figures["deeper"] = [request.url for request in visit.loaded() if request.is_data and request.url not in opening]
    return figures


def _filtered(browser: Browser, server: Server) -> Figures:
    """The first one warms the server (all but the worker that is not asked), the later ones count."""
    took = [_filter_once(browser, server) for _ in range(WARM_VISITS + 1)]
    return {"filter_cold": took[0], "filter": median(took[1:])}


def _filter_once(browser: Browser, server: Server) -> float:
    with visiting(browser, timeout_seconds=PATIENCE_SECONDS) as visit:
        visit.page.goto(server.url)
        drawn(visit, seconds=PATIENCE_SECONDS)
        visit.ask(
            """(selector) => {
                bench.begin();
                const input = document.querySelector(selector);
                input.click();
                input.form.requestSubmit();
            }""",
            FILTER,
        )
        return float(visit.wait_for("sessionStorage.getItem('bench:took')", seconds=PATIENCE_SECONDS))


def _tiles(server: Server, addresses: list[str]) -> Figures:
    """What the page asked for while it was moved about in, asked for once more of a server that knows none of it."""
    paths = list(dict.fromkeys(f"{parts.path}?{parts.query}".rstrip("?") for parts in map(urlsplit, addresses)))
    server.wake()
    cold = [server.get(path) for path in paths]
    warm = [server.get(path) for path in paths for _ in range(WORKERS + 1)]
    times = [answer.milliseconds for answer in cold]
    return {
        "tiles": len(cold),
        "tile_median": median(times),
        "tile_most": max(times, default=None),
        "tile_warm": median(answer.milliseconds for answer in warm),
        "tile_bytes": max((answer.compressed_bytes for answer in cold), default=None),
        "tile_95": percentile_95(times),
    }
