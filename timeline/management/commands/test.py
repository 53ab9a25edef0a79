"""`manage.py test` runs pytest, the one way in which this project is tested."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

NEEDS_PYTEST = (
    "pytest is not installed in this environment. Install what the tests need:\n"
    "  python -m pip install --require-hashes -r requirements-dev.txt"
)
# By file, since a file's tests share what is slow to make.
WHOLE_SUITE = ["-n", "logical", "--dist", "loadfile"]


class Command(BaseCommand):
    help = "Runs the tests with pytest; every argument is handed over to pytest."

    def run_from_argv(self, argv: list[str]) -> None:
        if not find_spec("pytest"):
            self.stderr.write(str(CommandError(NEEDS_PYTEST)))
            sys.exit(1)
        # The whole suite uses every core; a chosen test runs alone, which suits a debugger.
        arguments = argv[2:] or WHOLE_SUITE
        # A process of its own, since this one has already loaded the settings.
        sys.exit(subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=Path(settings.BASE_DIR)))
