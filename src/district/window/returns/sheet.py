"""The return as XLSX: a template's named cells are filled, everything else in it stays as the city made it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from district.casework import CaseRefusal
from district.directory.doings import figures

LIMIT = 2 * 1024 * 1024
UNPACKED_LIMIT = 40 * 1024 * 1024
"""Bytes a template may take, as a file and unpacked: a spreadsheet is an archive, and an archive can be a bomb."""
WORDS = ("point_name", "period", "period_first", "period_last", "remark", "changes")
RISKY = "=+-@\t\r"


def our_names() -> tuple[str, ...]:
    """Answer the names a template's cells may have: point, period, remark, changes by hand, and every figure's code."""
    return (*WORDS, *(figure.code for figure in figures()))


@dataclass(frozen=True, slots=True)
class Survey:
    """The named cells of a template, by name: the cell. `strange` are names we have no content for."""

    names: dict[str, str]
    strange: dict[str, str]


def survey(content: bytes, *, ours: Sequence[str] = ()) -> Survey:
    """Answer the named cells of a template; `ours` are the names with a content, those of the return by default.

    Raises `CaseRefusal`: too large, not readable, or none of ours.
    """
    book = opened(content)
    found = {name: f"{sheet.title}!{reference}" for name, sheet, reference in named_cells(book)}
    known = {name: found[name] for name in ours or our_names() if name in found}
    if not known:
        raise CaseRefusal("return.template_without_names")
    dead = {name: "" for name in _all_names(book) if name not in found}
    return Survey(known, {name: cell for name, cell in (found | dead).items() if name not in known})


def nearest(name: str) -> str:
    """Answer the name of ours that a strange one was probably meant to be; "" where none is near."""
    return next(iter(get_close_matches(name.lower(), our_names(), n=1, cutoff=0.6)), "")


def _all_names(book: Workbook) -> Iterator[str]:
    yield from (name for name in book.defined_names if not name.startswith("_xlnm"))
    for sheet in book.worksheets:
        yield from (name for name in sheet.defined_names if not name.startswith("_xlnm"))


def named_cells(book: Workbook) -> Iterator[tuple[str, Worksheet, str]]:
    """Give each name, of the book or of one sheet, that names a cell: with its sheet and first cell.

    A name on a merged field means the field's first cell: the others cannot be written.
    """
    scopes = [book.defined_names, *(sheet.defined_names for sheet in book.worksheets)]
    for name, defined in ((name, defined) for scope in scopes for name, defined in scope.items()):
        for title, reference in defined.destinations if defined.type == "RANGE" else ():
            if title not in book.sheetnames or name.startswith("_xlnm"):
                continue
            sheet, first = book[title], reference.replace("$", "").partition(":")[0]
            merged = next((area for area in sheet.merged_cells.ranges if first in area), None)
            yield name, sheet, merged.coord.partition(":")[0] if merged else first


def filled(content: bytes, *, values: Mapping[str, int | str]) -> bytes:
    """Answer the template with its named cells filled; a name the template lacks is passed over."""
    book = opened(content)
    for name, sheet, reference in named_cells(book):
        if name in values:
            sheet[reference] = safe(values[name])
    return _bytes(book)


def safe(value: Any) -> Any:
    """Answer text that a spreadsheet does not run as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple(RISKY) else value


def own_template() -> bytes:
    """Answer our own template, in both languages, for the time before the city's is uploaded."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet["A1"], sheet["A1"].font = "服务点工作台账 Return of a service point", Font(bold=True, size=14)
    labels = [
        ("服务点", "Service point"),
        ("期间", "Period"),
        ("起", "From"),
        ("止", "To"),
        ("说明", "Remark"),
        ("更正说明", "Changes by hand"),
    ]
    rows = list(zip(WORDS, labels, strict=True)) + [(f.code, (f.zh, f.en)) for f in figures()]
    for place, (name, (zh, en)) in enumerate(rows, start=3):
        sheet.cell(place, 1, zh)
        sheet.cell(place, 2, en)
        book.defined_names[name] = DefinedName(name, attr_text=f"'台账'!$C${place}")
    for column, width in (("A", 30), ("B", 44), ("C", 30)):
        sheet.column_dimensions[column].width = width
    book.properties.created = book.properties.modified = datetime(2024, 1, 1)  # noqa: DTZ001 - XLSX knows no zone
    return _bytes(book)


def opened(content: bytes) -> Workbook:
    """Answer the workbook of a file. Raises `CaseRefusal` for one that is too large or cannot be read."""
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
