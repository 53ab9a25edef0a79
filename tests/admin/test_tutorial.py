"""The analyst's tutorial says what the screens say."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from timeline.admin.dating import Reference, read_date
from timeline.admin.verbs import BUTTONS
from timeline.models import Actor, EventType

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "analyst.md"
TEXT = TUTORIAL.read_text(encoding="utf-8")
READINGS = re.findall(r"^\| `([^`]+)` \| (.+) \|$", TEXT.partition("| typed | read as |")[2], re.MULTILINE)
MONDAY = Reference(date(2022, 3, 14))


@pytest.mark.parametrize(("typed", "words"), READINGS)
def test_a_date_reads_as_the_tutorial_says(typed: str, words: str):
    if words.startswith("nothing"):
        with pytest.raises(ValidationError):
            read_date(typed, MONDAY)
    else:
        assert read_date(typed, MONDAY).words == words


def test_the_tutorial_reads_five_dates():
    assert len(READINGS) == 5


@pytest.mark.django_db
def test_the_type_of_the_tutorial_has_the_roles_that_it_names():
    assert EventType.objects.get(label="Humanitarian aid").roles[:2] == ["donor", "recipient"]


@pytest.mark.parametrize("verb", ["publish", "send_back", "retract", "submit"])
def test_the_buttons_are_called_as_in_the_tutorial(verb: str):
    assert f"**{BUTTONS[verb].label}**" in TEXT


def test_what_the_tutorial_links_to_is_there():
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert links
    assert [link for link in links if not (TUTORIAL.parent / link).exists()] == []


def test_the_choices_that_the_tutorial_names_exist():
    assert f"*{Actor.Kind.GOVERNMENT_BODY.label}*" in TEXT
