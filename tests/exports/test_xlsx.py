"""XLSX as openpyxl reads it."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from django.test import Client

from tests.exports.nasty import NASTY, make_nasty_event
from tests.rows import make_public_event
from timeline.exports import spreadsheet

pytestmark = pytest.mark.django_db


def book(client: Client, query: str = "") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(client.get(f"/api/v1/events.xlsx?{query}").streaming_content)))


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2022-03-05", datetime(2022, 3, 5)),  # noqa: DTZ001 - a sheet's dates have no zone
        ("1848-03-05", "1848-03-05"),
        ("2022-03", None),
        ("2022-03-05?", None),
        ("2022-03-05/2022-03-06", None),
    ],
)
def test_a_real_date_is_a_known_day(client: Client, edtf: str, day: object):
    make_public_event("Meets", edtf)
    sheet = book(client)["Events"]
    row = dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in sheet[2]], strict=True))
    assert (row["day"], row["date"]) == (day, edtf)


def test_the_sheet_about_says_what_the_file_is(client: Client):
    make_public_event("Held")
    make_public_event("Before", "2021")
    found = book(client, "from=2022")
    said = dict(found["About"].values)
    assert (said["query"], said["events"]) == ("from=2022", str(found["Events"].max_row - 1)) == ("from=2022", "1")
    assert said["licence"]
    assert "/?from=2022" in said["citation"]


@pytest.mark.parametrize(
    ("name", "is_quoted"), [("sum", True), ("full width", True), ("markup", False), ("long", False)]
)
def test_text_that_looks_like_a_formula_stays_text_also_when_it_is_edited(client: Client, name: str, is_quoted: bool):
    make_nasty_event(NASTY[name])
    sheet = book(client)["Events"]
    assert sheet.cell(2, spreadsheet.HEADER.index("title") + 1).quotePrefix == is_quoted


def test_more_events_than_a_sheet_holds_go_on_in_another(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spreadsheet, "ROWS", 3)
    for number in range(5):
        make_public_event(f"Event {number}")
    found = book(client)
    assert [(sheet.title, sheet.max_row) for sheet in found][:3] == [("Events", 3), ("Events 2", 3), ("Events 3", 2)]


@pytest.mark.parametrize("length", [32_767, 32_768, 90_000])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(length: int):
    short = spreadsheet._short("x" * length)
    assert len(short) == 32_767
    assert short.endswith("…") == (length > 32_767)
