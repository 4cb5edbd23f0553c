"""A service figure as files: its series and its breakdowns, as they were released."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

import xlsxwriter

from district.design.cells import Cell, guarded
from district.design.language import Lang
from district.openstats.drawing.file import as_file
from district.openstats.services import columns
from district.openstats.services.page import ServicePage

HEADINGS: dict[Lang, tuple[str, ...]] = {
    "zh": ("指标", "时段", "分组方式", "分组", "值", "标记", "单位", "来源"),
    "en": ("figure", "span", "breakdown", "group", "value", "mark", "unit", "source"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: its media type and its writer."""

    content_type: str
    write: Callable[[ServicePage, Lang], bytes]


def rows_of(page: ServicePage) -> Iterator[tuple[Cell, ...]]:
    """Give the series, then the breakdowns of the chosen span, as rows under `HEADINGS`; a hidden value is empty."""
    for line in page.series:
        yield page.name, line.key, "", "", line.value, line.mark, page.unit, page.source
    for breakdown in page.breakdowns:
        for line in breakdown.lines:
            yield page.name, page.span, breakdown.by, line.name, line.value, line.mark, page.unit, page.source


def to_csv(page: ServicePage, lang: Lang) -> bytes:
    """Answer CSV in UTF-8 with a byte-order mark, which spreadsheets need to read Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS[lang])
    for row in rows_of(page):
        writer.writerow(["" if cell is None else guarded(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(page: ServicePage, lang: Lang) -> bytes:
    """Answer a workbook with one sheet, dated by the end of what it tells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = page.told_until or date(2000, 1, 1)
    book.set_properties({"title": page.name, "created": datetime(day.year, day.month, day.day, tzinfo=UTC)})
    sheet = book.add_worksheet(page.figure[:31])
    sheet.write_row(0, 0, HEADINGS[lang], book.add_format({"bold": True}))
    for index, row in enumerate(rows_of(page), 1):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(index, column, cell)
    sheet.set_column(0, 3, 22)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def to_json(page: ServicePage, lang: Lang) -> bytes:
    """Answer JSON: the terms once, the series and the breakdowns as objects."""
    return json.dumps(asdict(page) | {"licence": "CC BY 4.0"}, ensure_ascii=False, indent=1, default=str).encode()


def to_svg(page: ServicePage, lang: Lang) -> bytes:
    """Answer the wide drawing of the series as a file."""
    return as_file(columns.draw(page, columns.WIDE, lang=lang) or "<svg >\n</svg>")


KINDS = {
    "csv": Kind("text/csv; charset=utf-8", to_csv),
    "xlsx": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "json": Kind("application/json", to_json),
    "svg": Kind("image/svg+xml", to_svg),
}
