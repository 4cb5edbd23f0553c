"""Settings of the site. The operator's choices come from the environment; everything else is fixed here."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import django.conf.locale
from csp.constants import NONE, SELF

from district.config import city_identity, database, secret

DISTRICT = Path(__file__).resolve().parent.parent


def _listed(name: str, default: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


PATENTRY_HOME = Path(os.environ.get("PATENTRY_HOME", "patentry-home")).resolve()
"""The folder of the corpus. The site keeps its own database and key in `site/` inside it."""
PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
"""Where figures come from: a callable that takes `home` and `snapshot`."""
PATENTRY_ENGINE = os.environ.get("PATENTRY_ENGINE", "")
"""Which engine counts figures; this process where it is empty."""
PATENTRY_ENGINE_STORE = os.environ.get("PATENTRY_ENGINE_STORE", "")
"""Where that engine's workers read the derived tables, if not in the home's folder."""
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
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "district.design",
    "district.accounts",
    "district.audit",
    "district.limits",
    "district.jobs",
    "district.files",
    "district.notices",
    "district.directory",
    "district.consultation",
    "district.openstats",
    "district.openstats.releases",
    "district.openstats.official",
    "district.workbench",
    "district.collection.reconciliation",
    "district.collection",
    "district.window",
    "district.window.desklist",
    "district.window.desklog",
    "district.window.reports",
    "district.window.checklists",
    "district.window.replies",
    "district.window.returns",
    "district.window.listcheck",
    "district.window.evaluation",
    "district.journeys",
    "district.portal",
    # After the rooms, whose templates are taken before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "district.openstats.quick.Remembered",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "district.limits.bodies.LargestBody",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "district.accounts.second_factor.SecondFactorRequired",
    "axes.middleware.AxesMiddleware",
    "district.openstats.refusals.Refusals",
    "district.portal.refusals.CaseRefusals",
]
ROOT_URLCONF = "district.config.urls"
WSGI_APPLICATION = "district.config.wsgi.application"
FORM_RENDERER = "district.design.forms.Renderer"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "district.design.context.site",
                "district.notices.context.unread",
            ],
        },
    }
]

DATABASES = {"default": database.read(os.environ.get("PATENTRY_DATABASE", ""), home=PATENTRY_HOME)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

PATENTRY_UPLOAD_MB = int(os.environ.get("PATENTRY_UPLOAD_MB", "20"))
"""The largest file that is taken."""
PATENTRY_PROXIES = int(os.environ.get("PATENTRY_PROXIES", "") or os.environ.get("PATENTRY_HTTPS", "") == "1")
"""How many proxies stand before the site, each adding the address it sees to X-Forwarded-For."""
PATENTRY_COLLECT_MB = int(os.environ.get("PATENTRY_COLLECT_MB", "2048"))
"""The largest office file an officer may upload."""
PATENTRY_WATCH = os.environ.get("PATENTRY_WATCH", "")
"""A folder whose files are taken in and staged by themselves; empty: none."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Another storage, as one for objects, takes the folder's place with its options as JSON.
    "uploads": {
        "BACKEND": os.environ.get("PATENTRY_UPLOADS", "district.files.storage.HouseStorage"),
        "OPTIONS": json.loads(os.environ.get("PATENTRY_UPLOADS_OPTIONS", "null"))
        or {"location": PATENTRY_HOME / "site" / "uploads"},
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600

PATENTRY_CHECKLISTS_OBLIGE = os.environ.get("PATENTRY_CHECKLISTS_OBLIGE", "1") == "1"
"""Whether acceptance and answer wait for the obligatory points of an item's checklist."""
PATENTRY_DISCLOSURE_SMALLEST = int(os.environ.get("PATENTRY_DISCLOSURE_SMALLEST", "5"))
"""The first count of service records that is told; smaller ones are hidden (threshold rule: agencies ask 3 or 5)."""
PATENTRY_DISCLOSURE_SPREAD = int(os.environ.get("PATENTRY_DISCLOSURE_SPREAD", "10"))
"""The fewest service records of which a median is told."""
PATENTRY_DISCLOSURE_MONTHS = int(os.environ.get("PATENTRY_DISCLOSURE_MONTHS", "6"))
"""Months (3, 6 or 12) of the spans figures over service records are told of."""
PATENTRY_DISCLOSURE_LAG = int(os.environ.get("PATENTRY_DISCLOSURE_LAG", "15"))
"""Days after its end until a span is told of for good, so that late entries are in it."""
PATENTRY_SITE_URL = os.environ.get("PATENTRY_SITE_URL", "").rstrip("/")
"""The site's address as people type it, for links in messages; without it messages carry none."""
PATENTRY_SMTP = os.environ.get("PATENTRY_SMTP", "")
PATENTRY_MAIL_FROM = os.environ.get("PATENTRY_MAIL_FROM", "noreply@localhost")
PATENTRY_SMS_URL = os.environ.get("PATENTRY_SMS_URL", "")
PATENTRY_SMS_KEY = os.environ.get("PATENTRY_SMS_KEY", "")
PATENTRY_SMS_TEMPLATES: dict[str, str] = json.loads(os.environ.get("PATENTRY_SMS_TEMPLATES", "{}"))
PATENTRY_SMS_IDEMPOTENT = os.environ.get("PATENTRY_SMS_IDEMPOTENT", "") == "1"
PATENTRY_WECOM_WEBHOOK = os.environ.get("PATENTRY_WECOM_WEBHOOK", "")
PATENTRY_DINGTALK_WEBHOOK = os.environ.get("PATENTRY_DINGTALK_WEBHOOK", "")
PATENTRY_DINGTALK_SECRET = os.environ.get("PATENTRY_DINGTALK_SECRET", "")

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
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_account"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "district.design.views.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "district.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone", "username", "email"}
# The form requires it all the same; who comes from the city's unified identity may have none.
ACCOUNT_SIGNUP_FIELDS = ["phone"]
SILENCED_SYSTEM_CHECKS = ["account.W001"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# axes locks one account from one address first; this is the bound for an account from all addresses together.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,8/300s/key", "change_phone": "5/m/user"}
ACCOUNT_FORMS = {
    "login": "district.accounts.forms.sign_in.SignInForm",
    "signup": "district.accounts.forms.sign_in.SignUpForm",
    "request_login_code": "district.accounts.forms.sign_in.CodeRequestForm",
    "confirm_login_code": "district.accounts.forms.sign_in.ConfirmCodeForm",
    "verify_phone": "district.accounts.forms.sign_in.ConfirmNumberForm",
    "change_phone": "district.accounts.forms.sign_in.ChangeNumberForm",
    "reauthenticate": "district.accounts.forms.sign_in.ReauthenticateForm",
    "request_reauthentication_code": "district.accounts.forms.sign_in.ReauthenticateCodeForm",
    "confirm_reauthentication_code": "district.accounts.forms.sign_in.ConfirmCodeForm",
    "change_password": "district.accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "district.accounts.forms.sign_in.SetPasswordForm",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ALLAUTH_TRUSTED_PROXY_COUNT = PATENTRY_PROXIES
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "district.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "district.accounts.forms.factors.AuthenticateForm",
    "reauthenticate": "district.accounts.forms.factors.ReauthenticateForm",
    "activate_totp": "district.accounts.forms.factors.ActivateAppForm",
}
SOCIALACCOUNT_ADAPTER = "district.accounts.adapters.CityIdentityAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = city_identity.providers(os.environ)
"""A city's unified identity (OpenID Connect); nothing unless the environment names one."""
PATENTRY_CODES = os.environ.get("PATENTRY_CODES", "") or (
    "district.accounts.codes.on_the_page"
    if PATENTRY_DEMONSTRATION
    else "district.notices.channels.sms.send_code"
    if PATENTRY_SMS_URL
    else ""
)
"""The channel of one-time codes, a callable that takes a `codes.Code`: text messages where there is a provider. Empty:
the site says that it has none."""

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "login", "phone", "password", "ip_address"]
AXES_USERNAME_CALLABLE = "district.accounts.lockouts.counted_as"
AXES_CLIENT_IP_CALLABLE = "district.accounts.lockouts.address_of"
AXES_CLIENT_STR_CALLABLE = "district.accounts.lockouts.in_the_log"
AXES_LOCKOUT_CALLABLE = "district.accounts.lockouts.locked_out"

if os.environ.get("PATENTRY_HTTPS", "") == "1":
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    LANGUAGE_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "district.config.logs.JsonLines"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            **({"formatter": "json"} if os.environ.get("PATENTRY_LOG", "") == "json" else {}),
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
