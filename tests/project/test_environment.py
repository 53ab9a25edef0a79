"""What the environment may say: typed, listed, and never guessed."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker.environment import KNOWN, Environment

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("true", True), ("ON", True), ("", False), ("0", False), ("no", False)]
)
def test_a_flag(text, value):
    assert Environment({"DEMARCHE_DEBUG": text}).flag("DEMARCHE_DEBUG") is value


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"DEMARCHE_DEBUG": "maybe"}, "DEMARCHE_DEBUG='maybe' is not a switch: use 1 or 0."),
        ({"DEMARCHE_PROXIES": "-1"}, "DEMARCHE_PROXIES='-1' is not a whole number."),
        ({"DEMARCHE_PRODUCTON": "1"}, "Did you mean DEMARCHE_PRODUCTION?"),
        ({"DEMARCHE_SECRET_KEY": "x"}, "DEMARCHE_SECRET_KEY is not a setting of Demarche."),
        ({"DEMARCHE_LICENCE": "CC BY\nX-Header: 1"}, "is not one line of ASCII characters"),
        ({"DATABASE_URL": "mysql://u@h/db"}, "DATABASE_URL has to start with sqlite:// or postgres://."),
        ({"SECRET_KEY_FILE": "/nowhere/key"}, "SECRET_KEY_FILE: /nowhere/key cannot be read"),
        ({"SECRET_KEY_FILE": "/nowhere/key", "SECRET_KEY": "x"}, "Both SECRET_KEY and SECRET_KEY_FILE are set"),
    ],
)
def test_what_is_wrong_is_named(variables, message):
    with pytest.raises(ImproperlyConfigured) as error:
        read_all(variables)

    assert message in str(error.value)


def read_all(variables: dict[str, str]) -> None:
    environment = Environment(variables)
    environment.flag("DEMARCHE_DEBUG")
    environment.number("DEMARCHE_PROXIES", 0)
    environment.line("DEMARCHE_LICENCE", "See our terms.")
    environment.database("sqlite:///db.sqlite3")


def test_a_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text("from a file\n")

    assert Environment({"SECRET_KEY_FILE": str(tmp_path / "key")}).text("SECRET_KEY") == "from a file"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://ann:s%40fe@db:5433/demarche", {"HOST": "db", "PORT": 5433, "USER": "ann", "PASSWORD": "s@fe"}),
        ("postgres://ann@//var/run/postgresql/demarche", {"HOST": "/var/run/postgresql", "NAME": "demarche"}),
        ("sqlite:////srv/data/db.sqlite3", {"NAME": "/srv/data/db.sqlite3"}),
    ],
)
def test_database_urls(url, expected):
    config = Environment({"DATABASE_URL": url}).database("sqlite:///unused")

    assert expected.items() <= config.items()


def test_words_are_separated_by_commas():
    assert Environment({"DEMARCHE_ALLOWED_HOSTS": "a.org, b.org,"}).words("DEMARCHE_ALLOWED_HOSTS") == [
        "a.org",
        "b.org",
    ]


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_every_variable_is_explained_in_the_example(name):
    assert f"#{name}=" in (REPOSITORY / ".env.example").read_text(encoding="utf-8")


def test_the_example_names_no_variable_that_does_not_exist():
    names = [
        line[1:].partition("=")[0] for line in (REPOSITORY / ".env.example").read_text().splitlines() if "=" in line
    ]

    Environment({name: "" for name in names if name.isupper()})
