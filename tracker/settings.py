"""All settings, read from the environment; environment.py lists the variables and .env.example explains them."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from tracker.environment import Environment

# In a checkout templates/ and static/ lie beside this package, in an installed wheel inside it.
PACKAGE_DIR = Path(__file__).resolve().parent
IN_CHECKOUT = (PACKAGE_DIR.parent / "pyproject.toml").exists()
BASE_DIR = PACKAGE_DIR.parent if IN_CHECKOUT else PACKAGE_DIR

if IN_CHECKOUT:
    environ.Env.read_env(BASE_DIR / ".env")  # a variable that is already set wins
env = Environment()

PRODUCTION = env.flag("DEMARCHE_PRODUCTION")
DEMO = env.flag("DEMARCHE_DEMO")
DEBUG = env.flag("DEMARCHE_DEBUG")
DATA_DIR = Path(env.text("DEMARCHE_DATA_DIR") or (BASE_DIR if IN_CHECKOUT else Path.cwd()))
PROXIES = env.number("DEMARCHE_PROXIES", 0)
SECRET_KEY = env.text("SECRET_KEY")

if PRODUCTION and (DEMO or DEBUG):
    raise ImproperlyConfigured("DEMARCHE_PRODUCTION excludes DEMARCHE_DEMO and DEMARCHE_DEBUG.")
if PRODUCTION and not SECRET_KEY:
    raise ImproperlyConfigured("Production needs SECRET_KEY or SECRET_KEY_FILE: at least 50 random characters.")
# Known to everybody, so good only for a server that answers to localhost alone (see ALLOWED_HOSTS).
SECRET_KEY = SECRET_KEY or "insecure-key-for-this-machine-only-see-env-example"

ALLOWED_HOSTS = env.words("DEMARCHE_ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Production needs DEMARCHE_ALLOWED_HOSTS: the host names of the site.")

# Applications

INSTALLED_APPS = [
    "timeline.apps.TimelineConfig",
    "timeline.apps.DeskConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "csp",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tracker.headers.PermissionsPolicyMiddleware",
    "tracker.headers.ReadableFromAnywhereMiddleware",
    "tracker.compression.GzipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
ASGI_APPLICATION = "tracker.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Database

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a second writer waits at BEGIN instead of failing half-way
    "timeout": 20,  # seconds
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
_sqlite_url = f"sqlite:///{DATA_DIR / ('demo.sqlite3' if DEMO else 'db.sqlite3')}"
# The demo never touches the database that DATABASE_URL names.
_database = Environment({}).database(_sqlite_url) if DEMO else env.database(_sqlite_url)
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = SQLITE_OPTIONS | _database.get("OPTIONS", {})
# An open connection lets a full disk be read from still: a new one needs a file beside the database.
DATABASES = {"default": _database | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}

# Accounts

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "tracker.accounts.AccountBackend",
]
DEMO_ACCOUNT_PREFIX = "demo-"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "tracker.headers.client_address"
AXES_VERBOSE = False
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "/"

# Language and time

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Static files: hashed names in production, found where they lie otherwise

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "staticfiles"
STATICFILES_DIRS = [path for path in [BASE_DIR / "static"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION

# What leaves and what may come in

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "upgrade-insecure-requests": PRODUCTION,
    }
}
PERMISSIONS_POLICY = ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")  # all denied
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.number("DEMARCHE_HSTS_SECONDS", 31_536_000) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# Off in production unless switched on: the server then asks addresses that analysts type.
FETCH_ARTICLES = env.flag("DEMARCHE_FETCH_ARTICLES", default=not PRODUCTION)

# API

# Tokens of the API. The table is ours (models/tokens.py), so knox gets none.
KNOX_TOKEN_MODEL = "timeline.ApiToken"
MIGRATION_MODULES = {"knox": None}
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer"}
# Requests a minute of one person or address, in each server process; 0: without end.
API_RATES = {
    "read": env.number("DEMARCHE_READS_A_MINUTE", 300),
    "export": env.number("DEMARCHE_EXPORTS_A_MINUTE", 30),
    "write": env.number("DEMARCHE_WRITES_A_MINUTE", 120),
}
# Every export says it. Where an address stands in it, programs are told that one.
LICENCE = env.line("DEMARCHE_LICENCE", "See the site's own terms; quotations belong to their publishers.")
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["timeline.api.writing.reading.OneOfEachName"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "timeline.api.access.Bearer",
        "rest_framework.authentication.SessionAuthentication",
    ],
    # What is visible is decided by the QuerySets; views that write say who may (timeline/api/access.py).
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_THROTTLE_CLASSES": ["timeline.api.throttling.ApiThrottle"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "timeline.api.problems.as_problem",
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_METADATA_CLASS": None,
    "NUM_PROXIES": PROXIES,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Demarche",
    "DESCRIPTION": "Diplomatic events with the passages that they come from.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "OAS_VERSION": "3.1.0",
    "ENUM_NAME_OVERRIDES": {
        "ActorKindEnum": "timeline.models.Actor.Kind",
        "PlaceKindEnum": "timeline.models.Place.Kind",
        "PartyRoleEnum": "timeline.models.Role",
        "PlaceRoleEnum": "timeline.models.EventPlace.Role",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "timeline.api.schema.with_exports",
        "timeline.api.schema.with_problems",
        "timeline.api.described.with_descriptions",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
