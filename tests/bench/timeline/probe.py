"""Figures of an opened page that are read in the same way from our timeline and from the others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from .browser import Visit
from .frames import Box, median, percentile_95, work

Figures = dict[str, Any]
PRESSES = 40


@dataclass(frozen=True)
class Widget:
    """Where to look in a page. `texts` are labels in the DOM; `current` an event that has the focus or is the current one."""

    root: str
    stage: str  # what is dragged, first match
    texts: str
    current: str


def drawn(visit: Visit, *, seconds: float) -> dict[str, Any]:
    return visit.wait_for("window.bench?.drawn()", seconds=seconds)


def box_of(visit: Visit, selector: str) -> Box:
    """Of the part that can be seen, after scrolling there: a page may be far taller than the window."""
    script = """(selector) => {
        const element = document.querySelector(selector);
        element.scrollIntoView({ block: "start", behavior: "instant" });
        const box = element.getBoundingClientRect();
        const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
        return { x: box.x, y: top, width: box.width, height: bottom - top };
    }"""
    return Box(**visit.ask(script, selector))


def layout(visit: Visit, widget: Widget) -> Figures:
    script = """({ root, texts }) => {
        const element = document.querySelector(root);
        const inDocument = bench.overlapping(bench.boxesOf(texts, root));
        const onCanvas = bench.canvasTexts();
        return {
            nodes: element.querySelectorAll("*").length + 1,
            height: Math.max(element.scrollHeight, element.getBoundingClientRect().height),
            page_height: document.documentElement.scrollHeight,
            labels: inDocument.shown + onCanvas.shown,
            overlaps: inDocument.overlapping + onCanvas.overlapping,
        };
    }"""
    return visit.ask(script, {"root": widget.root, "texts": widget.texts})


def moving(browser: Browser, visit: Visit, widget: Widget, *, seconds: float) -> Figures:
    visit.ask("performance.clearMeasures('demarche:frame')")
    frames = work(browser, visit.page, box_of(visit, widget.stage), seconds=seconds)
    own = visit.ask("performance.getEntriesByName('demarche:frame').map((frame) => frame.duration)")
    return {
        "frames": len(frames.clock),
        "frame_median": median(frames.clock),
        "frame_95": percentile_95(frames.clock),
        "processor_median": median(frames.processor),
        "processor_95": percentile_95(frames.processor),
        "script_median": median(own) if own else None,
        "script_95": percentile_95(own) if own else None,
        "long_tasks": frames.long_tasks,
        "heap": visit.heap_bytes(),
    }


def keys(visit: Visit, widget: Widget) -> Figures:
    """How many different events Tab and then the right arrow reach, each pressed so many times."""
    visit.ask("document.activeElement?.blur(), scrollTo(0, 0)")
    tabbed = _different(visit, widget, "Tab")
    visit.ask(
        """({ root, stage }) => {
            const can = "[tabindex='0'], a[href], button, input";
            const inside = document.querySelector(`${stage}[tabindex='0']`) ?? document.querySelector(`${stage} [tabindex='0']`);
            (inside ?? document.querySelector(root)?.querySelector(can))?.focus();
        }""",
        {"root": widget.root, "stage": widget.stage},
    )
    return {"tab": tabbed, "arrows": _different(visit, widget, "ArrowRight")}


def _different(visit: Visit, widget: Widget, key: str) -> int:
    heard = set()
    for _ in range(PRESSES):
        visit.page.keyboard.press(key)
        heard.add(visit.ask("(current) => bench.spoken(current)", widget.current))
    return len(heard - {""})


def picture(visit: Visit, path: Path | None) -> None:
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        visit.ask("scrollTo(0, 0)")
        visit.page.screenshot(path=path)
