"""Panning and zooming for some seconds, and the main thread's work in each frame of it, read from the browser's trace."""

from __future__ import annotations

import json
import statistics
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
RENDER = "AnimationFrame::Render"  # its beginning, "b", lies in the task that renders the frame
CALLBACK = "FireAnimationFrame"
TASK = "RunTask"
LONG_TASK_MS = 50
DRAG_PX = 260
STEP_PX = 13
PAUSE_SECONDS = 0.012
WHEEL_STEPS = 8


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Frames:
    """Milliseconds of each frame: on the clock, and of processor time, which other programs do not lengthen."""

    clock: list[float]
    processor: list[float]
    long_tasks: int


def work(browser: Browser, page: Page, box: Box, *, seconds: float) -> Frames:
    browser.start_tracing(page=page, categories=CATEGORIES)
    try:
        _pan_and_zoom(page, box, seconds)
    finally:
        trace = browser.stop_tracing()
    return _read(json.loads(trace)["traceEvents"])


def median(values: Iterable[float]) -> float:
    return statistics.median(list(values) or [float("nan")])


def percentile_95(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] if ordered else float("nan")


def _pan_and_zoom(page: Page, box: Box, seconds: float) -> None:
    """Zooms in first: where everything is in view there is nothing to pan."""
    middle = box.x + box.width / 2, box.y + box.height / 2
    _zoom(page, middle, -1, WHEEL_STEPS)
    _pan(page, middle, seconds / 2)
    _zoom(page, middle, -1, WHEEL_STEPS)
    _pan(page, middle, seconds / 2)
    _zoom(page, middle, 1, 2 * WHEEL_STEPS)


def _pan(page: Page, middle: tuple[float, float], seconds: float) -> None:
    until = time.monotonic() + seconds
    sign = 1
    while time.monotonic() < until:
        page.mouse.move(middle[0], middle[1])
        page.mouse.down()
        for distance in range(STEP_PX, DRAG_PX, STEP_PX):
            page.mouse.move(middle[0] + sign * distance, middle[1])
            time.sleep(PAUSE_SECONDS)
        page.mouse.up()
        sign = -sign


def _zoom(page: Page, middle: tuple[float, float], direction: int, steps: int) -> None:
    page.mouse.move(*middle)
    page.keyboard.down("Control")
    for _ in range(steps):
        page.mouse.wheel(0, direction * 100)
        time.sleep(5 * PAUSE_SECONDS)
    page.keyboard.up("Control")
    time.sleep(0.3)  # what was asked for arrives and is drawn


def _read(events: list[dict[str, Any]]) -> Frames:
    """The work of a frame is the task that renders it, and every task since the one before: input, arrived data.

    Frames in which the page ran no animation callback are left out: nothing but the pointer had changed there.
    """
    renders, tasks, callbacks = defaultdict(list), defaultdict(list), defaultdict(list)
    for event in events:
        thread = event["pid"], event["tid"]
        if event["name"] == RENDER and event["ph"] == "b":
            renders[thread].append(event["ts"])
        elif event["name"] == TASK and event["ph"] == "X":
            tasks[thread].append(event)
        elif event["name"] == CALLBACK:
            callbacks[thread].append(event["ts"])
    if not renders:
        return Frames([], [], 0)
    main = max(renders, key=lambda thread: len(renders[thread]))
    ends = sorted(renders[main])
    drawn = {bisect_right(ends, at) - 1 for at in callbacks[main]} - {-1} or set(range(len(ends)))
    clock, processor = [0.0] * (len(ends) + 1), [0.0] * (len(ends) + 1)
    for task in tasks[main]:
        frame = bisect_left(ends, task["ts"])
        clock[frame] += task["dur"] / 1000
        processor[frame] += task.get("tdur", task["dur"]) / 1000
    long_tasks = sum(task["dur"] / 1000 > LONG_TASK_MS for task in tasks[main])
    return Frames([clock[frame] for frame in drawn], [processor[frame] for frame in drawn], long_tasks)
