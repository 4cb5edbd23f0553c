"""How a patent's number is shown to people."""

from __future__ import annotations

import re

_CN = re.compile(r"^(?:CN|ZL)?(\d{4})(\d)(\d{7})\.?([0-9X])$")
_CN_OLD = re.compile(r"^(?:CN|ZL)?(\d{2})(\d)(\d{5})\.?([0-9X])$")


def shown(number: str, *, granted: bool = True) -> str:
    """Answer "ZL 2012 1 9990315.3" for a granted Chinese patent, any other number as it stands."""
    found = _CN.match(number) or _CN_OLD.match(number)
    if not found:
        return number
    year, kind, serial, check = found.groups()
    return f"{'ZL ' if granted else ''}{year} {kind} {serial}.{check}"
