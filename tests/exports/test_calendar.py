"""iCalendar: read back by a library of others, which checks little; days, counts, lines and texts are checked here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import icalendar
import pytest
from django.test import Client

from tests.rows import make_event, make_place, make_public_event, publish_now, take_place
from timeline.exports.told import one_line, printable

from .nasty import NASTY, make_nasty_event

pytestmark = pytest.mark.django_db


def exported(client: Client, query: str = "") -> icalendar.Calendar:
    response = client.get(f"/api/v1/events.ics?{query}")
    assert response["Content-Type"].startswith("text/calendar")
    body = b"".join(response.streaming_content)
    assert_lines(body)
    calendar = icalendar.Calendar.from_ical(body)
    assert calendar.errors == []
    calendar.validate()
    for entry in calendar.walk("VEVENT"):
        assert entry.errors == []
        assert all(entry.get(name) for name in icalendar.Event.required)
    return calendar


def assert_lines(body: bytes) -> None:
    """RFC 5545 §3.1: CRLF, at most 75 octets, no control character but the tab."""
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert b"\r" not in body.replace(b"\r\n", b"")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        assert not [byte for byte in line if byte < 32 and byte != 9]


def entry_of(client: Client, **values: Any) -> icalendar.Event:
    make_public_event(**values)
    (entry,) = exported(client).walk("VEVENT")
    return entry


@pytest.mark.parametrize(
    ("edtf", "lasted", "start", "after", "status"),
    [
        ("2022-03-05", False, date(2022, 3, 5), date(2022, 3, 6), "CONFIRMED"),
        ("2022-03-05?", False, date(2022, 3, 5), date(2022, 3, 6), "TENTATIVE"),
        ("2022-03-05~", False, date(2022, 3, 5), date(2022, 3, 6), "TENTATIVE"),
        ("2022-03-05/2022-03-06", True, date(2022, 3, 5), date(2022, 3, 7), "CONFIRMED"),
        ("2022-03-05/2022-03-06", False, date(2022, 3, 5), date(2022, 3, 7), "TENTATIVE"),
        ("2022-03-05/2022-03-06?", True, date(2022, 3, 5), date(2022, 3, 7), "TENTATIVE"),
        ("2022-02", False, date(2022, 2, 1), date(2022, 3, 1), "TENTATIVE"),
        ("2022-02-XX", False, date(2022, 2, 1), date(2022, 3, 1), "TENTATIVE"),
        ("2022-34", False, date(2022, 4, 1), date(2022, 7, 1), "TENTATIVE"),
        ("2022", False, date(2022, 1, 1), date(2023, 1, 1), "TENTATIVE"),
        ("[2022-03-05,2022-03-07]", False, date(2022, 3, 5), date(2022, 3, 8), "TENTATIVE"),
        ("../2022-03-07", False, date(2022, 3, 7), date(2022, 3, 8), "TENTATIVE"),
        ("2022-03-07/..", True, date(2022, 3, 7), date(2022, 3, 8), "TENTATIVE"),
        ("0800", False, date(800, 1, 1), date(801, 1, 1), "TENTATIVE"),
        ("9999-12-30", False, date(9999, 12, 30), date(9999, 12, 31), "CONFIRMED"),
    ],
)
def test_an_event_covers_the_days_on_which_it_may_lie(client: Client, edtf, lasted, start, after, status):
    entry = entry_of(client, edtf=edtf, lasted=lasted)
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (start, after)
    assert entry["STATUS"] == status
    assert entry["X-EDTF"] == edtf


def test_the_last_day_of_the_calendar_breaks_nothing(client: Client):
    assert entry_of(client, edtf="9999").decoded("DTEND") == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("values", "start", "end"),
    [
        (
            {"time_start": time(14), "time_end": time(17, 30), "tz": "Europe/Moscow"},
            datetime(2022, 3, 5, 11, tzinfo=UTC),
            datetime(2022, 3, 5, 14, 30, tzinfo=UTC),
        ),
        ({"time_start": time(14), "tz": "Europe/Moscow"}, datetime(2022, 3, 5, 11, tzinfo=UTC), None),
        ({"edtf": "2022-03-05T14:00:00+02:00"}, datetime(2022, 3, 5, 12, tzinfo=UTC), None),
        ({"edtf": "2022-03-05T14:00:00Z"}, datetime(2022, 3, 5, 14, tzinfo=UTC), None),
        # No zone, or a time that no clock showed: the day alone is known.
        ({"edtf": "2022-03-05T14:00:00"}, date(2022, 3, 5), date(2022, 3, 6)),
        (
            {"edtf": "2022-03-27", "time_start": time(2, 30), "tz": "Europe/Berlin"},
            date(2022, 3, 27),
            date(2022, 3, 28),
        ),
    ],
)
def test_a_time_of_day_becomes_a_moment_in_utc(client: Client, values, start, end):
    entry = entry_of(client, **values)
    assert entry.decoded("DTSTART") == start
    assert (entry.decoded("DTEND") if "DTEND" in entry else None) == end


@pytest.mark.parametrize(
    ("realisation", "status", "summary"),
    [
        ("occurred", "CONFIRMED", "Meets Putin"),
        ("ongoing", "CONFIRMED", "Meets Putin"),
        ("planned", "TENTATIVE", "Meets Putin (planned)"),
        ("did_not_happen", "TENTATIVE", "Meets Putin (did not happen)"),
    ],
)
def test_what_did_not_happen_is_not_confirmed(client: Client, realisation, status, summary):
    entry = entry_of(client, title="Meets Putin", realisation=realisation)
    assert (entry["STATUS"], entry["SUMMARY"]) == (status, summary)


def test_a_rough_date_is_in_the_line_that_calendars_show(client: Client):
    assert entry_of(client, title="Asks for aid", edtf="2022")["SUMMARY"] == "Asks for aid (2022)"


def test_it_holds_as_many_as_it_says_and_says_what_is_missing(client: Client):
    for edtf in ("2022-03-05", "2022", "", "", "../2022-03-07"):
        make_public_event(edtf=edtf)
    found = exported(client)
    assert len(found.walk("VEVENT")) == 3
    for name in ("X-WR-CALDESC", "DESCRIPTION"):
        assert "Events: 3." in found[name]
        assert "no place for them: 2 undated" in found[name]
        assert "Cite as: Demarche" in found[name]
        assert "Licence: " in found[name]


def test_without_events_it_still_holds_a_component(client: Client):
    make_public_event(edtf="")
    found = exported(client)
    assert not found.walk("VEVENT")
    assert len(found.subcomponents) == 1


def test_the_first_place_with_coordinates_is_the_point(client: Client):
    event = make_event()
    take_place(event, make_place("Moscow", "city"), role="origin")
    take_place(event, make_place(latitude="-33.9", longitude="-151.2"))
    publish_now(event)
    (entry,) = exported(client).walk("VEVENT")
    assert entry["LOCATION"] == "Moscow; Kremlin"
    assert (entry["GEO"].latitude, entry["GEO"].longitude) == (-33.9, -151.2)


@pytest.mark.parametrize("name", NASTY)
def test_nasty_text_stays_text(client: Client, name: str):
    event = make_nasty_event(NASTY[name])
    calendar = exported(client)
    (entry,) = calendar.walk("VEVENT")
    assert len(list(calendar.walk())) == 2
    assert entry["SUMMARY"] == one_line(event.title)
    assert printable(event.summary).strip() in entry["DESCRIPTION"]
    assert entry["UID"] == f"{event.public_id}@testserver"


def test_a_backslash_before_a_capital_n_is_no_line_break(client: Client):
    make_public_event(r"C:\News")
    assert rb"SUMMARY:C:\\News" in b"".join(client.get("/api/v1/events.ics").streaming_content)
