"""TimelineJS: it accepts nearly anything and drops what it does not understand, so the structure is checked here."""

from __future__ import annotations

import json
from datetime import date, time
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tests.rows import cite, make_article, make_event, make_public_event, publish_now
from timeline.exports.told import one_line, printable

from .nasty import NASTY, make_nasty_event

pytestmark = pytest.mark.django_db

DAY = {
    "type": "object",
    "required": ["year", "month", "day"],
    "properties": {
        "year": {"type": "integer", "minimum": 1, "maximum": 9999},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "minute": {"type": "integer", "minimum": 0, "maximum": 59},
    },
    "additionalProperties": False,
}
WORDS = {
    "type": "object",
    "required": ["headline", "text"],
    "properties": {"headline": {"type": "string", "minLength": 1}, "text": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}
SLIDE = {
    "type": "object",
    "required": ["unique_id", "start_date", "display_date", "text", "group"],
    "properties": {"start_date": DAY, "end_date": DAY, "display_date": {"minLength": 1}, "text": WORDS},
}
FILE = {
    "type": "object",
    "required": ["title", "events", "scale"],
    "properties": {
        "scale": {"const": "human"},
        "title": {"type": "object", "required": ["text"], "properties": {"text": WORDS}},
        "events": {"type": "array", "items": SLIDE},
    },
}
ALLOWED_TAGS = {"p", "br", "a"}


class Page(HTMLParser):
    """The text that a reader sees, once every tag is known to be one of ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED_TAGS
        assert {name for name, _ in attrs} <= {"href"}
        self.links += [str(value) for _, value in attrs]
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def exported(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/v1/events.timeline.json?{query}")
    assert response["Content-Type"] == "application/json"
    found = json.loads(b"".join(response.streaming_content))
    Draft202012Validator(FILE).validate(found)
    assert len({slide["unique_id"] for slide in found["events"]}) == len(found["events"])
    for slide in found["events"]:
        start, end = (as_date(slide.get(name)) for name in ("start_date", "end_date"))
        assert start
        assert end is None or start <= end
    return found


def as_date(day: dict[str, int] | None) -> date | None:
    return date(day["year"], day["month"], day["day"]) if day else None


def only_slide(client: Client) -> dict[str, Any]:
    (slide,) = exported(client)["events"]
    return slide


@pytest.mark.parametrize(
    ("edtf", "start", "end", "words"),
    [
        ("2022-03-05", date(2022, 3, 5), None, "5 March 2022"),
        ("2022-03-05?", date(2022, 3, 5), None, "probably 5 March 2022"),
        ("2022-03-05/2022-03-06", date(2022, 3, 5), date(2022, 3, 6), "between 5 and 6 March 2022"),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "February 2022"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "2022"),
        ("../2022-03-07", date(2022, 3, 7), None, "by 7 March 2022"),
        ("2022-03-07/..", date(2022, 3, 7), None, "7 March 2022 or later"),
        ("0800", date(800, 1, 1), date(800, 12, 31), "AD 800"),
        ("9999-12-31", date(9999, 12, 31), None, "31 December 9999"),
    ],
)
def test_a_slide_covers_the_days_on_which_the_event_may_lie(client: Client, edtf, start, end, words):
    make_public_event(edtf=edtf)
    slide = only_slide(client)
    assert (as_date(slide["start_date"]), as_date(slide.get("end_date"))) == (start, end)
    assert slide["display_date"] == words
    assert slide["_event"]["date"]["edtf"] == edtf


@pytest.mark.parametrize(
    ("values", "start", "end"),
    [
        (
            {"time_start": time(14), "time_end": time(17, 30), "tz": "Europe/Moscow"},
            {"hour": 14, "minute": 0},
            {"hour": 17, "minute": 30},
        ),
        ({"time_start": time(14), "time_end": time(14), "tz": "Europe/Moscow"}, {"hour": 14, "minute": 0}, None),
        ({"edtf": "2022-03-05T09:45:10Z"}, {"hour": 9, "minute": 45}, None),
        ({}, {}, None),
    ],
)
def test_a_time_of_day_is_that_of_the_place(client: Client, values, start, end):
    make_public_event(**values)
    slide = only_slide(client)
    day = {"year": 2022, "month": 3, "day": 5}
    assert slide["start_date"] == day | start
    assert slide.get("end_date") == (day | end if end else None)


def test_it_says_what_it_is_and_holds_as_many_as_it_says(client: Client):
    for edtf in ("2022-03-05", "2022", "", "", "2019"):
        make_public_event(edtf=edtf)
    found = exported(client, "from=2022")
    assert len(found["events"]) == found["_export"]["events"] == 2
    assert found["_export"]["left_out"] == 2
    told = Page(found["title"]["text"]["text"]).text
    for part in ("Events: 2. Selection: from=2022.", "no place for them: 2 undated", "Cite as: Demarche", "Licence: "):
        assert part in told


def test_nothing_dated_leaves_the_title_alone(client: Client):
    make_public_event(edtf="")
    assert exported(client)["events"] == []


def test_only_addresses_on_the_web_become_links(client: Client):
    event = make_event()
    cite(event, make_article(url="https://news.example/a?b=1&c=%22"))
    loaded = make_article()
    type(loaded).objects.filter(pk=loaded.pk).update(url="javascript:alert(1)")
    cite(event, loaded)
    publish_now(event)
    page = Page(only_slide(client)["text"]["text"])
    assert page.links == ["https://news.example/a?b=1&c=%22", f"http://testserver{event.get_absolute_url()}"]
    assert "javascript:alert(1)" in page.text


@pytest.mark.parametrize("name", NASTY)
def test_nasty_text_becomes_no_markup(client: Client, name: str):
    event = make_nasty_event(NASTY[name])
    slide = only_slide(client)
    headline, text = Page(slide["text"]["headline"]), Page(slide["text"]["text"])
    assert headline.text == one_line(event.title)
    assert printable(event.summary).strip() in text.text
    assert not set("<>") & set(slide["group"] + slide["display_date"])


@pytest.mark.parametrize(
    ("label", "group"), [("Trade & aid", "Trade & aid"), ("&lt;b&gt;", "& lt;b& gt;"), ("<b>x</b>", "‹b›x‹/b›")]
)
def test_a_group_s_name_survives_being_unescaped(client: Client, label: str, group: str):
    event = make_public_event()
    event.type.label = label
    event.type.save()
    assert only_slide(client)["group"] == group
