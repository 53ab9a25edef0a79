"""The site as the Dockerfile runs it: gunicorn, production mode, hashed static files, gzip."""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.error import URLError
from urllib.request import Request, urlopen

import manage as manage_py

from .data_sets import REPOSITORY, DataSet

HOST = "127.0.0.1"
# Says that the reverse proxy in front, whose part the benchmark plays, was asked over HTTPS.
FROM_PROXY = {"X-Forwarded-Proto": "https"}
WORKERS = "2"
THREADS = "4"
START_SECONDS = 60


def get(url: str) -> bytes:
    with urlopen(Request(url, headers=FROM_PROXY), timeout=600) as response:
        return response.read()


def prepare(data: DataSet) -> None:
    """Static files are collected beside the data, so that two checkouts do not share them."""
    manage_py.build_assets(sys.executable)
    _in_production(data).manage("collectstatic", "--no-input", "--clear", "--verbosity", "0")


@contextmanager
def serving(data: DataSet) -> Iterator[str]:
    """The address of a freshly started server, whose caches are empty."""
    bound = f"{HOST}:{free_port()}"
    options = ["--bind", bound, "--workers", WORKERS, "--threads", THREADS, "--timeout", "300", "--no-control-socket"]
    with (data.folder / "server.log").open("ab") as log:
        command = [sys.executable, "-m", "gunicorn", "tracker.wsgi", *options]
        environment = _in_production(data).environment
        process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://{bound}", process)
        yield f"http://{bound}"
    finally:
        process.terminate()
        process.wait(30)


def _in_production(data: DataSet) -> DataSet:
    settings = {"DEMARCHE_PRODUCTION": "1", "DEMARCHE_ALLOWED_HOSTS": HOST, "DEMARCHE_PROXIES": "1"}
    return replace(data, settings=settings | {"SECRET_KEY": secrets.token_urlsafe(60)})


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            get(f"{url}/healthz")
            return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit("The server did not start; the folder of its data has a server.log.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
