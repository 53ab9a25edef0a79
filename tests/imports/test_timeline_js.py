"""TimelineJS: spreadsheet and JSON, dates as exact as they are filled, HTML as text, links as reports."""

import csv
import io
import json

import pytest

from timeline.imports import timeline_js
from timeline.imports.candidates import BadRow, Candidate, LeftOut
from timeline.imports.markup import Link, links, plain_text

COLUMNS = [name for name in timeline_js.COLUMNS if name != "Alt Text"]
PLAIN = {"Year": "2022", "Headline": "Talks"}


def sheet(*rows, delimiter=",", columns=COLUMNS):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows({**PLAIN, **row} for row in rows)
    return text.getvalue().encode()


def read(content):
    return list(timeline_js.read(io.BytesIO(content)))


def one(**changes):
    (found,) = read(sheet({name.replace("_", " "): value for name, value in changes.items()}))
    assert isinstance(found, Candidate), found
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_told_apart(delimiter):
    text = "One, two; " * 20
    (found,) = read(b"Help, help, help; help\n" + sheet({"Text": text}, delimiter=delimiter))

    assert found.fields["summary"] == text.strip()


def test_help_above_the_header_is_passed_over_and_lines_still_count():
    (found,) = read(b"Do not change the next row\n" + sheet({}))

    assert found.line == 3


def test_a_sheet_without_the_columns_is_refused_once():
    (bad,) = read(b"Name,When\nTalks,2022\nMore,2023\n")

    assert isinstance(bad, BadRow)
    assert "Year" in bad.reason


@pytest.mark.parametrize(
    ("changes", "edtf"),
    [
        ({}, "2022"),
        ({"Month": "3"}, "2022-03"),
        ({"Month": "3", "Day": "5"}, "2022-03-05"),
        ({"Month": "03", "Day": "05", "Time": "14:30"}, "2022-03-05"),
        ({"End_Year": "2023"}, "2022/2023"),
        ({"Month": "3", "Day": "5", "End_Year": "2022", "End_Month": "3", "End_Day": "6"}, "2022-03-05/2022-03-06"),
        ({"Month": "3", "Day": "5", "End_Year": "2022", "End_Month": "3", "End_Day": "5"}, "2022-03-05"),
        ({"Year": "622"}, "0622"),
    ],
)
def test_a_date_is_as_exact_as_the_columns_that_are_filled(changes, edtf):
    found = one(**changes)

    assert found.fields["edtf"] == edtf
    assert found.fields.get("lasted", False) == ("/" in edtf)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Year": ""}, "Year"),
        ({"Year": "-44"}, "Year"),
        ({"Year": "12000"}, "Year"),
        ({"Month": "13"}, "Month"),
        ({"Month": "May"}, "Month"),
        ({"Day": "5"}, "Month"),
        ({"Month": "2", "Day": "30"}, "Day"),
        ({"End Year": "2021"}, "End Year"),
        ({"End Year": "2023", "End Month": "13"}, "End Month"),
        ({"Headline": "", "Text": ""}, "Headline"),
    ],
)
def test_a_row_without_date_or_words_is_bad_and_names_the_column(changes, column):
    bad, good = read(sheet(changes, {}))

    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (2, column)
    assert isinstance(good, Candidate)


@pytest.mark.parametrize("kind", ["title", "Era"])
def test_title_slides_and_eras_are_left_out_and_said(kind):
    (found,) = read(sheet({"Type": kind}))

    assert isinstance(found, LeftOut)


def test_the_words_for_the_date_are_kept():
    assert one(Display_Date="One Saturday in spring").fields["date_text"] == "One Saturday in spring"


@pytest.mark.parametrize(
    ("group", "slug"), [("Visit", "visit"), ("phone_call", "phone_call"), ("Our work", ""), ("", "")]
)
def test_a_group_is_a_type_where_it_names_one(group, slug):
    assert one(Group=group).type == slug


