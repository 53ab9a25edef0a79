"""POLECAT: PLOVER to our types, lists of actors, other names of columns, and the zip file."""

import io

import pytest

from timeline.imports import coding, polecat
from timeline.imports.candidates import BadRow, Candidate
from timeline.imports.coding import default_cameo, from_plover, title

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Contexts", "Actor Name", "Actor Country",
    "Primary Actor Sector", "Actor Title", "Recipient Name", "Recipient Country", "Primary Recipient Sector",
    "Placename", "City", "Province", "Country", "Latitude", "Longitude", "Feature Type", "Source",
    "Publication Date", "Language",
)  # fmt: skip
PLAIN = {"Event ID": "e-1", "Event Date": "2022-03-05", "Event Type": "CONSULT", "Actor Name": "Latvia"}


def content(*rows, columns=COLUMNS):
    table = [columns, *([{**PLAIN, **row}.get(name, "None") for name in columns] for row in rows)]
    return "\n".join("\t".join(row) for row in table).encode()


def read(data):
    return list(polecat.READER.read(io.BytesIO(data)))


def one(**changes):
    (found,) = read(content({name.replace("_", " "): value for name, value in changes.items()}))
    assert isinstance(found, Candidate), found
    return found


@pytest.mark.parametrize(
    "row", coding._table("plover.tsv"), ids=lambda row: f"{row['event']}-{row['mode']}-{row['context']}"
)
def test_every_row_of_the_table_leads_to_a_type_and_a_title(row):
    found = from_plover(row["event"], row["mode"], [row["context"]] if row["context"] else [])

    assert found.type == row["type"]
    assert found.type in default_cameo()
    whole = title(found, ["France"], ["Chad"])
    assert "France" in whole
    assert "Chad" in whole
    assert not set("[]{}|") & set(whole + title(found, ["France"]))


@pytest.mark.parametrize(
    ("event", "mode", "contexts", "slug", "cameo", "plover"),
    [
        ("CONSULT", "", [], "consultation", "", ("", "")),
        ("CONSULT", "visit", [], "visit", "", ("", "")),
        ("CONSULT", "phone", [], "phone_call", "", ("", "")),
        ("CONSULT", "third-party", [], "meeting", "044", ("CONSULT", "third-party")),
        ("CONSULT", "multilateral", [], "summit", "", ("", "")),
        ("AID", "", ["diplomatic", "military"], "aid_military", "", ("", "")),
        ("AID", "", ["human_security"], "aid_humanitarian", "", ("", "")),
        ("AID", "", [], "other", "070", ("AID", "")),
        ("REQUEST", "assist", [], "request", "", ("REQUEST", "assist")),
        ("REQUEST", "yield", [], "demand", "", ("REQUEST", "yield")),
        ("ACCUSE", "disapprove", [], "condemnation", "110", ("", "")),
        ("SANCTION", "expel", [], "diplomatic_status", "161", ("SANCTION", "expel")),
        ("SANCTION", "discontinue", [], "sanction", "", ("", "")),
        ("RETREAT", "ceasefire", [], "deescalation", "0871", ("RETREAT", "ceasefire")),
        ("CONSULT", "by-pigeon", [], "consultation", "", ("CONSULT", "by-pigeon")),
        ("SING", "", [], "other", "", ("SING", "")),
    ],
)
def test_plover_becomes_our_type_and_is_kept_where_it_says_more(event, mode, contexts, slug, cameo, plover):
    found = from_plover(event, mode, contexts)

    assert (found.type, found.cameo_code) == (slug, cameo)
    assert (found.plover_event, found.plover_mode) == plover


def test_a_visitor_is_the_actor_and_the_host_the_recipient():
    found = one(
        Event_Mode="visit", Actor_Name="Ann Oaks", Actor_Country="GBR", Actor_Title="Minister", Recipient_Name="Chad"
    )

    assert found.fields["title"] == "Ann Oaks visits Chad"
    assert [(party.role, party.kind) for party in found.parties] == [("visitor", "person"), ("host", "state")]


def test_several_actors_without_a_recipient_stay_one_event():
    found = one(Actor_Name="Latvia; Chad; Ann Oaks", Actor_Country="LVA; TCD; GBR")

    assert found.fields["title"] == "Latvia, Chad and Ann Oaks consult"
    assert [party.country for party in found.parties] == ["LV", "TD", "GB"]


def test_a_list_of_another_length_belongs_to_nobody():
    found = one(Actor_Name="Ann Oaks; Bert Elm", Actor_Country="GBR")

    assert [party.country for party in found.parties] == ["", ""]


@pytest.mark.parametrize(
    ("name", "country", "sector", "expected"),
    [
        ("Kosovo", "KOS", "GOV", ("Kosovo", "state", "XK")),
        ("None", "RUS", "None", ("Russia", "state", "RU")),
        ("None", "CHE", "JRN", ("Journalists (Switzerland)", "media", "CH")),
        ("None", "CHE", "XYZ", ("XYZ (Switzerland)", "other", "CH")),
        ("European Union", "EUR", "None", ("European Union", "igo", "")),
        ("Oak Front", "TCD", "REB", ("Oak Front", "armed_group", "TD")),
    ],
)
def test_a_party_has_its_kind_and_country(name, country, sector, expected):
    (party,) = one(Actor_Name=name, Actor_Country=country, Primary_Actor_Sector=sector).parties

    assert (party.name, party.kind, party.country) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"Placename": "Riga", "Feature_Type": "PPLC", "Country": "LVA"}, ("Riga", "locality", "LV")),
        ({"Placename": "Latgale", "Feature_Type": "ADM1", "Country": "LVA"}, ("Latgale", "region", "LV")),
        ({"Placename": "Latvia", "Feature_Type": "PCLI", "Country": "LVA"}, ("Latvia", "country", "LV")),
        ({"City": "Riga", "Country": "LVA"}, ("Riga", "locality", "LV")),
        ({"Placename": "Oak Bridge", "City": "Riga", "Country": "LVA"}, ("Riga", "locality", "LV")),
        ({"Placename": "Burma", "Feature_Type": "PCLI", "Country": "MMR"}, ("Myanmar", "country", "MM")),
        ({"Country": "LVA"}, ("Latvia", "country", "LV")),
    ],
)
def test_a_place_has_the_kind_of_its_feature(given, expected):
    (spot,) = one(**given).places

    assert (spot.name, spot.kind, spot.country) == expected


def test_the_report_has_outlet_day_and_language():
    (report,) = one(Source="Daily Example", Publication_Date="2022-03-06", Language="French").reports

    assert (report.outlet, report.published_on.isoformat(), report.language) == ("Daily Example", "2022-03-06", "fr")


@pytest.mark.parametrize("name", ["Intensity", "Event Intensity"])
def test_the_intensity_has_one_name(name):
    (found,) = read(content({name: "2.5"}, columns=(*COLUMNS, name)))

    assert found.raw["Intensity"] == "2.5"


@pytest.mark.parametrize(
    ("column", "value"), [("Event Type", "SING"), ("Event Type", "None"), ("Event Date", "None"), ("Event ID", "None")]
)
def test_a_row_without_what_makes_an_event_is_bad_and_names_the_column(column, value):
    bad, good = read(content({column: value}, {}))

    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (2, column)
    assert isinstance(good, Candidate)
