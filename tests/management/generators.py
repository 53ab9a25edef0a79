"""What a second process runs in test_second_process.py: it is named, and found by its name there."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

LARGE = 200_000  # bytes, more than a pipe holds


def count(number: int) -> Iterator[bytes]:
    yield from (str(n).encode() for n in range(number))


def fail_after(number: int) -> Iterator[bytes]:
    yield from count(number)
    raise ValueError("the third is none")


def die_after(number: int, how: str) -> Iterator[bytes]:
    yield from count(number)
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(3)


def say_who_and_go_on() -> Iterator[bytes]:
    while True:
        yield str(os.getpid()).encode().ljust(LARGE)


def note_how_many(path: str) -> Iterator[bytes]:
    for number in range(1, 100):
        Path(path).write_text(str(number))
        yield b"x" * LARGE


def open_files() -> Iterator[bytes]:
    folder = Path("/proc/self/fd")
    yield "\n".join(str(one.readlink()) for one in folder.iterdir() if one.exists()).encode()
