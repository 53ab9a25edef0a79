"""The strip in a real browser: what a reader does with keys, mouse and touch, and that nothing is lost on the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.rows import make_actor, make_event, make_public_event, publish_now, take_part

pytestmark = pytest.mark.django_db(transaction=True)
DATES = ["2022-03-05", "2022-03-05/2022-03-06", "2022-03-06", "../2022-03-07", "2022-03-07/..", "2022-03", "2022-03-XX"]


@pytest.fixture
def week() -> list[str]:
    """Titles of a few events around one week, with and without parties."""
    bennett, putin = make_actor("Naftali Bennett"), make_actor("Vladimir Putin")
    titles = []
    for number, edtf in enumerate(DATES):
        event = make_event(f"Event {number}", edtf, slug="meeting" if number % 2 else "phone_call")
        if number % 3:
            take_part(event, bennett, putin)
        titles.append(publish_now(event).title)
    make_public_event("Somewhen", "")
    return titles


def stage(page: Page):
    return page.get_by_role("listbox")


def active(page: Page) -> str:
    return page.locator("#timeline-active").text_content() or ""


def walk_everything(page: Page, presses: int) -> list[str]:
    """What a screen reader is told on the way from the first event to the last."""
    stage(page).focus()
    page.keyboard.press("Home")
    heard = [active(page)]
    for _ in range(presses):
        page.keyboard.press("ArrowRight")
        heard.append(active(page))
    return heard


@pytest.mark.parametrize("lanes", ["none", "type", "actor"])
def test_every_dated_event_is_reached_by_keys_and_named(page: Page, week: list[str], lanes: str):
    page.goto(f"/?lanes={lanes}")
    heard = set(walk_everything(page, 30))
    for title in week:
        assert any(re.search(rf"\. {title}$", words) for words in heard), title
    assert all(words.split(". ")[0].count("2022") for words in heard)


def test_many_events_in_one_day_are_all_reached(page: Page):
    titles = {make_public_event(f"Crowded {number}", "2022-03-05").title for number in range(60)}
    page.goto("/")
    expect(page.locator(".cluster-label").first).to_have_text(re.compile(r"^\+\d+$"))
    heard = walk_everything(page, 60)
    assert {words.rsplit(". ", 1)[-1] for words in heard} == titles


def test_drawn_and_counted_are_the_selection(page: Page, week: list[str]):
    page.goto("/")
    drawn = page.locator(".timeline-picture [data-event]").count()
    hidden = [int(text.removeprefix("+")) for text in page.locator(".cluster-label").all_text_contents()]
    assert drawn + sum(hidden) == len(week)


def test_no_two_labels_overlap_at_any_zoom(page: Page, week: list[str]):
    for number in range(30):
        make_public_event(f"A call with a rather long title, number {number}", f"2022-03-{number + 1:02}")
    page.goto("/?lanes=type")
    for press in ["0", "+", "+", "-", "-", "-"]:
        stage(page).press(press)
        page.wait_for_timeout(60)
        boxes = [box for label in page.locator(".mark-label").all() if (box := label.bounding_box())]
        assert boxes
        for at, a in enumerate(boxes):
            for b in boxes[at + 1 :]:
                apart = a["x"] + a["width"] <= b["x"] + 1 or b["x"] + b["width"] <= a["x"] + 1
                assert apart or abs(a["y"] - b["y"]) > 12, (a, b)


def test_a_month_is_drawn_as_a_month_and_not_as_its_first_day(page: Page):
    make_public_event("Some day in March", "2022-03-XX")
    make_public_event("A day", "2022-03-01")
    page.goto("/")
    month = page.locator(".timeline-picture .bar-somewhere").bounding_box()
    picture = page.locator(".timeline-picture").bounding_box()
    assert month
    assert picture
    assert month["width"] > picture["width"] * 0.8


def test_enter_opens_the_panel_and_escape_returns_to_the_strip(page: Page, week: list[str]):
    page.goto("/")
    stage(page).focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Selected event")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("Event")
    expect(panel.locator("blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(stage(page)).to_be_focused()


def test_back_and_forward_restore_selection_and_lanes(page: Page, week: list[str]):
    page.goto("/")
    page.get_by_role("radio", name="By type").check()
    expect(page).to_have_url(re.compile(r"lanes=type"))
    page.locator(".mark").first.click()
    expect(page).to_have_url(re.compile(r"#event-[0-9a-z]{12}$"))
    panel = page.get_by_role("complementary", name="Selected event")
    expect(panel).to_be_visible()
    page.go_back()
    expect(panel).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("radio", name="Together")).to_be_checked()
    page.go_forward()
    expect(page.get_by_role("radio", name="By type")).to_be_checked()


def test_a_link_to_an_event_opens_it(page: Page, week: list[str]):
    event = make_public_event("The one in the link", "2022-03-09")
    page.goto(f"/#event-{event.public_id}")
    expect(page.get_by_role("complementary", name="Selected event")).to_contain_text("The one in the link")
    expect(page.locator(".mark.is-selected")).to_have_count(1)


def test_the_strip_and_the_list_point_at_the_same_event(page: Page, week: list[str]):
    page.goto("/")
    row = page.locator(".list .event").first
    row.hover()
    expect(page.locator(".mark.is-hovered")).to_have_attribute("data-event", row.get_attribute("data-event") or "")


def test_a_plain_wheel_scrolls_the_page_and_one_with_control_zooms(page: Page, week: list[str]):
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto("/")
    stage(page).hover()
    before = page.locator(".axis").inner_html()
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 0")
    assert page.locator(".axis").inner_html() == before
    stage(page).hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_function("before => document.querySelector('.axis').innerHTML !== before", arg=before)


def test_dragging_moves_the_days_and_opens_nothing(page: Page, week: list[str]):
    page.goto("/")
    box = stage(page).bounding_box()
    assert box
    before = page.locator(".axis").inner_html()
    page.mouse.move(box["x"] + 600, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + 450, box["y"] + 80, steps=5)
    page.mouse.up()
    page.wait_for_function("before => document.querySelector('.axis').innerHTML !== before", arg=before)
    expect(page.get_by_role("complementary", name="Selected event")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_page_never_scrolls_sideways(page: Page, week: list[str], width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/?lanes=actor")
    expect(stage(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_year_is_on_the_axis_however_far_in_or_out(page: Page, week: list[str]):
    page.goto("/")
    for press in ["+", "+", "+", "-", "-", "-", "-", "-", "-"]:
        stage(page).press(press)
        page.wait_for_timeout(40)
        words = " ".join(page.locator(".axis text").all_text_contents())
        assert re.search(r"\b20\d\d\b", words), words
