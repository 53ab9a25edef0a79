#!/usr/bin/env python3
"""Django's manage.py. Where Django cannot be imported, it first sets up .venv and then runs itself in there.

Kept to the syntax and the library of Python 3.6, so that an old Python can still say what is needed.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DIST = ROOT / "static" / "dist"
ASSET_STAMP = ROOT / "node_modules" / ".demarche-built"
PROOF = "import django, rest_framework"
ASSET_SOURCES = ["hatch_build.py", "package.json", "package-lock.json"]

NEEDS_PYTHON = """Demarche needs Python 3.11 or newer; this is Python {}.{} ({}).
Install a newer one and start again with it, for instance: python3.11 manage.py demo"""
NEEDS_VENV = """Python's module {} is missing, so no virtual environment can be made.
On Debian and Ubuntu: apt-get install python3-venv"""
NO_VENV = """The virtual environment {} could not be made. Python said why above; is there room on the disk?"""
NO_PACKAGES = """The packages of {} could not be installed. pip said why above.
Is this machine connected, and can pip reach its package index? Start again once it can: nothing has to be removed."""
NOT_WORKING = """The packages were installed into .venv, but Django cannot be imported from there.
Remove the folder .venv and start again."""
NO_ASSETS = """Warning: the browser assets could not be built (see above), so pages come without the drawn timeline.
The list and all other pages work. The next start tries again."""


def main():
    if sys.version_info < (3, 11):
        sys.exit(NEEDS_PYTHON.format(sys.version_info[0], sys.version_info[1], sys.executable))
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if importlib.util.find_spec("django") is None:
        set_up("requirements-dev.txt" if command == "test" else "requirements.txt")
        run_inside([str(ROOT / "manage.py"), *sys.argv[1:]])
    if command == "demo":
        os.environ.setdefault("DEMARCHE_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def run_inside(arguments):
    """Go on in the virtual environment; does not return."""
    sys.stdout.flush()
    if os.name == "nt":  # where exec would give the terminal back at once
        sys.exit(subprocess.call([str(VENV_PYTHON), *arguments]))
    os.execv(str(VENV_PYTHON), [str(VENV_PYTHON), *arguments])


def set_up(requirements):
    if Path(sys.prefix).resolve() == VENV.resolve():  # we are in there, and yet there is no Django
        forget_packages()
    install_packages(requirements)
    build_assets(str(VENV_PYTHON))


def install_packages(requirements):
    """Bring .venv to the pinned versions; a stamp makes every later start skip this."""
    python_version = "{}.{}".format(*sys.version_info[:2])
    state = digest([ROOT / requirements], python_version)
    stamp = VENV / (".installed-" + requirements)
    if read(stamp) == state and VENV_PYTHON.exists():
        return
    if not works("-m", "pip", "install", "--help"):  # none yet, or one that was interrupted while it was made
        make_venv()
    pip_install(requirements)
    if not works("-c", PROOF):  # pip believes in files that are no longer there
        make_venv()
        pip_install(requirements)
        if not works("-c", PROOF):
            sys.exit(NOT_WORKING)
    stamp.write_text(state)


def make_venv():
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            sys.exit(NEEDS_VENV.format(module))
    print("Making the virtual environment .venv", flush=True)
    base = getattr(sys, "_base_executable", None) or sys.executable
    if subprocess.call([base, "-m", "venv", "--clear", str(VENV)]):
        sys.exit(NO_VENV.format(VENV))


def works(*arguments):
    """Whether the interpreter in .venv is there, starts, and can do that."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.call([str(VENV_PYTHON), *arguments], **quiet) == 0
    except OSError:
        return False


def pip_install(requirements):
    print("Installing the packages of {} into .venv (once; about a minute)".format(requirements), flush=True)
    options = ["--quiet", "--disable-pip-version-check", "--retries", "2", "--require-hashes"]
    command = [str(VENV_PYTHON), "-m", "pip", "install", *options, "--requirement", requirements]
    if subprocess.call(command, cwd=str(ROOT)):
        sys.exit(NO_PACKAGES.format(requirements))


def forget_packages():
    for stamp in VENV.glob(".installed-*"):
        stamp.unlink()


def build_assets(python):
    """Bundle static/js into static/dist; the site also works without, so a failure is no reason to stop."""
    sources = [ROOT / name for name in ASSET_SOURCES] + sorted((ROOT / "static" / "js").rglob("*.js"))
    state = digest(sources)
    if read(ASSET_STAMP) == state and DIST.is_dir():
        return
    print("Building the browser assets", flush=True)
    if subprocess.call([python, str(ROOT / "hatch_build.py")], cwd=str(ROOT)):
        print(NO_ASSETS, file=sys.stderr, flush=True)
        return
    ASSET_STAMP.write_text(state)


def digest(paths, salt=""):
    content = hashlib.sha256(salt.encode())
    for path in paths:
        content.update(path.read_bytes())
    return content.hexdigest()


def read(path):
    try:
        return path.read_text()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
