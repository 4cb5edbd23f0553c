"""The bibliographic page of a case to a record."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files

from patentry.classes import parse_ipc
from patentry.numbers import meaning_of_kind
from patentry.offices.cnipa_query_json.cases import Json, items_of, rows_of
from patentry.offices.tabular.cells import CellError, clean, language_of, parse_date, split_symbols
from patentry.offices.tabular.identity import NumberInCell, read_publication
from patentry.offices.tabular.row import RowRefusedError
from patentry.records import LangText, Party, Record, RightType

Warn = Callable[[str, str, str], None]
"""Reports a doubt: code, field, value."""


def text_in(row: Json, name: str) -> str:
    """Answer a value as cleaned text: `--` and blanks are nothing, and so is what is no plain value."""
    value = row.get(name)
    return clean(str(value)) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def day_in(row: Json, name: str) -> date | None:
    """Answer the day of a value; raises `RowRefusedError` for what cannot be one."""
    try:
        return parse_date(text_in(row, name))
    except CellError as error:
        raise RowRefusedError(error.code, name, error.value) from error


def record_of(sections: Json, number: NumberInCell, *, warn: Warn) -> Record:
    """Answer the record of a case. Its status is the office's word on a day the file does not name.

    Raises `RowRefusedError` for impossible dates and a publication number that is none.
    """
    items = items_of(sections)
    title = text_in(items, "zhuanlimc")
    publication = _publication(items)
    filed, published, granted = (day_in(items, name) for name in ("shenqingr", "gongkaiggr", "shouquanggr"))
    kind = publication.kind if publication else None
    if kind and meaning_of_kind(authority="CN", kind=kind, on=granted or published).stage == "grant":
        granted, published = granted or published, granted or published
    if filed and granted and granted < filed:
        raise RowRefusedError("grant_before_filing", "shouquanggr", f"{granted} < {filed}")
    return Record(
        authority="CN",
        right_type=number.right_type or RightType.OTHER,
        publication_number=publication.number if publication else None,
        application_number=number.number,
        kind=kind,
        filing_date=filed,
        publication_date=published,
        grant_date=granted,
        title=(LangText(language_of(title), title),) if title else (),
        applicants=_applicants(sections),
        ipc=_symbols(items, warn),
        vendor_status=text_in(items, "anjianywzt") or None,
    )


def _publication(items: Json) -> NumberInCell | None:
    """The grant's number where the page has one, else the earlier publication's."""
    for name in ("shouquanggh", "gongkaiggh"):
        text = text_in(items, name)
        if text:
            try:
                return read_publication(text)
            except CellError as error:
                raise RowRefusedError(error.code, name, error.value) from error
    return None


def _applicants(sections: Json) -> tuple[Party, ...]:
    rows = rows_of(sections, "shenqingren", "shenqingrenList")
    return tuple(
        Party(
            name=text_in(row, "shenqingrxm"),
            country=_countries().get(text_in(row, "shenqingrgb")),
            address=text_in(row, "shenqingrdz") or None,
            postcode=text_in(row, "shenqingryb") or None,
        )
        for row in rows
        if isinstance(row, dict) and text_in(row, "shenqingrxm")
    )


def _symbols(items: Json, warn: Warn) -> tuple[str, ...]:
    """The main class first, then the others, each once; what is no symbol is left out with a warning."""
    found: dict[str, None] = {}
    for name in ("zhufenlh", "fufenlh"):
        for text in split_symbols(text_in(items, name)):
            symbol = parse_ipc(text)
            if symbol is None:
                warn("class_unreadable", name, text)
            else:
                found[symbol] = None
    return tuple(found)


@cache
def _countries() -> dict[str, str]:
    text = files(__package__).joinpath("countries.csv").read_text(encoding="utf-8")
    return {row["name"]: row["code"] for row in csv.DictReader(text.splitlines())}
