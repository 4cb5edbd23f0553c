"""统一社会信用代码 in cells: what cannot be one is left out, what fails its check place is kept and reported."""

from __future__ import annotations

import re
import unicodedata

from patentry.numbers import parse_uscc
from patentry.offices.tabular.row import Row

# GB 32100-2015: 18 places, without I, O, S, V and Z.
_USCC = re.compile(r"[0-9A-HJ-NP-RTUWXY]{18}")


def read_uscc(row: Row, field: str = "uscc") -> str | None:
    """Answer the code of a cell; what cannot be one is left out with a warning."""
    text = row.text(field)
    if not text:
        return None
    code = _folded(text)
    if not _USCC.fullmatch(code):
        row.warn("uscc_unreadable", field, text)
        return None
    check_uscc(row, field, code)
    return code


def check_uscc(row: Row, field: str, code: str | None) -> None:
    """Report a code whose check place is wrong. It stays as printed, but joins no names."""
    if code and could_be_uscc(code) and parse_uscc(code) is None:
        row.warn("uscc_check_wrong", field, code)


def could_be_uscc(text: str) -> bool:
    """Answer whether a text has the 18 places of a code, right or wrong."""
    return _USCC.fullmatch(_folded(text)) is not None


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().replace("-", "").split())
