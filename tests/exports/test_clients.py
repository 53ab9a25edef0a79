"""A calendar program's library, a GIS library and TimelineJS itself open our exports and find what headers promise."""

from __future__ import annotations

import json

import pyogrio
import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.npm_clients import opened, served
from tests.rows import make_place, make_public_event, take_place
from timeline.models import Event

from .nasty import NASTY, make_nasty_event

DATES = ["2022-03-05", "2022-03", "2021", "2022-03-05/2022-03-06", "../2022-03-07", "2022-03-05~", "0476", "9999-12-31"]


@pytest.fixture
def events(db: None) -> dict[str, Event]:
    """By title: of every kind of date, one without, and one with all that is awkward in texts."""
    made = [make_public_event(f"Event {date or 'undated'}", edtf=date) for date in [*DATES, ""]]
    take_place(made[0], make_place("Suva", latitude=-18.14, longitude=178.44))
    take_place(made[0], make_place("Apia", latitude=-13.83, longitude=-171.77))
    nasty = [make_nasty_event(text) for text in NASTY.values()]
    return {event.title: event for event in [*made, *nasty]}


def exported(client: Client, name: str) -> tuple[bytes, int]:
    """The file, and how many events its header says that it holds."""
    response = client.get(f"/api/v1/events.{name}")
    return b"".join(response.streaming_content), int(response["X-Demarche-Events"])


@pytest.mark.once
def test_a_calendar_program_finds_every_dated_event_on_its_days(client: Client, events: dict[str, Event]):
    body, promised = exported(client, "ics")
    entries = {entry["uid"].partition("@")[0]: entry for entry in opened("ics", body)}
    dated = [event for event in events.values() if event.edtf]
    assert len(entries) == promised == len(dated)
    spans = {event.title: (entry["start"], entry["end"]) for event in dated for entry in [entries[event.public_id]]}
    assert spans["Event 2022-03-05"] == ("2022-03-05", "2022-03-06")
    assert spans["Event 2022-03"] == ("2022-03-01", "2022-04-01")
    assert spans["Event ../2022-03-07"] == ("2022-03-07", "2022-03-08")
    assert spans["Event 0476"] == ("476-01-01", "477-01-01")  # ical.js writes years without leading zeros


@pytest.mark.once
def test_a_map_program_finds_every_event_and_each_point_where_it_is(client: Client, events: dict[str, Event]):
    body, promised = exported(client, "geojson")
    features = {feature["id"]: feature["geometry"] for feature in opened("geojson", body)}
    assert len(features) == promised == len(events)
    geometry = features[events["Event 2022-03-05"].public_id]
    assert (geometry["type"], geometry["coordinates"]) == ("MultiPoint", [[178.44, -18.14], [-171.77, -13.83]])
    assert features[events["Event undated"].public_id] is None


def test_gdal_reads_every_event_with_its_place_and_its_bounds(client: Client, events: dict[str, Event]):
    """What QGIS and geopandas read with; it knows points by the box around them, and days as days."""
    body, promised = exported(client, "geojson")
    meta, _keys, points, columns = pyogrio.raw.read(body)
    held = dict(zip(meta["fields"], columns, strict=True))
    assert len(points) == promised == len(events)
    assert set(held["id"]) == {event.public_id for event in events.values()}
    read = {title: str(day) for title, day in zip(held["title"], held["earliest"], strict=True)}
    assert (read["Event 2022-03-05"], read["Event 2021"]) == ("2022-03-05", "2021-01-01")
    assert read["Event undated"] == read["Event ../2022-03-07"] == "NaT"
    _meta, _keys, near, columns = pyogrio.raw.read(body, bbox=(178, -19, 179, -18))
    assert [dict(zip(meta["fields"], columns, strict=True))["title"][0], len(near)] == ["Event 2022-03-05", 1]


@pytest.mark.parametrize(
    ("kind", "body"),
    [("ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n"), ("geojson", b'{"type": "FeatureCollection"}')],
)
@pytest.mark.once
def test_these_programs_do_refuse_what_is_broken(kind: str, body: bytes):
    with pytest.raises(ValueError, match=r"(?i)error|unexpected|expected|invalid|missing"):
        opened(kind, body)


@pytest.mark.once
def test_timelinejs_draws_every_dated_event(client: Client, events: dict[str, Event], page: Page):
    body, promised = exported(client, "timeline.json")
    with served() as site:
        page.goto(f"{site}/timelinejs.html")
        drawn = page.evaluate("story => window.draw(story)", json.loads(body))
    dated = {event.public_id: event for event in events.values() if event.edtf}
    assert drawn["errors"] == []
    assert len(drawn["events"]) == drawn["marks"] == promised == len(dated)
    years = dict(drawn["events"])
    for public_id, event in dated.items():
        [found] = [year for name, year in years.items() if public_id in name]
        assert found == (event.earliest or event.latest).year
