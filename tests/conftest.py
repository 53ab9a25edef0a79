"""What every test starts from: the database, the markers, and no silent skips in CI."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

import manage
from tests.browser import base_url, browser_context_args, browser_problems, browser_type_launch_args, new_context

__all__ = ["base_url", "browser_context_args", "browser_problems", "browser_type_launch_args", "new_context"]

IN_CI = bool(os.environ.get("CI"))
DATABASE_MARKERS = {"sqlite": "sqlite", "postgres": "postgresql"}
# Whoever works on a parser tries new examples with every run. CI, which asks whether all still holds, tries the same
# ones each time and stores nothing.
hypothesis.settings.register_profile("ci", derandomize=True, database=None, print_blob=True)
if IN_CI:
    hypothesis.settings.load_profile("ci")
temporary_folder = Path(tempfile.mkdtemp(prefix="demarche-tests-"))
migrated: list[str] = []  # the rows that the migrations brought
skipped: list[str] = []


def pytest_configure() -> None:
    settings.AXES_ENABLED = False  # `client.login()` would be refused; tests of the guard switch it on
    settings.API_RATES = dict.fromkeys(settings.API_RATES, 0)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    TransactionTestCase._fixture_teardown = empty_and_refill
    if connection.vendor == "sqlite":
        # A file, as in real use: a database in memory is one connection that all threads share.
        connection.settings_dict["TEST"]["NAME"] = str(temporary_folder / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        migrated.append(connection.creation.serialize_db_to_string())


def empty_and_refill(_case: TransactionTestCase) -> None:
    """After a test that committed: back to what the migrations brought, reference data and groups included.

    Django would leave the tables empty for whichever test comes next.
    """
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    connection.creation.deserialize_db_from_string(migrated[0])
    with connection.cursor() as cursor:  # rows that came with their keys moved no sequence
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


def pytest_unconfigure() -> None:
    shutil.rmtree(temporary_folder, ignore_errors=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        manage.build_assets(sys.executable)


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser; leave out, rather than skip, what is about the other database."""
    chosen, other = [], []
    for item in items:
        if {"page", "context", "new_context"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        wanted = [vendor for marker, vendor in DATABASE_MARKERS.items() if item.get_closest_marker(marker)]
        (chosen if connection.vendor in wanted or not wanted else other).append(item)
    if other:
        config.hook.pytest_deselected(items=other)
        items[:] = chosen


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Keys repeat from test to test where a rolled back database gives out the same ids again."""
    cache.clear()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        skipped.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if IN_CI and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if IN_CI and skipped:
        terminalreporter.write_line(f"In CI nothing may be skipped, and {len(skipped)} tests were.", red=True)
