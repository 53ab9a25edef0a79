"""No bytes make one of our own readers raise, and whatever it lets through is what the models take."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from timeline.imports import comma_separated, data_package, json_lines
from timeline.imports.candidates import BadRow, Candidate, Rows
from timeline.models import Event

GOLDEN = Path(__file__).parents[1] / "exports" / "golden"
READERS = {"jsonl": json_lines.read, "csv": comma_separated.read, "zip": data_package.read}
several = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def package() -> dict[str, bytes]:
    """The tables as the golden file has them one below the other."""
    text = (GOLDEN / "events.zip.txt").read_bytes().decode()
    parts = [part.partition("\n") for part in text.split("== ")[1:]]
    return {name: body.encode() for name, _end, body in parts}


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        for name, body in files.items():
            whole.writestr(name, body)
    return file.getvalue()


def sound(name: str) -> bytes:
    return zipped(package()) if name == "zip" else (GOLDEN / f"events.{name}").read_bytes()


def checked(rows: Rows) -> Iterator[Candidate | BadRow]:
    for row in rows:
        assert isinstance(row, Candidate | BadRow)
        assert row.line >= 1
        if isinstance(row, BadRow):
            assert row.reason
            assert "\0" not in row.raw + row.column + row.reason
            f"{row.raw}{row.column}{row.reason}".encode()
        else:
            assert row.external_id
            Event(**row.fields).clean_fields(exclude=["type", "title"])
            assert "\\u0000" not in json.dumps(row.raw, allow_nan=False)
            json.dumps(row.raw, ensure_ascii=False).encode()
        yield row


@pytest.mark.parametrize("name", READERS)
def test_the_golden_file_is_sound(name: str):
    assert [type(row) for row in checked(READERS[name](io.BytesIO(sound(name))))] == [Candidate] * 3


@pytest.mark.parametrize("name", READERS)
@several
@given(noise=st.binary(max_size=400))
@example(noise=b"\xef\xbb\xbf")
@example(noise=b'"\n"\n"')
@example(noise=b"id,title\r\na,\xff\x00\r\n")
@example(noise=b"id,\xff\r\n")
@example(noise=b"[" * 5_000)
@example(noise=b"1" * 5_000)
@example(noise=b'{"id":"a","title":"b","x":1e999}')
def test_no_bytes_make_a_reader_raise(name: str, noise: bytes):
    list(checked(READERS[name](io.BytesIO(noise))))


@pytest.mark.parametrize("name", READERS)
@several
@given(data=st.data())
def test_no_damage_to_a_sound_file_makes_a_reader_raise(name: str, data: st.DataObject):
    list(checked(READERS[name](io.BytesIO(damaged(data, sound(name))))))


@several
@given(data=st.data())
def test_no_damage_to_a_table_of_a_package_makes_the_reader_raise(data: st.DataObject):
    files = package()
    name = data.draw(st.sampled_from(list(files)))
    files[name] = damaged(data, files[name])
    list(checked(data_package.read(io.BytesIO(zipped(files)))))


def damaged(data: st.DataObject, body: bytes) -> bytes:
    content = bytearray(body)
    for _number in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=5))
    return bytes(content)


# As text, so that each is made anew and none comes to stand in itself.
ODD = st.sampled_from(
    ["null", "true", "-1", "1e300", "99999999999999999999", '""', '"x"', '"\\ud800"', '"a\\nb"', f'"{"x" * 6_000}"']
).map(json.loads) | st.sampled_from(["[]", "[[]]", "[{}]", "{}", '{"a":[]}', "[null]"]).map(json.loads)


@several
@given(data=st.data())
def test_no_value_in_the_place_of_another_makes_the_reader_raise(data: st.DataObject):
    row = json.loads((GOLDEN / "events.jsonl").read_text(encoding="utf-8").splitlines()[0])
    for _number in range(data.draw(st.integers(1, 3))):
        replace_somewhere(row, data)
    list(checked(json_lines.read(io.BytesIO(json.dumps(row).encode()))))


def replace_somewhere(value: Any, data: st.DataObject) -> None:
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    if isinstance(value[key], dict | list) and value[key] and data.draw(st.booleans()):
        replace_somewhere(value[key], data)
    else:
        value[key] = data.draw(ODD)
