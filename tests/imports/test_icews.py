"""ICEWS: which rows are one event, how dates, names and empties are read."""

import io

import pytest

from timeline.imports import icews
from timeline.imports.candidates import BadRow, Candidate

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number",
    "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
PLAIN = {
    "Event ID": "41",
    "Event Date": "2018-06-01",
    "Source Name": "Latvia",
    "Source Country": "Latvia",
    "CAMEO Code": "046",
    "Target Name": "Chad",
    "Target Country": "Chad",
    "Story ID": "7",
    "Sentence Number": "2",
}
SWAPPED = {
    "Event ID": "42",
    "Source Name": "Chad",
    "Source Country": "Chad",
    "Target Name": "Latvia",
    "Target Country": "Latvia",
}


def read(*rows, encoding="utf-8", columns=COLUMNS):
    table = [columns, *([{**PLAIN, **row}.get(name, "") for name in columns] for row in rows)]
    return list(icews.read(io.BytesIO("\n".join("\t".join(row) for row in table).encode(encoding))))


def one(**changes):
    (found,) = read({name.replace("_", " "): value for name, value in changes.items()})
    assert isinstance(found, Candidate), found
    return found


@pytest.mark.parametrize("code", ["040", "041", "044", "046"])
def test_both_directions_of_what_both_did_are_one(code):
    (found,) = read({"CAMEO Code": code}, {"CAMEO Code": code, **SWAPPED})

    assert (found.external_id, found.same_as) == ("41/2018-06-01", ("42/2018-06-01",))
    assert [party.name for party in found.parties] == ["Latvia", "Chad"]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("032", {}),  # each expressed its own intent
        ("042", {}),  # each visited the other
        ("046", {"Event Date": "2018-06-02"}),
        ("046", {"Story ID": "8"}),
        ("046", {"Sentence Number": "3"}),
        ("046", {"Target Name": "Estonia"}),
    ],
)
def test_what_may_be_two_events_stays_two(code, change):
    assert len(read({"CAMEO Code": code}, {"CAMEO Code": code, **SWAPPED, **change})) == 2


@pytest.mark.parametrize("codes", [("042", "043"), ("043", "042")])
def test_a_visit_made_and_hosted_is_one_told_from_the_visitor(codes):
    made, hosted = {}, SWAPPED
    rows = {"042": made, "043": hosted}
    (found,) = read(*({"CAMEO Code": code, **rows[code]} for code in codes))

    assert found.fields["title"] == "Latvia visits Chad"
    assert [party.role for party in found.parties] == ["visitor", "host"]
    assert "cameo_code" not in found.fields


@pytest.mark.parametrize("text", ["2018-06-01", "6/1/2018", "06/01/2018", "2018-06-01 00:00:00"])
def test_the_day_is_read_in_the_forms_that_occur(text):
    found = one(Event_Date=text)

    assert (found.fields["edtf"], found.external_id) == ("2018-06-01", "41/2018-06-01")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Event Date", "13/13/2018"),
        ("Event Date", "1 June"),
        ("Event Date", ""),
        ("Event ID", "NA"),
        ("CAMEO Code", "NULL"),
    ],
)
def test_a_row_without_what_makes_an_event_is_bad_and_names_the_column(column, value):
    _before, bad, _after = read({}, {column: value}, {"Event ID": "43", "CAMEO Code": "111"})

    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (3, column)


def test_a_file_without_the_columns_is_refused_once():
    (bad,) = read({}, {}, columns=("Event ID", "Date"))

    assert bad.line == 1
    assert "Event Date" in bad.reason


def test_columns_are_found_by_name_in_any_order():
    assert [found.fields["title"] for found in read({}, columns=COLUMNS[::-1])] == ["Latvia and Chad negotiate"]


@pytest.mark.parametrize("empty", ["", "NA", "NULL"])
def test_words_for_nothing_are_nothing(empty):
    found = one(City=empty, Province=empty, Country=empty, Publisher=empty, Target_Name=empty, CAMEO_Code="111")

    assert (found.places, found.reports) == ((), ())
    assert found.fields["title"] == "Latvia criticises or denounces"
    assert "City" not in found.raw


def test_quotation_marks_are_part_of_names():
    assert one(Source_Name='"Lions', CAMEO_Code="111").fields["title"] == '"Lions criticises or denounces Chad'


def test_a_file_in_windows_1252_is_read():
    (found,) = read({"Source Name": "António Gütiérrez", "CAMEO Code": "111"}, encoding="cp1252")

    assert found.parties[0].name == "António Gütiérrez"


@pytest.mark.parametrize(
    ("name", "sectors", "country", "expected", "kind", "iso"),
    [
        ("Turkey", "", "Turkey", "Türkiye", "state", "TR"),
        ("Police (India)", "Government,Police", "India", "Police (India)", "government_body", "IN"),
        ("Lawmaker (Spain)", "Government,Legislative / Parliamentary", "Spain", "Lawmaker (Spain)", "other", "ES"),
        ("Citizen (Russian Federation)", "Social", "Russian Federation", "Citizen (Russia)", "other", "RU"),
        ("Ann Oaks", "Elite,Government", "United Kingdom", "Ann Oaks", "person", "GB"),
        ("Ann Oaks", "Government,Provincial,Local", "India", "Ann Oaks", "person", "IN"),
        ("Ann Oaks", "Nongovernmental Organizations / Activists", "India", "Ann Oaks", "other", "IN"),
        ("Commission on Oaks", "Executive,Government", "United Kingdom", "Commission on Oaks", "government_body", "GB"),
        ("European Union", "International Government Organization,Regional", "", "European Union", "igo", ""),
        ("Oak Front", "Insurgents,Dissident", "Congo", "Oak Front", "armed_group", ""),
        ("Oaks Ltd", "Business,Social", "Chad", "Oaks Ltd", "company", "TD"),
    ],
)
def test_a_party_has_its_kind_and_country(name, sectors, country, expected, kind, iso):
    party = one(Source_Name=name, Source_Sectors=sectors, Source_Country=country).parties[0]

    assert (party.name, party.kind, party.country) == (expected, kind, iso)


def test_a_country_that_is_not_known_is_kept_in_the_note():
    assert "Congo" in one(Source_Name="Oak Front", Source_Country="Congo").parties[0].note


@pytest.mark.parametrize("name", ["Unspecified Actor", "unidentified actor"])
def test_nobody_is_no_party(name):
    assert [party.name for party in one(Source_Name=name).parties] == ["Chad"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"City": "Riga", "Country": "Latvia"}, ("Riga", "locality", "LV")),
        ({"Province": "Latgale", "Country": "Latvia"}, ("Latgale", "region", "LV")),
        ({"Country": "Russian Federation"}, ("Russia", "country", "RU")),
        ({"City": "Pointe-Noire", "Country": "Congo"}, ("Pointe-Noire", "locality", "")),
    ],
)
def test_the_smallest_place_is_taken(given, expected):
    (spot,) = one(**given, Latitude="1.5", Longitude="2.5").places

    assert (spot.name, spot.kind, spot.country) == expected
    point = (None, None, "") if spot.kind == "country" else (1.5, 2.5, spot.kind)  # a country's point is its capital's
    assert (spot.latitude, spot.longitude, spot.exactness) == point
