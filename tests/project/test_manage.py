"""manage.py on a machine without Django: a copy of it, with stand-ins for the packages, and no network."""

import ast
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable
pytestmark = pytest.mark.once

FAKE_DJANGO = {
    "django/__init__.py": "",
    "django/core/__init__.py": "",
    "django/core/management/__init__.py": """
import os
def execute_from_command_line(argv):
    print("Django was given", *argv[1:], "demo mode", os.environ.get("DEMARCHE_DEMO", "off"))
""",
}
FAKE_REST_FRAMEWORK = {"rest_framework/__init__.py": ""}


def write_wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """A wheel with those files; returns its line for a requirements file, with its hash."""
    info = f"{name}-1.0.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(text.encode())}\n"
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in (files | {f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}).items():
            archive.writestr(path, text)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


@dataclass
class Checkout:
    root: Path
    wheels: Path

    def run(self, *arguments: str, prelude: str = "pass", **environment: str) -> subprocess.CompletedProcess:
        """Run manage.py with a Python that sees no installed package; `prelude` is executed before it."""
        code = f"import sys, runpy; {prelude}; sys.argv[:] = ['manage.py', *{arguments!r}]; "
        code += "runpy.run_path('manage.py', run_name='__main__')"
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "DEMARCHE_"))}
        env |= {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)} | environment
        command = [BASE_PYTHON, "-S", "-c", code]
        return subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, timeout=120, check=False)

    @property
    def packages(self) -> Path:
        return next((self.root / ".venv").glob("[Ll]ib/**/site-packages"))


def new_checkout(folder: Path) -> Checkout:
    root, wheels = folder / "checkout", folder / "wheels"
    wheels.mkdir()
    (root / "static/js").mkdir(parents=True)
    pins = write_wheel(wheels, "django", FAKE_DJANGO) + write_wheel(wheels, "rest_framework", FAKE_REST_FRAMEWORK)
    shutil.copy(REPOSITORY / "manage.py", root)
    (root / "requirements.txt").write_text(pins)
    (root / "requirements-dev.txt").write_text(pins)
    (root / "package.json").write_text("{}")
    (root / "package-lock.json").write_text("{}")
    (root / "hatch_build.py").write_text(
        "import os\nfor folder in ('node_modules', 'static/dist'): os.makedirs(folder, exist_ok=True)\n"
    )
    return Checkout(root, wheels)


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return new_checkout(tmp_path)


@pytest.fixture(scope="module")
def once_set_up(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("manage")
    new_checkout(folder).run("check")
    return folder


@pytest.fixture
def set_up(once_set_up, tmp_path) -> Checkout:
    """A checkout that was started before; copied, since making an environment takes seconds."""
    shutil.copytree(once_set_up, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Checkout(tmp_path / "checkout", tmp_path / "wheels")


def test_sets_itself_up_once_and_hands_every_argument_over(checkout):
    first = checkout.run("demo", "--port", "8123")
    again = checkout.run("demo")

    assert "Installing the packages of requirements.txt" in first.stdout
    assert "Building the browser assets" in first.stdout
    assert first.stdout.endswith("Django was given demo --port 8123 demo mode 1\n")
    assert again.stdout == "Django was given demo demo mode 1\n"


def test_only_the_demo_is_in_demo_mode(set_up):
    assert set_up.run("check").stdout == "Django was given check demo mode off\n"


def test_the_tests_bring_their_own_packages(set_up):
    assert "requirements-dev.txt" in set_up.run("test").stdout


def test_changed_pins_are_installed(set_up):
    pins = (set_up.root / "requirements.txt").read_text()
    (set_up.root / "requirements.txt").write_text(
        pins + write_wheel(set_up.wheels, "another", {"another.py": "works = True"})
    )

    assert "Installing" in set_up.run("check").stdout
    assert (set_up.packages / "another.py").exists()


@pytest.mark.parametrize("damage", ["no pip", "no interpreter", "lost package", "lost stamps"])
def test_a_broken_environment_is_repaired_by_the_next_start(set_up, damage):
    if damage == "no pip":  # interrupted while it was made
        shutil.rmtree(set_up.packages / "pip")
        shutil.rmtree(set_up.packages / "django")
    if damage == "no interpreter":  # the Python that it was made from is gone
        for link in (set_up.root / ".venv/bin").glob("python*"):
            link.unlink()
    if damage == "lost package":
        shutil.rmtree(set_up.packages / "django")
    if damage == "lost stamps":  # interrupted while packages were installed
        for stamp in (set_up.root / ".venv").glob(".installed-*"):
            stamp.unlink()
        shutil.rmtree(set_up.packages / "rest_framework")

    repaired = set_up.run("check")

    assert repaired.stdout.endswith("Django was given check demo mode off\n"), repaired.stderr
    assert repaired.returncode == 0


def test_an_unreachable_index_is_explained(checkout):
    unreachable = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}

    result = checkout.run("demo", **unreachable)

    assert result.returncode == 1
    assert "The packages of requirements.txt could not be installed." in result.stderr
    assert "Traceback" not in result.stderr
    assert checkout.run("demo").returncode == 0  # and once it can be reached, nothing has to be removed


def test_packages_other_than_the_pinned_ones_are_refused(checkout):
    write_wheel(checkout.wheels, "django", FAKE_DJANGO | {"django/evil.py": ""})

    result = checkout.run("check")

    assert result.returncode == 1
    assert "HASHES" in result.stderr


def test_goes_on_without_the_browser_assets(set_up):
    (set_up.root / "hatch_build.py").write_text("raise SystemExit('no network')")

    result = set_up.run("check")

    assert "the browser assets could not be built" in result.stderr
    assert result.stdout.endswith("Django was given check demo mode off\n")
    assert "Building the browser assets" in set_up.run("check").stdout  # tried again


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_missing_part_of_python_is_named(checkout, module):
    result = checkout.run("demo", prelude=f"sys.modules[{module!r}] = None")

    assert result.returncode == 1
    assert f"Python's module {module} is missing" in result.stderr
    assert "apt-get install python3-venv" in result.stderr


def test_an_old_python_is_told_which_one_is_needed(checkout):
    result = checkout.run("demo", prelude="sys.version_info = (3, 9, 2)")

    assert result.returncode == 1
    assert "needs Python 3.11 or newer; this is Python 3.9" in result.stderr


def test_an_old_python_can_read_manage_py():
    ast.parse((REPOSITORY / "manage.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_is_an_ordinary_manage_py_where_django_is():
    result = subprocess.run(
        [sys.executable, "manage.py", "version"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )

    assert result.stdout.startswith("5.2")
