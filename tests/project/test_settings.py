"""The settings as a started process sees them, in each mode."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DEMARCHE_PRODUCTION": "1",
    "DEMARCHE_ALLOWED_HOSTS": "timeline.example.org",
    "SECRET_KEY": secrets.token_urlsafe(50),
}
OURS = ("DEMARCHE_", "DATABASE_URL", "SECRET_KEY", "DJANGO_ALLOW_ASYNC_UNSAFE")
PRINT_SETTINGS = """
import json, tracker.settings as settings
print(json.dumps({name: value for name, value in vars(settings).items() if name.isupper()}, default=str))
"""


def start(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    env = {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | variables
    return subprocess.run(
        [sys.executable, *arguments], cwd=REPOSITORY, env=env, capture_output=True, text=True, timeout=60, check=False
    )


def settings_in(**variables: str) -> dict:
    result = start("-c", PRINT_SETTINGS, **variables)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_production_passes_the_deployment_checks_without_a_warning():
    result = start("-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"SECRET_KEY": ""}, "Production needs SECRET_KEY"),
        ({"DEMARCHE_ALLOWED_HOSTS": ""}, "Production needs DEMARCHE_ALLOWED_HOSTS"),
        ({"DEMARCHE_DEMO": "1"}, "DEMARCHE_PRODUCTION excludes DEMARCHE_DEMO"),
        ({"DEMARCHE_DEBUG": "1"}, "DEMARCHE_PRODUCTION excludes DEMARCHE_DEMO and DEMARCHE_DEBUG"),
    ],
)
def test_production_refuses_what_is_unsafe(change, message):
    result = start("manage.py", "check", **(PRODUCTION | change))

    assert result.returncode != 0
    assert message in result.stderr


def test_production_is_https_only():
    values = settings_in(**PRODUCTION)

    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"):
        assert values[name], name
    assert values["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["upgrade-insecure-requests"] is True


def test_a_machine_without_settings_answers_to_itself_only():
    values = settings_in()

    assert values["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert values["DEBUG"] is False
    assert values["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"


def test_the_demo_never_touches_the_database_that_is_configured():
    values = settings_in(DEMARCHE_DEMO="1", DATABASE_URL="postgres://ann@db/precious")

    assert values["DATABASES"]["default"]["NAME"].endswith("demo.sqlite3")


def test_the_data_folder_moves_the_files(tmp_path):
    values = settings_in(DEMARCHE_DATA_DIR=str(tmp_path))

    assert values["DATABASES"]["default"]["NAME"] == str(tmp_path / "db.sqlite3")
    assert values["STATIC_ROOT"] == str(tmp_path / "staticfiles")


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for():
    asked = os.environ.get("DATABASE_URL", "sqlite")

    assert connection.vendor == ("postgresql" if asked.startswith("postgres") else "sqlite")


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("busy_timeout", 20000), ("foreign_keys", 1)])
def test_sqlite_is_set_up_for_several_writers(pragma, value):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_misspelt_setting_stops_the_start():
    result = start("manage.py", "check", DEMARCHE_DEBGU="1")

    assert result.returncode != 0
    assert "Did you mean DEMARCHE_DEBUG?" in result.stderr


@pytest.mark.parametrize(
    ("variables", "is_on"),
    [
        ({}, True),
        ({"DEMARCHE_FETCH_ARTICLES": "0"}, False),
        (PRODUCTION, False),
        (PRODUCTION | {"DEMARCHE_FETCH_ARTICLES": "1"}, True),
    ],
)
def test_articles_are_fetched_in_production_only_where_that_is_switched_on(variables, is_on):
    assert settings_in(**variables)["FETCH_ARTICLES"] is is_on
