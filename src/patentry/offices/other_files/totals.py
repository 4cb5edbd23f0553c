"""Totals that an office publishes: numbers to check figures against, not patents."""

from __future__ import annotations

import re

_KEY = re.compile(r'"([^"\n]{2,60})"\s*:')
_COUNTED = frozenset({"invention", "utility_model", "design", "sum", "total"})
_SAID = frozenset({"note", "definition_note", "source", "scope", "date"})


def is_reference_totals(text: str) -> bool:
    """Answer whether this JSON holds counts of patents by kind of right with their source."""
    if not text.startswith("{"):
        return False
    keys = set(_KEY.findall(text))
    return len(keys & _COUNTED) >= 3 and len(keys & _SAID) >= 3
