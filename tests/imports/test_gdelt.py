"""GDELT: what is folded, how actors and places are named, which columns count."""

import io
from datetime import UTC, datetime

import pytest

from timeline.imports import folding, gdelt, gdelt_mentions
from timeline.imports.candidates import BadRow, Candidate, Mention
from timeline.imports.gdelt_actors import actor, title_case

PLAIN = {
    "GLOBALEVENTID": "900000001",
    "SQLDATE": "20220305",
    "Actor1Code": "ISR",
    "Actor1Name": "ISRAEL",
    "Actor1CountryCode": "ISR",
    "Actor2Code": "RUS",
    "Actor2Name": "RUSSIA",
    "Actor2CountryCode": "RUS",
    "EventCode": "040",
    "NumMentions": "1",
    "DATEADDED": "20220306101500",
    "SOURCEURL": "https://news.example/talks",
}


def line(columns=gdelt.COLUMNS, **changes):
    return "\t".join({**PLAIN, **changes}.get(name, "") for name in columns)


def read(*rows, encoding="utf-8"):
    return list(gdelt.read(io.BytesIO("\n".join(rows).encode(encoding))))


def one(**changes):
    (found,) = read(line(**changes))
    assert isinstance(found, Candidate), found
    return found


@pytest.mark.parametrize("count", [58, 61, 62])
def test_the_layout_is_known_by_the_number_of_columns(count):
    (found,) = read(line(gdelt.LAYOUTS[count], ActionGeo_Type="1", ActionGeo_FullName="Latvia"))

    assert found.fields["title"] == "Israel and Russia consult"
    assert found.places[0].name == "Latvia"
    assert found.reports[0].url == "https://news.example/talks"


def test_the_numbers_of_version_1_cannot_be_taken_for_those_of_version_2():
    (old,) = read(line(gdelt.LAYOUTS[58]))

    assert old.external_id != one().external_id


def test_a_header_that_somebody_added_is_no_row():
    found = read("\t".join(gdelt.COLUMNS), line())
    mentions = list(gdelt_mentions.read(io.BytesIO("\t".join(gdelt_mentions.COLUMNS).encode())))

    assert [item.line for item in found] == [2]
    assert mentions == []


@pytest.mark.parametrize("count", [1, 57, 60, 63])
def test_another_number_of_columns_is_a_bad_row_that_says_which_are_read(count):
    (found,) = read("\t".join("x" * count))

    assert isinstance(found, BadRow)
    assert "61" in found.reason
    assert "58" in found.reason


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("GLOBALEVENTID", ""),
        ("GLOBALEVENTID", "12a"),
        ("GLOBALEVENTID", "1" * 300),
        ("GLOBALEVENTID", "٢"),
        ("SQLDATE", "20220231"),
        ("SQLDATE", "2022-3-5"),
        ("SQLDATE", "٢٠٢٢٠٣٠٥"),
        ("EventCode", ""),
        ("EventCode", "--"),
        ("EventCode", "12345"),
    ],
)
def test_a_row_without_what_makes_an_event_is_bad_and_names_the_column(column, value):
    before, bad, after = read(line(), line(**{column: value}), line(GLOBALEVENTID="900000009", EventCode="041"))

    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (2, column)
    assert (before.line, after.line) == (1, 3)


def test_rows_that_differ_in_geography_name_or_counts_alone_are_one_candidate():
    riga = {"ActionGeo_Type": "4", "ActionGeo_FullName": "Riga, Riga, Latvia", "ActionGeo_CountryCode": "LG"}
    kyiv = {"ActionGeo_Type": "1", "ActionGeo_FullName": "Ukraine", "ActionGeo_CountryCode": "UP"}
    (found,) = read(
        line(**kyiv, NumMentions="2"),
        line(GLOBALEVENTID="900000002", Actor1Name="ISRAELI", **riga, NumMentions="5"),
        line(GLOBALEVENTID="900000003", **riga, NumMentions="1"),
    )

    assert found.external_id == "900000001"
    assert found.same_as == ("900000002", "900000003")
    assert [(spot.name, spot.country) for spot in found.places] == [("Riga", "LV")]
    assert "Ukraine" in found.fields["summary"]
    assert [row["GLOBALEVENTID"] for row in found.raw["folded"]] == ["900000002", "900000003"]
    assert found.raw["folded"][0]["Actor1Name"] == "ISRAELI"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("SQLDATE", "20220306"),
        ("Actor1Code", "ISRMIL"),
        ("Actor2Code", ""),
        ("EventCode", "041"),
        ("SOURCEURL", "https://news.example/other"),
    ],
)
def test_rows_that_differ_in_the_key_are_two(column, value):
    assert len(read(line(), line(GLOBALEVENTID="900000002", **{column: value}))) == 2