def test_a_row_is_known_by_date_and_headline():
    first, again, mended, other = read(sheet({}, {"Text": "x"}, {"Headline": "Talk"}, {"Day": "1", "Month": "1"}))

    assert one().external_id == first.external_id
    assert again.external_id == f"{first.external_id}#2"
    assert len({first.external_id, mended.external_id, other.external_id}) == 3


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Media": "https://news.example/a", "Media_Caption": "A"}, [("https://news.example/a", "A")]),
        ({"Media": "https://news.example/a.JPG?x=1"}, []),
        ({"Media": "<iframe src='https://news.example'></iframe>"}, []),
        ({"Media": "javascript:alert(1)"}, []),
        (
            {"Text": "<a href='https://news.example/a'>the <b>report</b></a>"},
            [("https://news.example/a", "the report")],
        ),
        ({"Text": "<a href='javascript:alert(1)'>x</a>"}, []),
    ],
)
def test_links_become_reports_and_pictures_do_not(changes, expected):
    assert [(report.url, report.title) for report in one(**changes).reports] == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("plain", "plain"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>two", "One\n\ntwo"),
        ("Fish &amp; chips", "Fish & chips"),
        ("<b>bold</b> <i>and</i> more", "bold and more"),
        ("a<script>alert(1)</script>b<style>p{}</style>", "ab"),
        ("<?xml version='1.0' encoding='utf-16'?><p>x</p>", "x"),
        ("<!-- nothing --><p>x</p>", "x"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("", ""),
    ],
)
def test_markup_becomes_plain_text(markup, expected):
    assert plain_text(markup) == expected


def test_markup_as_deep_as_anybody_likes_is_read():
    assert plain_text("<div>" * 3000 + "x") in ("x", "")


def test_a_long_text_is_cut():
    assert len(plain_text("word " * 5000)) <= 5000


def test_links_are_those_to_the_web_each_once():
    markup = "<a href='https://a.example'>a</a><a href='https://a.example'>b</a><a href='/c'>c</a><a>d</a>"

    assert links(markup) == [Link("https://a.example", "a")]


def slides(*events, **more):
    return json.dumps({"events": list(events), **more}).encode()


def test_the_json_gives_the_same_as_the_sheet():
    slide = {
        "start_date": {"year": 2022, "month": "3", "day": 5},
        "end_date": {"year": 2022, "month": 3, "day": 6},
        "text": {"headline": "Talks", "text": "<p>Long</p>"},
        "media": {"url": "https://news.example/a", "caption": "A"},
        "group": "Visit",
    }
    (found,) = read(slides(slide))
    (same,) = read(
        sheet(
            {
                "Month": "3",
                "Day": "5",
                "End Year": "2022",
                "End Month": "3",
                "End Day": "6",
                "Text": "<p>Long</p>",
                "Media": "https://news.example/a",
                "Media Caption": "A",
                "Group": "Visit",
            }
        )
    )

    assert (found.fields, found.type, found.reports) == (same.fields, same.type, same.reports)
    assert found.external_id == same.external_id


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"events": {}}',
        b'{"events": [7]}',
        b'{"events": [{"start_date": 2022, "text": []}]}',
        b'{"events": [{"start_date": {"year": true}, "text": {"headline": "x"}}]}',
        b'{"events": [{"start_date": {"year": 1e400}, "text": {"headline": "x"}}]}',
        b"{" + b'"a":[' * 100_000,
    ],
)
def test_json_of_another_shape_is_a_bad_row(content):
    (bad,) = read(content)

    assert isinstance(bad, BadRow)
    assert bad.reason


def test_a_slide_with_an_id_is_known_by_it():
    (found,) = read(slides({"unique_id": "talks-1", "start_date": {"year": 2022}, "text": {"headline": "x\ud800"}}))

    assert found.external_id == "talks-1"
    assert found.fields["title"] == "x"


def test_title_and_eras_of_the_json_are_left_out_and_said():
    found = read(slides(title={"text": {"headline": "x"}}, eras=[{"start_date": {"year": 2022}}]))

    assert [type(item) for item in found] == [LeftOut, LeftOut]
