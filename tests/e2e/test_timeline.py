"""The strip in a real browser: what a reader does with keys, mouse and touch, and that nothing is lost on the way."""

from __future__ import annotations

import re
from datetime import time

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, Route, expect

from tests.e2e.strip import (
    active,
    axis,
    choose_lanes,
    click_at,
    expect_view,
    hits,
    open_strip,
    panel,
    settle,
    stage,
    texts,
    view,
    wait_for_drawing,
)
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


def walk_everything(page: Page, presses: int) -> list[str]:
    """What a screen reader is told on the way from the first event to the last."""
    stage(page).focus()
    page.keyboard.press("Home")
    heard = [active(page)]
    for _ in range(presses):
        page.keyboard.press("ArrowRight")
        settle(page)
        heard.append(active(page))
    return heard


@pytest.mark.parametrize("lanes", ["none", "type", "actor", "dyad"])
def test_every_dated_event_is_reached_by_keys_and_named(page: Page, week: list[str], lanes: str):
    open_strip(page, f"/?lanes={lanes}")
    heard = set(walk_everything(page, 30))
    for title in week:
        assert any(re.search(rf"\. {title}(\.|$)", words) for words in heard), title
    assert all(words.split(". ")[0].count("2022") for words in heard)


def test_many_events_in_one_day_are_all_reached(page: Page):
    titles = {make_public_event(f"Crowded {number}", "2022-03-05").title for number in range(60)}
    open_strip(page)
    assert hits(page, "cluster")
    heard = walk_everything(page, 60)
    assert {words.rsplit(". ", 1)[-1] for words in heard} == titles


@pytest.mark.parametrize("lanes", ["none", "actor"])
def test_drawn_and_counted_are_the_selection(page: Page, week: list[str], lanes: str):
    open_strip(page, f"/?lanes={lanes}")
    drawn = {hit["id"] for hit in hits(page, "event")}
    hidden = {member for hit in hits(page, "cluster") for member in hit["marks"]}
    assert len(drawn | hidden) == len(week)


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("lanes", ["none", "type"])
def test_no_two_labels_overlap_at_any_zoom(page: Page, week: list[str], width: int, lanes: str):
    for number in range(30):
        make_public_event(f"A call with a rather long title, number {number}", f"2022-03-{number + 1:02}")
    page.set_viewport_size({"width": width, "height": 900})
    open_strip(page, f"/?lanes={lanes}")
    for press in ["0", "+", "+", "+", "0", "-"]:
        stage(page).press(press)
        settle(page)
        boxes = texts(page, "label")
        assert boxes
        for at, a in enumerate(boxes):
            for b in boxes[at + 1 :]:
                apart = a["x"] + a["width"] <= b["x"] + 0.5 or b["x"] + b["width"] <= a["x"] + 0.5
                assert apart or abs(a["y"] - b["y"]) > 12, (press, a, b)


def test_a_month_is_drawn_as_a_month_and_not_as_its_first_day(page: Page):
    month = make_public_event("Some day in March", "2022-03-XX")
    make_public_event("A day", "2022-03-01")
    open_strip(page)
    [drawn] = [hit for hit in hits(page, "event") if hit["id"] == month.public_id]
    assert drawn["w"] > page.evaluate("() => window.strip.drawing.width") * 0.8


