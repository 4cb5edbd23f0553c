"""A sheet as a Word file, filled into a template that an operator may change in Word."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from importlib import resources
from typing import Any

from patentry.reports.errors import ReportError
from patentry.reports.printing import to_png
from patentry.reports.sheet import Chart, Sheet

CHART_CM = 8.2
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
