"""A database with the site's tables, made once a run: to migrate an empty one costs seconds."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

SITE = Path("site") / "site.sqlite3"
TEMPLATE = "patentry_template"


def _shared(factory: pytest.TempPathFactory) -> Path:
    """A folder all processes of this run know."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def _migrate(home: Path, **settings: str) -> None:
    environment = os.environ | {"PATENTRY_HOME": str(home), "PATENTRY_SECRET_KEY": "template"} | settings
    command = [sys.executable, "-m", "django", "migrate", "-v0", "--settings", "district.config.settings"]
    subprocess.run(command, env=environment, check=True)


@contextmanager
def _once(made: Path) -> Iterator[bool]:
    """Whether this process is the first to come, while the others wait for it."""
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not made.exists()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the site's tables and no rows but theirs; copy it, do not open it."""
    home = _shared(tmp_path_factory) / "migrated"
    with _once(home) as is_first:
        if is_first:
            making = home.with_name("migrating")
            shutil.rmtree(making, ignore_errors=True)
            (making / SITE).parent.mkdir(parents=True)
            _migrate(making, PATENTRY_DATABASE="")
            making.rename(home)
    return home / SITE


def place(migrated: Path, home: Path) -> None:
    """Give a data folder the migrated database."""
    (home / SITE).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(migrated, home / SITE)


def _postgresql_template(shared: Path) -> str:
    """Answer the name of a migrated database beside the one the settings name."""
    from django.db import connections

    made = shared / "template"
    with _once(made) as is_first:
        if is_first:
            with connections["default"]._nodb_cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {TEMPLATE}")
            address = urlunsplit(urlsplit(os.environ["PATENTRY_DATABASE"])._replace(path=f"/{TEMPLATE}"))
            _migrate(shared, PATENTRY_DATABASE=address)
            made.touch()
    return TEMPLATE


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[None]:
    """The tests' own database begins as a copy of the migrated one; Django finds nothing left to migrate."""
    from django.db import connections

    creation = connections["default"].creation
    if connections["default"].vendor == "postgresql":
        with django_db_blocker.unblock():
            creation.connection.settings_dict["TEST"]["TEMPLATE"] = _postgresql_template(_shared(tmp_path_factory))
        yield
        return
    template, create = request.getfixturevalue("migrated"), creation._create_test_db

    def create_and_fill(*args: Any, **kwargs: Any) -> str:
        name = str(create(*args, **kwargs))
        connection = creation.connection
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        with sqlite3.connect(f"file:{template}?mode=ro&immutable=1", uri=True) as source:
            source.backup(connection.connection)
        source.close()
        return name

    creation._create_test_db = create_and_fill
    yield
    creation._create_test_db = create
