"""The site as readers meet it: with and without scripts, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.strip import hits, open_strip
from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_public_event,
    make_state,
    publish_now,
    take_part,
    take_place,
)
from timeline.models import Actor, Event, Place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def week() -> list[str]:
    """A week of March 2022 in five events; their titles in chronological order, the undated one last."""
    israel, bennett, putin = make_state("Israel", "IL"), make_actor("Naftali Bennett"), make_actor("Vladimir Putin")
    visit = make_event("Bennett visits Putin at the Kremlin", "2022-03-05", slug="visit", duration="PT3H")
    office = make_office(bennett, israel, "Prime Minister of Israel")
    take_part(visit, bennett, role="visitor", office=office)
    take_part(visit, putin, role="host")
    take_place(visit, make_place("Kremlin", country=make_country("RU", "Russia")))
    cite(visit, make_article(outlet=make_outlet()), supports=["date", "parties"], rank="preferred")
    cite(visit, make_article(outlet=make_outlet("Daily")), "sat with the Russian", reported={"date": "6 March 2022"})
    publish_now(visit)
    make_public_event("A call", "2022-03-06", slug="phone_call")
    make_public_event("A condemnation", "../2022-03-07", slug="condemnation", realisation="planned")
    make_public_event("Aid in March", "2022-03", slug="aid_humanitarian", realisation="did_not_happen")
    make_public_event("An offer", "", slug="offer")
    return [event.title for event in Event.objects.public().chronological()]


PAGES = [
    *("/", "/?family=talks&from=2022-03-05", "/?q=nothing", "/types/", "/types/visit/", "/dossiers/", "/about/"),
    *("/actors/", "/actors/israel/", "/actors/naftali-bennett/", "/places/", "/places/kremlin/", "/outlets/"),
    "/outlets/daily/",
]


def every_page() -> list[str]:
    event = Event.objects.get(title__startswith="Bennett")
    article = event.citations.first().article
    return [*PAGES, event.get_absolute_url(), article.get_absolute_url()]


def expect_listed(page: Page, titles: list[str]) -> None:
    expect(page.locator(".event .event-title")).to_have_text(titles)


@pytest.fixture
def without_scripts(new_context) -> Page:
    context: BrowserContext = new_context(java_script_enabled=False)
    return context.new_page()


def test_without_scripts_the_list_is_the_selection(without_scripts: Page, week: list[str]):
    page = without_scripts
    page.goto("/")
    expect_listed(page, week)
    expect(page.get_by_text("The timeline is drawn with JavaScript")).to_be_visible()
    page.get_by_role("textbox", name="From").fill("2022-03-06")
    page.get_by_role("textbox", name="To").fill("2022-03-06")
    page.get_by_role("button", name="Show events").first.click()
    expect_listed(page, ["Aid in March", "A call", "A condemnation", "An offer"])
    expect(page.locator("#counts")).to_have_text(re.compile(r"1\s+certain\s+\+\s+2\s+possible\s+\+\s+1\s+undated"))
    page.get_by_role("link", name="Remove To 6 March 2022").click()
    expect(page).to_have_url(re.compile(r"/\?from=2022-03-06$"))


def test_the_timeline_and_the_list_hold_the_same_events(page: Page, week: list[str]):
    open_strip(page)
    drawn = [hit["id"] for hit in hits(page, "event")]
    rows = page.locator(".group .event").evaluate_all("rows => rows.map(r => r.dataset.event)")
    assert sorted(set(drawn)) == sorted(rows)


def test_a_reader_filters_by_name_and_goes_back(page: Page, week: list[str]):
    page.goto("/")
    page.get_by_role("combobox", name="Actor").fill("Naftali Bennett")
    page.get_by_role("checkbox", name="Talks").check()
    page.get_by_role("button", name="Show events").first.click()
    expect(page).to_have_url(re.compile(r"\?actor=naftali-bennett&family=talks$"))
    expect_listed(page, ["Bennett visits Putin at the Kremlin"])
    expect(page.get_by_role("checkbox", name="Naftali Bennett")).to_be_checked()
    page.get_by_role("link", name="Clear all").click()
    expect_listed(page, week)
    page.go_back()
    expect_listed(page, ["Bennett visits Putin at the Kremlin"])
    page.go_forward()
    expect_listed(page, week)


def test_a_mistake_is_shown_where_it_was_made(page: Page, week: list[str], browser_problems: list[str]):
    page.goto("/")
    page.get_by_role("textbox", name="From").fill("yesterday")
    page.get_by_role("button", name="Show events").first.click()
    expect(page.get_by_role("alert")).to_contain_text("“yesterday” is no date")
    expect(page.get_by_role("textbox", name="From")).to_have_value("yesterday")
    expect(page.get_by_role("textbox", name="From")).to_have_accessible_description(re.compile("is no date"))
    browser_problems.clear()  # the browser logs the status 400


def test_from_the_skip_link_to_an_event_by_keyboard(page: Page, week: list[str]):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.get_by_role("link", name="A call").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Selected event")
    expect(panel.get_by_role("heading", name="A call")).to_be_visible()
    panel.get_by_role("link", name="All details").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A call")


def test_the_page_of_an_event_shows_its_evidence(page: Page, week: list[str]):
    page.goto("/")
    page.get_by_role("link", name="Bennett visits Putin").click(modifiers=["Shift"])
    page.goto(Event.objects.get(title__startswith="Bennett").get_absolute_url())
    date = page.locator(".evidence-row", has_text="5 March 2022").first
    expect(date).to_contain_text("Supported by [1]; [2] says instead: 6 March 2022")
    date.get_by_role("link", name="[2]").click()
    expect(page.locator("#passage-2")).to_be_in_viewport()
    expect(page.locator("#passage-2 mark")).to_have_text("sat with the Russian")
    page.get_by_text("BibTeX").click()
    expect(page.locator(".bibtex")).to_contain_text("@misc{demarche-")


@pytest.mark.parametrize("width", [390, 1024, 1920])
def test_no_page_scrolls_sideways(page: Page, week: list[str], width: int):
    page.set_viewport_size({"width": width, "height": 800})
    for address in every_page():
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_words_without_end_do_not_widen_a_phone_page(page: Page):
    outlet = make_outlet("Z" * 150)
    article = make_article("T" * 400, text="Q" * 3000, outlet=outlet, url="https://news.example/" + "u" * 500)
    event = make_event("W" * 200, "2022-03-05", summary="S" * 400, adjudication="A" * 400)
    take_part(event, make_actor("X" * 200), make_actor("בנימין נתניהו"))
    take_place(event, make_place("P" * 200))
    cite(event, article, "Q" * 3000, speaker_text="ש" * 200, reported={"date": "R" * 300}, note="N" * 400)
    publish_now(event)
    page.set_viewport_size({"width": 390, "height": 800})
    pages = [event, article, outlet, *Actor.objects.all(), *Place.objects.all()]
    for address in ["/", "/actors/", "/outlets/", *(thing.get_absolute_url() for thing in pages)]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_the_selected_event_is_a_sheet_on_a_phone(page: Page, week: list[str]):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    page.get_by_role("link", name="A call").click()
    panel = page.get_by_role("complementary", name="Selected event")
    expect(panel.get_by_role("heading", name="A call")).to_be_in_viewport()
    box = panel.bounding_box()
    assert box
    assert round(box["y"] + box["height"]) == 800
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()


# WCAG 2.2, 1.4.3: the texts whose contrast with their ground is below 4.5. Colours go through a canvas, which gives
# every notation as red, green, blue.
FAINT = """
texts => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = colour => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = node => {
    let ground = node;
    const see = () => rgb(getComputedStyle(ground).backgroundColor)[3] < 255;
    while (ground.parentElement && see()) ground = ground.parentElement;
    const [a, b] = [getComputedStyle(node).color, getComputedStyle(ground).backgroundColor].map(c => light(rgb(c)));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  return texts.filter(text => text.checkVisibility() && contrast(text) < 4.5).map(text => text.outerHTML.slice(0, 200));
}
"""
TEXTS = "main :is(h1, h2, h3, h4, p, dt, dd, li, a, span, label, legend, summary, code, mark, button)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_stand_out_from_their_ground(page: Page, week: list[str], theme: str):
    page.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    for address in every_page():
        page.goto(address)
        assert page.locator(TEXTS).evaluate_all(FAINT) == [], address


def test_the_theme_is_kept_from_page_to_page(page: Page, week: list[str]):
    page.goto("/")
    toggle = page.get_by_role("button", name=re.compile("Theme"))
    while page.locator("html").get_attribute("data-theme") != "dark":
        toggle.click()
    page.goto("/actors/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_paper_shows_the_list_and_nothing_to_click(page: Page, week: list[str]):
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Sections")).to_be_hidden()
    expect_listed(page, week)
