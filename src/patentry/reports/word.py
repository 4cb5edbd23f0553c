"""A sheet as a Word file, filled into a template that an operator may change in Word."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import UTC
from importlib import resources
from typing import Any

from patentry.reports.errors import ReportError
from patentry.reports.printing import to_png
from patentry.reports.sheet import Chart, Sheet, Table

CHART_CM = 8.2
BROADEST, LEAST, PADDING = 28, 9, 2
"""In letters: the most that is reckoned of a column of words, the least of one of numbers, and the room beside it."""
LETTER = 66_000
"""A letter of the table in EMU: half its size, which is 9 pt, and a little for broader fonts than the template's."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP entry can bear; every part of the file bears it, so that equal sheets give equal bytes."""


def to_docx(sheet: Sheet, *, template: bytes | None = None) -> bytes:
    """Answer the sheet as a Word file, its drawings as pictures. Raises `ReportError`."""
    try:
        from docxtpl import DocxTemplate
    except ImportError as error:
        raise ReportError(f"{error.name} is not installed: pip install 'patentry[site]'") from error
    body = template or resources.files("patentry.reports").joinpath("sheet.docx").read_bytes()
    document = DocxTemplate(io.BytesIO(body))
    document.render(_context(sheet, document), autoescape=True)
    _lay_out(document.docx, sheet.table)
    _stamp(document.docx.core_properties, sheet)
    out = io.BytesIO()
    document.save(out)
    return _with_fixed_times(out.getvalue())


def _context(sheet: Sheet, document: Any) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "line": sheet.line,
        "publisher": sheet.publisher,
        "paragraphs": list(sheet.paragraphs),
        "urgent": [note for note in sheet.notes if note.is_urgent],
        "notes": [note for note in sheet.notes if not note.is_urgent],
        "charts": [_pictured(chart, document) for chart in sheet.charts],
        "headings": list(sheet.table.headings),
        "rows": [list(row) for row in sheet.table.rows],
        "table_note": sheet.table_note,
        "footer": sheet.footer,
    }


def _pictured(chart: Chart, document: Any) -> dict[str, Any]:
    from docx.shared import Cm
    from docxtpl import InlineImage

    picture = io.BytesIO(to_png(chart.svg, width_cm=CHART_CM * 2))
    inline = InlineImage(document, picture, width=Cm(CHART_CM))
    return {"caption": chart.caption, "description": chart.description, "picture": inline}


def _lay_out(document: Any, table: Table) -> None:
    """Give the columns the room their words take and set numbers to the right, where the template has the table."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    headings = list(table.headings)
    found = next((one for one in document.tables if [cell.text for cell in one.rows[0].cells] == headings), None)
    if found is None:
        return
    section = document.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    for place, (column, width) in enumerate(zip(found.columns, _widths(table, room), strict=True)):
        column.width = width
        for cell in column.cells:
            cell.width = width
            if place in table.numbers:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(table: Table, room: int) -> list[int]:
    """The widths of the columns: numbers stay on their line, what they leave is shared by the length of the words."""
    columns = list(zip(table.headings, *table.rows, strict=True))
    whole = {place: max(LEAST, *map(_breadth, columns[place][1:])) + PADDING for place in table.numbers}
    left = room - sum(whole.values()) * LETTER
    wants = {
        place: min(max(map(_breadth, texts)), BROADEST) for place, texts in enumerate(columns) if place not in whole
    }
    return [
        int(whole[place] * LETTER if place in whole else left * wants[place] / sum(wants.values()))
        for place in range(len(columns))
    ]


def _breadth(text: str) -> int:
    """How much room a text takes, in Latin letters; a Chinese one takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _stamp(properties: Any, sheet: Sheet) -> None:
    at = sheet.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.author, properties.last_modified_by = sheet.title, sheet.publisher, sheet.publisher
    properties.created = properties.modified = at
    properties.language = "zh-CN" if sheet.lang == "zh" else "en-GB"


def _with_fixed_times(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name, date_time=EARLIEST), given.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
