"""The desk of an article in a real browser: passages by selection, keys, both sides linked, nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.admin.test_in_browser import log_in
from tests.rows import make_actor, make_article, make_editor, make_event, make_type, make_user
from timeline import review
from timeline.desk import Draft, Party
from timeline.models import Article, Event, Proposal

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TEXT = "😀🕊 שלום לכולם. The envoy flew to Moscow on Saturday, his office said.\nHe later rang Kyiv twice."
SELECT = """(words) => {
  const text = document.querySelector("[data-desk-text]");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
}"""


@pytest.fixture
def article() -> Article:
    make_type("visit", "Visit")
    make_type("phone_call", "Phone call")
    return make_article(text=TEXT, published_on="2022-03-06")


def propose(article: Article, quote: str, **draft) -> Proposal:
    start = TEXT.index(quote)
    values = {"type": "visit", "title": quote} | draft
    return Proposal.objects.create(
        text=article.current_text, start=start, end=start + len(quote), draft=Draft(**values).as_json(), rules=["test"]
    )


def open_desk(page: Page, article: Article) -> None:
    log_in(page, make_user())
    page.goto(f"/admin/timeline/article/{article.pk}/desk/")


def edit(page: Page, proposal: Proposal) -> Locator:
    """The card with its fields open."""
    card = page.locator(f"#proposal-{proposal.pk}")
    card.locator("summary", has_text="Edit").click()
    return card


def press(page: Page, key: str) -> None:
    """Once the page listens: each decision leads to a page of its own."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_from_a_selected_passage_to_the_timeline(page: Page, article: Article):
    open_desk(page, article)
    assert page.evaluate(SELECT, "The envoy flew to Moscow on Saturday")
    expect(page.get_by_role("group", name="The selected words")).to_be_visible()
    press(page, "n")
    card = page.locator("[data-card]")
    expect(card).to_be_focused()
    press(page, "e")
    page.keyboard.type("Visit")
    card.get_by_role("textbox", name="Title").fill("Envoy visits Moscow")
    card.get_by_role("textbox", name="Date").fill("Saturday")
    card.get_by_role("textbox", name="Party").first.fill("The Envoy")
    page.keyboard.press("Escape")
    press(page, "a")
    expect(page.get_by_text("“Envoy visits Moscow” is a draft of yours.")).to_be_visible()
    event = Event.objects.get()
    citation = event.citations.get()
    assert (event.type.slug, event.edtf) == ("visit", "2022-03-05")
    assert (citation.exact, citation.start) == ("The envoy flew to Moscow on Saturday", TEXT.index("The envoy"))
    review.publish(event, by=make_editor(), version=event.version)
    page.goto("/")
    expect(page.locator(".list .event-title")).to_have_text(["Envoy visits Moscow"])
    expect(page.locator(".list q").first).to_contain_text("The envoy flew to Moscow on Saturday")


def test_a_case_is_worked_through_with_keys_alone(page: Page, article: Article):
    actor = make_actor("The Envoy")
    first = propose(article, "The envoy flew to Moscow", parties=(Party("The Envoy", actor=actor.slug),))
    second = propose(article, "He later rang Kyiv", type="phone_call")
    open_desk(page, article)
    press(page, "j")
    expect(page.locator(f"#proposal-{first.pk}")).to_be_focused()
    expect(page.locator(f'[data-marks~="proposal-{first.pk}"]').first).to_have_class(re.compile("is-lit"))
    press(page, "a")
    expect(page.locator(f"#proposal-{first.pk}")).to_have_attribute("data-state", "accepted")
    expect(page.locator(f"#proposal-{second.pk}")).to_be_focused()
    press(page, "r")
    expect(page.locator(f"#proposal-{second.pk}")).to_have_attribute("data-state", "rejected")
    press(page, "u")
    expect(page.locator(f"#proposal-{second.pk}")).to_have_attribute("data-state", "open")
    assert [event.title for event in Event.objects.all()] == ["The envoy flew to Moscow"]


