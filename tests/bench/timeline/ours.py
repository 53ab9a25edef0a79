"""Our own page at one size: opened cold and warm, moved about in, filtered."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from .browser import visiting
from .data_sets import DataSet
from .measures import Figures, Widget, layout, median, moving, picture, tab_stops, weight
from .server import get, serving

PAGE = Widget(
    root="#timeline",
    stage="#timeline canvas",
    event="#timeline canvas, #timeline [tabindex]",
    current="",
    label="#timeline text",
)
FILTER = "input[name=family]"  # its first value
VISITS = 5
WAKING = 8  # each worker has a cache of its own, so that it is asked a few times
PATIENCE_SECONDS = 120


def measure(browser: Browser, data: DataSet, *, pictures: Path | None) -> Figures:
    figures: Figures = {"name": "Demarche", "size": data.size}
    try:
        with serving(data) as site:  # nobody has asked it for anything but its health
            figures |= {"cold": _opened(browser, site)}
        with serving(data) as site:
            for _ in range(WAKING):
                get(site)
            _opened(browser, site)
            figures["warm"] = figures["drawn"] = median(_opened(browser, site) for _ in range(VISITS))
            figures |= _used(browser, site, pictures, f"demarche-{data.size}")
            figures["filter"] = median([_filtered(browser, site) for _ in range(VISITS + 1)][1:])
    except BrowserError as error:
        figures["gave_up"] = error.message.splitlines()[0]
    return figures


def _opened(browser: Browser, site: str) -> float:
    with visiting(browser, patience_seconds=PATIENCE_SECONDS) as visit:
        return visit.open(site)


def _used(browser: Browser, site: str, pictures: Path | None, name: str) -> Figures:
    with visiting(browser, patience_seconds=PATIENCE_SECONDS) as visit:
        visit.open(site)
        visit.page.wait_for_load_state("networkidle")
        picture(visit, pictures, name)
        figures = weight(visit.loaded()) | layout(visit, PAGE) | {"tab_stops": tab_stops(visit, PAGE)}
        figures |= moving(visit, PAGE)
        return figures | {
            key: max(figures[key], value) for key, value in layout(visit, PAGE).items() if key in ("nodes", "heap")
        }


def _filtered(browser: Browser, site: str) -> float:
    """Milliseconds from choosing the first family until the timeline has been drawn anew."""
    with visiting(browser, patience_seconds=PATIENCE_SECONDS) as visit:
        visit.open(site)
        drawn = visit.drawn_by(lambda: visit.ask("(filter) => bench.choose(filter)", FILTER))
        return drawn - float(visit.ask("bench.chosenAt"))
