"""The strip for every reader: their theme, colours, direction, screen, finger and connection."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.strip import LOOK, active, hits, open_strip, panel, settle, stage, texts, view, wait_for_drawing
from tests.rows import make_public_event
from tests.strip.drawings import few_are_many
from timeline.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def week() -> list[str]:
    edtf = ["2022-03-05", "2022-03-05/2022-03-06", "../2022-03-07", "2022-03-XX", "2022-03-09"]
    return [make_public_event(f"Event {number}", text).title for number, text in enumerate(edtf)]


def test_two_hundred_events_are_all_reached_by_keys_and_announced(page: Page):
    call_command("make_events", "200", verbosity=0)
    counts = page.request.get("/api/v1/events/?counts=1").json()["counts"]
    total = counts["certain"] + counts["possible"]
    stage_ = open_strip(page)
    stage_.focus()
    page.keyboard.press("Home")
    heard = {}
    for _ in range(total + 5):
        heard[active(page)] = True
        page.keyboard.press("ArrowRight")
    assert len(heard) == total


def colours(page: Page) -> dict[str, str]:
    return page.evaluate("() => window.strip.drawing.palette.colours")


def test_the_picture_follows_the_theme(page: Page, week: list[str]):
    open_strip(page)
    page.emulate_media(color_scheme="dark")
    settle(page)
    dark = colours(page)
    page.emulate_media(color_scheme="light")
    settle(page)
    light = colours(page)
    assert {name for name in light if light[name] != dark[name]} == set(light)


def test_forced_colours_are_the_readers_own(page: Page, week: list[str]):
    page.emulate_media(forced_colors="active")
    open_strip(page)
    found = colours(page)
    assert found["family-talks"] == found["ink"] == found["family-aid"]
    assert found["ink"] != found["paper-raised"]


def test_from_right_to_left_time_still_runs_one_way(page: Page, week: list[str]):
    page.add_init_script("addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; });")
    open_strip(page, "/?lanes=type")
    boxes = {hit["id"]: hit["x"] for hit in hits(page, "event")}
    in_order = [
        boxes[event.public_id] for event in Event.objects.filter(title__in=["Event 0", "Event 4"]).order_by("title")
    ]
    assert in_order == sorted(in_order)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_finger_moves_and_opens(browser: Browser, base_url: str, week: list[str]):
    context = browser.new_context(
        base_url=base_url, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    open_strip(page)
    before = view(page)
    swipe(page, -120)
    page.wait_for_function("before => window.strip.view.from > before", arg=before[0])
    stage(page).press("0")
    settle(page)
    hit = hits(page, "event")[0]
    box = stage(page).bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + max(hit["x"], 0) + 8, box["y"] + hit["y"] + hit["h"] / 2)
    expect(panel(page)).to_be_visible()
    context.close()


def swipe(page: Page, by: int) -> None:
    """A finger across the strip, as the browser's own input."""
    stage(page).scroll_into_view_if_needed()
    box = stage(page).bounding_box()
    assert box
    client = page.context.new_cdp_session(page)
    x, y = box["x"] + 250, box["y"] + 90
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 7):
        point = {"x": x + by * step / 6, "y": y}
        client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_without_scripts_the_list_holds_what_the_api_holds(new_context, week: list[str]):
    make_public_event("Somewhen", "")
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    listed = [row.get_attribute("data-event") for row in page.locator(".event").all()]
    answered = [event["id"] for event in page.request.get("/api/v1/events/").json()["results"]]
    assert sorted(listed) == sorted(answered)


def test_what_did_not_arrive_can_be_asked_for_again(page: Page, browser_problems: list[str], monkeypatch):
    few_are_many(monkeypatch, 50)
    call_command("make_events", "300", verbosity=0)
    open_strip(page)
    fails = True

    def answer(route: Route) -> None:
        route.abort() if fails else route.continue_()

    page.route(re.compile(r"/timeline/\d+/\d+\.json"), answer)
    for _ in range(4):
        stage(page).press("+")
    note = page.locator(".timeline-note")
    expect(note).to_contain_text("did not arrive")
    fails = False
    note.get_by_role("button", name="Try again").click()
    expect(note).to_be_empty()
    browser_problems.clear()


def test_a_large_selection_is_counted_first_and_told_closer_in(page: Page, monkeypatch):
    few_are_many(monkeypatch, 50)
    call_command("make_events", "400", verbosity=0)
    open_strip(page)
    stage(page).press("0")
    page.wait_for_function("() => !document.querySelector('.timeline-note').textContent")
    settle(page)
    bars = hits(page, "bin")
    dated = Event.objects.public().exclude(edtf="").count()
    assert sum(bar["count"] for bar in bars) <= dated
    assert sum(bar["count"] for bar in bars) > dated * 0.5
    fullest = max(bars, key=lambda bar: bar["count"])
    stage(page).click(position={"x": fullest["x"] + fullest["w"] / 2, "y": fullest["y"] + fullest["h"] - 2})
    page.wait_for_function(
        "([from, to]) => window.strip.view.to - window.strip.view.from < (to - from) * 3 + 2",
        arg=[fullest["from"], fullest["to"]],
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/?lanes=actor", "/?q=nothing", "/story/", "/embed/"])
def test_axe_finds_nothing(page: Page, week: list[str], scheme: str, address: str):
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(LOOK)
    page.goto(address)
    if "nothing" not in address and "story" not in address:
        wait_for_drawing(page)
        stage(page).focus()
    page.evaluate(AXE.read_text())
    found = page.evaluate("(runOnly) => axe.run(document, { runOnly })", RULES)
    assert not [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]


def test_a_dense_picture_has_few_nodes(page: Page):
    call_command("make_events", "300", verbosity=0)
    open_strip(page, "/?lanes=actor")
    assert page.evaluate("() => document.querySelectorAll('#timeline *').length") < 1500
    assert texts(page, "label")
