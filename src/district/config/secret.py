"""The site's secret key: given by the operator, or made once and kept beside the data, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

ENVIRONMENT = "PATENTRY_SECRET_KEY"


def key_file(*, home: Path) -> Path:
    """Answer where the key of this data folder is kept."""
    return home / "site" / "secret-key"


def ensure(*, home: Path) -> None:
    """Make the key of this data folder if there is none yet; two servers starting at once agree on one key."""
    path = key_file(home=home)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))


def read(*, home: Path) -> str:
    """Answer the key: the operator's, else the kept one, else one for this process alone.

    Reading never writes, so that tools may load the settings without leaving a file behind.
    """
    given = os.environ.get(ENVIRONMENT)
    if given:
        return given
    path = key_file(home=home)
    return path.read_text(encoding="ascii") if path.exists() else secrets.token_urlsafe(48)
