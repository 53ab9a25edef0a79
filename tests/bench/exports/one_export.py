"""Writes one export into nothing and prints its figures as JSON: python -m tests.bench.exports.one_export csv

Through the view, as a client would get it. The work of the database counts as well, if it is on
this machine.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
os.environ.setdefault("DEMARCHE_ALLOWED_HOSTS", "testserver")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from timeline.models import Event  # noqa: E402

from .hand_written import WRITERS  # noqa: E402

KILOBYTE = 1024  # the unit of ru_maxrss on Linux
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds() -> float:
    return time.process_time() + _of_the_database()


def _of_the_database() -> float:
    if connection.vendor != "postgresql":
        return 0
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / TICKS


def peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE


def by_the_view(name: str) -> Callable[[], Iterator[bytes]]:
    def begin() -> Iterator[bytes]:
        response = Client().get(f"/api/v1/events.{name}")
        assert response.status_code == 200, response.content
        return iter(response.streaming_content)

    return begin


def main(what: str) -> None:
    begin = WRITERS[what] if what in WRITERS else by_the_view(what)
    events = Event.objects.public().count()
    Client().get("/api/v1/events.csv?from=9000")  # what is loaded once is not part of an export
    start, memory, cpu = time.perf_counter(), peak_bytes(), cpu_seconds()
    first, size = None, 0
    for piece in begin():
        first = first or time.perf_counter() - start
        size += len(piece)
    figures = {"events": events, "cpu": cpu_seconds() - cpu, "first_byte": first, "bytes": size}
    print(json.dumps(figures | {"memory": peak_bytes() - memory}))


if __name__ == "__main__":
    main(sys.argv[1])
