"""Codes of other schemes to our types and to titles; countries by the codes and names of data sets."""

import pytest

from timeline.imports import coding, nations
from timeline.imports.coding import CAMEO, Coding, default_cameo, from_cameo, title

CODES = [row["code"] for row in coding._table("cameo.tsv")]


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_the_table_leads_to_a_type_and_a_title(code):
    found = from_cameo(code)

    assert found.type in default_cameo()
    assert CAMEO.fullmatch(code)
    whole = title(found, ["France"], ["Chad"])
    assert "France" in whole
    assert "Chad" in whole
    assert not set("[]{}|") & set(whole + title(found, ["France"]) + title(found, [], []))


@pytest.mark.parametrize(
    ("code", "slug", "kept"),
    [
        ("040", "consultation", ""),
        ("041", "phone_call", ""),
        ("042", "visit", ""),
        ("043", "visit", "043"),
        ("044", "meeting", "044"),
        ("045", "mediation", ""),
        ("046", "negotiation", ""),
        ("057", "agreement", ""),
        ("010", "statement", ""),
        ("018", "support", "018"),
        ("0231", "request", "0231"),
        ("038", "request", "038"),
        ("039", "offer", "039"),
        ("054", "diplomatic_status", "054"),
        ("073", "aid_humanitarian", ""),
        ("0871", "deescalation", "0871"),
        ("1222", "refusal", "1222"),
        ("139", "demand", "139"),
        ("138i", "threat", "138i"),  # only ICEWS has the letter
        ("13y", "threat", "13y"),
        ("163", "sanction", ""),
        ("1451", "other", "1451"),  # by its beginning, 145
        ("99", "other", "99"),
    ],
)
def test_a_code_becomes_our_type_and_is_kept_where_it_says_more(code, slug, kept):
    found = from_cameo(code)

    assert (found.type, found.cameo_code) == (slug, kept)


@pytest.mark.parametrize(
    ("code", "doers", "others", "expected"),
    [
        ("040", ["Bangladesh"], ["Vietnam"], "Bangladesh and Vietnam consult"),
        ("044", ["China"], ["United States"], "China and the United States meet at a third location"),
        ("042", ["Israel"], ["United Arab Emirates"], "Israel visits the United Arab Emirates"),
        ("043", ["United Kingdom"], ["Chad"], "United Kingdom hosts a visit by Chad"),
        ("173", ["Police (India)"], ["Children (India)"], "Police (India) detain or charge Children (India)"),
        ("171", ["Rebels (Mali)"], [], "Rebels (Mali) seize or damage property"),
        ("016", ["Authorities (Chad)"], [], "Authorities (Chad) deny responsibility"),
        ("111", [], ["Chad"], "An unnamed party criticises or denounces Chad"),
        ("112", [], [], "Makes an accusation"),
        ("1121", ["France"], ["Chad"], "France makes an accusation against Chad of crime or corruption"),
        ("051", ["France", "United States"], ["Chad"], "France and the United States praise or endorse Chad"),
    ],
)
def test_titles_read_as_sentences(code, doers, others, expected):
    assert title(from_cameo(code), doers, others) == expected


def test_a_phrase_may_be_given_by_another_table():
    assert title(Coding("other", "acts[ on {b}]", ("initiator", "target")), ["Chad"], []) == "Chad acts"


@pytest.mark.parametrize(
    ("look_up", "given", "expected"),
    [
        (nations.from_fips, "RS", "RU"),
        (nations.from_fips, "GZ", "PS"),
        (nations.from_fips, "OS", ""),
        (nations.from_alpha3, "GBR", "GB"),
        (nations.from_alpha3, "KOS", "XK"),
        (nations.from_alpha3, "ROM", "RO"),
        (nations.from_alpha3, "EUR", ""),
        (nations.from_numeric, "4", "AF"),
        (nations.from_numeric, "", ""),
        (nations.from_name, "Russian Federation", "RU"),
        (nations.from_name, "Cote d'Ivoire", "CI"),
        (nations.from_name, "turkey", "TR"),
        (nations.from_name, "Palestinian Territory, Occupied", "PS"),
        (nations.from_name, "Congo", ""),  # there are two
        (nations.from_name, "Afghan", ""),
        (nations.from_any_word, "AFGHAN", "AF"),
        (nations.from_any_word, "Beijing", "CN"),
    ],
)
def test_a_country_is_known_by_its_codes_and_names_and_never_guessed(look_up, given, expected):
    assert look_up(given) == expected
