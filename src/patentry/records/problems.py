"""What was wrong with a row, said so that a person can mend it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """`rejected`: the row is in quarantine. `warning`: the row is kept and the doubt is reported."""

    REJECTED = "rejected"
    WARNING = "warning"


class Problem(NamedTuple):
    """One problem: a stable code, where it stands (1-based row or document), which field, and the value there.

    The sentence a person reads is in `patentry.wording` under `problem.<code>`, in Chinese and English.
    """

    code: str
    row: int | None
    field: str | None
    value: str | None
    severity: Severity = Severity.REJECTED
