"""Who takes part: names, offices and groups as agencies write them, of invented people."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.extraction import Draft, KnownActor, propose

WEDNESDAY = date(2022, 3, 9)


def parties_of(draft: Draft) -> list[str]:
    return [f"{party.name} ({party.country})" if party.country else party.name for party in draft.parties]


def parties(text: str) -> list[str]:
    """Of the last draft; what stands before it names who is who."""
    return parties_of(propose(text, WEDNESDAY)[-1])


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Dutch Foreign Minister Pieter van den Brink", "Pieter van den Brink (NL)"),
        ("German Chancellor Ute von der Aue", "Ute von der Aue (DE)"),
        ("Foreign Minister Issa A. Al-Sabri", "Issa A. Al-Sabri"),
        ("Foreign Minister Tomas Prado Jr.", "Tomas Prado"),
        ("Syria's President Issa al-Sabri left. Sabri", "Issa al-Sabri (SY)"),
        ("Kenya's Foreign Minister Ana Otieno left. CS Otieno", "Ana Otieno (KE)"),
        ("The Mali-backed President Ana Otieno", "Ana Otieno"),
        ("Ana Otieno of Kenya", "Ana Otieno (KE)"),
        ("Foreign Minister Ana Prado (Greens)", "Ana Prado"),
    ],
)
def test_a_name_is_read_as_it_is_written_and_known_by_a_part_of_it(who: str, name: str):
    assert parties(f"{who} met Mali's Amina Sow.") == [name, "Amina Sow (ML)"]


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Kenyan President-elect Ana Otieno", "Ana Otieno (KE)"),
        ("Prime Minister-designate Ana Otieno", "Ana Otieno"),
        ("Deputy Premier and Foreign Minister Ana Otieno", "Ana Otieno"),
        ("The First Deputy Premier – Foreign Minister of Kenya, Ana Otieno,", "Ana Otieno (KE)"),
        ("UN Emergency Relief Coordinator Ana Otieno", "Ana Otieno (United Nations)"),
        ("Former Kenyan President Ana Otieno", "Ana Otieno (KE)"),
        ("Kenya's leftist ex-president Ana Otieno", "Ana Otieno (KE)"),
        ("Iraqi Kurdish leader Issa Sabri", "Issa Sabri (IQ)"),
        ("Kenya's Solidarity leader Ana Otieno", "Ana Otieno (KE)"),
        ("General de Brink", "de Brink"),
        ("Archbishop Ana St. Otieno", "Ana St. Otieno"),
        ("Kenyan intelligence chief Ana Otieno", "Ana Otieno (KE)"),
        ("U Otieno, the Acting Secretary General,", "Otieno"),
        ("Intelligence chief Lt. Gen. Ana Otieno", "Ana Otieno"),
        ("Visiting Kenyan Prime Minister Ana Otieno", "Ana Otieno (KE)"),
        ("Ana Otieno, the former Kenyan leader who mediates there,", "Ana Otieno (KE)"),
        ("Kenya's foreign affairs minister, Ana Otieno, left. The Foreign Minister", "Ana Otieno (KE)"),
        ("Kenya's secretary of state, Ana Otieno, left. The Secretary", "Ana Otieno (KE)"),
        ("The president in Dakar", "Senegal (SN)"),
        ("In Dakar, a Foreign Ministry spokesman", "Senegal (SN)"),
    ],
)
def test_an_office_is_read_with_what_stands_around_it(who: str, name: str):
    assert parties(f"{who} met Mali's Amina Sow.") == [name, "Amina Sow (ML)"]


def test_offices_of_several_stand_in_the_plural():
    text = "Presidents Daniel Mwangi of Kenya and Ana Prado of Portugal met in Nairobi."
    assert parties(text) == ["Daniel Mwangi (KE)", "Ana Prado (PT)"]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("India's Ministry of External Affairs", ["India (IN)"]),
        ("The U.S. Treasury Department", ["United States (US)"]),
        ("The Foreign Ministry in Dakar", ["Senegal (SN)"]),
        ("The Prado administration", ["Prado administration"]),
        ("Prime Minister Ana Prado's office", ["Ana Prado"]),
        ("The AU's Peace and Security Council", ["African Union"]),
        ("Kenya's internationally recognised government", ["Kenya (KE)"]),
        ("Her Kenyan and Chilean counterparts", ["Kenya (KE)", "Chile (CL)"]),
        ("Kenyan border guards", ["Kenya (KE)"]),
        ("The Malian Liberation Army", ["Malian Liberation Army (ML)"]),
        ("The Sudan Liberation Army", ["Sudan Liberation Army"]),
        ("The Lima Group", ["Lima Group"]),
        ("Senior diplomats from Mali, Kenya and Chile", ["Mali (ML)", "Kenya (KE)", "Chile (CL)"]),
        ("A Malian delegation, headed by Amina Sow,", ["Amina Sow (ML)"]),
    ],
)
def test_what_acts_for_a_state_or_a_person_is_one_party(who: str, names: list[str]):
    assert parties(f"{who} condemned Peru.") == [*names, "Peru (PE)"]


def test_a_president_of_whom_nobody_told_is_not_whoever_stands_near():
    assert propose("Kenya was quiet; the president condemned a raid.", WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "names"), [("The US and Mali met.", ["US", "ML"]), ("Mali gave us US$5 of aid.", ["ML"])]
)
def test_what_is_written_in_capitals_is_a_name_in_capitals_only(text: str, names: list[str]):
    assert [party.country for party in propose(text, WEDNESDAY)[-1].parties] == names


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Chechen rebels", ["Chechen rebels"]),
        ("The Saudi-led coalition", ["Saudi-led coalition"]),
        ("West African leaders", ["West African leaders"]),
        ("Six world powers", ["Six world powers"]),
        ("M23 rebels", ["M23"]),
        ("Kenya's Quietist rebels and the government", ["Quietist rebels", "Kenya (KE)"]),
        ("Kenya left SADC. The bloc", ["SADC"]),
        ("Kenya left NATO. On Monday the alliance", ["NATO"]),
        ("Leaders of the Kenya-allied group", ["Leaders"]),
        ("Kenya slept. The Foreign Ministry", ["Kenya (KE)"]),
        ("Kenya and the Quiet Front, or QFR,", ["Kenya (KE)", "Quiet Front"]),
        ("Hutu and Tutsi leaders", ["Hutu and Tutsi leaders"]),
        ("The U.S., Canadian and French governments", ["United States (US)", "Canada (CA)", "France (FR)"]),
        ("Negotiators for Kenya and Chile", ["Kenya (KE)", "Chile (CL)"]),
        ("North and South Korea", ["North Korea (KP)", "South Korea (KR)"]),
        ("North Korea slept. The North", ["North Korea (KP)"]),
        ("The Movement for Quiet Change", ["Movement for Quiet Change"]),
        ("The Quiet Front (QFR) slept. The QFR", ["Quiet Front"]),
        ("The Tigers' leader, Issa Sabri,", ["Issa Sabri"]),
        ("Prado adviser Ana Otieno", ["Ana Otieno"]),
    ],
)
def test_groups_peoples_and_halves_are_parties(who: str, names: list[str]):
    assert parties(f"{who} condemned Peru.") == [*names, "Peru (PE)"]


OTIENO_AND_SOW = "Kenya's Ana Otieno met Mali's Amina Sow. "


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The sides condemned Peru.", ["Ana Otieno (KE)", "Amina Sow (ML)"]),
        ("The two tired ministers condemned Peru.", ["Ana Otieno (KE)", "Amina Sow (ML)"]),
        ("The two countries condemned Peru.", ["Kenya (KE)", "Mali (ML)"]),
        ("The neighbours condemned Peru.", ["Kenya (KE)", "Mali (ML)"]),
        ("The three leaders condemned Peru.", []),
        ("She and Ana Prado condemned Peru.", ["Ana Otieno (KE)", "Ana Prado"]),
        ("The former Kenyan judge condemned Peru.", ["Ana Otieno (KE)"]),
        ("Her host condemned Peru.", ["Amina Sow (ML)"]),
        ("Diplomats from the two countries condemned Peru.", ["Kenya (KE)", "Mali (ML)"]),
        ("Chilean officials said they condemned Peru.", ["Chile (CL)"]),
    ],
)
def test_words_that_point_back_mean_whom_the_sentence_before_named(text: str, names: list[str]):
    found = [one for one in propose(OTIENO_AND_SOW + text, WEDNESDAY) if one.act == "condemnation"]
    assert [parties_of(one) for one in found] == ([[*names, "Peru (PE)"]])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("West African leaders met in Dakar. The leaders condemned Peru.", ["West African leaders"]),
        ("Portugal met the Tamil Tigers in Lisbon. The rebels condemned Peru.", ["Tamil Tigers"]),
        ("Kenya met Mali. Ana Prado met Issa Sabri. The two countries condemned Peru.", ["Kenya (KE)", "Mali (ML)"]),
        (
            "Foreign Minister Ana Prado flew to Dakar where envoys were meeting Issa Sabri, and condemned Peru.",
            ["Ana Prado"],
        ),
    ],
)
def test_who_acts_is_remembered_across_what_stands_between(text: str, names: list[str]):
    assert parties(text) == [*names, "Peru (PE)"]


def test_what_governs_an_owner_governs_what_he_owns():
    assert parties("President Amina Sow held talks with the Tigers' ailing leader, Issa Sabri.") == [
        "Amina Sow",
        "Issa Sabri",
    ]


def test_among_several_is_between_them():
    assert parties("A conference call among Malian, Kenyan and Chilean officials was held on Monday.") == [
        "Mali (ML)",
        "Kenya (KE)",
        "Chile (CL)",
    ]


def test_a_participle_with_by_names_who_did_it_behind_it():
    found = propose("Kenya's Ana Otieno and Mali's Amina Sow signed a deal brokered by Chile's Ana Prado.", WEDNESDAY)
    assert parties_of(found[-1])[0] == "Ana Prado (CL)"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Soviet Foreign Minister left. Moscow condemned Peru.", "Soviet Union (RU)"),
        ("The Soviet film was Russian. Moscow condemned Peru.", "Russia (RU)"),
        ("The East German government condemned Peru.", "East Germany (DE)"),
        ("Burma condemned Peru.", "Burma (MM)"),
    ],
)
def test_a_state_is_called_what_it_was_called_then(text: str, name: str):
    assert parties(text)[0] == name


def test_a_former_name_of_a_state_is_the_actor_of_today():
    known = [KnownActor("mm", "Myanmar", "state", "MM")]
    assert propose("Burma condemned Peru.", WEDNESDAY, known_actors=known)[0].parties[0].key == "mm"


def test_a_capital_by_its_adjective_is_a_place():
    draft = propose("Foreign Minister Ana Prado visited the Kenyan capital on Monday.", WEDNESDAY)[0]
    assert (draft.place, parties_of(draft)) == ("Kenyan capital", ["Ana Prado"])


def test_who_is_told_of_on_the_side_takes_no_part():
    assert parties("Kenya held talks with Mali, with diplomats voicing hope.") == ["Kenya (KE)", "Mali (ML)"]


def test_whom_a_purpose_follows_is_met():
    assert parties("Kenya met Peru's Issa Sabri and Mali's King Sow to discuss the border.")[1:] == [
        "Issa Sabri (PE)",
        "Sow (ML)",
    ]


def test_what_is_no_person_is_not_received():
    assert propose("The truce was received by Kenya and Peru.", WEDNESDAY) == []
