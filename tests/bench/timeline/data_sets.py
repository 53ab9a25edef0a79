"""The synthetic events that are measured: a folder (SQLite) or a database (PostgreSQL) a size, kept between runs."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.errors import DuplicateDatabase

REPOSITORY = Path(__file__).resolve().parents[3]
SEED = "1"
COUNT = "from timeline.models import Event; print(Event.objects.count())"
ANALYSE = "from django.db import connection; connection.cursor().execute('ANALYZE')"


@dataclass(frozen=True)
class DataSet:
    size: int
    folder: Path  # DEMARCHE_DATA_DIR
    database_url: str = ""  # empty: SQLite in the folder
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        ours = ("DEMARCHE_", "DATABASE_URL", "SECRET_KEY")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        database = {"DATABASE_URL": self.database_url} if self.database_url else {}
        return inherited | {"DEMARCHE_DATA_DIR": str(self.folder)} | database | self.settings

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, str(REPOSITORY / "manage.py"), *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout


def data_set(size: int, root: Path, server_url: str) -> DataSet:
    """Made where it is not there in full. `server_url` names any database of a PostgreSQL server, or is empty."""
    kind = "postgres" if server_url else "sqlite"
    found = DataSet(size, root / f"{kind}-{size}", server_url and f"{server_url.rpartition('/')[0]}/bench_{size}")
    found.folder.mkdir(parents=True, exist_ok=True)
    if server_url:
        _create_database(server_url, f"bench_{size}")
    found.manage("migrate", "--no-input", "--verbosity", "0")
    if int(found.manage("shell", "--no-imports", "--command", COUNT)) != size:
        print(f"Making {size:,} events in {found.folder}", file=sys.stderr, flush=True)
        found.manage("make_events", str(size), "--seed", SEED, "--clear", "--verbosity", "0")
        found.manage("shell", "--no-imports", "--command", ANALYSE)
    return found


def _create_database(server_url: str, name: str) -> None:
    # with_postgres.py writes the folder of the socket as the host, in the way that django-environ reads.
    authority, _, database = server_url.removeprefix("postgres://").rpartition("/")
    user, _, host = authority.partition("@")
    where = {"user": user, "host": host, "dbname": database} if host.startswith("/") else {"conninfo": server_url}
    with psycopg.connect(**where, autocommit=True) as server:
        try:
            server.execute(f"CREATE DATABASE {name}")
        except DuplicateDatabase:
            pass
