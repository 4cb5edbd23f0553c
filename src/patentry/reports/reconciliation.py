"""A reconciliation as a workbook: the totals first, then a sheet a side."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

import xlsxwriter

from patentry.statistics import definition_of
from patentry.statistics.reconciliation import ReconciledRow, Reconciliation, Side
from patentry.wording import Lang, say

_COLUMNS: dict[Side, tuple[str, ...]] = {
    Side.THEIRS: (
        *("reason", "number", "stated", "sheet", "row", "mended", "damage", "suggests", "day", "cause"),
        *("title", "holder", "stated_holder", "place", "settled"),
    ),
    Side.OURS: ("reason", "number", "day", "cause", "title", "holder", "place", "stated", "sheet", "row", "settled"),
    Side.BOTH: ("number", "stated", "sheet", "row", "mended", "title", "holder", "stated_holder", "holder_differs"),
}
_WIDTHS = {"reason": 22, "number": 20, "stated": 24, "title": 40, "holder": 28, "stated_holder": 28, "settled": 40}


def workbook(result: Reconciliation, *, lang: Lang, settled: Mapping[str, str] | None = None) -> bytes:
    """Answer the XLSX of a reconciliation. `settled` gives by the key of a row what an officer decided about it."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(
            {"title": say("reconcile.sheet.totals", lang=lang), "created": datetime.combine(result.on, time())}
        )
        _write_totals(book, result, lang)
        for side in (Side.THEIRS, Side.OURS, Side.BOTH):
            rows = [row for row in result.rows if row.side is side]
            _write_rows(book, side, rows, settled or {}, lang)
    return made.getvalue()


def _write_totals(book: xlsxwriter.Workbook, result: Reconciliation, lang: Lang) -> None:
    sheet = book.add_worksheet(say("reconcile.sheet.totals", lang=lang))
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 3, 18)
    place = 0
    for name, value in _facts(result, lang):
        sheet.write_string(place, 0, say(f"reconcile.fact.{name}", lang=lang), bold)
        _write(sheet, place, 1, value)
        place += 1
    place += 1
    for column, name in enumerate(("reason", "only_ours", "only_theirs", "effect")):
        sheet.write_string(place, column, say(f"cli.reconcile.{name}", lang=lang), bold)
    for total in result.totals:
        place += 1
        told = (say(f"difference.{total.reason}", lang=lang), total.only_ours, total.only_theirs, total.effect)
        for column, cell in enumerate(told):
            _write(sheet, place, column, cell)
    place += 1
    last = (say("cli.reconcile.total", lang=lang), result.only_ours, result.only_theirs, result.gap)
    for column, cell in enumerate(last):
        _write(sheet, place, column, cell, bold)


def _facts(result: Reconciliation, lang: Lang) -> Iterable[tuple[str, object]]:
    figure = definition_of(result.figure)
    yield "list", result.list_name
    yield "column", result.number_column
    yield "region", result.region
    yield "on", result.on.isoformat()
    yield "figure", figure.name_zh if lang == "zh" else figure.name_en
    yield "view", say(f"view.{result.view}", lang=lang)
    yield "attribution", say(f"rule.{result.attribution}", lang=lang)
    for name in ("snapshot", "theirs", "ours", "in_both", "gap", "mended"):
        yield name, getattr(result, name)


def _write_rows(
    book: xlsxwriter.Workbook, side: Side, rows: Sequence[ReconciledRow], settled: Mapping[str, str], lang: Lang
) -> None:
    sheet = book.add_worksheet(say(f"reconcile.sheet.{side}", lang=lang))
    bold = book.add_format({"bold": True, "bottom": 1})
    columns = [name for name in _COLUMNS[side] if name != "settled" or settled]
    for column, name in enumerate(columns):
        sheet.set_column(column, column, _WIDTHS.get(name, 12))
        sheet.write_string(0, column, say(f"reconcile.column.{name}", lang=lang), bold)
    for place, row in enumerate(rows, start=1):
        for column, name in enumerate(columns):
            _write(sheet, place, column, settled.get(row.key, "") if name == "settled" else told(row, name, lang))
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def told(row: ReconciledRow, name: str, lang: Lang) -> object:
    """Answer what a column says of a row, in words."""
    value = getattr(row, name)
    if value is None or value == "" or value is False:
        return ""
    match name:
        case "reason":
            return say(f"difference.{value}", lang=lang)
        case "mended":
            return say(f"mended.{value}", lang=lang)
        case "damage":
            return say(f"problem.{value}", lang=lang, value=row.stated)
        case "cause":
            return say(value, lang=lang)
        case "day":
            return value.isoformat()
        case "holder_differs":
            return say("reconcile.yes", lang=lang)
    return value


def _write(sheet: object, place: int, column: int, value: object, look: object = None) -> None:
    """Numbers as numbers, everything else as text, so that no cell of a stranger's file becomes a formula."""
    assert isinstance(sheet, xlsxwriter.worksheet.Worksheet)
    if isinstance(value, int):
        sheet.write_number(place, column, value, look)
    elif value != "":
        sheet.write_string(place, column, str(value), look)
