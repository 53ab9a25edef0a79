"""Our own page at one size: opened cold and warm, moved about in, filtered."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from .browser import visiting
from .data_sets import DataSet
from .measures import Figures, Widget, layout, median, moving, percentile_95, picture, weight
from .server import get, serving

PAGE = Widget(
    root="#timeline",
    stage="#timeline canvas",
    event="#timeline canvas, #timeline [tabindex]",
    current="",
    label="#timeline text",
)
FILTER = "input[name=family]"  # its first value
# The fastest counts, since other programs only ever add to a time on the clock.
COLD_STARTS = 3
VISITS = 6
WAKING = 8  # each worker has a cache of its own, so that it is asked a few times
PATIENCE_SECONDS = 120


def measure(browser: Browser, data: DataSet, *, pictures: Path | None) -> Figures:
    figures: Figures = {"size": data.size}
    figures["cold"] = min(_opened_cold(browser, data) for _ in range(COLD_STARTS))
    with serving(data) as site:
        for _ in range(WAKING):
            get(site)
        figures["warm"] = min(_opened(browser, site) for _ in range(VISITS))
        figures |= _used(browser, site, pictures, f"demarche-{data.size}")
        figures["filter"] = min(_filtered(browser, site) for _ in range(VISITS))
    with serving(data) as site:
        figures |= _tiles(site, figures.pop("paths"))
    return figures


def _opened_cold(browser: Browser, data: DataSet) -> float:
    with serving(data) as site:  # nobody has asked it for anything but its health
        return _opened(browser, site)


def _opened(browser: Browser, site: str) -> float:
    with visiting(browser, patience_seconds=PATIENCE_SECONDS) as visit:
        return visit.open(site)


def _used(browser: Browser, site: str, pictures: Path | None, name: str) -> Figures:
    with visiting(browser, patience_seconds=PATIENCE_SECONDS) as visit:
        visit.open(site)
        visit.page.wait_for_load_state("networkidle")
        picture(visit, pictures, name)
        figures = weight(visit.loaded())
        opening = len(visit.requests)
        figures |= moving(visit, PAGE)
        deeper = [request.path for request in list(visit.requests.values())[opening:] if request.is_data]
        return figures | layout(visit, PAGE) | {"paths": list(dict.fromkeys(deeper))}


def _filtered(browser: Browser, site: str) -> float:
    """Milliseconds from choosing the first family until the timeline has been drawn anew."""
    with visiting(browser, patience_seconds=PATIENCE_SECONDS) as visit:
        visit.open(site)
        drawn = visit.drawn_by(lambda: visit.ask("(filter) => bench.choose(filter)", FILTER))
        return drawn - float(visit.ask("bench.chosenAt"))


def _tiles(site: str, paths: list[str]) -> Figures:
    """What the page asked for while it was moved about in, asked once more of a server that knows none of it."""
    for _ in range(WAKING):
        get(f"{site}/about/")  # loads its code and opens its database
    took = [_milliseconds(lambda path=path: get(site + path)) for path in paths]
    return {"tile_median": median(took), "tile_95": percentile_95(took)}


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
