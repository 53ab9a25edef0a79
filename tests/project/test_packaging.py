"""The wheel: complete without the checkout, with the browser assets built into it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "node_modules", "dist", "*.sqlite3*", "__pycache__", ".*_cache")

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(REPOSITORY, folder / "source", ignore=NOT_COPIED)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, "."],
        cwd=folder / "source",
        check=True,
    )
    return next(folder.glob("demarche-*.whl"))


def test_holds_templates_data_and_built_assets(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    expected = {f"tracker/{path.relative_to(REPOSITORY)}" for path in (REPOSITORY / "templates").rglob("*.html")}
    expected |= {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "timeline/data").rglob("*.*")}
    expected |= {"tracker/static/dist/main.js", "tracker/settings.py", "timeline/management/commands/demo.py"}
    assert expected - names == set()


def test_holds_nothing_of_the_workshop(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"timeline", "tracker"}


def test_works_without_the_checkout(wheel, tmp_path):
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    work = tmp_path / "work"
    work.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DEMARCHE_", "DATABASE_URL"))}
    env |= {"PYTHONPATH": str(installed), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    code = """
from django.contrib.staticfiles import finders
from django.template.loader import get_template
import django; django.setup()
print(finders.find("dist/main.js"), get_template("base.html").origin.name)
"""

    found = subprocess.run([sys.executable, "-c", code], cwd=work, env=env, capture_output=True, text=True, check=True)
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], cwd=work, env=env, check=True)

    inside = [f"{installed}/tracker/static/dist/main.js", f"{installed}/tracker/templates/base.html"]
    assert found.stdout.split() == inside
    assert (work / "db.sqlite3").exists()
