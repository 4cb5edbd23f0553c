"""A breakdown as files, with the same things said of it as of the figure; the same question gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from district.design.cells import Cell, csv_of
from district.design.language import Lang
from district.openstats.about import LICENCE, about
from district.openstats.breakdown import Breakdown
from district.openstats.downloads import workbook
from district.openstats.figure_page import FigurePage

HEADINGS: dict[Lang, tuple[str, ...]] = {
    "zh": (
        *("指标", "地区", "日期", "分组方式", "组代码", "组", "值", "单位", "占比", "未定"),
        *("口径", "归属", "快照", "说明", "许可"),
    ),
    "en": (
        *("figure", "region", "date", "by", "group", "name", "value", "unit", "share", "not_settled"),
        *("view", "attribution", "snapshot", "notes", "licence"),
    ),
}
WHOLE: dict[Lang, str] = {"zh": "全部（每件计一次）", "en": "whole, each patent once"}
BY: dict[Lang, str] = {"zh": "分组", "en": "Breakdown"}
OVERLAPS: dict[Lang, str] = {
    "zh": "一件专利可属于多个分组，各组之和大于总数。",
    "en": "One patent may stand in several groups; they add up to more than the whole.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The groups of a question, with the figure's page they belong to; `by` is the breakdown and what it is called."""

    page: FigurePage
    found: Breakdown
    by: str
    by_name: str


def rows_of(told: Told, lang: Lang) -> list[list[Cell]]:
    """Answer a row a group under `HEADINGS`, the whole last, without a code."""
    page, found = told.page, told.found
    before: list[Cell] = [page.name, page.region_name, page.on.isoformat(), told.by_name]
    after: list[Cell] = [page.view, page.attribution, page.snapshot, " ".join(_notes(told, lang)), LICENCE]
    groups: list[list[Cell]] = [
        [row.code, row.name, row.value, page.unit, row.share, row.unknown] for row in found.rows
    ]
    groups.append([None, WHOLE[lang], found.whole, page.unit, None, found.unknown])
    return [[*before, *group, *after] for group in groups]


def _notes(told: Told, lang: Lang) -> tuple[str, ...]:
    return (*((OVERLAPS[lang],) if told.found.overlapping else ()), *told.found.notes)


def _about(told: Told, lang: Lang) -> tuple[tuple[str, str], ...]:
    first, *rest = about(told.page, lang)
    overlaps = ((BY[lang], OVERLAPS[lang]),) if told.found.overlapping else ()
    return (first, (BY[lang], told.by_name), *overlaps, *rest)


def to_csv(told: Told, lang: Lang) -> bytes:
    """Answer the groups as CSV."""
    return csv_of(HEADINGS[lang], rows_of(told, lang))


def to_xlsx(told: Told, lang: Lang) -> bytes:
    """Answer the groups as a workbook."""
    return workbook(told.page, lang, headings=HEADINGS[lang], rows=rows_of(told, lang), told=_about(told, lang))


def to_json(told: Told, lang: Lang) -> bytes:
    """Answer the groups as JSON, the terms once."""
    page, found = told.page, told.found
    terms = {
        "figure": page.figure,
        "by": told.by,
        "unit": page.unit,
        "region": page.region,
        "on": page.on.isoformat(),
        "view": page.view,
        "attribution": page.attribution,
        "snapshot": page.snapshot,
        "data_through": page.data_through.isoformat() if page.data_through else None,
        "whole": found.whole,
        "not_settled": found.unknown,
        "groups_overlap": found.overlapping,
        "notes": list(_notes(told, lang)),
        "licence": LICENCE,
        "about": [list(pair) for pair in _about(told, lang)],
        "groups": [
            {"group": row.code, "name": row.name, "value": row.value, "share": row.share, "not_settled": row.unknown}
            for row in found.rows
        ],
    }
    return json.dumps(terms, ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True, slots=True)
class Format:
    """Its media type and its writer."""

    content_type: str
    write: Callable[[Told, Lang], bytes]


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", to_csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "json": Format("application/json", to_json),
}
