"""The site as the Dockerfile runs it: gunicorn, production mode, hashed static files, gzip."""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

import manage as manage_py

from .data_sets import REPOSITORY, DataSet, manage

HOST = "127.0.0.1"
# Says that the reverse proxy in front, whose part the benchmark plays, was asked over HTTPS.
FROM_PROXY = {"X-Forwarded-Proto": "https"}
WORKERS = 2
THREADS = 4
START_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    status: int
    milliseconds: float
    compressed_bytes: int
    body: bytes


@dataclass(frozen=True)
class Server:
    port: int

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def get(self, path: str, *, timeout: float = 120, compressed: bool = True) -> Answer:
        """One request on a connection of its own; time runs from sending it to the last byte of the answer."""
        connection = HTTPConnection(HOST, self.port, timeout=timeout)
        try:
            connection.connect()
            began = time.perf_counter()
            connection.request("GET", path, headers=FROM_PROXY | ({"Accept-Encoding": "gzip"} if compressed else {}))
            response = connection.getresponse()
            body = response.read()
            return Answer(response.status, (time.perf_counter() - began) * 1000, len(body), body)
        finally:
            connection.close()

    def wake(self) -> None:
        """Lets every worker load its code and open its database, without asking for any selection."""
        for _ in range(WORKERS * THREADS):
            self.get("/about/")


def prepare(data: DataSet) -> None:
    """Static files are collected beside the data, so that two checkouts do not share them."""
    manage_py.build_assets(sys.executable)
    manage(_in_production(data), "collectstatic", "--no-input", "--clear")


@contextmanager
def serving(data: DataSet) -> Iterator[Server]:
    """A freshly started server, whose caches are empty."""
    server = Server(free_port())
    with (data.folder / "server.log").open("ab") as log:
        bound = ["--bind", f"{HOST}:{server.port}", "--workers", str(WORKERS), "--threads", str(THREADS)]
        command = [sys.executable, "-m", "gunicorn", "tracker.wsgi", *bound, "--timeout", "300", "--no-control-socket"]
        environment = _in_production(data).environment
        process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(30)


@dataclass(frozen=True)
class _Production(DataSet):
    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {
            "DEMARCHE_PRODUCTION": "1",
            "DEMARCHE_ALLOWED_HOSTS": HOST,
            "DEMARCHE_PROXIES": "1",
            "SECRET_KEY": secrets.token_urlsafe(60),
        }


def _in_production(data: DataSet) -> DataSet:
    return _Production(data.size, data.folder, data.database_url)


def _wait_for(server: Server, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if server.get("/healthz", timeout=5).status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise SystemExit("The server did not start; its folder has a server.log.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
