"""`manage.py demo`, started as a person does and looked at over HTTP."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command

REPOSITORY = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.once


@contextmanager
def started_demo(data: Path, *arguments: str) -> Iterator[subprocess.Popen]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DEMARCHE_", "DATABASE_URL"))}
    env |= {"DEMARCHE_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "manage.py", "demo", *arguments]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        yield process
        process.terminate()


def read_until(process: subprocess.Popen, text: str) -> str:
    """What the process prints, up to the line with `text`; fails where it ends before."""
    printed = ""
    for line in process.stdout:
        printed += line
        if text in line:
            return printed
    pytest.fail(f"The demo ended without printing {text!r}:\n{printed}")


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """A folder that the demo has to make."""
    return tmp_path_factory.mktemp("demo") / "of" / "its own"


@pytest.fixture(scope="module")
def demo(data) -> Iterator[tuple[str, str]]:
    """The address of a running demo, and what it printed."""
    with started_demo(data) as process:
        printed = read_until(process, "may do everything")
        yield re.search(r"http://127\.0\.0\.1:\d+/", printed).group(), printed


def test_prints_the_address_and_the_log_ins(demo):
    _address, printed = demo

    for account in ("demo-analyst", "demo-editor", "demo-admin"):
        assert account in printed


def test_shows_the_events_of_the_demonstration(demo):
    address, _printed = demo
    with urllib.request.urlopen(address, timeout=10) as response:
        page = response.read().decode()

    assert page.count("data-event=") == 15


@pytest.mark.parametrize("path", ["static/admin/css/base.css", "static/dist/main.js"])
def test_static_files_are_served(demo, path):
    address, _printed = demo
    with urllib.request.urlopen(address + path, timeout=10) as response:
        assert response.status == 200


@pytest.mark.parametrize("name", ["analyst", "editor", "admin"])
def test_the_printed_log_ins_work(demo, name):
    address, printed = demo
    username, password = re.search(rf"(demo-{name}) +(\S+)", printed).groups()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    form = opener.open(f"{address}admin/login/", timeout=10).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form).group(1)
    fields = {"username": username, "password": password, "csrfmiddlewaretoken": token, "next": "/admin/"}

    response = opener.open(f"{address}admin/login/", urlencode(fields).encode(), timeout=10)

    assert response.url == f"{address}admin/"


def test_the_second_start_does_no_work_again_and_takes_another_port(demo, data):
    with started_demo(data) as process:
        printed = read_until(process, "Demarche is at")

    assert not re.search("Loading|Building|Installing|Making", printed)
    assert demo[0] not in printed


def test_a_port_that_is_taken_is_named(demo, data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started_demo(data, "--port", str(port)) as process:
            output, _ = process.communicate(timeout=30)

    assert f"Port {port} is taken" in output


def test_no_serve_ends_when_the_demo_is_ready(demo, data):
    with started_demo(data, "--no-serve") as process:
        output, _ = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "The demo is ready" in output


def test_is_refused_outside_demo_mode():
    with pytest.raises(CommandError, match="not demo mode"):
        call_command("demo")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError, match="is not a port"):
        call_command("demo", f"--port={port}")
