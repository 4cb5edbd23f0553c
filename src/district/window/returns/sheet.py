"""The return as XLSX: a template's named cells are filled, everything else in it stays as the city made it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from district.casework import CaseRefusal
from district.window.returns.counting import figures

LIMIT = 2 * 1024 * 1024
UNPACKED_LIMIT = 40 * 1024 * 1024
"""Bytes a template may take, as a file and unpacked: a spreadsheet is an archive, and an archive can be a bomb."""
WORDS = ("point_name", "period", "remark")
RISKY = "=+-@\t\r"


def our_names() -> tuple[str, ...]:
    """Answer the names a template's cells may have: the point, the period, the remark, and every figure's code."""
    return (*WORDS, *(figure.code for figure in figures()))


def names_in(content: bytes) -> list[str]:
    """Answer which of our names a template has. Raises `CaseRefusal`: too large, not readable, or none of them."""
    names = [name for name in our_names() if name in _opened(content).defined_names]
    if not names:
        raise CaseRefusal("return.template_without_names")
    return names


def filled(content: bytes, *, values: Mapping[str, int | str]) -> bytes:
    """Answer the template with its named cells filled; a name the template lacks is passed over."""
    book = _opened(content)
    for name, value in values.items():
        if name not in book.defined_names:
            continue
        for title, reference in book.defined_names[name].destinations:
            cell = book[title][reference.replace("$", "")]
            (cell[0][0] if isinstance(cell, tuple) else cell).value = _safe(value)
    return _bytes(book)


def _safe(value: int | str) -> int | str:
    """Answer text that a spreadsheet does not run as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple(RISKY) else value


def own_template() -> bytes:
    """Answer our own template, in both languages, for the time before the city's is uploaded."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet["A1"], sheet["A1"].font = "服务点工作台账 Return of a service point", Font(bold=True, size=14)
    labels = [("服务点", "Service point"), ("期间", "Period"), ("说明", "Remark")]
    rows = list(zip(WORDS, labels, strict=True)) + [(f.code, (f.zh, f.en)) for f in figures()]
    for place, (name, (zh, en)) in enumerate(rows, start=3):
        sheet.cell(place, 1, zh)
        sheet.cell(place, 2, en)
        book.defined_names[name] = DefinedName(name, attr_text=f"'台账'!$C${place}")
    for column, width in (("A", 30), ("B", 44), ("C", 30)):
        sheet.column_dimensions[column].width = width
    book.properties.created = book.properties.modified = datetime(2024, 1, 1)  # noqa: DTZ001 - XLSX knows no zone
    return _bytes(book)


def _opened(content: bytes) -> Workbook:
    if len(content) > LIMIT:
        raise CaseRefusal("return.template_too_large", limit=LIMIT // 1024)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise CaseRefusal("return.template_too_large", limit=LIMIT // 1024)
        return load_workbook(BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise CaseRefusal("return.template_unreadable") from error


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
