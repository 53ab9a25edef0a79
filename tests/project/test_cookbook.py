"""The recipes of the cookbook do what they say, run against a site with the events of the demonstration."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer

from tests.rows import make_editor, make_public_event, make_user
from timeline import review
from timeline.models import ApiToken, Event

COOKBOOK = Path(__file__).resolve().parents[2] / "docs" / "cookbook"
SITE = "https://timeline.example.org"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"/api/v1/events\.[\w.]+(?:\?[\w=&-]*)?")
PAGES = sorted(COOKBOOK.glob("*.md"))

pytestmark = pytest.mark.once
served = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def recipes(language: str) -> list[str]:
    return [block for page in PAGES for found, block in BLOCK.findall(page.read_text("utf-8")) if found == language]


# recipe → what it prints, in the order of the pages
PRINTED = {
    "python": [
        r"^1[0-9] events$",
        "2022-03-05",
        r"^1[0-9]$",
        "IL News|unknown|'",
        "left out, since their beginning is open",
        "earliest",
        r"^412 Somebody else has changed this event[^\n]*\nin_review$",
    ],
    "sh": ["X-Demarche-Version", r"events\.parquet$", '{"id":', '"certain"', r"^304$", "is no date"],
}


def test_no_recipe_was_added_without_what_it_prints():
    assert {language: len(recipes(language)) for language in PRINTED} == {k: len(v) for k, v in PRINTED.items()}


def load_demonstration() -> None:
    with override_settings(DEMO=True):
        call_command("load_demo", verbosity=0)


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    load_demonstration()
    _token, secret = ApiToken.objects.create(make_user(), timedelta(days=1), name="recipe", scope="write")
    monkeypatch.setenv("DEMARCHE_TOKEN", secret)
    return live_server.url


@served
@pytest.mark.parametrize("number", range(len(PRINTED["python"])))
def test_a_recipe_in_python_does_what_it_says(site: str, number: int, tmp_path: Path):
    code = recipes("python")[number].replace(SITE, site)
    assert_prints([sys.executable, "-c", code], PRINTED["python"][number], tmp_path)


@served
@pytest.mark.parametrize("number", range(len(PRINTED["sh"])))
def test_a_recipe_for_the_shell_does_what_it_says(site: str, number: int, tmp_path: Path):
    if not shutil.which("curl"):
        pytest.skip("curl is not installed on this machine")
    code = recipes("sh")[number].replace(SITE, site)
    assert_prints(["bash", "-ec", code], PRINTED["sh"][number], tmp_path)


@served
def test_the_copy_follows_what_changes(site: str, tmp_path: Path):
    """Run again after a retraction, a correction and a publication, it holds what an export holds."""
    code = next(recipe for recipe in recipes("python") if "resume.txt" in recipe).replace(SITE, site)
    assert_prints([sys.executable, "-c", code], "events", tmp_path)
    editor = make_editor()
    gone, corrected, *_others = Event.objects.public().filter(edtf__startswith="2022-03")
    review.retract(gone, by=editor, comment="Withdrawn by the outlet.")
    with review.editing(corrected, by=editor, version=corrected.version, comment="A better title.") as event:
        event.title = "Another title"
        event.save()
    make_public_event("New")
    assert_prints([sys.executable, "-c", code], "events", tmp_path)
    exported = b"".join(Client().get("/api/v1/events.jsonl?from=2022-03&to=2022-03").streaming_content)
    wanted = {event["id"]: event for event in map(json.loads, exported.splitlines())}
    assert json.loads((tmp_path / "events.json").read_text().replace(site, "http://testserver")) == wanted
    assert gone.public_id not in wanted
    assert "New" in {event["title"] for event in wanted.values()}


def assert_prints(command: list[str], expected: str, folder: Path) -> None:
    environment = {**os.environ, "NO_PROXY": "*"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(expected, done.stdout, re.IGNORECASE | re.MULTILINE), done.stdout


ADDRESSES = sorted({found for page in PAGES for found in INLINE.findall(page.read_text("utf-8"))})


@pytest.mark.django_db
def test_every_address_of_the_cookbook_answers(client: Client):
    load_demonstration()
    answers = {address: client.get(address.rstrip(".")).status_code for address in ADDRESSES}
    assert answers == dict.fromkeys(ADDRESSES, 200)
    assert len(answers) > 5


def test_the_pages_lead_to_each_other():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
            assert urlsplit(target).scheme or (COOKBOOK / target).exists(), f"{page.name}: {target}"
