"""Rows that were made to do harm: refused with their column, or stored as the plain text that they are."""

import json

import pytest

from tests.imports.made import bring_in, candidate, numbers
from timeline.imports.candidates import Party, Report, Spot
from timeline.models import Event, ImportedRow, RefusedRow

pytestmark = pytest.mark.django_db

PLAIN = [
    "=HYPERLINK(\"https://evil.example\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1; -2; \t".strip(),
    "<script>alert(1)</script>",
    "'); DROP TABLE timeline_event; --",
    "{{ 7 * 7 }} {% debug %}",
    "%s %(name)s {0}",
    "../../etc/passwd",
    "שלום 📰 é",
]  # fmt: skip
REFUSED = ["NUL \x00 here", "bell \x07", "half \ud83d of two", "back \u202e wards", "line\nbreak", "\ufeffmark"]


@pytest.mark.parametrize("text", PLAIN)
def test_text_that_looks_like_something_else_stays_text(text):
    outcome = bring_in(
        candidate(title=text, raw={"title": text}, parties=(Party(text, note=text),), places=(Spot(text),))
    )

    event = Event.objects.get()
    assert numbers(outcome) == {"added": 1}
    assert event.title == event.participations.get().actor.name == event.event_places.get().place.name == text
    assert ImportedRow.objects.get().raw == {"title": text}


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize(
    "where",
    [
        *("title", "date_text", "plover_mode", "date_rule", "tz", "party", "note", "place", "external_id", "same_as"),
        *("article", "outlet", "speaker_text", "office"),
    ],
)
def test_what_no_line_may_hold_is_refused_wherever_it_stands(text, where):
    report = {"article": {"title": text}, "outlet": {"outlet": text}, "speaker_text": {"more": {"speaker_text": text}}}
    values = {
        "party": {"parties": (Party(text),)},
        "note": {"parties": (Party("X", note=text),)},
        "office": {"parties": (Party("X", kind="person", office=text),)},
        "place": {"places": (Spot(text),)},
        "same_as": {"same_as": (text,)},
        "external_id": {"external_id": text},
        **{
            name: {"reports": (Report(**{"url": "https://a.example/1", "exact": "They met", **given}),)}
            for name, given in report.items()
        },
    }.get(where, {"fields": {where: text}})
    outcome = bring_in(candidate(values.pop("external_id", "1"), raw={"cell": text}, **values), candidate("2", line=2))

    if where == "office":
        assert numbers(outcome) == {"added": 2}  # no office of that name: nothing is made of it
        return
    assert numbers(outcome) == {"refused": 1, "added": 1}, where
    assert outcome.refused[0].column
    assert RefusedRow.objects.get().line == 1


def test_what_no_database_takes_is_marked_in_the_raw_row():
    bring_in(candidate(raw={"a\x00": ["b\ud800", {"c": "d\x00"}], "n": float("nan"), "deep": None}))

    assert ImportedRow.objects.get().raw == {"a�": ["b�", {"c": "d�"}], "n": "nan", "deep": None}


@pytest.mark.parametrize(("cell", "kept"), [("a\x00", "a�"), ("a\ud83d", "a�"), ("a\\u0000", "a\\u0000"), ("📰", "📰")])
def test_each_cell_of_the_raw_row_is_looked_at(cell, kept):
    bring_in(candidate(raw={"cell": cell}))

    assert ImportedRow.objects.get().raw == {"cell": kept}


def test_a_megabyte_in_a_cell_is_refused_or_cut_and_said():
    big = "x" * 1_000_000
    outcome = bring_in(candidate("1", title=big), candidate("2", line=2, raw={"cell": big}))

    assert numbers(outcome) == {"refused": 1, "added": 1}
    assert len(outcome.refused[0].raw) < 3_000
    kept = ImportedRow.objects.get().raw["cell"]
    assert kept.endswith("… (1,000,000 characters)")
    assert len(json.dumps(kept)) < 30_000


def test_a_row_with_endless_parts_is_refused():
    outcome = bring_in(candidate(parties=tuple(Party(f"P{n}") for n in range(500))))

    assert outcome.refused[0].column == "parties"
