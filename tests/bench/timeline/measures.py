"""Figures of an opened page that are read in the same way from our timeline and from the others."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .browser import HEIGHT, Request, Visit

Figures = dict[str, Any]
MOST_KEYS = 100
MOVING_SECONDS = 6
DRAG_PX, STEP_PX = 260, 13
STEP_SECONDS = 0.012
WHEEL_STEPS = 8


@dataclass(frozen=True)
class Widget:
    """Selectors. `stage` is what is dragged, `current` the mark of the event that is selected."""

    root: str
    stage: str
    event: str
    current: str
    label: str


def layout(visit: Visit, widget: Widget) -> Figures:
    script = """({ root, label }) => ({
        nodes: document.querySelector(root).querySelectorAll("*").length + 1,
        height: document.documentElement.scrollHeight,
        ...bench.overlapping(label, root),
    })"""
    return visit.ask(script, {"root": widget.root, "label": widget.label}) | {"heap": visit.heap_bytes()}


def tab_stops(visit: Visit, widget: Widget) -> int:
    """Events that have the focus while Tab walks once through the page; at most MOST_KEYS."""
    visit.ask("document.activeElement?.blur(), scrollTo(0, 0)")
    found = 0
    while found < MOST_KEYS:
        visit.page.keyboard.press("Tab")
        where = visit.ask("(event) => bench.focus(event)", widget.event)
        if where == "again":
            break
        found += where == "event"
    return found


def reached_by_arrows(visit: Visit, widget: Widget) -> int:
    """Different events that become current under MOST_KEYS presses, from the first place inside that takes focus."""
    focus = "(root) => document.querySelector(`${root}[tabindex='0'], ${root} [tabindex='0']`)?.focus()"
    visit.ask(focus, widget.root)
    current = "(current) => [...document.querySelectorAll(current)].map((mark) => mark.id || mark.textContent).join()"
    found = {visit.ask(current, widget.current)}
    for _ in range(MOST_KEYS):
        visit.page.keyboard.press("ArrowRight")
        found.add(visit.ask(current, widget.current))
    return len(found - {""})


def weight(loaded: list[Request]) -> Figures:
    return {
        "weight": sum(request.bytes_on_the_wire for request in loaded if not request.is_data),
        "data_weight": sum(request.bytes_on_the_wire for request in loaded if request.is_data),
        "requests": len(loaded),
        "foreign": sum(request.is_foreign for request in loaded),
    }


def moving(visit: Visit, widget: Widget) -> Figures:
    """Panning and zooming; `frame` is what our own scripts measure, `interval` how far frames were apart."""
    visit.ask("bench.watchFrames()")
    began = visit.main_thread_ms()
    _pan_and_zoom(visit, widget)
    busy = visit.main_thread_ms() - began
    watched = visit.ask("bench.framesWatched()")
    own, intervals = watched["own"], watched["intervals"]
    return {
        "frame_median": median(own),
        "frame_95": percentile_95(own),
        "interval_95": percentile_95(intervals),
        "task_mean": busy / len(intervals) if intervals else None,
    }


def median(values: Iterable[float]) -> float | None:
    return statistics.median(found) if (found := list(values)) else None


def percentile_95(values: Iterable[float]) -> float | None:
    ordered = sorted(values)
    return ordered[math.ceil(len(ordered) * 0.95) - 1] if ordered else None


def picture(visit: Visit, folder: Path | None, name: str) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        visit.ask("scrollTo(0, 0)")
        visit.page.screenshot(path=folder / f"{name}.png")


def _pan_and_zoom(visit: Visit, widget: Widget) -> None:
    """Zooms in first: where everything is in view there is nothing to pan. Ends in time on a page that is slow, too."""
    x, y = _middle(visit, widget)
    until = time.monotonic() + MOVING_SECONDS
    visit.page.mouse.move(x, y)
    while time.monotonic() < until:
        _zoom(visit, -100, until)
        _drag(visit, x, y, until)
        _drag(visit, x, y, until)
        _zoom(visit, 50, until)


def _middle(visit: Visit, widget: Widget) -> tuple[float, float]:
    """Of the part that can be seen, after scrolling there: a page may be far taller than the window."""
    visit.ask(
        "(stage) => document.querySelector(stage).scrollIntoView({ block: 'start', behavior: 'instant' })", widget.stage
    )
    box = visit.page.locator(widget.stage).first.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    top, bottom = max(box["y"], 0), min(box["y"] + box["height"], HEIGHT)
    return box["x"] + box["width"] / 2, (top + bottom) / 2


def _drag(visit: Visit, x: float, y: float, until: float) -> None:
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    for distance in (*range(0, DRAG_PX, STEP_PX), *range(DRAG_PX, 0, -STEP_PX)):
        if time.monotonic() > until:
            break
        visit.page.mouse.move(x - distance, y)
        time.sleep(STEP_SECONDS)
    visit.page.mouse.up()


def _zoom(visit: Visit, by: int, until: float) -> None:
    visit.page.keyboard.down("Control")
    for _ in range(WHEEL_STEPS):
        if time.monotonic() > until:
            break
        visit.page.mouse.wheel(0, by)
        time.sleep(5 * STEP_SECONDS)
    visit.page.keyboard.up("Control")
