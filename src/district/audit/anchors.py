"""What the log ended with on some days, written down outside the database: whoever rewrites the one misses the other.

A line an anchor: the place, the digest, the time. The file is only ever appended to; a copy of it kept by somebody else
shows even what was changed by whoever can write both.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings

from district.audit.actions import HEAD
from district.audit.models import Head


def place() -> Path:
    """Answer where the anchors are kept."""
    return Path(settings.PATENTRY_HOME) / "site" / "audit-anchors"


def drop(*, at: datetime) -> bool:
    """Write down where the log ends now; answers whether there was anything new. The loop's chore."""
    head = Head.objects.filter(pk=HEAD).first()
    kept = read(place())
    if head is None or head.place == 0 or head.place in kept:
        return False
    place().parent.mkdir(parents=True, exist_ok=True)
    with place().open("a", encoding="ascii") as file:
        file.write(f"{head.place} {head.digest} {at.isoformat()}\n")
    return True


def read(file: Path) -> Mapping[int, str]:
    """Answer the anchors of a file by their place, none where there is no file. A line that is none is left out."""
    if not file.is_file():
        return {}
    parts = [line.split() for line in file.read_text(encoding="ascii", errors="replace").splitlines()]
    return {int(one[0]): one[1] for one in parts if len(one) >= 2 and one[0].isdecimal()}
