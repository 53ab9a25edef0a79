"""`manage.py demo`: the site with its demonstration data, from nothing, in a database of its own."""

import errno
import hashlib
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers import basehttp
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TO_TRY = 100
DATA = Path(__file__).resolve().parents[2] / "data"

NOT_IN_DEMO_MODE = "This is not demo mode. Start it as `python3 manage.py demo`, or set DEMARCHE_DEMO=1."


@dataclass(frozen=True)
class DemoAccount:
    """Known to everybody: tracker.accounts refuses the name outside demo mode."""

    role: str
    may: str
    group: str = ""

    @property
    def username(self) -> str:
        return settings.DEMO_ACCOUNT_PREFIX + self.role

    @property
    def password(self) -> str:
        return self.role


ACCOUNTS = (
    DemoAccount("analyst", "writes drafts and submits them", group="Analysts"),
    DemoAccount("editor", "publishes, retracts and merges", group="Editors"),
    DemoAccount("admin", "may do everything"),
)


class Command(BaseCommand):
    help = "Sets up the demonstration in its own database and serves it on a free port of this machine."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=port_number, help=f"this port; without, the first free one from {FIRST_PORT}"
        )
        parser.add_argument("--no-serve", action="store_true", help="set everything up, and stop there")

    def handle(self, *args: Any, port: int | None, no_serve: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(NOT_IN_DEMO_MODE)
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        self.load()
        if no_serve:
            self.tell("The demo is ready; `python3 manage.py demo` serves it.")
        else:
            self.serve([port] if port else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY))

    def load(self) -> None:
        """Migrate and load, unless the demo database already holds all this version brings."""
        state, stamp = data_digest(), Path(f"{connection.settings_dict['NAME']}-loaded")
        if not unapplied_migrations() and stamp.exists() and stamp.read_text() == state:
            return
        self.stdout.write("Loading the demonstration")
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        call_command("load_demo", verbosity=0)
        stamp.write_text(state)

    def serve(self, ports: range | list[int]) -> None:
        application = get_wsgi_application()
        for port in ports:
            try:
                basehttp.run(
                    HOST,
                    port,
                    application,
                    threading=True,
                    on_bind=lambda bound: self.tell(f"Demarche is at http://{HOST}:{bound}/ (Control-C stops it)"),
                )
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise CommandError(f"Port {port} cannot be used: {error.strerror}.") from error
            except KeyboardInterrupt:
                return
        if len(ports) == 1:
            raise CommandError(f"Port {ports[0]} is taken; without --port, a free one is found.")
        raise CommandError(f"The ports {ports[0]} to {ports[-1]} are all taken. Name another one with --port.")

    def tell(self, headline: str) -> None:
        lines = [f"  {account.username:<14} {account.password:<10} {account.may}" for account in ACCOUNTS]
        self.stdout.write("\n".join(["", headline, "", "Log in under /admin/ with name and password:", *lines, ""]))
        self.stdout.flush()


def port_number(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a port; a number from 1 to 65535 is expected.")


def create_account(account: DemoAccount) -> None:
    user, created = get_user_model().objects.get_or_create(username=account.username, defaults={"is_staff": True})
    if not created:
        return
    user.is_superuser = not account.group
    user.set_password(account.password)
    user.save()
    if account.group:
        user.groups.add(Group.objects.get(name=account.group))


def unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def data_digest() -> str:
    content = hashlib.sha256()
    for path in sorted(DATA.rglob("*")):
        if path.is_file():
            content.update(path.read_bytes())
    return content.hexdigest()