def test_enter_opens_the_panel_and_escape_returns_to_the_strip(page: Page, week: list[str]):
    open_strip(page)
    stage(page).focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    expect(panel(page)).to_contain_text("Event")
    expect(panel(page).locator("blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(stage(page)).to_be_focused()


def test_the_panel_goes_to_the_next_event_and_back(page: Page, week: list[str]):
    first = make_public_event("The very first", "2021-12-31")
    make_public_event("The second", "2022-01-01")
    open_strip(page, f"/#event-{first.public_id}")
    expect(panel(page)).to_contain_text("The very first")
    expect(panel(page).get_by_role("button", name="Earlier")).to_be_disabled()
    panel(page).get_by_role("button", name="Later").click()
    expect(panel(page)).to_contain_text("The second")
    panel(page).get_by_role("button", name="Earlier").click()
    expect(panel(page)).to_contain_text("The very first")


def test_back_and_forward_restore_the_exact_state(page: Page, week: list[str]):
    open_strip(page)
    choose_lanes(page, "by type")
    page.get_by_role("combobox", name="Times").select_option(label="UTC")
    for _ in range(3):
        stage(page).press("+")
    page.wait_for_url(re.compile(r"view=2022"))
    before = view(page)
    click_at(page, hits(page, "event")[0])
    expect(page).to_have_url(re.compile(r"lanes=type&zone=utc&view=[^#]+#event-[0-9a-z]{12}$"))
    expect(panel(page)).to_be_visible()
    page.go_back()
    expect(panel(page)).to_be_hidden()
    expect_view(page, before)
    page.go_back()
    expect(page.get_by_role("combobox", name="Times")).to_have_value("own")
    page.go_back()
    expect(page.get_by_role("combobox", name="Lanes")).to_have_value("none")
    page.go_forward()
    expect(page.get_by_role("combobox", name="Lanes")).to_have_value("type")
    page.go_forward()
    expect_view(page, before)
    page.go_forward()
    expect(panel(page)).to_be_visible()
    page.reload()
    wait_for_drawing(page)
    expect(panel(page)).to_be_visible()
    expect(page.get_by_role("combobox", name="Lanes")).to_have_value("type")


def test_a_link_to_an_event_opens_it(page: Page, week: list[str]):
    event = make_public_event("The one in the link", "2022-03-09")
    open_strip(page, f"/?view=2022-01-01/2022-01-05#event-{event.public_id}")
    expect(panel(page)).to_contain_text("The one in the link")
    first, last = view(page)
    assert first < 19060 < last


def test_the_strip_and_the_list_point_at_the_same_event(page: Page, week: list[str]):
    open_strip(page)
    row = page.locator(".list .event").first
    title = row.locator(".event-title").text_content()
    row.hover()
    settle(page)
    box = next(hit for hit in hits(page, "event") if hit["id"] == row.get_attribute("data-event"))
    stage(page).hover(position={"x": max(box["x"] + box["w"] / 2, 6), "y": box["y"] + box["h"] / 2})
    expect(page.locator(".timeline-tip")).to_contain_text(title or "?")
    expect(page.locator(".event.is-hovered .event-title")).to_have_text(title or "?")


def test_a_plain_wheel_scrolls_the_page_and_one_with_control_zooms(page: Page, week: list[str]):
    page.set_viewport_size({"width": 1280, "height": 500})
    open_strip(page)
    stage(page).hover()
    before = view(page)
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => scrollY > 0")
    assert view(page) == before
    stage(page).hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_function("before => window.strip.view.from > before", arg=before[0])


def test_dragging_moves_the_days_and_opens_nothing(page: Page, week: list[str]):
    box = open_strip(page).bounding_box()
    assert box
    before = view(page)
    page.mouse.move(box["x"] + 600, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + 450, box["y"] + 80, steps=5)
    page.mouse.up()
    page.wait_for_function("before => window.strip.view.from > before", arg=before[0])
    at_rest = view(page)
    settle(page)
    assert view(page) == at_rest, "with reduced motion it stops at once"
    expect(panel(page)).to_be_hidden()


def test_a_crowd_opens_the_list_of_its_members(page: Page):
    for number in range(40):
        make_public_event(f"Crowded {number}", "2022-03-05")
    open_strip(page)
    [crowd] = hits(page, "cluster")
    click_at(page, crowd)
    listed = page.get_by_role("dialog", name="Events at this place")
    expect(listed.get_by_role("listitem")).to_have_count(len(crowd["marks"]))
    listed.get_by_role("listitem").first.get_by_role("button").click()
    expect(panel(page)).to_contain_text("Crowded")


def test_lanes_are_chosen_and_put_in_order(page: Page, week: list[str]):
    open_strip(page, "/?lanes=actor")
    assert [slot["key"] for slot in lanes_of(page)] == ["naftali-bennett", "vladimir-putin", ""]
    page.get_by_text("Choose lanes").click()
    page.get_by_role("button", name="Move Vladimir Putin up").click()
    page.wait_for_url(re.compile(r"lane=vladimir-putin,naftali-bennett"))
    settle(page)
    assert [slot["key"] for slot in lanes_of(page)] == ["vladimir-putin", "naftali-bennett", ""]
    page.get_by_role("checkbox", name="Naftali Bennett").uncheck()
    settle(page)
    assert [slot["key"] for slot in lanes_of(page)] == ["vladimir-putin", ""]
    header = page.get_by_role("button", name=re.compile("^Vladimir Putin"))
    header.click()
    expect(header).to_have_attribute("aria-expanded", "true")


def lanes_of(page: Page) -> list[dict]:
    return page.evaluate("() => window.strip.drawing.slots.map(({ lane: { key, label } }) => ({ key, label }))")


def test_the_overview_moves_the_stretch_on_screen(page: Page, week: list[str]):
    open_strip(page)
    box = page.locator(".timeline-overview").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 20)
    stage(page).press("+")
    stage(page).press("+")
    stage(page).press("+")
    settle(page)
    page.mouse.move(box["x"] + 4, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_function("() => window.strip.view.from < 19055 && window.strip.view.to < 19070")


def test_a_filter_applies_without_a_reload(page: Page, week: list[str]):
    open_strip(page, "/?lanes=type")
    page.evaluate("() => { window.stays = true; }")
    page.get_by_role("textbox", name="Text").fill("Event 3")
    page.keyboard.press("Enter")
    expect(page.locator(".list .event .event-title")).to_have_text(["Event 3"])
    expect(page).to_have_url(re.compile(r"\?q=Event\+3&lanes=type"))
    assert page.evaluate("() => window.stays"), "the page was loaded anew"
    page.get_by_role("link", name=re.compile("^Remove Text")).click()
    expect(page.locator(".list .event")).to_have_count(len(week) + 1)
    page.go_back()
    expect(page.locator(".list .event")).to_have_count(1)
    assert page.evaluate("() => window.stays")


def test_the_picture_does_not_wait_for_the_page(page: Page, week: list[str]):
    held: list[Route] = []
    page.route(re.compile(r"/\?q="), lambda route: held.append(route))
    open_strip(page)
    page.get_by_role("textbox", name="Text").fill("Event 3")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.strip.hits.filter(({ kind }) => kind === 'event').length === 1")
    expect(page.locator(".list .event")).to_have_count(len(week) + 1)
    page.evaluate("() => { document.querySelector('.timeline-stage').title = 'kept'; }")
    held[0].continue_()
    expect(page.locator(".list .event")).to_have_count(1)
    expect(stage(page)).to_have_attribute("title", "kept")
    expect(page).to_have_url(re.compile(r"\?q=Event\+3$"))


def test_a_filter_that_finds_nothing_says_what_to_loosen(page: Page, week: list[str]):
    open_strip(page)
    page.get_by_role("textbox", name="Text").fill("nothing of the kind")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="No event fits all of this")).to_be_visible()


