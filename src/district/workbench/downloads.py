"""Hits and collections as files: CSV and XLSX for spreadsheets, RIS for reference managers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from django.utils.translation import gettext as _

from district.design.cells import Cell, csv_of, guarded
from district.workbench.showing import Shown

MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A document as a file tells of it; what a collection has and a list of hits has not is empty, and the reverse."""

    number: str
    family: str
    title: str
    published: date | None = None
    filed: date | None = None
    holders: tuple[str, ...] = ()
    status: str = ""
    ends: date | None = None
    rank: int | None = None
    score: float | None = None
    reasons: str = ""
    passage: str = ""
    category: str = ""
    comment: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file: its lines and what they are from, name and words."""

    name: str
    lines: tuple[Line, ...]
    about: tuple[tuple[str, str], ...]
    day: date


def line_of(one: Shown) -> Line:
    """Answer the line of a hit."""
    hit, standing = one.hit, one.standing
    return Line(
        number=hit.publication_number,
        family=hit.family_id,
        title=hit.title,
        published=hit.published,
        filed=standing.filed,
        holders=standing.holders,
        status=str(one.status),
        ends=standing.ends,
        rank=hit.rank,
        score=hit.score,
        reasons="; ".join(f"{bar.name} {bar.width:.0f}%" for bar in one.bars),
        passage=hit.passage,
    )


def headings() -> list[str]:
    """Answer the names of the columns."""
    return [
        _("Rank"),
        _("Publication number"),
        _("Title"),
        _("Family"),
        _("Publication date"),
        _("Filing date"),
        _("Holder or applicant"),
        _("Status"),
        _("In force until"),
        _("Score"),
        _("Share of the score"),
        _("Passage"),
        _("Category"),
        _("Comment"),
        _("Found by"),
    ]


def cells(line: Line) -> list[Cell]:
    """Answer a line's values under `headings`."""
    days = [day.isoformat() if day else None for day in (line.published, line.filed, line.ends)]
    return [
        *(line.rank, line.number, line.title, line.family, days[0], days[1], "; ".join(line.holders), line.status),
        *(days[2], line.score, line.reasons, line.passage, line.category, line.comment, line.step),
    ]


def to_csv(sheet: Sheet) -> bytes:
    """Answer CSV."""
    return csv_of(headings(), (cells(line) for line in sheet.lines))


def to_xlsx(sheet: Sheet) -> bytes:
    """Answer a workbook whose texts are texts; a second sheet says what it is. The same sheet gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(sheet.day.year, sheet.day.month, sheet.day.day)})  # noqa: DTZ001 - no zone
    bold = book.add_format({"bold": True})
    page = book.add_worksheet()
    page.write_row(0, 0, headings(), bold)
    for place, line in enumerate(sheet.lines, start=1):
        page.write_row(place, 0, ["" if cell is None else guarded(cell) for cell in cells(line)])
    page.set_column(1, 1, 18)
    page.set_column(2, 2, 50)
    page.freeze_panes(1, 2)
    beside = book.add_worksheet(_("About"))
    _tell(beside, sheet.about, bold)
    book.close()
    return out.getvalue()


def _tell(page: xlsxwriter.worksheet.Worksheet, about: Iterable[tuple[str, str]], bold: object) -> None:
    for place, (name, words) in enumerate(about):
        page.write(place, 0, name, bold)
        page.write(place, 1, guarded(words))
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 100)


def to_ris(sheet: Sheet) -> bytes:
    """Answer an entry a document, of the type for patents (PAT)."""
    entries = [_entry(line) for line in sheet.lines]
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for entry in entries for tag, text in entry).encode()


def _entry(line: Line) -> Sequence[tuple[str, str]]:
    told = [("TY", "PAT"), ("TI", line.title), ("IS", line.number)]
    told += [("AU", holder) for holder in line.holders]
    if line.published:
        told += [("PY", str(line.published.year)), ("DA", line.published.strftime("%Y/%m/%d"))]
    told += [("AB", line.passage), ("N1", " ".join(part for part in (line.category, line.comment) if part))]
    return [pair for pair in told if pair[1]] + [("ER", "")]


KINDS: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", to_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "ris": ("application/x-research-info-systems; charset=utf-8", to_ris),
}
