"""The return of a batch as XLSX: our own sheet, or the office's template with its named columns filled downwards."""

from __future__ import annotations

from copy import copy
from io import BytesIO

from openpyxl import Workbook

from district.window.listcheck.models import Batch, Filing
from district.window.listcheck.reading import FIELDS
from district.window.returns import sheet as cells
from district.window.returns.sheet import Survey

COLUMNS = FIELDS | {
    "line": "序号",
    "point": "跟进服务点",
    "outcome": "核查结果",
    "evidence": "依据",
    "attempts": "联系记录",
    "settled_on": "核清日期",
}
OWN = ("line", *FIELDS, "outcome", "evidence", "attempts", "settled_on")


def survey(content: bytes) -> Survey:
    """Answer the named cells of a template. Raises `CaseRefusal`: too large, not readable, or none of ours."""
    return cells.survey(content, ours=tuple(COLUMNS))


def filled(batch: Batch, template: bytes | None) -> bytes:
    """Answer the batch's return; outcomes are in the language of the moment."""
    rows = [
        _told(row, line)
        for line, row in enumerate(batch.filings.select_related("point").prefetch_related("attempts"), start=1)
    ]
    return _own(rows) if template is None else _in_template(rows, template)


def _told(row: Filing, line: int) -> dict[str, object]:
    tried = "；".join(f"{one.on} {one.get_way_display()} {one.note}" for one in row.attempts.all())
    told: dict[str, object] = {name: getattr(row, name) for name in FIELDS if name != "batch"}
    return told | {
        "line": line,
        "batch": row.batch.code,
        "point": row.point.name_zh if row.point else "",
        "outcome": row.get_outcome_display(),
        "evidence": row.evidence,
        "attempts": tried,
        "settled_on": row.settled_at.date() if row.settled_at else "",
    }


def _own(rows: list[dict[str, object]]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([COLUMNS[name] for name in OWN])
    for told in rows:
        page.append([cells.safe(told[name]) for name in OWN])
    return _bytes(book)


def _in_template(rows: list[dict[str, object]], template: bytes) -> bytes:
    book = cells.opened(template)
    for name, page, reference in cells.named_cells(book):
        first = page[reference]
        for place, told in enumerate(rows if name in COLUMNS else []):
            cell = page.cell(first.row + place, first.column)
            cell.value = cells.safe(told[name])
            if place:
                cell.number_format, cell.font, cell.border = first.number_format, copy(first.font), copy(first.border)
    return _bytes(book)


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
