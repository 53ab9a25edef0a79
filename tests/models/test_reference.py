"""The reference tables themselves, and that loading them never undoes what an analyst did."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from django.conf import settings

from timeline.dates import Weekend, resolve
from timeline.models import Country, CountryName, EventType
from timeline.models.reference import (
    country_name_rows,
    country_rows,
    event_type_rows,
    load_countries,
    load_event_types,
)
from timeline.models.types import Family, Role

COUNTRIES = {row["code"]: row for row in country_rows()}
TYPES = {row["slug"]: row for row in event_type_rows()}


def words_for(name: str) -> set[str]:
    """The countries that claim `name` as name, official name, alias, adjective or capital."""
    claims: dict[str, set[str]] = defaultdict(set)
    for code, row in COUNTRIES.items():
        claims[row["name"].casefold()].add(code)
        claims[row["official_name"].casefold()].add(code)
    for row in country_name_rows():
        claims[row["name"].casefold()].add(row["country_id"])
    return claims[name.casefold()]


# -- countries -------------------------------------------------------------------------------------------------


def test_there_are_the_249_of_iso_3166_and_kosovo():
    assert len(COUNTRIES) == 250
    assert "XK" in COUNTRIES


@pytest.mark.parametrize("field", ["code", "alpha3", "numeric", "fips", "name", "official_name"])
def test_no_two_countries_share(field):
    values = [row[field] for row in country_rows() if row[field]]
    assert len(values) == len(set(values))


def test_only_kosovo_has_no_number_and_three_have_no_fips_code():
    assert [code for code, row in COUNTRIES.items() if not row["numeric"]] == ["XK"]
    assert [code for code, row in COUNTRIES.items() if not row["fips"]] == ["AX", "BQ", "UM"]


def test_the_codes_are_those_of_the_unicode_territories():
    babel = pytest.importorskip("babel", reason="a second source of the codes")
    assert set(COUNTRIES) <= set(babel.Locale("en").territories)


@pytest.mark.parametrize(
    ("code", "alpha3", "numeric", "fips"),
    [
        ("IL", "ISR", "376", "IS"),
        ("UA", "UKR", "804", "UP"),
        ("RU", "RUS", "643", "RS"),
        ("GB", "GBR", "826", "UK"),
        ("DE", "DEU", "276", "GM"),
        ("CH", "CHE", "756", "SZ"),
        ("CN", "CHN", "156", "CH"),
        ("SS", "SSD", "728", "OD"),
        ("XK", "KOS", "", "KV"),
    ],
)
def test_codes(code, alpha3, numeric, fips):
    row = COUNTRIES[code]
    assert (row["alpha3"], row["numeric"], row["fips"]) == (alpha3, numeric, fips)


def test_no_word_belongs_to_two_countries():
    claims: dict[str, set[str]] = defaultdict(set)
    for row in country_name_rows():
        claims[row["name"].casefold()].add(row["country_id"])
    for code, row in COUNTRIES.items():
        claims[row["name"].casefold()].add(code)
        claims[row["official_name"].casefold()].add(code)
    assert {word: codes for word, codes in claims.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Burma", "MM"),
        ("Ivory Coast", "CI"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("British", "GB"),
        ("USA", "US"),
        ("American", "US"),
        ("Holland", "NL"),
        ("Dutch", "NL"),
        ("Swaziland", "SZ"),
        ("Russia", "RU"),
        ("Palestine", "PS"),
        ("Vatican", "VA"),
        ("Holy See", "VA"),
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Jerusalem", "IL"),
        ("Israeli", "IL"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("Guinea", "GN"),
        ("Bissau-Guinean", "GW"),
        ("South Korean", "KR"),
        ("Burmese", "MM"),
        ("Kosovo", "XK"),
        ("Kingston", "JM"),
    ],
)
def test_a_word_that_means_one_country(word, code):
    assert words_for(word) == {code}


@pytest.mark.parametrize("word", ["Congo", "Congolese", "Korea", "Korean", "Dominican", "Virgin Islands", "England"])
def test_a_word_that_could_mean_another_country_is_left_out(word):
    assert words_for(word) == set()


def test_every_weekend_is_one_that_dates_can_use():
    assert {row["weekend"] for row in country_rows()} <= {weekend.value for weekend in Weekend}


@pytest.mark.parametrize(
    ("code", "edtf"),
    [("IL", "2022-03-04/2022-03-06"), ("BN", "2022-03-04/2022-03-06"), ("FR", "2022-03-05/2022-03-06")],
)
def test_over_the_weekend_follows_the_country(code, edtf):
    found = resolve("over the weekend", date(2022, 3, 7), weekend=Weekend(COUNTRIES[code]["weekend"]))
    assert found.edtf.edtf == edtf


# -- event types -----------------------------------------------------------------------------------------------


def test_there_are_25_types_and_other():
    assert len(TYPES) == 26
    assert list(TYPES)[-1] == "other"
    assert [row["rank"] for row in TYPES.values()] == list(range(1, 27))


@pytest.mark.parametrize("row", TYPES.values(), ids=list(TYPES))
def test_a_type_is_valid_by_the_rules_of_the_model(row):
    EventType(**row).clean_fields()
    EventType(**row).clean()
    assert row["roles"]
    assert len(row["roles"]) == len(set(row["roles"]))
    assert row["description"].endswith(".")


def test_every_family_and_every_role_is_used():
    assert {row["family"] for row in TYPES.values()} == set(Family.values)
    assert {role for row in TYPES.values() for role in row["roles"]} == set(Role.values)


@pytest.mark.parametrize(
    ("slug", "cameo", "plover", "mode", "goldstein"),
    [
        ("meeting", "040", "CONSULT", "", "1.0"),
        ("visit", "042", "CONSULT", "visit", "1.9"),
        ("phone_call", "041", "CONSULT", "phone", "1.0"),
        ("negotiation", "046", "CONSULT", "", "7.0"),
        ("statement", "010", "", "", "0.0"),
        ("request", "020", "REQUEST", "", "3.0"),
        ("refusal", "120", "REJECT", "", "-4.0"),
        ("condemnation", "111", "ACCUSE", "disapprove", "-2.0"),
        ("sanction", "163", "SANCTION", "discontinue", "-8.0"),
        ("aid_military", "072", "AID", "", "8.3"),
        ("vote", "", "", "", None),
        ("other", "", "", "", None),
    ],
)
def test_default_codes(slug, cameo, plover, mode, goldstein):
    row = TYPES[slug]
    assert (row["cameo_code"], row["plover_event"], row["plover_mode"]) == (cameo, plover, mode)
    assert (str(row["goldstein"]) if row["goldstein"] is not None else None) == goldstein
    assert bool(row["goldstein_table"]) == (goldstein is not None)


def test_a_code_is_text_and_keeps_its_leading_zero():
    assert {row["cameo_code"][0] for row in TYPES.values() if row["cameo_code"]} == {"0", "1"}


# -- loading ---------------------------------------------------------------------------------------------------


def load():
    return load_countries(Country, CountryName), load_event_types(EventType)


@pytest.fixture
def loaded(db):
    load()


def test_loading_into_an_empty_table_inserts_everything(db):
    for model in (CountryName, Country, EventType):
        model.objects.all().delete()
    countries, types = load()
    assert Country.objects.count() == 250
    assert CountryName.objects.count() == len(country_name_rows())
    assert countries.inserted == 250 + len(country_name_rows())
    assert types.inserted == EventType.objects.count() == 26
    assert not countries.differing
    assert not types.differing


def test_loading_again_inserts_nothing(loaded):
    countries, types = load()
    assert (countries.inserted, types.inserted) == (0, 0)
    assert countries.differing == types.differing == []


def test_an_edited_row_is_kept_and_reported(loaded):
    EventType.objects.filter(slug="visit").update(label="Official visit", goldstein="2.8")
    Country.objects.filter(pk="IR").update(weekend="fri-sat")
    countries, types = load()
    assert EventType.objects.get(slug="visit").label == "Official visit"
    assert Country.objects.get(pk="IR").weekend == "fri-sat"
    assert types.differing == [
        "visit: label is 'Official visit' here, 'Visit' in the file.",
        "visit: goldstein is Decimal('2.8') here, Decimal('1.9') in the file.",
    ]
    assert countries.differing == ["IR: weekend is 'fri-sat' here, 'thu-fri' in the file."]


def test_a_row_that_an_analyst_added_stays(loaded):
    EventType.objects.create(slug="spying", label="Spying", family="pressure")
    load()
    assert EventType.objects.filter(slug="spying").exists()


def test_a_missing_row_is_inserted(loaded):
    EventType.objects.get(slug="vote").delete()
    Country.objects.get(pk="NZ").delete()
    countries, types = load()
    assert types.inserted == 1
    assert countries.inserted == 5  # the country, Aotearoa, New Zealander, Kiwi, Wellington
    assert EventType.objects.get(slug="vote").history.count() >= 1


def test_a_type_whose_label_is_taken_is_reported(loaded):
    EventType.objects.get(slug="vote").delete()
    EventType.objects.create(slug="ballot", label="Vote", family="agreements")
    _, types = load()
    assert types.inserted == 0
    assert types.differing == ["vote: not inserted, another row has the label “Vote”."]


def test_a_name_that_was_removed_stays_removed_unless_asked_for(loaded):
    CountryName.objects.get(name="Persia").delete()
    countries, _ = load()
    assert countries.inserted == 0
    assert countries.differing == ["IR: the alias “Persia” is not here."]
    assert load_countries(Country, CountryName, add_names=True).inserted == 1


def test_a_name_that_was_given_to_another_country_stays_there(loaded):
    CountryName.objects.filter(name="Holland").update(country="US")
    countries = load_countries(Country, CountryName, add_names=True)
    assert CountryName.objects.get(name="Holland").country_id == "US"
    assert countries.differing == ["NL: the alias “Holland” belongs to US here."]


@pytest.mark.parametrize("row", TYPES.values(), ids=list(TYPES))
def test_the_reference_page_says_what_the_table_says(row):
    page = (settings.BASE_DIR / "docs/reference/event-types.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if f"`{row['slug']}`" in line and line.startswith("|"))
    assert row["description"] in line
    assert ", ".join(row["roles"]) in line
    assert f"| {row['cameo_code'] or '–'} |" in line
