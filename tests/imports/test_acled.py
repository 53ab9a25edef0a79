"""ACLED: which rows come in, how exact a date is, who took part, and what stays in the row."""

import csv
import io

import pytest

from timeline.imports import acled
from timeline.imports.candidates import BadRow, Candidate, LeftOut

PLAIN = {
    "event_id_cnty": "TCD1",
    "event_date": "2025-05-16",
    "time_precision": "1",
    "event_type": "Strategic developments",
    "sub_event_type": "Agreement",
    "actor1": "Government of Chad (2022-)",
    "assoc_actor_1": "",
    "inter1": "State forces",
    "actor2": "",
    "assoc_actor_2": "",
    "inter2": "",
    "iso": "148",
    "country": "Chad",
    "location": "Exampleville",
    "latitude": "13.5",
    "longitude": "14.5",
    "geo_precision": "1",
    "source": "",
    "notes": "",
    "fatalities": "0",
}


def read(*rows, prefix=b""):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(PLAIN))
    writer.writeheader()
    writer.writerows({**PLAIN, **row} for row in rows)
    return list(acled.read(io.BytesIO(prefix + text.getvalue().encode())))


def one(**changes):
    (found,) = read(changes)
    assert isinstance(found, Candidate), found
    return found


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    assert isinstance(read({}, prefix=b"\xef\xbb\xbf")[0], Candidate)


@pytest.mark.parametrize("kind", ["Battles", "Protests", "Riots", "Explosions/Remote violence", ""])
def test_other_kinds_are_left_out_with_a_reason_and_are_no_fault(kind):
    (found,) = read({"event_type": kind})

    assert isinstance(found, LeftOut)
    assert found.reason.startswith(kind or "No event type")


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("2025-05-16", "1", "2025-05-16"),
        ("16 May 2025", "1", "2025-05-16"),
        ("16-May-2025", "1", "2025-05-16"),
        ("01-January-2020", "1", "2020-01-01"),
        ("2025-05-16", "2", "2025-05-16~"),
        ("2025-05-16", "3", "2025-05"),
    ],
)
def test_the_date_is_as_exact_as_its_precision(text, precision, expected):
    assert one(event_date=text, time_precision=precision).fields["edtf"] == expected


@pytest.mark.parametrize(
    ("column", "changes"),
    [
        ("event_date", {"event_date": "05/06/2025"}),  # which is the month?
        ("event_date", {"event_date": "31 June 2025"}),
        ("event_date", {"event_date": ""}),
        ("event_date", {"time_precision": "4"}),
        ("event_id_cnty", {"event_id_cnty": ""}),
    ],
)
def test_a_row_without_what_makes_an_event_is_bad_and_names_the_column(column, changes):
    bad, good = read(changes, {"event_id_cnty": "TCD2"})

    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (2, column)
    assert isinstance(good, Candidate)


@pytest.mark.parametrize(
    ("changes", "slug", "title"),
    [
        ({"actor2": "Oak Front"}, "agreement", "Chad and Oak Front reach an agreement"),
        ({}, "agreement", "Agreement in Exampleville: Chad"),
        ({"sub_event_type": "Arrests"}, "other", "Arrests in Exampleville: Chad"),
        ({"sub_event_type": "Something new"}, "other", "Strategic development in Exampleville: Chad"),
        ({"sub_event_type": "Arrests", "actor1": ""}, "other", "Arrests in Exampleville"),
    ],
)
def test_type_and_title_follow_the_sub_event(changes, slug, title):
    found = one(**changes)

    assert (found.type, found.fields["title"]) == (slug, title)


@pytest.mark.parametrize(
    ("name", "inter", "expected"),
    [
        ("Government of Chad (2022-)", "1", ("Chad", "state", "TD")),
        ("Military Forces of Chad (2022-)", "State forces", ("Military Forces of Chad", "military", "TD")),
        (
            "Police Forces of Chad (2022-) Gendarmerie",
            "1",
            ("Police Forces of Chad Gendarmerie", "government_body", "TD"),
        ),
        ("Oak Front", "Rebel group", ("Oak Front", "armed_group", "")),
        ("Oak Front", "3", ("Oak Front", "armed_group", "")),
        ("Civilians (Chad)", "Civilians", ("Civilians (Chad)", "other", "")),
    ],
)
def test_a_party_has_its_kind(name, inter, expected):
    (party,) = one(actor1=name, inter1=inter).parties

    assert (party.name, party.kind, party.country) == expected


def test_all_take_part_alike_and_the_associated_have_a_note():
    found = one(actor1="Oak Front", assoc_actor_1="Elders; Oak Front", actor2="Elm Front", assoc_actor_2="Unidentified")

    assert [(party.name, party.role, party.note) for party in found.parties] == [
        ("Oak Front", "participant", ""),
        ("Elders", "participant", "Associated with Oak Front"),
        ("Elm Front", "participant", ""),
    ]


@pytest.mark.parametrize(
    ("precision", "kind", "exactness"),
    [("1", "locality", "locality"), ("2", "locality", "region"), ("3", "region", "region"), ("", "locality", "region")],
)
def test_the_point_is_as_exact_as_its_precision(precision, kind, exactness):
    (spot,) = one(geo_precision=precision).places

    assert (spot.kind, spot.exactness, spot.country) == (kind, exactness, "TD")


def test_the_country_is_known_by_name_where_the_number_is_missing():
    assert one(iso="").places[0].country == "TD"


@pytest.mark.parametrize(("count", "expected"), [("3", ["3"]), ("0", []), ("", []), ("some", [])])
def test_fatalities_are_a_quantity(count, expected):
    assert [amount.amount for amount in one(fatalities=count).quantities] == expected


def test_notes_stay_in_the_row():
    found = one(notes="Words that belong\nto ACLED", source="Daily Example; Example Radio")

    assert "Words" not in str(found.fields)
    assert found.raw["notes"].startswith("Words")
    assert [report.outlet for report in found.reports] == ["Daily Example", "Example Radio"]
