"""What a person does in the admin, with the scripts on."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from tests.admin.pages import change_url, drafted
from tests.rows import (
    make_actor,
    make_article,
    make_editor,
    make_event,
    make_office,
    make_place,
    make_state,
    make_type,
    make_user,
)
from timeline.models import Event

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def log_in(page: Page, user: User) -> None:
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Your desk")).to_be_visible()


def choose(page: Page, select: str, typed: str, option: str) -> None:
    """Type into a list that completes itself, and take an entry."""
    page.locator(f"#id_{select} + .select2").click()
    page.locator(".select2-search__field").last.fill(typed)
    page.get_by_role("option", name=option).click()


def reading(page: Page) -> Locator:
    return page.locator("#date-reading")


@pytest.fixture
def cast(db) -> None:
    bennett, israel, russia = make_actor(), make_state(), make_state("Russia", "RU")
    bennett.aliases.create(name="Benet")
    make_office(bennett, israel, "Prime Minister of Israel")
    make_office(make_actor("Vladimir Putin"), russia, "President of Russia", "2012-05-07/..")
    make_place()
    make_type("visit", "Visit", roles=["visitor", "host"])
    make_article()


def test_an_event_is_entered_submitted_and_published(page: Page, cast: None):
    log_in(page, make_user())
    page.get_by_role("link", name="Talks in Moscow").click()
    page.get_by_role("link", name="New event from this article").click()

    page.get_by_label("Type:").select_option(label="Visit")
    page.get_by_label("Title:").fill("Meets Putin at the Kremlin")
    page.get_by_label("Date:", exact=True).fill("Saturday")
    expect(reading(page)).to_contain_text("Saturday 5 March 2022")
    expect(reading(page)).to_contain_text("counted from 7 March 2022 by the rule weekday-bare")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Date (EDTF):")).to_have_value("2022-03-05")
    expect(page.get_by_label("Resolved against:")).to_have_value("2022-03-07")

    choose(page, "participations-0-actor", "benet", "Naftali Bennett (person)")
    choose(page, "participations-1-actor", "putin", "Vladimir Putin (person)")
    expect(page.locator("#id_participations-0-role")).to_have_value("visitor")
    expect(page.locator("#id_participations-1-role")).to_have_value("host")
    for row, office in ((0, "Prime Minister of Israel"), (1, "President of Russia")):
        chosen = page.locator(f"#id_participations-{row}-office option:checked")
        expect(chosen).to_contain_text(office)

    choose(page, "event_places-0-place", "krem", "Kremlin")
    quote = page.get_by_role("textbox", name="Quote:")
    quote.fill("sat with the Russian president for two hours")
    expect(page.get_by_text("Not found in the article")).to_be_visible()
    quote.fill("sat with the Russian president for three hours")
    expect(page.get_by_text("Found at characters 58 to 104 of text version 1.")).to_be_visible()
    page.get_by_role("checkbox", name="date").check()

    page.get_by_role("button", name="Save and submit for review").click()
    page.get_by_label("Comment:").fill("Please look")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".state-in_review")).to_be_visible()

    page.get_by_role("button", name="Log out").click()
    log_in(page, make_editor())
    page.get_by_role("link", name="Meets Putin at the Kremlin").click()
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".state-published")).to_be_visible()

    event = Event.objects.public().get()
    assert (event.edtf, event.date_text, event.date_rule) == ("2022-03-05", "Saturday", "weekday-bare")
    assert [p.office.title for p in event.participations.all()] == ["Prime Minister of Israel", "President of Russia"]
    assert event.citations.get().supports == ["date"]
    page.goto(event.get_absolute_url())
    expect(page.get_by_role("heading", name="Meets Putin at the Kremlin")).to_be_visible()


def test_a_phrase_that_is_not_in_the_table_is_not_guessed(page: Page, cast: None):
    log_in(page, make_user())
    page.goto("/admin/timeline/event/add/")
    date = page.get_by_label("Date:", exact=True)
    date.fill("Saturday")
    expect(reading(page)).to_contain_text("needs a day to count from")
    date.fill("one fine day")
    expect(reading(page)).to_contain_text("is not a date that can be read")
    date.fill("5 March 2022")
    date.press("Enter")  # before the answer is there: taken over when it comes
    expect(page.get_by_label("Date (EDTF):")).to_have_value("2022-03-05")
    expect(reading(page)).to_contain_text("taken over")


def test_a_date_that_needs_the_article_is_read_when_the_article_is_chosen(page: Page, cast: None):
    log_in(page, make_user())
    page.goto("/admin/timeline/event/add/")
    page.get_by_label("Date:", exact=True).fill("over the weekend")
    expect(reading(page)).to_contain_text("needs a day to count from")
    choose(page, "citations-0-article", "talks", "2022-03-07 · Talks in Moscow")
    expect(reading(page)).to_contain_text("between Saturday 5 and Sunday 6 March 2022")


def test_a_new_actor_is_made_without_leaving_the_page(page: Page, cast: None):
    log_in(page, make_user())
    page.goto("/admin/timeline/event/add/")
    page.get_by_label("Title:").fill("Typed before")
    with page.expect_popup() as opened:
        page.locator("#add_id_participations-0-actor").click()
    window = opened.value
    window.get_by_label("Name:", exact=True).fill("Antony Blinken")
    window.get_by_label("Kind:").select_option("person")
    window.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#id_participations-0-actor + .select2")).to_contain_text("Antony Blinken")
    expect(page.get_by_label("Title:")).to_have_value("Typed before")


def test_a_refused_save_puts_the_keyboard_where_the_errors_are(page: Page, cast: None):
    log_in(page, make_user())
    page.goto("/admin/timeline/event/add/")
    page.get_by_label("Title:").fill("Talks")
    page.get_by_label("Duration:").fill("a while")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errornote")).to_be_focused()
    page.get_by_role("link", name="Duration").click()
    expect(page.get_by_label("Duration:")).to_be_focused()
    described_by = page.get_by_label("Duration:").get_attribute("aria-describedby")
    assert "id_duration_error" in described_by


def test_every_control_of_the_event_page_has_a_name(page: Page, cast: None):
    user = make_user()
    event = drafted(user, make_actor("Yair Lapid"))
    log_in(page, user)
    page.goto(change_url(event))
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("#content :is(input, select, textarea)")]
            .filter((c) => !["hidden", "submit"].includes(c.type) && !c.closest(".empty-form, .select2"))
            .filter((c) => !c.labels?.length && !c.ariaLabel)
            .map((c) => c.name || c.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    assert page.get_by_role("combobox", name="Actor", exact=True).count() == 2
    assert page.get_by_role("combobox", name="Article", exact=True).count() == 1


@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_runs_off_the_side(page: Page, cast: None, width: int):
    user = make_user()
    event = drafted(user, make_actor("Yair Lapid"))
    make_event("A longer title than usual, so that the columns have something to hold, and then some more words")
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, user)
    for url in ("/admin/", "/admin/timeline/event/", change_url(event), "/admin/timeline/article/"):
        page.goto(url)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, url
        cut = "[...document.querySelectorAll('.tabular')].filter((t) => t.scrollWidth > t.clientWidth).length"
        assert page.evaluate(cut) == 0, url


def test_the_pages_of_imports_fit_a_phone(page: Page, cast: None, tmp_path: Path):
    """The widest: long names, keys and addresses in tables with seven columns. A table scrolls, and by keyboard too."""
    user = make_user()
    rows = tmp_path / ("a-data-set-with-a-name-as-long-as-they-come" * 3 + ".csv")
    address = "https://example.org/" + "as-long-as-addresses-come/" * 5
    row = f'"Meets the other side, at length and in public",2022-03-05,Yair Lapid,{address}\n'
    rows.write_text(f"id,title,date,parties,source_urls\n1,{row}2,{row}3,,no date,,\n")
    page.set_viewport_size({"width": 390, "height": 800})
    log_in(page, user)
    page.goto("/admin/timeline/import/")
    page.set_input_files("[name=file]", rows)
    page.get_by_role("button", name="Show what would come in").click()
    expect(page.get_by_role("region", name="As they would come in")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Import these rows").click()
    fits(page)
    for address in ("/admin/timeline/import/", "/admin/"):
        page.goto(address)
        fits(page)


def fits(page: Page) -> None:
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url
