"""Who may import whom: the one rule of the house that a machine enforces (docs: the house, design section 5).

A module may import from its own package and from the lines below it; imports inside functions count as well.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

# From top to bottom. Names on one line do not import each other.
LINES = [
    {"tracker"},
    {"web", "api", "admin", "management", "templatetags", "apps"},
    {"desk", "intake"},
    {"exports", "imports", "strip"},
    {"review", "filters"},
    {"models", "migrations"},
    {"extraction"},
    {"dates"},
]
RANK = {room: rank for rank, line in enumerate(LINES) for room in line}
# A migration is history: it may be written with what the models are written with. The start-up of the app
# (apps.py) may connect any room.
SAME_LINE_ALLOWED = {("migrations", "models"), *(("apps", room) for room in LINES[1])}
WITHOUT_DJANGO = {"dates", "extraction"}
FRAMEWORK = {"django", "rest_framework", "django_filters", "simple_history", "drf_spectacular"}


def room_of(module: str) -> str | None:
    """The room that a dotted name lies in, "?" for a part of the house that has no line, None for other packages."""
    parts = module.split(".")
    if parts[0] == "tracker":
        return "tracker"
    if parts[0] != "timeline" or len(parts) == 1:
        return None
    return parts[1] if parts[1] in RANK else "?"


def imported_modules(source: str, module: str, *, is_package: bool) -> Iterator[str]:
    """Full dotted names of everything that the source imports, wherever in it the import stands.

    `from timeline import models` counts as timeline.models, and so do string arguments of import_module().
    """
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and is_import_call(node):
            yield str(node.args[0].value)


def is_import_call(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    given = node.args[0] if node.args else None
    return name in ("import_module", "__import__") and isinstance(given, ast.Constant) and isinstance(given.value, str)


def faults(source: str, module: str, *, is_package: bool = False) -> list[str]:
    room = room_of(module)
    found = []
    for name in imported_modules(source, module, is_package=is_package):
        target = room_of(name)
        if room in WITHOUT_DJANGO and name.split(".")[0] in FRAMEWORK:
            found.append(f"{module} imports {name}: {room} knows nothing of Django")
        elif room is None or target is None or target == room:
            continue
        elif "?" in (room, target):
            found.append(f"{module} imports {name}: give the new room a line in tests/project/test_imports.py")
        elif RANK[target] <= RANK[room] and (room, target) not in SAME_LINE_ALLOWED:
            found.append(f"{module} imports {name}: {room} may not use {target}")
    return found


def modules() -> Iterator[tuple[Path, str]]:
    for top in ("timeline", "tracker"):
        for path in sorted((REPOSITORY / top).rglob("*.py")):
            parts = path.relative_to(REPOSITORY).with_suffix("").parts
            yield path, ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_nothing_imports_upward():
    found = []
    for path, module in modules():
        found += faults(path.read_text(encoding="utf-8"), module, is_package=path.name == "__init__.py")

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("timeline.models.events", "from timeline.web import events"),
        ("timeline.models.events", "from timeline import web"),
        ("timeline.models.events", "import timeline.web.events"),
        ("timeline.models.events", "def late():\n    from timeline.web.events import page"),
        ("timeline.models.events", "from ..web import events"),
        ("timeline.models.events", "if TYPE_CHECKING:\n    from timeline.review import publish"),
        ("timeline.models.events", "import_module('timeline.filters')"),
        ("timeline.models.events", "importlib.import_module('timeline.filters')"),
        ("timeline.review.publish", "from timeline.filters import EventFilter"),
        ("timeline.web.events", "from timeline.api.events import serialise"),
        ("timeline.exports.csv", "from timeline.imports import read"),
        ("timeline.desk.screen", "from timeline.admin import site"),
        ("timeline.web.events", "from tracker import settings"),
        ("timeline.dates.parse", "from timeline.models import Event"),
        ("timeline.dates.parse", "from django.utils import timezone"),
        ("timeline.extraction.words", "import django"),
        ("timeline.extraction.words", "def late():\n    import rest_framework.views"),
        ("timeline.attic.things", "from timeline.models import Event"),
    ],
)
def test_a_planted_upward_import_is_caught(module, source):
    assert faults(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("timeline.web.events", "from timeline.models import Event"),
        ("timeline.web.events", "from .pages import page"),
        ("timeline.web.events", "from . import pages"),
        ("timeline.models.events", "from timeline import dates"),
        ("timeline.models.events", "from django.db import models"),
        ("timeline.dates.describe", "from datetime import date"),
        ("timeline.exports.csv", "from timeline.filters import EventFilter"),
        ("tracker.urls", "from timeline.web import urls"),
    ],
)
def test_an_import_downward_or_beside_is_fine(module, source):
    assert faults(source, module) == []


def test_a_package_may_import_its_own_modules():
    assert faults("from .events import Event\nfrom . import events", "timeline.models", is_package=True) == []
    assert faults("from ..web import urls", "timeline.models", is_package=True)
