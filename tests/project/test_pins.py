"""The pinned packages: with hashes, without addresses, and the same in every list."""

import json
import re
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
LISTS = ("requirements.txt", "requirements-server.txt", "requirements-dev.txt")
BROWSER = "tests/npm_chromium/package-lock.json"


def pins(name: str) -> dict[str, str]:
    text = (REPOSITORY / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return {line.split("==")[0]: line for line in text.splitlines() if line.strip()}


def versions(name: str) -> set[str]:
    return {line.split()[0] for line in pins(name).values()}


def project(key: str) -> dict:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"][key]


def package_names(requirements: list[str]) -> set[str]:
    return {re.match(r"[A-Za-z0-9-]+", requirement).group() for requirement in requirements}


@pytest.mark.parametrize("name", LISTS)
def test_every_python_package_has_hashes_and_no_address(name):
    for package, line in pins(name).items():
        assert "--hash=sha256:" in line, package
        assert "://" not in line, package


@pytest.mark.parametrize("name", ["package-lock.json", BROWSER])
def test_every_npm_package_has_a_hash_and_no_address(name):
    packages = json.loads((REPOSITORY / name).read_text(encoding="utf-8"))["packages"]

    for package, entry in packages.items():
        assert "resolved" not in entry, package
        assert "integrity" in entry or package == "", package


@pytest.mark.parametrize("name", LISTS[:2])
def test_the_lists_agree(name):
    assert versions(name) <= versions("requirements-dev.txt")


def test_every_dependency_is_pinned():
    extras = project("optional-dependencies")
    runtime = package_names(project("dependencies"))

    assert runtime | package_names(extras["build"]) <= set(pins("requirements.txt"))
    assert runtime | package_names(extras["postgres"]) <= set(pins("requirements-server.txt"))
    assert package_names(extras["dev"]) - {"demarche"} <= set(pins("requirements-dev.txt"))