def test_who_wants_can_do_without_keys_of_one_letter(page: Page, article: Article):
    card = f"#proposal-{propose(article, 'The envoy flew to Moscow').pk}"
    open_desk(page, article)
    page.locator(".desk-keys > summary").click()
    page.get_by_label("Use these keys").uncheck()
    page.reload()
    press(page, "j")
    expect(page.locator(card)).not_to_be_focused()
    page.locator(".desk-keys > summary").click()
    page.get_by_label("Use these keys").check()
    press(page, "j")
    expect(page.locator(card)).to_be_focused()


def test_what_is_typed_into_one_card_survives_the_sending_of_another(page: Page, article: Article):
    first = propose(article, "The envoy flew to Moscow")
    second = propose(article, "He later rang Kyiv", type="phone_call")
    open_desk(page, article)
    edit(page, second).get_by_role("textbox", name="Title").fill("Typed but not sent")
    page.locator(f"#proposal-{first.pk}").get_by_role("button", name="Reject").click()
    expect(page.locator(f"#proposal-{first.pk}")).to_have_attribute("data-state", "rejected")
    title = page.locator(f"#proposal-{second.pk}").get_by_role("textbox", name="Title")
    expect(title).to_have_value("Typed but not sent")


def test_the_actors_that_a_name_may_be_are_offered_while_it_is_typed(page: Page, article: Article):
    actor = make_actor("Naftali Bennett")
    proposal = propose(article, "The envoy flew to Moscow")
    card = f"#proposal-{proposal.pk}"
    open_desk(page, article)
    page.wait_for_load_state()
    edit(page, proposal).get_by_role("textbox", name="Party").first.fill("Naftali Benet")
    who = page.locator(card).get_by_label("Who it is").first
    expect(who.get_by_role("option", name="Naftali Bennett")).to_be_attached()
    who.select_option(actor.slug)
    page.locator(card).get_by_role("button", name="Accept").click()
    expect(page.locator(card)).to_have_attribute("data-state", "edited")
    assert Event.objects.get().participations.get().actor == actor


def test_what_is_typed_survives_an_expired_session(page: Page, article: Article):
    proposal = propose(article, "The envoy flew to Moscow")
    open_desk(page, article)
    edit(page, proposal).get_by_role("textbox", name="Title").fill("Typed before the session ended")
    page.context.clear_cookies(name="sessionid")
    page.locator(f"#proposal-{proposal.pk}").get_by_role("button", name="Accept").click()
    page.get_by_label("Username").fill("analyst")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    title = page.locator(f"#proposal-{proposal.pk}").get_by_role("textbox", name="Title")
    expect(title).to_have_value("Typed before the session ended")
    assert not Event.objects.exists()


def test_a_card_says_what_its_fields_say_and_takes_as_many_parties_as_there_are(page: Page, article: Article):
    card = f"#proposal-{propose(article, 'The envoy flew to Moscow', parties=(Party('The Envoy'),)).pk}"
    open_desk(page, article)
    page.wait_for_load_state()
    page.locator(f"{card} .chip").first.click()  # edited in place
    expect(page.locator(card).get_by_label("Who it is").first).to_be_focused()
    for row, name in enumerate(("The Envoy", "Ann", "Bo", "Cy")):
        page.locator(card).get_by_role("textbox", name="Party").nth(row).fill(name)
    page.locator(card).get_by_role("textbox", name="Date").fill("yesterday")
    read = page.locator(f"{card} .card-read")
    for said in ("Saturday 5 March 2022 ← “yesterday”", "Cy", "new person"):
        expect(read).to_contain_text(said)
    page.locator(card).get_by_role("button", name="Accept").click()
    expect(page.locator(card)).to_have_attribute("data-state", "edited")
    parts = Event.objects.get().participations.order_by("rank")
    assert [part.actor.name for part in parts] == ["The Envoy", "Ann", "Bo", "Cy"]


