"""When it was: which phrase of a sentence dates which event."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.extraction import propose

WEDNESDAY = date(2022, 3, 9)
UNKNOWN = "../2022-03-09"


def told(text: str) -> list[str]:
    """Act and date of each draft."""
    return [f"{draft.act} {draft.date.edtf if draft.date else ''}" for draft in propose(text, WEDNESDAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Portugal condemned the 1953 armistice with Mali.", [f"condemnation {UNKNOWN}"]),
        ("Portugal condemned Mali in 1953.", ["condemnation 1953"]),
        ("Portugal praised the pact that Mali and Peru had wanted last night.", [f"support {UNKNOWN}"]),
        ("President Amina Sow said that a year ago it was calm.", [f"statement {UNKNOWN}"]),
        ("Last week it was calm, President Amina Sow said on Monday.", ["statement 2022-03-07"]),
        ("Portugal said Tuesday it would send 50 tents to Mali.", ["aid 2022-03-08"]),
        ("Portugal said it would send 50 tents to Mali on Tuesday.", ["aid 2022-03-15"]),
        ("President Amina Sow landed in Lisbon shortly after 9 pm on Sunday.", ["visit 2022-03-06"]),
        ("Portugal condemned Mali, President Amina Sow said on Monday.", [f"condemnation {UNKNOWN}"]),
        ("Portugal vowed to help Mali next year.", [f"statement {UNKNOWN}"]),
        ("Portugal accused Mali of breaking a deal signed last year.", [f"condemnation {UNKNOWN}"]),
        (
            "At a meeting in Lisbon on Tuesday, President Amina Sow urged Portugal to act.",
            ["meeting 2022-03-08", "request 2022-03-08"],
        ),
        ("On Monday it rained. Portugal condemned Mali later in the day.", ["condemnation 2022-03-07"]),
        ("Portugal condemned Mali on Monday. Earlier in the day Mali condemned Peru.", ["condemnation 2022-03-07"] * 2),
    ],
)
def test_a_phrase_dates_the_event_of_which_it_tells(text: str, expected: list[str]):
    assert told(text) == expected


def test_a_phrase_that_goes_back_is_read_once_in_a_sentence():
    text = "Portugal condemned Mali on Monday. A day earlier Portugal praised Mali and condemned Peru."
    assert told(text) == ["condemnation 2022-03-07", "support 2022-03-06", "condemnation 2022-03-06"]


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        ("on 5 March", "2022-03-05"),
        ("on Feb. 12", "2022-02-12"),
        ("on 05.03.2022", "2022-03-05"),
        ("on 2022-03-05", "2022-03-05"),
        ("on Tuesday-Wednesday", "2022-03-08/2022-03-09"),
        ("from March 1 to March 3", "2022-03-01/2022-03-03"),
        ("in mid-February", "2022-02-11~/2022-02-20~"),
        ("since March 1", UNKNOWN),
        ("with a short-tempered king", UNKNOWN),
    ],
)
def test_dates_are_read_in_the_forms_that_agencies_give_them(when: str, edtf: str):
    assert told(f"President Amina Sow visited Lisbon {when}.") == [f"visit {edtf}"]
