"""The names a register prints: one firm under its many spellings."""

from __future__ import annotations

from datetime import date

MANY_NAMED = "核芯显示（演示）有限公司"
"""The firm of the showcase: printed in several spellings, in English and under a former name."""
FORMER_NAME, ENGLISH_NAME = "核芯光显（演示）有限公司", "Hexin Display (Demo) Co., Ltd."
RENAMED_ON = date(2014, 7, 1)
WITHOUT_CODE = frozenset({FORMER_NAME, ENGLISH_NAME})
"""Printed without a code, so that only the officer knows whose they are."""
_SPELLINGS = {
    3: "核芯显示(演示)有限公司",
    7: "核芯顯示（演示）有限公司",
    11: "核芯显示（演示）有限责任公司",
    13: ENGLISH_NAME,
}
_OF = 17
"""Of so many rights one has the first of these spellings, one the second, and so on."""


def printed_name(name: str, *, serial: int, filed: date) -> str:
    """Answer how the register prints a holder's name on the right with this serial number."""
    if name != MANY_NAMED:
        return name
    if filed < RENAMED_ON and serial % 5 == 0:
        return FORMER_NAME
    return _SPELLINGS.get(serial % _OF, name)
