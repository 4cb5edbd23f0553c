"""Settings of the site. The operator's choices come from the environment; everything else is fixed here."""

from __future__ import annotations

import os
from pathlib import Path

import django.conf.locale
from csp.constants import NONE, SELF

from district.config import secret

DISTRICT = Path(__file__).resolve().parent.parent


def _listed(name: str, default: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


PATENTRY_HOME = Path(os.environ.get("PATENTRY_HOME", "patentry-home")).resolve()
"""The folder of the corpus. The site keeps its own database and key in `site/` inside it."""
PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
"""Where figures come from: a callable that takes `home` and `snapshot`."""
PATENTRY_REOPEN_SECONDS = 10.0
"""How long a snapshot once opened is used before the site looks for a newer one."""
PATENTRY_REGION = os.environ.get("PATENTRY_REGION", "core")
"""The region, the wider zone and the region compared with on the home page."""
PATENTRY_ZONE = os.environ.get("PATENTRY_ZONE", "zone")
PATENTRY_CITY = os.environ.get("PATENTRY_CITY", "city")
PATENTRY_DEMONSTRATION = (
    os.environ.get("PATENTRY_DEMONSTRATION", "") == "1" or (PATENTRY_HOME / "site" / "demonstration").exists()
)
"""Whether every page says that the data are a demonstration. `patentry demo` sets it; the mark in the data folder
keeps it when the same folder is served again."""

DEBUG = os.environ.get("PATENTRY_DEBUG", "") == "1"
ALLOWED_HOSTS = _listed("PATENTRY_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SECRET_KEY = secret.read(home=PATENTRY_HOME)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "ninja",
    "district.design",
    "district.accounts",
    "district.audit",
    "district.directory",
    "district.consultation",
    "district.openstats",
    "district.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "district.openstats.refusals.Refusals",
]
ROOT_URLCONF = "district.config.urls"
WSGI_APPLICATION = "district.config.wsgi.application"
FORM_RENDERER = "district.design.forms.Renderer"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "district.design.context.site",
            ],
        },
    }
]

# WAL lets readers work beside a writer; IMMEDIATE takes the write lock at the start, so that a transaction waits
# for its turn instead of failing when it turns from reading to writing.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": PATENTRY_HOME / "site" / "site.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}

# Django has no plain "zh", which is what the addresses say.
django.conf.locale.LANG_INFO["zh"] = {"bidi": False, "code": "zh", "name": "Chinese", "name_local": "中文"}
LANGUAGES = [("zh", "中文"), ("en", "English")]
LANGUAGE_CODE = "zh"
LOCALE_PATHS = [DISTRICT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("PATENTRY_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
if os.environ.get("PATENTRY_HTTPS", "") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    LANGUAGE_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
