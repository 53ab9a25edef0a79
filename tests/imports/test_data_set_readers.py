"""Every reader of a foreign data set: its golden candidates, and that nothing it is given makes it raise."""

import io
import json
import os
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.imports.made import plain
from timeline import dates
from timeline.imports.candidates import BadRow, Candidate, LeftOut, Mention
from timeline.imports.coding import default_cameo
from timeline.models import EventPlace, Place, Role
from timeline.models.actors import Actor
from timeline.models.events import Medium, Realisation
from timeline.models.text import validate_line, validate_prose
from timeline.models.types import validate_cameo

FIXTURES = Path(__file__).parent / "foreign"
# module, fixture
READERS = [
    ("gdelt", "gdelt.tsv"),
    ("gdelt_mentions", "gdelt_mentions.tsv"),
    ("icews", "icews.tab"),
    ("polecat", "polecat.txt"),
    ("acled", "acled.csv"),
    ("timeline_js", "timeline_js.csv"),
    ("timeline_js", "timeline_js.json"),
]


def reader(module):
    return import_module(f"timeline.imports.{module}").READER


def read(module, content):
    return list(reader(module).read(io.BytesIO(content)))


def as_json(item):
    """One line, with what is empty left out, so that a new field of candidates changes nothing here."""
    return json.dumps({"is": type(item).__name__, **dense(plain(item))}, ensure_ascii=False, default=str)


def dense(value):
    if isinstance(value, dict):
        return {name: dense(inner) for name, inner in value.items() if inner not in ("", (), [], {}, None)}
    return [dense(inner) for inner in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize(("module", "fixture"), READERS)
def test_a_file_becomes_the_expected_candidates(module, fixture):
    found = [as_json(item) for item in read(module, (FIXTURES / fixture).read_bytes())]
    golden = FIXTURES / f"{fixture}.expected.jsonl"
    if os.environ.get("REWRITE_GOLDEN"):
        golden.write_text("\n".join(found) + "\n", encoding="utf-8")

    assert found == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("module", "fixture"), READERS)
def test_what_a_reader_yields_is_what_the_models_take(module, fixture):
    for item in read(module, (FIXTURES / fixture).read_bytes()):
        check(item)


def check(item):
    assert item.line >= 1
    if isinstance(item, BadRow | LeftOut):
        assert item.reason
    if isinstance(item, Mention):
        assert item.of
        assert 0 < len(item.external_id) <= 200
    if not isinstance(item, Candidate):
        return
    assert 0 < len(item.external_id) <= 200
    validate_line(item.external_id)
    assert max(map(len, (item.parties, item.reports, item.same_as))) <= 200
    assert item.type in {"", *default_cameo()}
    assert item.type or item.fields["title"]
    assert not item.fields.get("edtf") or dates.parse(item.fields["edtf"]).edtf == item.fields["edtf"]
    assert item.fields.get("medium", "") in Medium.values
    assert item.fields.get("realisation", "occurred") in Realisation.values
    if code := item.fields.get("cameo_code"):
        validate_cameo(code)
    validate_line(item.fields.get("title", ""))
    assert len(item.fields.get("title", "")) <= 200
    validate_prose(item.fields.get("summary", ""))
    for party in item.parties:
        validate_line(party.name)
        assert 0 < len(party.name) <= 200
        assert party.role in Role.values
        assert party.kind in Actor.Kind.values
        assert party.kind != "state" or party.country
        assert len(party.note) <= 300
    for spot in item.places:
        validate_line(spot.name)
        assert 0 < len(spot.name) <= 200
        assert spot.kind in {"", *Place.Kind.values}
        assert spot.role in EventPlace.Role.values
        assert spot.exactness in {"", *Place.Exactness.values}
        assert (spot.latitude is None) == (spot.longitude is None)
    json.dumps(item.raw)


@pytest.mark.parametrize(("module", "fixture"), READERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=400))
@example(noise=b"")
@example(noise=b"\xff\xfe\x00\x00")
@example(noise=b'"\n"\n"')
@example(noise=b"\x81\x8d\n")
def test_no_bytes_make_a_reader_raise(module, fixture, noise):
    for item in read(module, noise):
        check(item)


@pytest.mark.parametrize(("module", "fixture"), READERS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_a_real_looking_file_makes_a_reader_raise(module, fixture, data):
    content = bytearray((FIXTURES / fixture).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=5))

    for item in read(module, bytes(content)):
        check(item)