def test_added_rows_survive_the_sending_of_another_card(page: Page, article: Article):
    first = propose(article, "The envoy flew to Moscow")
    second = propose(article, "He later rang Kyiv", type="phone_call")
    open_desk(page, article)
    card = edit(page, second)
    for row, name in enumerate(("Ann", "Bo", "Cy")):
        card.get_by_role("textbox", name="Party").nth(row).fill(name)
    page.locator(f"#proposal-{first.pk}").get_by_role("button", name="Reject").click()
    expect(page.locator(f"#proposal-{first.pk}")).to_have_attribute("data-state", "rejected")
    expect(card.get_by_role("textbox", name="Party").nth(2)).to_have_value("Cy")


def test_the_menu_of_selected_words_counts_and_cites(page: Page, article: Article):
    proposal = propose(article, "He later rang Kyiv twice", type="phone_call")
    there = make_event("Flies to Moscow", slug="visit")
    open_desk(page, article)
    press(page, "j")
    menu = page.get_by_role("group", name="The selected words")
    expect(menu).to_be_hidden()
    assert page.evaluate(SELECT, "twice")
    menu.get_by_role("button", name="count").click()
    card = page.locator(f"#proposal-{proposal.pk}")
    expect(card.get_by_role("spinbutton", name="Occurrences")).to_have_value("2")
    assert page.evaluate(SELECT, "The envoy flew to Moscow")
    menu.get_by_role("combobox").fill(there.public_id)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Another report of “Flies to Moscow”.")).to_be_visible()
    assert there.citations.get().exact == "The envoy flew to Moscow"
    expect(card.get_by_role("spinbutton", name="Occurrences")).to_have_value("2")


def test_an_article_that_was_pasted_survives_an_expired_session(page: Page):
    log_in(page, make_user())

    def end_the_session_and_press(button: str) -> None:
        page.wait_for_load_state()
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name=button).click()
        page.get_by_label("Username").fill("analyst")
        page.get_by_label("Password").fill("a long pass phrase")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_label("Its text, pasted")).to_have_value(TEXT)
        page.get_by_role("button", name="Read it").click()

    page.goto("/admin/timeline/article/intake/")
    page.get_by_label("Address of the article").fill("https://news.example/envoy")
    page.get_by_label("Its text, pasted").fill(TEXT)
    end_the_session_and_press("Read it")
    page.get_by_label("Published on").fill("2022-03-07")
    page.get_by_label("Author").fill("Ana Prado")
    end_the_session_and_press("Save and go to the desk")
    expect(page.get_by_label("Author")).to_have_value("Ana Prado")
    page.get_by_role("button", name="Save and go to the desk").click()
    expect(page.locator("[data-desk]")).to_be_visible()
    assert (Article.objects.get().author, str(Article.objects.get().published_on)) == ("Ana Prado", "2022-03-07")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, article: Article, scheme: str):
    actor = make_actor("The Envoy")
    propose(article, "The envoy flew to Moscow", parties=(Party("The Envoy", actor=actor.slug), Party("Ann")))
    decided = propose(article, "He later rang Kyiv", type="phone_call")
    page.emulate_media(color_scheme=scheme)
    open_desk(page, article)
    page.locator(f"#proposal-{decided.pk}").get_by_role("button", name="Accept").click()
    expect(page.locator(f"#proposal-{decided.pk}")).to_have_attribute("data-state", "accepted")
    for address in (f"article/{article.pk}/desk/", "article/intake/", "article/rules/", ""):
        page.goto(f"/admin/timeline/{address}" if address else "/admin/")
        page.wait_for_load_state()
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.evaluate(AXE.read_text())
        found = page.evaluate("(runOnly) => axe.run(document, { runOnly })", RULES)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], address