def test_facets_say_what_a_choice_would_leave_and_make_it(page: Page, week: list[str]):
    open_strip(page)
    page.get_by_text("Counts by type, actor, country, outlet").click()
    calls = page.get_by_role("link", name=re.compile(r"^Phone call\s*4"))
    expect(calls).to_be_visible()
    calls.click()
    expect(page.locator(".group .event")).to_have_count(4)
    expect(page.get_by_role("link", name=re.compile("Remove Phone call"))).to_be_visible()


def test_only_these_days_become_the_window(page: Page, week: list[str]):
    open_strip(page, "/?view=2022-03-04/2022-03-06")
    page.get_by_role("button", name="List only these days").click()
    expect(page).to_have_url(re.compile(r"from=2022-03-04&to=2022-03-05"))
    expect(page.locator("#counts")).to_contain_text("possible")


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_page_never_scrolls_sideways(page: Page, week: list[str], width: int):
    page.set_viewport_size({"width": width, "height": 800})
    open_strip(page, "/?lanes=actor")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_timeline_is_at_most_one_screen_tall(page: Page):
    call_command("make_events", "300", verbosity=0)
    page.set_viewport_size({"width": 1280, "height": 800})
    for lanes in ["none", "type", "actor"]:
        open_strip(page, f"/?lanes={lanes}")
        box = page.locator("#timeline").bounding_box()
        assert box
        assert box["height"] <= 800, lanes


def test_the_year_is_on_the_axis_however_far_in_or_out(page: Page, week: list[str]):
    open_strip(page)
    for press in ["+", "+", "+", "-", "-", "-", "-", "-", "-"]:
        stage(page).press(press)
        settle(page)
        words = " ".join(axis(page))
        assert re.search(r"\b20\d\d\b", words), words


def test_a_quiet_stretch_is_named(page: Page):
    make_public_event("Before", "2022-03-01")
    make_public_event("After", "2022-03-11")
    open_strip(page)
    assert "9 days without a coded event" in [found["text"] for found in texts(page, "small")]


def test_the_picture_is_saved_with_its_credit(page: Page, week: list[str]):
    open_strip(page, "/?lanes=type&type=phone_call")
    page.locator(".timeline-save summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture as SVG").click()
    saved = download.value.path().read_text()
    assert download.value.suggested_filename.endswith(".svg")
    for words in ["<title>Timeline</title>", "Demarche, http", "Event 0", "Phone call", "Talks"]:
        assert words in saved, words
    page.locator(".timeline-save summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture as PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_times_are_shown_on_the_clock_that_the_reader_chooses(page: Page):
    event = make_event("Late at night", "2022-03-05", time_start=time(0, 30), tz="Asia/Jerusalem")
    publish_now(event)
    open_strip(page)
    page.get_by_role("combobox", name="Times").select_option(label="UTC")
    settle(page)
    stage(page).press("Home")
    assert active(page).startswith("4 March 2022 22:30 UTC")
    page.get_by_role("combobox", name="Times").select_option(label="in my zone")
    settle(page)
    stage(page).press("Home")
    assert active(page).startswith("4 March 2022 17:30")