def test_only_so_many_groups_are_held(monkeypatch):
    monkeypatch.setattr(folding, "GROUPS_HELD", 2)
    again = line(GLOBALEVENTID="900000009")
    between = [line(GLOBALEVENTID=f"90000000{n}", SOURCEURL=f"https://news.example/{n}") for n in (2, 3)]

    assert [found.line for found in read(line(), *between, again)] == [1, 2, 3, 4]


def test_a_group_without_end_is_parted(monkeypatch):
    monkeypatch.setattr(folding, "MOST_FOLDED", 2)
    found = read(*(line(GLOBALEVENTID=str(n)) for n in range(1, 6)))

    assert [(item.external_id, item.same_as) for item in found] == [("1", ("2",)), ("3", ("4",)), ("5", ())]


@pytest.mark.parametrize(
    ("code", "name", "country", "group", "types", "expected", "kind", "iso"),
    [
        ("CHN", "BEIJING", "CHN", "", "", "China", "state", "CN"),
        ("AFGGOV", "AFGHAN", "AFG", "", "GOV", "Afghanistan", "state", "AF"),
        ("USA", "THE US", "USA", "", "", "United States", "state", "US"),
        ("RUS", "", "RUS", "", "", "Russia", "state", "RU"),
        ("IRNLAB", "IRANIAN", "IRN", "", "LAB", "Labour (Iran)", "other", "IR"),
        ("IGOUNO", "THE UN", "", "UNO", "IGO", "United Nations", "igo", ""),
        ("IGOWSTNAT", "NATO", "WST", "NAT", "IGO", "NATO", "igo", ""),
        ("AFR", "AFRICA", "AFR", "", "", "Africa", "other", ""),
        ("COP", "POLICE", "", "", "COP", "Police (country not stated)", "government_body", ""),
        ("FRACOP", "POLICE", "FRA", "", "COP", "Police (France)", "government_body", "FR"),
        ("GBRGOV", "FOREIGN MINIST", "GBR", "", "GOV", "Foreign Ministry (United Kingdom)", "government_body", "GB"),
        ("CHNGOV", "ZHAO QIANLI", "CHN", "", "GOV", "Zhao Qianli", "other", "CN"),
        ("MNCUSAMED", "GOOGLE", "USA", "", "MNC", "Google", "company", "US"),
        ("MNC", "CHEVRON", "", "", "MNC", "Chevron", "company", ""),
        ("USAMED", "TELEVISION", "USA", "", "MED", "Television (United States)", "media", "US"),
        ("USALEG", "LAWMAKER", "USA", "", "LEG", "Lawmaker (United States)", "other", "US"),
        ("IND", "BIHAR", "IND", "", "", "Bihar (India)", "other", "IN"),
    ],
)
def test_an_actor_gets_a_name_that_reads(code, name, country, group, types, expected, kind, iso):
    party = actor(code, name, country, group, (types,)).party

    assert (party.name, party.kind, party.country) == (expected, kind, iso)
    assert name in party.note


def test_a_row_may_name_one_party_or_none():
    nobody = {f"Actor{n}{column}": "" for n in (1, 2) for column in ("Code", "Name", "CountryCode")}
    second = nobody | {name: PLAIN[name] for name in ("Actor2Code", "Actor2Name", "Actor2CountryCode")}

    assert one(**nobody, EventCode="111").fields["title"] == "Criticises or denounces"
    assert one(**second, EventCode="111").fields["title"] == "An unnamed party criticises or denounces Russia"
    assert [party.role for party in one(**second, EventCode="111").parties] == ["target"]


def test_one_actor_on_both_sides_is_one_party():
    both = {f"Actor2{column}": PLAIN[f"Actor1{column}"] for column in ("Code", "Name", "CountryCode")}

    assert [party.name for party in one(**both).parties] == ["Israel"]


@pytest.mark.parametrize(
    ("kind", "name", "country", "expected"),
    [
        ("1", "Qatar", "QA", ("Qatar", "country", "QA")),
        ("2", "California, United States", "US", ("California", "region", "US")),
        ("3", "Springfield, Illinois, United States", "US", ("Springfield, Illinois", "locality", "US")),
        ("4", "Kabul, Kabol, Afghanistan", "AF", ("Kabul", "locality", "AF")),
        ("5", "Bihar, India", "IN", ("Bihar", "region", "IN")),
        ("4", "Gaza, Israel (General), Israel", "GZ", ("Gaza", "locality", "PS")),
        ("1", "Oceans", "OS", ("Oceans", "country", "")),
        ("1", "Burma", "BM", ("Myanmar", "country", "MM")),
        ("1", "West Bank", "WE", ("West Bank", "country", "PS")),
    ],
)
def test_a_place_has_its_kind_and_the_country_of_its_fips_code(kind, name, country, expected):
    found = one(ActionGeo_Type=kind, ActionGeo_FullName=name, ActionGeo_CountryCode=country)

    assert [(spot.name, spot.kind, spot.country) for spot in found.places] == [expected]


