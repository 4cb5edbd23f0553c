"""A report as a file."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import xlsxwriter
from django.utils.translation import gettext as _

from district.design.cells import Cell, guarded
from district.window.reports.asking import BY
from district.window.reports.rows import Report, Row


def headings(report: Report) -> list[str]:
    """Answer the names of the columns."""
    return [
        str(BY[report.asked.by]),
        _("Requests filed"),
        _("Accepted"),
        _("Days to accept, median"),
        _("Days to accept, 90%"),
        _("Answered"),
        _("Days to answer, median"),
        _("Days to answer, 90%"),
        _("Promises kept"),
        _("Promises not kept"),
        _("Ratings"),
        _("Good ratings"),
        _("Bad ratings"),
        _("Average rating"),
        _("Contacts"),
        _("Minutes"),
    ]


def cells(row: Row) -> list[Cell]:
    """Answer a row's values under `headings`."""
    tally = row.tally
    average = None if tally.average is None else round(tally.average, 2)
    return [
        *(row.name, tally.filed, tally.accepted, row.accept_median, row.accept_most),
        *(tally.answered, row.answer_median, row.answer_most, tally.kept, tally.broken),
        *(tally.rated, tally.good, tally.bad, average, tally.contacts, tally.minutes),
    ]


def to_csv(report: Report) -> bytes:
    """Answer CSV in UTF-8 with a byte-order mark, which spreadsheets need to read Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings(report))
    for row in (*report.rows, report.total):
        writer.writerow(["" if cell is None else guarded(cell) for cell in cells(row)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(report: Report) -> bytes:
    """Answer XLSX whose texts are texts, whatever they begin with; the same report always gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    last = report.asked.until
    book.set_properties({"created": datetime(last.year, last.month, last.day)})  # noqa: DTZ001 - XLSX knows no zone
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "text_wrap": True})
    sheet.write_row(0, 0, headings(report), bold)
    for place, row in enumerate((*report.rows, report.total), start=1):
        sheet.write_row(place, 0, ["" if cell is None else guarded(cell) for cell in cells(row)])
    sheet.set_column(0, 0, 30)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


KINDS = {
    "csv": ("text/csv; charset=utf-8", to_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
}
