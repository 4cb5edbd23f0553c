"""Which version a data folder's site is of, and whether this program may open it."""

from __future__ import annotations

from pathlib import Path

VERSION = 1
"""Raised when the site's folder changes in a way that an older program would misread."""


def mark(*, home: Path) -> Path:
    """Answer where the version of the site is written down."""
    return home / "site" / "version"


def write(*, home: Path) -> None:
    """Note that the site in this folder is of this version."""
    mark(home=home).parent.mkdir(parents=True, exist_ok=True)
    mark(home=home).write_text(f"{VERSION}\n", encoding="ascii")


def refusal(*, home: Path) -> str:
    """Answer why this program must not open the site of this folder, "" where it may."""
    path = mark(home=home)
    told = path.read_text(encoding="ascii", errors="replace").strip() if path.exists() else str(VERSION)
    if not told.isdecimal() or int(told) > VERSION:
        return f"{home}: 由较新的版本写入，请升级程序 / written by a newer version. Upgrade the program."
    return ""


def unknown_migrations() -> list[str]:
    """Answer the migrations the database has had that this program does not know: a newer one has been here."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations or ())
    ours = {app for app, _ in known}
    strange = (one for one in loader.applied_migrations if one[0] in ours and one not in known)
    return sorted(f"{app}.{name}" for app, name in strange)
