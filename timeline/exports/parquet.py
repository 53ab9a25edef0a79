"""Parquet: the columns of the CSV with types, in row groups of a fixed size. Needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from timeline.models import Event

from .comma_separated import COLUMNS, cells
from .files import Sink, about
from .formats import Provenance
from .rows import CHUNK

GROUP = CHUNK * 4  # events of a row group: what is held in memory
TYPES = {
    "earliest": pa.date32(),
    "latest": pa.date32(),
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "occurrences": pa.int32(),
    "importance": pa.int32(),
    "source_count": pa.int32(),
    "version": pa.int32(),
}
SCHEMA = pa.schema([(name, TYPES.get(name, pa.string())) for name in COLUMNS])


def parquet(events: Iterable[Event], provenance: Provenance) -> Iterator[bytes]:
    """`earliest` and `latest` are days as bounds; the date itself is EDTF, as text. A group leaves when it is full."""
    schema = SCHEMA.with_metadata(about(provenance))
    sink = Sink()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        rows = (_row(event, provenance) for event in events)
        while group := list(islice(rows, GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            yield sink.take()
    yield sink.take()


def _row(event: Event, provenance: Provenance) -> dict[str, Any]:
    values = dict(zip(COLUMNS, cells(event, provenance.site), strict=True))
    return values | {"earliest": event.earliest, "latest": event.latest}
