"""How many, and of what: numbers in figures and in words."""

from __future__ import annotations

import pytest

from timeline.extraction.drafts import Amount
from timeline.extraction.quantities import quantities


@pytest.mark.parametrize(
    ("text", "what", "amount", "qualifier"),
    [
        ("30 tents", "tents", "30", "exactly"),
        ("Ninety children landed", "children", "90", "exactly"),
        ("at least twenty-five Soviet citizens", "citizens", "25", "at_least"),
        ("two hundred people", "people", "200", "exactly"),
        ("about a hundred refugees", "refugees", "100", "about"),
        ("a hundred and twenty sailors", "sailors", "120", "exactly"),
        ("3 million people", "people", "3000000", "exactly"),
        ("1,200 tonnes of wheat", "tonnes", "1200", "exactly"),
        ("up to 40 rescuers", "rescuers", "40", "at_most"),
        ("$3 million in aid", "money", "3000000", "exactly"),
        ("20 million euros", "money", "20000000", "exactly"),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, what: str, amount: str, qualifier: str):
    [found] = quantities(text)
    assert (found.what, found.amount, found.qualifier) == (what, amount, qualifier)


@pytest.mark.parametrize("text", ["a people", "hundreds of people", "ten and more people who are tents"])
def test_what_is_not_counted_has_no_number(text: str):
    assert quantities(text) == ()


def test_several_stand_in_the_order_of_the_passage():
    assert quantities("10 million dollars and 30 trucks") == (
        Amount("money", "10000000", currency="USD"),
        Amount("trucks", "30"),
    )
