"""Which database the site keeps its rows in: SQLite in the data folder, or PostgreSQL where one setting names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEMES = ("postgresql", "postgres")


def read(address: str, *, home: Path) -> dict[str, Any]:
    """Answer Django's settings for `postgresql://user:password@host:port/name?option=value`, for "" SQLite's.

    Options are libpq's; `host=/run/postgresql` names a socket. Raises `ValueError` for any other address, without
    repeating it, for it may hold a password.
    """
    if not address:
        return _sqlite(home / "site" / "site.sqlite3")
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name or "/" in name:
        raise ValueError("PATENTRY_DATABASE: 应为 / should be postgresql://USER@HOST/NAME")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    # WAL lets readers work beside a writer; IMMEDIATE takes the write lock at the start, so that a transaction waits
    # for its turn instead of failing when it turns from reading to writing. FULL, because NORMAL may forget the last
    # transactions when the power goes, and people have been told that they stand.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
