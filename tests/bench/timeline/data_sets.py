"""The synthetic events that are measured, in one folder (SQLite) or database (PostgreSQL) a size, kept between runs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

REPOSITORY = Path(__file__).resolve().parents[3]
MIGRATIONS = REPOSITORY / "timeline" / "migrations"
COMPLETE = "complete.json"  # written last, so that an interrupted set is made anew
SEED = 1


@dataclass(frozen=True)
class DataSet:
    size: int
    folder: Path  # DEMARCHE_DATA_DIR
    database_url: str  # empty: SQLite in the folder

    @property
    def environment(self) -> dict[str, str]:
        mine = {"DEMARCHE_DATA_DIR": str(self.folder), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
        ours = ("DEMARCHE_", "DATABASE_URL", "SECRET_KEY")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return inherited | mine | ({"DATABASE_URL": self.database_url} if self.database_url else {})


def data_set(size: int, root: Path, server_url: str) -> DataSet:
    """Made at the first run; later only migrated, unless a migration that it was made by has changed since.

    `server_url` names any database of a PostgreSQL server; the set gets one of its own there.
    """
    name = f"{'postgres' if server_url else 'sqlite'}-{size}"
    found = DataSet(size, root / name, f"{server_url.rpartition('/')[0]}/bench_{size}" if server_url else "")
    if not _is_usable(found, server_url):
        _make(found, server_url)
    manage(found, "migrate", "--no-input")
    (found.folder / COMPLETE).write_text(json.dumps(_migrations()))
    return found


def manage(found: DataSet, *arguments: str) -> None:
    command = [sys.executable, str(REPOSITORY / "manage.py"), *arguments, "--verbosity", "0"]
    subprocess.run(command, env=found.environment, cwd=REPOSITORY, check=True)


def _is_usable(found: DataSet, server_url: str) -> bool:
    try:
        made_by = json.loads((found.folder / COMPLETE).read_text())
    except FileNotFoundError:
        return False
    if server_url and not _has_database(server_url, found):
        return False
    now = _migrations()
    return all(now.get(name) == digest for name, digest in made_by.items())


def _make(found: DataSet, server_url: str) -> None:
    print(f"Making {found.size:,} events in {found.folder}", file=sys.stderr, flush=True)
    began = time.monotonic()
    shutil.rmtree(found.folder, ignore_errors=True)
    found.folder.mkdir(parents=True)
    if server_url:
        _create_database(server_url, found)
    manage(found, "migrate", "--no-input")
    manage(found, "make_events", str(found.size), "--seed", str(SEED))
    if server_url:  # what autovacuum would do a minute later
        manage(found, "shell", "--command", "from django.db import connection as c; c.cursor().execute('VACUUM ANALYZE')")
    print(f"… in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def _migrations() -> dict[str, str]:
    paths = sorted(MIGRATIONS.glob("0*.py"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _has_database(server_url: str, found: DataSet) -> bool:
    with _connected(server_url) as server:
        names = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [f"bench_{found.size}"])
        return names.fetchone() is not None


def _create_database(server_url: str, found: DataSet) -> None:
    with _connected(server_url) as server:
        server.execute(f"DROP DATABASE IF EXISTS bench_{int(found.size)}")
        server.execute(f"CREATE DATABASE bench_{int(found.size)}")


def _connected(server_url: str) -> psycopg.Connection:
    # with_postgres.py writes the folder of the socket as the host, in the way that django-environ reads.
    authority, _, database = server_url.removeprefix("postgres://").rpartition("/")
    user, _, host = authority.partition("@")
    if host.startswith("/"):
        return psycopg.connect(user=user, host=host, dbname=database, autocommit=True)
    return psycopg.connect(server_url, autocommit=True)
