"""The demonstration's service network: the ordinary document, loaded by the ordinary action."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

TAKEN_AT = datetime(2024, 1, 10, 8, 0, tzinfo=UTC)


def ensure_network() -> bool:
    """Load the fictional network where there is none yet; answer whether it was loaded."""
    from district.directory import actions, document
    from district.directory.models import ServicePoint

    if ServicePoint.objects.exists():
        return False
    text = files("district.demonstration").joinpath("tables", "network.toml").read_text(encoding="utf-8")
    actions.load(document=document.read(text), by=None, at=TAKEN_AT)
    return True