def test_selected_words_become_the_date_of_the_card(page: Page, article: Article):
    proposal = propose(article, "The envoy flew to Moscow")
    open_desk(page, article)
    press(page, "j")
    assert page.evaluate(SELECT, "on Saturday")
    page.get_by_role("button", name="date", exact=True).click()
    expect(page.locator(f"#proposal-{proposal.pk}").get_by_role("textbox", name="Date")).to_have_value("on Saturday")


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_the_desk_fits_its_screen(page: Page, article: Article, width: int):
    propose(article, "The envoy flew to Moscow", parties=(Party("The Envoy"), Party("Somebody with a long name")))
    page.set_viewport_size({"width": width, "height": 800})
    open_desk(page, article)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_new_analyst_goes_from_a_pasted_article_to_the_timeline(page: Page):
    """Emoji and Hebrew stand before every quote: offsets are code points, whatever the browser counts in."""
    pasted = (
        "🕊️ שלום 👩‍👩‍👧\n"
        "Foreign Minister Ana Prado flew to Dakar on Saturday. Prado met President Amina Sow for two hours on Sunday.\n"
        "Portugal condemned Senegal last week. Nobody there had expected that the harbour would be closed."
    )
    log_in(page, make_user())
    page.goto("/admin/timeline/article/")
    page.get_by_role("link", name="Bring in an article").click()
    page.get_by_label("Address of the article").fill("https://news.example/dakar")
    page.get_by_label("Its text, pasted").fill(pasted)
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("Title").fill("Ministers in Dakar")
    page.get_by_label("Published on").fill("2022-03-07")
    page.get_by_role("button", name="Save and go to the desk").click()
    page.get_by_role("button", name="Read the article for events").click()
    cards = page.locator("[data-card]")
    expect(cards).to_have_count(3)
    expect(cards.first).to_contain_text("Saturday 5 March 2022")

    press(page, "j")
    press(page, "a")  # the visit, as it is
    expect(cards.nth(0)).to_have_attribute("data-state", "accepted")
    press(page, "e")
    cards.nth(1).get_by_role("textbox", name="Title").fill("Prado and Sow meet")
    cards.nth(1).get_by_role("button", name="Accept").click()
    expect(cards.nth(1)).to_have_attribute("data-state", "edited")
    cards.nth(2).get_by_role("button", name="Reject").click()
    expect(cards.nth(2)).to_have_attribute("data-state", "rejected")
    page.wait_for_load_state()
    assert page.evaluate(SELECT, "the harbour would be closed")
    expect(page.get_by_role("group", name="The selected words")).to_be_visible()
    press(page, "n")
    card = page.locator('[data-card][data-state="open"]')
    card.get_by_role("textbox", name="Title").fill("Harbour to be closed")
    card.get_by_role("textbox", name="Date").fill("last week")
    card.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("“Harbour to be closed” is a draft of yours.")).to_be_visible()

    expect(page.locator("#cited")).to_be_focused()

    page.get_by_role("button", name="Submit for review").click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("Submitted: 3.")).to_be_visible()
    page.context.clear_cookies()
    log_in(page, make_editor())
    page.get_by_role("link", name="Ministers in Dakar").first.click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published: 3.")).to_be_visible()

    text = Article.objects.get().current_text
    assert {one.state for one in text.proposals.all()} == {"accepted", "edited", "rejected"}
    selectors = [
        node["oa:hasTarget"]["oa:hasSelector"]
        for node in page.request.get("/api/v1/events.jsonld").json()["@graph"]
        if node["@type"] == "oa:Annotation"
    ]
    assert len(selectors) == 3
    for quote, place in selectors:
        start, end = place["oa:start"], place["oa:end"]
        assert text.text[start:end] == quote["oa:exact"]
        assert text.text[:start].endswith(quote["oa:prefix"])
        assert text.text[end:].startswith(quote["oa:suffix"])
    page.goto("/")
    expect(page.locator(".list .event-title")).to_have_count(3)
    expect(page.locator(".list")).to_contain_text("Prado and Sow meet")
