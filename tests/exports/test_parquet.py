"""Parquet as pyarrow reads it back, and its absence where pyarrow is not installed."""

from __future__ import annotations

import io
import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.test import Client

from tests.rows import make_public_event
from timeline.exports import FORMATS

pytestmark = pytest.mark.django_db


def body(client: Client, query: str = "") -> io.BytesIO:
    return io.BytesIO(b"".join(client.get(f"/api/v1/events.parquet?{query}").streaming_content))


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2022-03", (date(2022, 3, 1), date(2022, 3, 31))),
        ("../2022-03-07", (None, date(2022, 3, 7))),
        ("", (None, None)),
    ],
)
def test_dates_are_edtf_with_bounds(client: Client, edtf: str, bounds: tuple):
    make_public_event("Meets", edtf)
    (row,) = pq.read_table(body(client)).to_pylist()
    assert ((row["date"] or ""), (row["earliest"], row["latest"])) == (edtf, bounds)


def test_the_metadata_says_what_the_file_is(client: Client):
    make_public_event("Held")
    make_public_event("Before", "2021")
    file = pq.ParquetFile(body(client, "from=2022"))
    said = file.schema_arrow.metadata
    assert (said[b"query"], int(said[b"events"])) == (b"from=2022", file.metadata.num_rows) == (b"from=2022", 1)


def test_row_groups_are_of_a_fixed_size(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.modules["timeline.exports.parquet"], "GROUP", 2)
    for number in range(5):
        make_public_event(f"Event {number}")
    assert pq.ParquetFile(body(client)).metadata.num_row_groups == 3


def test_an_empty_selection_is_a_file_all_the_same(client: Client):
    assert pq.read_table(body(client)).num_rows == 0


def test_a_broken_file_is_refused(client: Client):
    with pytest.raises(pa.ArrowInvalid):
        pq.read_table(io.BytesIO(body(client).getvalue()[:-8]))


def test_where_pyarrow_is_missing_the_address_says_what_to_install(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(FORMATS, "parquet")
    answer = client.get("/api/v1/events.parquet")
    assert answer.status_code == 404
    assert "demarche[parquet]" in answer.json()["detail"]
