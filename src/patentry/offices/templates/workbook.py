"""A template as the bytes of an XLSX file."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Final

import xlsxwriter

from patentry.offices.tabular.sheets import NOTES_SHEET
from patentry.offices.templates.columns import Column, columns_of
from patentry.wording import Lang

MADE_ON: Final = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands in the file as its day of creation, so that the same template always is the same bytes."""
FIRST_SHEETS: Final[dict[Lang, str]] = {"zh": "填写", "en": "Entries"}
_NOTES: Final = ("列 / column", "中文", "English", "必填 / required", "说明", "meaning", "示例 / example")
_WIDTHS: Final = (18, 18, 22, 12, 48, 60, 24)


def template(name: str, *, lang: Lang) -> bytes:
    """Answer the workbook of a format's template, with its headings in one language. Raises KeyError."""
    columns = columns_of(name)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": name, "created": MADE_ON})
        _write_entries(book, columns, lang)
        _write_notes(book, columns)
    return made.getvalue()


def _write_entries(book: xlsxwriter.Workbook, columns: tuple[Column, ...], lang: Lang) -> None:
    sheet = book.add_worksheet(FIRST_SHEETS[lang])
    text = book.add_format({"num_format": "@"})
    for place, column in enumerate(columns):
        look = book.add_format({"bold": True, "bottom": 1, "bg_color": "#FFF2CC" if column.required else "#F2F2F2"})
        sheet.set_column(place, place, 20, text)
        sheet.write_string(0, place, column.zh if lang == "zh" else column.en, look)
    sheet.freeze_panes(1, 0)


def _write_notes(book: xlsxwriter.Workbook, columns: tuple[Column, ...]) -> None:
    sheet = book.add_worksheet(NOTES_SHEET)
    bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for place, (heading, width) in enumerate(zip(_NOTES, _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, bold)
    for number, column in enumerate(columns, start=1):
        required = "是 / yes" if column.required else ""
        told = (column.field, column.zh, column.en, required, column.meaning_zh, column.meaning_en, column.example)
        for place, cell in enumerate(told):
            sheet.write_string(number, place, cell, wrap)
    sheet.freeze_panes(1, 0)
