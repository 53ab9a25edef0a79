"""Which files are worth a second process."""

import io

import pytest

from timeline.management import reading

MB = 1_000_000


@pytest.mark.parametrize(
    ("start", "size", "processors", "apart"),
    [
        (b'{"id"', 4 * MB, 2, True),
        (b'{"id"', 4 * MB - 1, 2, False),
        (b'{"id"', 4 * MB, 1, False),
        (b'{"id"', 4 * MB, None, False),
        (b"PK\x03\x04", MB // 2, 2, True),
        (b"PK\x03\x04", MB // 10, 2, False),
        (b"", 0, 2, False),
    ],
)
def test_a_large_file_is_read_apart_where_there_is_a_processor_for_it(start, size, processors, apart, monkeypatch):
    monkeypatch.setattr(reading.os, "cpu_count", lambda: processors)
    file = io.BytesIO(start.ljust(size))

    assert reading.is_worth_a_process(file) is apart
    assert file.tell() == 0