def test_a_place_lies_in_its_country():
    (spot,) = one(ActionGeo_Type="4", ActionGeo_FullName="Riga, Riga, Latvia", ActionGeo_CountryCode="LG").places

    assert (spot.parent.name, spot.parent.kind, spot.parent.country) == ("Latvia", "country", "LV")


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("91", "20"), ("x", "20"), ("", "20"), ("nan", "20"), ("5", "-181")]
)
def test_a_point_that_lies_nowhere_is_no_point(latitude, longitude):
    where = {"ActionGeo_Type": "1", "ActionGeo_FullName": "Latvia"}
    (spot,) = one(**where, ActionGeo_Lat=latitude, ActionGeo_Long=longitude).places

    assert (spot.latitude, spot.longitude, spot.exactness) == (None, None, "")


def test_a_date_long_before_the_report_is_kept_and_pointed_at():
    found = one(SQLDATE="20210305")

    assert found.fields["edtf"] == "2021-03-05"
    assert "anniversary" in found.fields["summary"]
    assert "summary" not in one(SQLDATE="20220301").fields


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://news.example/a", ("https://news.example/a", "")),
        ("BBC Monitoring", ("", "BBC Monitoring")),
        ("", None),
    ],
)
def test_the_source_becomes_a_report(source, expected):
    found = one(SOURCEURL=source).reports

    assert [(report.url, report.outlet) for report in found] == ([expected] if expected else [])
    assert all(report.retrieved_at == datetime(2022, 3, 6, 10, 15, tzinfo=UTC) for report in found)


@pytest.mark.parametrize("text", ["20220306", "20220306250000", "", "2022030610150a", "00000306101500"])
def test_a_moment_that_is_none_is_left_open(text):
    assert gdelt.as_moment(text) is None


def test_a_line_in_another_encoding_is_still_read():
    found = read(line(Actor1Name="SÃO TOMÉ TRADERS"), encoding="cp1252")[0]

    assert any("SÃO TOMÉ" in party.note for party in found.parties)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("MINIST OF HOME AFFAIRS", "Ministry of Home Affairs"),
        ("AL JAZEERA", "Al Jazeera"),
        ("UN SECURITY COUNCIL", "UN Security Council"),
        ("AL-SHABAAB", "Al-Shabaab"),
    ],
)
def test_capitals_are_read_as_a_name(given, expected):
    assert title_case(given) == expected


def mention(**changes):
    plain = {
        "GLOBALEVENTID": "900000001",
        "MentionTimeDate": "20220306104500",
        "MentionType": "1",
        "MentionSourceName": "news.example",
        "MentionIdentifier": "https://news.example/talks",
        "SentenceID": "4",
    }
    row = "\t".join({**plain, **changes}.get(name, "") for name in gdelt_mentions.COLUMNS)
    return next(gdelt_mentions.read(io.BytesIO(row.encode())))


@pytest.mark.parametrize(
    ("info", "language"), [("", "en"), ("srclc:ara;eng:GT-ARA 1.0", "ar"), ("srclc:hbs;eng:x", "hbs"), ("odd", "")]
)
def test_a_mention_is_a_report_of_the_event_in_the_language_of_the_article(info, language):
    found = mention(MentionDocTranslationInfo=info)

    assert isinstance(found, Mention)
    assert (found.of, found.report.url, found.report.language) == (PLAIN["GLOBALEVENTID"], PLAIN["SOURCEURL"], language)


def test_a_mention_is_known_by_event_sentence_and_address():
    ids = {
        mention().external_id,
        mention(SentenceID="5").external_id,
        mention(GLOBALEVENTID="900000002").external_id,
        mention(MentionIdentifier="https://news.example/" + "a" * 3000).external_id,
    }

    assert len(ids) == 4
    assert max(map(len, ids)) <= 60


def test_offsets_of_a_mention_stay_in_the_raw_row():
    found = mention(ActionCharOffset="88")

    assert found.raw["ActionCharOffset"] == "88"
    assert found.report.more == {}


def test_only_so_many_rows_are_held_in_all_groups_together(monkeypatch):
    monkeypatch.setattr(folding, "ROWS_HELD", 3)
    others = [line(GLOBALEVENTID=str(n), SOURCEURL="https://news.example/other") for n in range(3)]
    found = read(line(), *others, line())

    assert [(item.line, len(item.same_as)) for item in found] == [(1, 0), (2, 2), (5, 0)]
