"""The environment variables that the settings may read, and nothing else.

Every variable of ours is listed in KNOWN; a misspelt DEMARCHE_* name stops the start instead of being ignored.
"""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

PREFIX = "DEMARCHE_"
KNOWN = {
    "DEMARCHE_ALLOWED_HOSTS": "host names that the site answers to, comma-separated",
    "DEMARCHE_DATA_DIR": "folder of the SQLite file and of collected static files",
    "DEMARCHE_DEBUG": "show error pages with code; never in production",
    "DEMARCHE_DEMO": "demo mode, set by `manage.py demo`: own database, demo accounts may log in",
    "DEMARCHE_EXPORTS_A_MINUTE": "how many exports one person or address may take a minute; 0: without end",
    "DEMARCHE_FETCH_ARTICLES": "articles may be fetched by their web address; on unless in production",
    "DEMARCHE_HSTS_SECONDS": "how long browsers are told to insist on HTTPS",
    "DEMARCHE_LICENCE": "under which licence the data may be used, as every export says it",
    "DEMARCHE_PRODUCTION": "production mode: HTTPS only, a SECRET_KEY is demanded",
    "DEMARCHE_PROXIES": "how many reverse proxies of yours stand in front",
    "DEMARCHE_READS_A_MINUTE": "how often one person or address may ask the API a minute; 0: without end",
    "DEMARCHE_WRITES_A_MINUTE": "how often one person may write over the API a minute; 0: without end",
    "DATABASE_URL": "postgres://user:password@host/name, or sqlite:///path",
    "SECRET_KEY": "signs sessions and forms; at least 50 random characters",
}
SECRETS = ("DATABASE_URL", "SECRET_KEY")


class Environment:
    """Typed reads of known variables; a secret may stand in the file that NAME_FILE names."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = dict(os.environ if variables is None else variables)
        self._refuse_unknown()
        self._read_secret_files()
        self._env = environ.Env()
        self._env.ENVIRON = self.variables

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.variables.get(name, "").strip().lower() or str(int(default))
        if value in ("1", "true", "yes", "on"):
            return True
        if value in ("0", "false", "no", "off"):
            return False
        raise ImproperlyConfigured(f"{name}={value!r} is not a switch: use 1 or 0.")

    def number(self, name: str, default: int) -> int:
        value = self.variables.get(name, "").strip()
        if not value:
            return default
        if not (value.isascii() and value.isdigit()):
            raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
        return int(value)

    def words(self, name: str, default: str = "") -> list[str]:
        return [word.strip() for word in self.variables.get(name, default).split(",") if word.strip()]

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, default).strip()

    def line(self, name: str, default: str) -> str:
        """One line, which may stand in a header of HTTP as it is."""
        value = self.text(name) or default
        if not (value.isascii() and value.isprintable()):
            raise ImproperlyConfigured(f"{name}={value!r} is not one line of ASCII characters.")
        return value

    def database(self, default: str) -> dict:
        url = self.text("DATABASE_URL") or default
        config = self._env.db_url_config(url)
        if not config.get("ENGINE", "").endswith((".sqlite3", ".postgresql")):
            raise ImproperlyConfigured("DATABASE_URL has to start with sqlite:// or postgres://.")
        return config

    def _refuse_unknown(self) -> None:
        allowed = {*KNOWN, *(f"{name}_FILE" for name in SECRETS)}
        for name in self.variables:
            if name.startswith(PREFIX) and name not in allowed:
                near = difflib.get_close_matches(name, allowed, n=1) or [f"one of {', '.join(sorted(KNOWN))}"]
                raise ImproperlyConfigured(f"{name} is not a setting of Demarche. Did you mean {near[0]}?")

    def _read_secret_files(self) -> None:
        for name in SECRETS:
            path = self.variables.get(f"{name}_FILE", "")
            if not path:
                continue
            if self.variables.get(name):
                raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set; keep one of them.")
            try:
                self.variables[name] = Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise ImproperlyConfigured(f"{name}_FILE: {path} cannot be read ({error.strerror}).") from error
