"""A generator that runs in a process of its own: each piece that it yields comes through a pipe, made one ahead.

The new process starts with this module, before there are models: it imports nothing of ours. It is a fresh Python and
no copy of this one, so that it holds no connection to a database, no lock and no thread.
"""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import django
from django.utils.module_loading import import_string

END = b""  # after the last piece; then comes what went wrong, or nothing


class Broken(Exception):  # noqa: N818 - it says of the other process how it ended
    """The generator did not come to its end; `said` is the traceback, where there is one."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason)
        self.said = said


@contextmanager
def pieces_from(generator: str, *arguments: Any) -> Iterator[Iterator[bytes]]:
    """Of the generator with this dotted name. Taking the next raises `Broken` where there is none and never will be.

    The process ends with the block, whatever it is at. If this process dies, the other ends at its next piece.
    """
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sender, generator, arguments), daemon=True)
    with receiver:
        with sender:  # the other process has its own
            process.start()
        try:
            yield _received(receiver, process)
        finally:
            process.kill()  # it holds nothing that has to be put away
            process.join()


def _received(receiver: Connection, process: BaseProcess) -> Iterator[bytes]:
    try:
        while piece := receiver.recv_bytes():
            yield piece
        said = receiver.recv_bytes().decode()
    except (EOFError, OSError) as error:  # before a piece, or in the midst of one
        process.join()
        raise Broken(_ending(process.exitcode)) from error
    if said:
        raise Broken(said.strip().rpartition("\n")[2], said)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"The process that reads was ended from outside (signal {-code}); is there enough memory?"
    return f"The process that reads ended by itself (exit status {code})."


def _run(sender: Connection, generator: str, arguments: Iterable[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both; whoever asked for this process ends it
    try:
        said = _send(sender, generator, arguments)
        sender.send_bytes(END)
        sender.send_bytes(said.encode())
    except BrokenPipeError:
        return  # nobody is there any more


def _send(sender: Connection, generator: str, arguments: Iterable[Any]) -> str:
    """What went wrong."""
    try:
        django.setup()
        for piece in import_string(generator)(*arguments):
            sender.send_bytes(piece)
    except BrokenPipeError:
        raise
    except Exception:
        return traceback.format_exc()
    return ""
