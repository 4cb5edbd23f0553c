"""A figure's series as files. The same page always gives the same bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import xlsxwriter

from district.design.cells import Cell, csv_of
from district.design.language import Lang
from district.openstats.about import LICENCE, about
from district.openstats.drawing import series
from district.openstats.drawing.file import as_file
from district.openstats.figure_page import FigurePage

HEADINGS: dict[Lang, tuple[str, ...]] = {
    "zh": ("指标", "地区", "日期", "值", "单位", "计算或公布", "来源", "临时", "口径", "归属", "快照", "说明", "许可"),
    "en": (
        "figure",
        "region",
        "date",
        "value",
        "unit",
        "computed_or_published",
        "source",
        "provisional",
        "view",
        "attribution",
        "snapshot",
        "notes",
        "licence",
    ),
}
WORDS: dict[Lang, tuple[str, str, str, str]] = {
    "zh": ("计算", "公布", "是", "否"),
    "en": ("computed", "published", "yes", "no"),
}
ABOUT: dict[Lang, str] = {"zh": "说明", "en": "About"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: its media type and its writer."""

    content_type: str
    write: Callable[[FigurePage, Lang], bytes]


def rows_of(page: FigurePage, lang: Lang) -> list[list[Cell]]:
    """Answer the series as rows under `HEADINGS`, the other side of the comparison after the figure itself."""
    computed, published, yes, no = WORDS[lang]
    terms: list[Cell] = [page.view, page.attribution, page.snapshot, " ".join(page.notes), LICENCE]
    rows: list[list[Cell]] = []
    for point in page.points:
        kind = [page.unit, computed, page.source, yes if point.provisional else no]
        rows.append([page.name, page.region_name, point.on.isoformat(), point.value, *kind, *terms])
    for point in page.versus.points if page.versus else ():
        assert page.versus is not None
        word = published if page.versus.published else computed
        kind = [page.unit, word, page.versus.source, yes if point.provisional else no]
        shared: list[Cell] = [None, None, None, " ".join(page.versus.notes), None] if page.versus.published else terms
        rows.append([page.name, page.versus.name, point.on.isoformat(), point.value, *kind, *shared])
    return rows


def to_csv(page: FigurePage, lang: Lang) -> bytes:
    """Answer the series as CSV."""
    return csv_of(HEADINGS[lang], rows_of(page, lang))


def to_xlsx(page: FigurePage, lang: Lang) -> bytes:
    """Answer a workbook of the series and what belongs to it."""
    return workbook(page, lang, headings=HEADINGS[lang], rows=rows_of(page, lang), told=about(page, lang))


def workbook(
    page: FigurePage,
    lang: Lang,
    *,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    told: Iterable[tuple[str, str]],
) -> bytes:
    """Answer a workbook of one table with a sheet that says what it is; its creation date is the snapshot's, never the
    hour it was asked for."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    day = page.taken_on or date(2000, 1, 1)
    book.set_properties({"title": page.name, "created": datetime(day.year, day.month, day.day, tzinfo=UTC)})
    sheet = book.add_worksheet(page.figure[:31])
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, headings, bold)
    for index, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(index, column, cell)
    sheet.set_column(0, 1, 24)
    sheet.freeze_panes(1, 0)
    beside = book.add_worksheet(ABOUT[lang])
    for index, (name, text) in enumerate(told):
        beside.write(index, 0, name, bold)
        beside.write(index, 1, text)
    beside.set_column(0, 0, 24)
    beside.set_column(1, 1, 100)
    book.close()
    return out.getvalue()


def to_json(page: FigurePage, lang: Lang) -> bytes:
    """Answer JSON with the terms once and the rows as objects."""
    rows = [dict(zip(HEADINGS["en"], row, strict=True)) for row in rows_of(page, lang)]
    terms = {
        "figure": page.figure,
        "unit": page.unit,
        "region": page.region,
        "on": page.on.isoformat(),
        "view": page.view,
        "attribution": page.attribution,
        "snapshot": page.snapshot,
        "data_through": page.data_through.isoformat() if page.data_through else None,
        "value": page.value,
        "numerator": page.numerator,
        "unknown": page.unknown,
        "denominator": page.denominator,
        "denominator_date": page.denominator_date.isoformat() if page.denominator_date else None,
        "parts": {part.name: part.count for part in page.parts},
        "least": page.least,
        "most": page.most,
        "licence": LICENCE,
        "about": dict(about(page, lang)),
        "rows": rows,
    }
    return json.dumps(terms, ensure_ascii=False, indent=1).encode()


def to_svg(page: FigurePage, lang: Lang) -> bytes:
    """Answer the wide drawing as a file."""
    told = "; ".join(f"{name}: {words}" for name, words in about(page, lang))
    return as_file(series.draw(page, series.FIGURE[0], lang=lang) or "<svg >\n</svg>", told=told)


KINDS = {
    "csv": Kind("text/csv; charset=utf-8", to_csv),
    "xlsx": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "json": Kind("application/json", to_json),
    "svg": Kind("image/svg+xml", to_svg),
}
