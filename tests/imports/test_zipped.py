"""A zip file of one text file is read as the file."""

import io
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.imports.candidates import BadRow
from timeline.imports.zipped import START

FIXTURES = Path(__file__).parent / "foreign"
ZIPPED = [
    ("gdelt", "gdelt.tsv", "20220305.export.CSV"),
    ("gdelt_mentions", "gdelt_mentions.tsv", "20220305.mentions.CSV"),
    ("icews", "icews.tab", "events.2018.tab"),
    ("polecat", "polecat.txt", "ngecEventsDV-2022.txt"),
]


def read(module, data):
    return list(import_module(f"timeline.imports.{module}").READER.read(io.BytesIO(data)))


def zipped(*names, data=b""):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(("module", "fixture", "name"), ZIPPED)
def test_a_zip_of_one_text_file_is_read_as_the_file(module, fixture, name):
    data = (FIXTURES / fixture).read_bytes()

    assert read(module, zipped(name, "readme.pdf", data=data)) == read(module, data)


@pytest.mark.parametrize(
    "data",
    [
        zipped("readme.pdf"),
        zipped("a.txt", "b.txt"),
        zipped("a.txt", data=b"x" * 1000)[:-30],
        START + b"nothing",
    ],
    ids=["no text", "two texts", "cut short", "no zip"],
)
def test_another_zip_is_a_bad_row_that_says_so(data):
    (bad,) = read("polecat", data)

    assert isinstance(bad, BadRow)
    assert "zip" in bad.reason


def test_a_zip_that_is_damaged_gives_what_can_be_read_and_says_so():
    header, *rows = (FIXTURES / "polecat.txt").read_bytes().splitlines(keepends=True)
    whole = zipped("a.txt", data=header + b"".join(rows) * 500)
    middle = len(whole) // 2
    *_found, last = read("polecat", whole[:middle] + bytes(40) + whole[middle + 40 :])

    assert isinstance(last, BadRow)
    assert "zip" in last.reason


WHOLE = zipped("a.txt", data=(FIXTURES / "polecat.txt").read_bytes())


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_zip_makes_a_reader_raise(data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(len(START), len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))

    assert all(item.line >= 1 for item in read("polecat", bytes(content)))
