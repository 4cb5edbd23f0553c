"""Classification symbols as databases write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from patentry.classes import named_uspc, parse_ipc
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.tabular.row import Row

_OFFICES = re.compile(r"\s*\([A-Z]{2}(?:,\s*[A-Z]{2})*\)$")
"""Which offices gave a CPC symbol, `B25B1/10 (EP,US)`."""
_SINCE_AND_MARKS = re.compile(r"\s+\d{8}[A-Z]{3}\d{8}[A-Z]{4}$")
"""Edition, marks, day and office behind a symbol of WIPO ST.8, `G07F 9/10 20060101AFI20130528VHKR`."""
_POINT = re.compile(r"(/\d+)\.(?=[A-Z])")
"""The point before a letter, 264/178.R."""
_NO_STROKE = re.compile(r"([A-HY]\d\d[A-Z])(\d+)")


def symbols_of(row: Row, field: str, spelling: Spelling) -> tuple[str, ...]:
    """Answer the canonical symbols of a cell, each once; what is no symbol is left out with a warning."""
    return tuple(dict.fromkeys(_read(row, field, spelling)))


def _read(row: Row, field: str, spelling: Spelling) -> Iterable[str]:
    for text in spelling.split(row.text(field)):
        symbol = read_symbol(text, spelling.padded_group)
        if symbol is None:
            row.warn("class_unreadable", field, text)
        else:
            yield symbol


def read_symbol(text: str, padded_group: int = 0) -> str | None:
    """Answer the canonical symbol, whoever gave it; None where it is none."""
    return parse_ipc(_with_stroke(_SINCE_AND_MARKS.sub("", _OFFICES.sub("", text)), padded_group))


def _with_stroke(text: str, padded: int) -> str:
    """`A61K00914` with its stroke; digits that are all padding name the subclass alone."""
    found = _NO_STROKE.fullmatch(text) if padded else None
    if found is None:
        return text
    subclass, digits = found[1], found[2]
    main, sub = digits[:padded].lstrip("0"), digits[padded:]
    return f"{subclass}{main}/{sub.ljust(2, '0')}" if main else subclass


def national_classes(row: Row, field: str, spelling: Spelling) -> tuple[str, ...]:
    """Answer the classes of the United States, `USPC 426/231`; one that cannot be read stands as it is written."""
    found = (_POINT.sub(r"\1", text.strip().rstrip(".")) for text in spelling.split(row.text(field)))
    return tuple(dict.fromkeys(named_uspc(text) for text in found if text))
