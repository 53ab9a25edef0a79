"""Names in a text and the actors that they may be."""

from __future__ import annotations

import pytest

from tests.rows import make_actor, make_state
from timeline.desk import ActorNames

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> ActorNames:
    bennett = make_actor("Naftali Bennett")
    bennett.aliases.create(name="Bennett")
    make_actor("Volodymyr Zelenskyy").aliases.create(name="Zelensky", kind="transliteration")
    make_state("Israel", "IL")
    merged = make_actor("N. Bennett")
    merged.merged_into = bennett
    merged.save()
    return ActorNames()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("bennett", "naftali-bennett"),
        (" Zelensky ", "volodymyr-zelenskyy"),
        ("Israel", "israel"),
        ("N. Bennett", ""),
        ("", ""),
    ],
)
def test_an_exact_name_or_alias_is_known(people: ActorNames, typed: str, slug: str):
    found = people.exactly(typed)
    assert (found.slug if found else "") == slug


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("Volodymyr Zelensky", "volodymyr-zelenskyy"), ("Naftaly Benett", "naftali-bennett"), ("Qwxyz", "")],
)
def test_names_that_are_alike_are_suggested(people: ActorNames, typed: str, slug: str):
    found = people.like(typed)
    assert (found[0].slug if found else "") == slug
    assert len({one.slug for one in found}) == len(found)


def test_a_name_that_two_share_decides_nothing(people: ActorNames):
    make_actor("Other").aliases.create(name="Bennett")
    assert ActorNames().exactly("Bennett") is None


def test_all_names_are_read_in_two_queries(people: ActorNames, django_assert_num_queries):
    with django_assert_num_queries(2):
        for name in ("Bennett", "Putin", "Israel"):
            people.exactly(name)
            people.like(name)
