"""The strip as a test sees it: what is drawn, where, and what a screen reader is told."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

LOOK = """addEventListener("timeline:ready", (event) => { window.strip = event.detail; });"""
LABELS = """() => {
  const { prims, palette } = window.strip.drawing;
  const pen = document.createElement("canvas").getContext("2d");
  return prims.filter(({ kind }) => kind === "text").map(({ x, y, text, font, italic, align }) => {
    pen.font = `${italic ? "italic " : ""}13px ${palette.font}`;
    return { x, y, text, font, align: align ?? "start", width: pen.measureText(text).width };
  });
}"""
HITS = "() => window.strip.hits.map((hit) => ({ ...hit, marks: hit.marks?.map(({ event }) => event.id) }))"


def open_strip(page: Page, address: str = "/") -> Locator:
    """Goes there and waits until the strip is drawn; its stage."""
    page.add_init_script(LOOK)
    page.goto(address)
    wait_for_drawing(page)
    return stage(page)


def wait_for_drawing(page: Page) -> None:
    page.wait_for_function("() => window.strip?.drawing")
    settle(page)


def settle(page: Page) -> None:
    """Until the frames that are due have been drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def stage(page: Page) -> Locator:
    return page.get_by_role("listbox")


def texts(page: Page, font: str = "") -> list[dict[str, Any]]:
    """Every text of the picture: x, y (the baseline), text, font, width; or those in one font."""
    return [found for found in page.evaluate(LABELS) if not font or found["font"] == font]


def axis(page: Page) -> list[str]:
    return [found["text"] for found in texts(page) if found["font"] in ("upper", "lower")]


def hits(page: Page, kind: str) -> list[dict[str, Any]]:
    return [hit for hit in page.evaluate(HITS) if hit["kind"] == kind]


def view(page: Page) -> tuple[float, float]:
    found = page.evaluate("() => window.strip.view")
    return found["from"], found["to"]


def click_at(page: Page, hit: dict[str, Any]) -> None:
    middle = {"x": hit["x"] + hit["w"] / 2, "y": hit["y"] + hit["h"] / 2}
    middle["x"] = min(max(middle["x"], 8), page.evaluate("() => window.strip.drawing.width") - 8)
    stage(page).click(position=middle)


def active(page: Page) -> str:
    """What a screen reader hears of the focused event."""
    return page.locator("#timeline-active").text_content() or ""


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Selected event")


def choose_lanes(page: Page, label: str) -> None:
    page.get_by_role("combobox", name="Lanes").select_option(label=label)
    settle(page)


def expect_view(page: Page, expected: tuple[float, float]) -> None:
    page.wait_for_function(
        "([from, to]) => Math.abs(window.strip.view.from - from) < 0.6 && Math.abs(window.strip.view.to - to) < 0.6",
        arg=list(expected),
    )
